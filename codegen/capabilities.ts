import type { ResourceModel } from '../src/resources/model/resource-model.js';
import { canListTags, canTag } from '../src/resources/tags.js';

/** Whether a resource is identified, by an id or by being the only one. */
export function isAddressed({ identity, isSingle }: ResourceModel): boolean {
  return identity.length > 0 || isSingle;
}

/** Whether a resource has a status that can be read. */
export function hasStatus({ isReadable, resource }: ResourceModel): boolean {
  return isReadable && resource.status?.member !== undefined;
}

/** The interfaces of what only some resource types can do. */
export function capabilities(model: ResourceModel): readonly string[] {
  const { resource, resourceType } = model;
  const can: readonly (readonly [boolean, string])[] = [
    [model.isReadable, '$.Readable'],
    [hasStatus(model), `$.Waitable<${resourceType}State>`],
    [resource.delete !== undefined, '$.Deletable'],
    [canTag(model), '$.Taggable'],
    [resource.tags?.inItem !== undefined, '$.Tagged'],
    [canListTags(model), '$.TagsReadable'],
    [model.projectMember !== undefined, '$.InProject'],
    [resource.projectTrn !== undefined, '$.Movable'],
    [resource.unsubscribeProducts !== undefined, '$.Unsubscribable'],
  ];
  return can.filter(([isGiven]) => isGiven).map(([, name]) => name);
}
