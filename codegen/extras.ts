import type { FacetPlan } from '../src/resources/model/facets.js';
import type { ResourcePlan } from '../src/resources/model/resource-model.js';
import { projectMember } from '../src/resources/project.js';
import { canListTags } from '../src/resources/tags.js';

/** The interfaces of what only some nouns can do. */
export function extraBases(plan: ResourcePlan): readonly string[] {
  const { resource } = plan;
  return [
    ...(canListTags(plan) ? ['$.TagsReadable'] : []),
    ...(projectMember(plan) === undefined ? [] : ['$.InProject']),
    ...(resource.projectTrn ? ['$.Movable'] : []),
    ...(resource.unsubscribeProducts ? ['$.Unsubscribable'] : []),
  ];
}

/** What a facet's method is: its reader, its writer, and its switch. */
export function facetLines(
  { name, get, update, enable, disable }: FacetPlan,
  write: {
    readonly perform: (action: string) => string;
    readonly builder: (action: string) => string;
  },
): readonly string[] {
  const actions = [get, update, enable, disable].filter((action) => action !== undefined);
  const members = [
    ...(get === undefined ? [] : [`get${write.perform(get)}`]),
    ...(update === undefined ? [] : [`update(): ${write.builder(update)}`]),
    ...(enable === undefined ? [] : [`enable${write.perform(enable)}`]),
    ...(disable === undefined ? [] : [`disable${write.perform(disable)}`]),
  ];
  return [
    `/** ${actions.map((action) => `\`${action}\``).join(', ')} */`,
    `${name}(): { ${members.join('; ')} };`,
  ];
}

/** What stands above a method: its action, and by which other method it is undone. */
export function methodDoc({ resource, methods }: ResourcePlan, action: string): string {
  const pairs = [
    ...(resource.pairs ?? []),
    ...(resource.associations ?? []).map((each) => [...each.create.slice(0, 1), ...each.delete.slice(0, 1)]),
  ];
  const pair = pairs.find((each) => each.includes(action));
  const opposite = methods.find((each) => each.action !== action && pair?.includes(each.action));
  return `/** \`${action}\`${opposite ? `; its opposite is \`${opposite.name}()\`` : ''} */`;
}
