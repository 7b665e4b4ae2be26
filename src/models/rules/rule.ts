/**
 * What the facts can't express of one shape: between members, or of a member's form.
 *
 * The one source of both verdicts: the compiled check asks `holds`, class-validator words its failure by `constraint`
 * and `message`.
 */
export interface Rule {
  /** The shape it is about: `RunInstancesRequest`, `VolumeForRunInstancesInput`. */
  readonly shape: string;
  /** The member where its failure is reported. */
  readonly member: string;
  /** Its name as class-validator's errors and the issues have it. */
  readonly constraint: string;
  /** What to do, for a person; never the value. */
  readonly message: string;
  /** Also asked about requests that are otherwise wrong: it must not throw, whatever the members hold. */
  readonly holds: (request: Readonly<Record<string, unknown>>) => boolean;
}

/** Whether a member is set: neither undefined nor null. */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null;
}
