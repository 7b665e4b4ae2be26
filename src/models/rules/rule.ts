/**
 * A rule of one shape that facts can't express: about several members, or about the form of a member.
 *
 * Both checks use it: the compiled check calls `holds`, and class-validator reports a failure with `constraint` and
 * `message`.
 */
export interface Rule {
  /** The shape it applies to: `RunInstancesRequest`, `VolumeForRunInstancesInput`. */
  readonly shape: string;
  /** The member that a failure is reported for. */
  readonly member: string;
  /** Its name in issues and in class-validator's errors. */
  readonly constraint: string;
  /** What to do about a failure, for a person; never the value. */
  readonly message: string;
  /** Also called for requests that are otherwise invalid: it must not throw, whatever the members hold. */
  readonly holds: (request: Readonly<Record<string, unknown>>) => boolean;
}

/** Whether a member is set: neither undefined nor null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
