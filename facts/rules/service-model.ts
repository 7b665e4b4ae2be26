import type { MemberFacts, ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';

/** The part of a service's facts that comes from the SDKs alone: what the rules read. */
export type ServiceModel = Pick<ServiceFacts, 'name' | 'service' | 'version' | 'actions' | 'shapes'>;

const noMembers: ShapeFacts = {};

/** The members of an action's request; none when the service has no such shape. */
export function inputOf(service: ServiceModel, action: string): ShapeFacts {
  const input = service.actions[action]?.input;
  return (input !== undefined && service.shapes[input]) || noMembers;
}

/** The members of an action's result; none when the service has no such shape. */
export function outputOf(service: ServiceModel, action: string): ShapeFacts {
  const output = service.actions[action]?.output;
  return (output !== undefined && service.shapes[output]) || noMembers;
}

/** The members of the object that a member holds, or of each object of its list. */
export function membersOf(service: ServiceModel, member: MemberFacts | undefined): ShapeFacts {
  const ref = member?.ref ?? member?.items?.ref;
  return (ref !== undefined && service.shapes[ref]) || noMembers;
}

/** A name in lower case, without `_` and `-`. */
export function plain(name: string): string {
  return name.toLowerCase().replace(/[_-]/g, '');
}
