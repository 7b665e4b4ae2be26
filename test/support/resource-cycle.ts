import { readPath, withPath } from '../../src/catalog/paths.js';
import type { MemberFacts, ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import { leastRequest, leastValue } from './least-request.js';
import { sendCall, type Answer, type CallSetup } from './signed-call.js';

/** How far the life of a resource got: through all its steps, or what stopped it. */
export type Outcome = 'passed' | { readonly step: string; readonly reason: string };

type Known = Record<string, unknown>;

class Stop extends Error {
  constructor(
    readonly step: string,
    reason: string,
  ) {
    super(reason);
  }
}

/** Creates, reads, lists, changes and deletes one resource by plain signed calls, and looks that it is gone. */
export async function tryCycle(
  setup: CallSetup,
  facts: ServiceFacts,
  resourceType: string,
): Promise<Outcome> {
  try {
    await new Cycle(setup, facts, facts.resources[resourceType] as ResourceFacts).run();
    return 'passed';
  } catch (error) {
    if (error instanceof Stop) return { step: error.step, reason: error.message };
    throw error;
  }
}

class Cycle {
  #known: Known = {};
  #id: unknown;

  constructor(
    private readonly setup: CallSetup,
    private readonly facts: ServiceFacts,
    private readonly resource: ResourceFacts,
  ) {}

  async run(): Promise<void> {
    await this.#create();
    await this.#read('read');
    if (this.resource.list) await this.#find('list', true);
    await this.#update();
    await this.#delete();
    await this.#gone();
  }

  async #create(): Promise<void> {
    const { create, id } = this.resource;
    if (!create) throw new Stop('create', 'nothing creates it');
    const chosen = create.idFromInput === undefined ? {} : { [create.idFromInput]: 'chosen-1' };
    const request = leastRequest(this.facts, create.action, chosen);
    const answer = await this.#call('create', create.action, request);
    this.#known = Object.fromEntries(
      Object.entries(request).filter(([, value]) => typeof value !== 'object'),
    );
    this.#id = this.#idFrom(answer, request) ?? this.#ownId((await this.#objects()).at(-1));
    // Some actions spell it otherwise: `Id` and `ID`.
    const { request: own } = id ?? {};
    for (const action of this.resource.update ?? []) {
      for (const member of Object.keys(this.facts.shapes[this.facts.actions[action]?.input ?? ''] ?? {}))
        if (member.toLowerCase() === own?.toLowerCase()) this.#known[member] = this.#id;
    }
    for (const member of [id?.request, id?.item]) if (member !== undefined) this.#known[member] = this.#id;
    if (id?.requestList !== undefined) this.#known[id.requestList] = [this.#id];
  }

  #idFrom({ result }: Answer, request: Known): unknown {
    const { idPath, idFromInput } = this.resource.create ?? {};
    if (idPath !== undefined) return readPath(result, idPath);
    if (idFromInput !== undefined) return readPath(request, idFromInput);
    return [result, ...Object.values(result), request]
      .map((from) => this.#ownId(from))
      .find((id) => id !== undefined);
  }

  #ownId(from: unknown): unknown {
    const { id } = this.resource;
    const members = [id?.item, id?.request].filter((member) => member !== undefined);
    return members
      .map((member) => readPath(from, member))
      .find((found) => found !== undefined && found !== null);
  }

  /** What reading and listing give, where nothing but them tells the id. */
  async #objects(): Promise<readonly unknown[]> {
    const { list, get } = this.resource;
    const listed = list && (await this.#items('create', leastRequest(this.facts, list.action, this.#known)));
    if (listed || !get || get.id !== undefined) return listed ?? [];
    const { result } = await this.#call(
      'create',
      get.action,
      leastRequest(this.facts, get.action, this.#known),
    );
    return [get.object === undefined ? result : readPath(result, get.object)];
  }

  async #read(step: string): Promise<Answer | undefined> {
    const { get, read } = this.resource;
    if (read !== 'get' || !get) return undefined;
    const ids = get.id === undefined ? {} : { [get.id]: this.#id };
    return this.#call(step, get.action, leastRequest(this.facts, get.action, { ...this.#known, ...ids }));
  }

  async #find(step: string, isThere: boolean): Promise<Known | undefined> {
    const { list, id } = this.resource;
    if (!list) return undefined;
    const filter =
      list.idFilter !== undefined && this.#id !== undefined
        ? { [list.idFilter]: list.idFilterIsList ? [this.#id] : this.#id }
        : {};
    const items = await this.#items(
      step,
      leastRequest(this.facts, list.action, { ...this.#scope(), ...filter }),
    );
    const found = items.find((item) => this.#isIt(item, id?.item));
    if (isThere && !found) throw new Stop(step, `not among the ${items.length} that ${list.action} gives`);
    if (!isThere && found) throw new Stop(step, `still among those that ${list.action} gives`);
    return found as Known | undefined;
  }

  #isIt(item: unknown, path: string | undefined): boolean {
    if (item === null || typeof item !== 'object') return String(item) === String(this.#id);
    return path === undefined || String(readPath(item, path)) === String(this.#id);
  }

  /** What says in which parent it is. */
  #scope(): Known {
    const { id, scopedBy, list } = this.resource;
    const members = [...(id?.parents ?? []), ...(scopedBy ?? []), ...(list?.required ?? [])];
    return Object.fromEntries(members.map((member) => [member, this.#known[member]]));
  }

  async #items(step: string, request: Known): Promise<readonly unknown[]> {
    const list = this.resource.list as NonNullable<ResourceFacts['list']>;
    const { result } = await this.#call(step, list.action, request);
    const items = list.items === undefined ? undefined : readPath(result, list.items);
    return Array.isArray(items) ? (items as unknown[]) : [];
  }

  async #update(): Promise<void> {
    const [action] = this.resource.update ?? [];
    if (action === undefined) return;
    const members = this.facts.shapes[this.facts.actions[action]?.input ?? ''] ?? {};
    const { name } = this.resource;
    const canRename =
      name !== undefined && members[name]?.type === 'string' && this.#known[name] !== this.#id;
    const change = canRename ? { [name]: 'renamed-1' } : {};
    this.#known = { ...this.#known, ...change };
    let request = leastRequest(this.facts, action, this.#known);
    const by = this.resource.updateBy?.[action];
    if (by !== undefined) {
      const [head = ''] = by.split(/[.[]/);
      const whole = members[head] as MemberFacts;
      if (head !== by) request[head] ??= leastValue(this.facts, head, whole);
      request = withPath(request, by, this.#id);
    }
    await this.#call('update', action, request);
    if (!canRename) return;
    const read = await this.#read('update');
    const { get } = this.resource;
    const seen = read
      ? get?.object === undefined
        ? read.result
        : readPath(read.result, get.object)
      : await this.#find('update', true);
    const shown = readPath(seen, name);
    if (shown !== undefined && shown !== 'renamed-1')
      throw new Stop('update', `${name} is still ${String(shown)}`);
  }

  async #delete(): Promise<void> {
    const { delete: remove } = this.resource;
    if (!remove) throw new Stop('delete', 'nothing deletes it');
    const { idFrom } = remove;
    const id = idFrom === undefined ? this.#id : readPath(await this.#find('delete', true), idFrom);
    const ids = remove.id === undefined ? {} : { [remove.id]: remove.idIsList ? [id] : id };
    await this.#call(
      'delete',
      remove.action,
      leastRequest(this.facts, remove.action, { ...this.#known, ...ids }),
    );
  }

  async #gone(): Promise<void> {
    const { read } = this.resource;
    if (read === 'get') {
      const found = await this.#read('gone').catch((error: unknown) => {
        if (error instanceof Stop && /NotFound|NotExist/.test(error.message)) return undefined;
        throw error;
      });
      if (found) throw new Stop('gone', 'can still be read');
    }
    await this.#find('gone', false);
  }

  async #call(step: string, action: string, input: Known): Promise<Answer> {
    const { service, version, actions } = this.facts;
    const { method, protocol } = actions[action] ?? {};
    const target = { service, version, action, ...(method && { method }), ...(protocol && { protocol }) };
    const answer = await sendCall(this.setup, target, input);
    const { Error: error } = answer.metadata;
    if (error) throw new Stop(step, `${action}: ${error.Code} ${error.Message}`);
    return answer;
  }
}
