import { valuesAt } from '../noun.js';
import type { Call } from '../engine.js';
import type { Data, Entity } from '../store.js';

/** Sets or takes away tags of the resources of one type, wherever their noun is. */
export function tag({ service, action, input, space }: Call): Data {
  const { add, remove } = service.facts.tagging;
  const facts = action.role === 'tagAdd' ? add : remove;
  if (!facts || action.isAlternative) return {};
  const type = facts.type === undefined ? undefined : input[facts.type];
  const ids = valuesAt(input, facts.ids).map(String);
  for (const noun of service.nouns.values()) {
    const { tags } = noun.facts;
    if (!tags || (type !== undefined && tags.resourceType !== type)) continue;
    const member = tags.inItem ?? 'Tags';
    for (const id of ids) {
      const entity = space.collection(noun.key).get(id);
      if (entity)
        space.collection(noun.key).update(entity, { [member]: changed(entity, member, input, facts) });
    }
  }
  return {};
}

function changed(
  entity: Entity,
  member: string,
  input: Readonly<Data>,
  facts: { tags?: string; keys?: string },
): Data[] {
  const before = (entity.data[member] ?? []) as Data[];
  const given = valuesAt(input, facts.tags) as Data[];
  const keys = new Set([...given.map((each) => each['Key']), ...valuesAt(input, facts.keys)]);
  return [...before.filter((each) => !keys.has(each['Key'])), ...given];
}
