import { pathSteps, withPath } from '../../catalog/paths.js';
import type { Call, Engine } from '../engine.js';
import { setMember } from '../engine.js';
import { idPrefix } from '../ids.js';
import type { NounPlan } from '../noun.js';
import { alreadyExists, Refusal } from '../refusal.js';
import type { Data, Entity } from '../store.js';

/** Ids as people know them, where the noun's own name would not do. */
const prefixes: Readonly<Record<string, string>> = { 'ecs.Instance': 'i', 'vpc.SecurityGroup': 'sg' };

/** Creates what the request describes, once for each idempotency token. */
export function create(engine: Engine, call: Call, noun: NounPlan): Data {
  const { input, action, space } = call;
  const facts = noun.facts.create;
  const tokenMember = facts?.clientToken ?? 'ClientToken';
  const token = input[tokenMember];
  const request = JSON.stringify({ ...input, [tokenMember]: undefined }, (_k, v: unknown) =>
    typeof v === 'bigint' ? String(v) : v,
  );
  const key = `${space.account}/${space.region}/${call.service.facts.name}/${action.name}/${String(token)}`;
  if (typeof token === 'string' && token !== '') {
    const first = engine.remembered(key);
    if (first && first.request !== request) {
      throw new Refusal(
        'IdempotentParameterMismatch',
        'The ClientToken was used before with other parameters.',
        400,
      );
    }
    if (first) return first.answer;
  }
  if (input[facts?.dryRun ?? 'DryRun'] === true) return {};
  const count = ['Count', 'number'].map((member) => Number(input[member])).find((n) => n > 0) ?? 1;
  const several = /^(\w+)\[0\]$/.exec(facts?.idPath ?? '')?.[1];
  const ids = Array.from(
    { length: several === undefined ? 1 : count },
    (_, index) => add(engine, call, noun, index).id,
  );
  const answer = several === undefined ? idAnswer(facts?.idPath, ids[0] as string) : { [several]: ids };
  if (typeof token === 'string' && token !== '') engine.remember(key, request, answer);
  return answer;
}

function idAnswer(path: string | undefined, id: string): Data {
  if (path === undefined) return {};
  const steps = pathSteps(path);
  if (!steps.some((step) => typeof step === 'number')) return withPath({}, path, id);
  return steps.reduceRight<unknown>(
    (inner, step) => (typeof step === 'number' ? [inner] : { [step]: inner }),
    id,
  ) as Data;
}

function add(engine: Engine, call: Call, noun: NounPlan, index: number): Entity {
  const { input, space } = call;
  const facts = noun.facts.create;
  const collection = engine.collection(call, noun);
  const chosen = facts?.idFromInput === undefined ? undefined : input[facts.idFromInput];
  const isInteger = noun.itemId !== undefined && noun.readMember(noun.itemId)?.type === 'integer';
  const made = isInteger
    ? engine.ids.integer()
    : engine.ids.resource(prefixes[noun.key] ?? idPrefix(noun.name));
  const id = chosen === undefined ? made : chosen;
  const parents = noun.parentMembers;
  const same = collection.withId(String(id)).some((each) => parents.every((p) => each.data[p] === input[p]));
  if (chosen !== undefined && same) throw alreadyExists(noun.name, String(id));
  const data: Data = { ...input };
  delete data['ClientToken'];
  delete data['Password'];
  if (noun.idMember !== undefined) data[noun.idMember] = id;
  if (noun.itemId !== undefined) Object.assign(data, withPath(data, noun.itemId, id));
  const now = new Date(engine.clock.now());
  for (const stamp of noun.stamps) {
    const isNumber = stamp.facts.type === 'integer';
    if (stamp.what === 'created' || stamp.what === 'updated') {
      data[stamp.member] = isNumber
        ? Math.floor(now.getTime() / 1000)
        : now.toISOString().replace(/\.\d+Z$/, 'Z');
    } else if (stamp.what === 'account') data[stamp.member] = space.account;
    else if (stamp.what === 'region') data[stamp.member] = space.region;
    else if (stamp.what === 'project') data[stamp.member] ??= 'default';
    else if (stamp.what === 'name' && noun.facts.name !== undefined)
      data[stamp.member] ??= data[noun.facts.name];
  }
  const name = noun.facts.name;
  if (index > 0 && name !== undefined && typeof data[name] === 'string')
    data[name] = `${data[name]}-${index + 1}`;
  const entity = collection.add(String(id), data);
  if (noun.status) {
    const { path, creating, ready } = noun.status;
    setMember(collection, entity, path, creating ?? ready);
    if (creating !== undefined && ready !== undefined) engine.later(collection, entity, path, ready);
  }
  return entity;
}
