import type { ActionBuilder } from '../../src/builders/action-builder.js';
import { settersOf } from '../../src/builders/setters.js';
import { readPath, withPath } from '../../src/catalog/paths.js';
import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';
import type { ServiceClient } from '../../src/client/service-client.js';
import { VolcengineError } from '../../src/errors/index.js';
import type { Collection } from '../../src/resources/collection.js';
import { inputName, inputShape, memberAt } from '../../src/catalog/shapes.js';
import { coerceId } from '../../src/resources/coerce-id.js';
import { resourceModelOf, type ResourceModel } from '../../src/resources/model/resource-model.js';
import { Resource } from '../../src/resources/resource.js';
import { leastRequest, leastValue } from '../support/least-request.js';

/** How far the life of a resource got: through all its steps, or what stopped it. */
export type FluentOutcome = 'passed' | { readonly step: Step; readonly reason: string };

type Step = 'create' | 'get' | 'list' | 'update' | 'delete' | 'gone';
type Known = Record<string, unknown>;

/** Creates, reads, lists, changes and deletes one resource as a user would, and looks that it is gone. */
export async function tryFluentCycle(client: ServiceClient, resourceType: string): Promise<FluentOutcome> {
  const cycle = new FluentCycle(client, resourceType);
  try {
    await cycle.run();
    return 'passed';
  } catch (error) {
    if (error instanceof VolcengineError || error instanceof Wrong)
      return { step: cycle.step, reason: error.message };
    throw error;
  }
}

/** What the rules of some services want besides what the facts require. */
const logins: Known = {
  KeyPairName: 'key-1',
  ProjectId: '1',
  StartPort: 1,
  EndPort: 2,
  TransitRouterRouteEntryNextHopId: 'tr-attach-1',
};

class Wrong extends Error {}

class FluentCycle {
  step: Step = 'create';
  readonly #facts: ServiceFacts;
  readonly #model: ResourceModel;
  readonly #collection: Collection;
  #known: Known = {};

  constructor(client: ServiceClient, resourceType: string) {
    this.#facts = client.facts;
    this.#model = resourceModelOf(client.facts, resourceType) as ResourceModel;
    const accessors = client as unknown as Record<string, () => Collection>;
    this.#collection = (accessors[this.#model.many] as () => Collection).call(client);
  }

  async run(): Promise<void> {
    const { resource, updates } = this.#model;
    const made = await this.#create();
    this.step = 'get';
    const read = await this.#collection.get(this.#whole(made.identity));
    if (!this.#model.isSingle)
      this.#must(String(read.id) === String(made.id), `it has the id ${String(read.id)}`);
    if (resource.list) {
      this.step = 'list';
      this.#must((await this.#listed(read)) !== undefined, `it is not among those that are listed`);
    }
    this.step = 'update';
    if (updates.length > 0) await this.#update(read);
    this.step = 'delete';
    const { action } = resource.delete ?? { action: '' };
    await read.delete({ request: this.#rest(action, read.identity), retryConflictsMs: 0 });
    this.step = 'gone';
    this.#must(!(await this.#collection.exists(read.identity)), 'it can still be read');
    await this.#collection.handle(read.identity).waitUntilGone({ maxWaitMs: 2_000 });
    if (resource.list)
      this.#must((await this.#listed(read)) === undefined, 'it is still among those that are listed');
  }

  async #create(): Promise<Resource> {
    const { resource } = this.#model;
    const builder = this.#collection.create();
    const request = leastRequest(this.#facts, resource.create?.action ?? '', {
      ...this.#chosen(),
      ...logins,
    });
    this.#known = Object.fromEntries(
      Object.entries(request).filter(([, value]) => typeof value !== 'object'),
    );
    const filled = this.#fill(builder, request);
    this.#must(filled.missing.length === 0, `still missing: ${filled.missing.join(', ')}`);
    const run = await filled.run();
    const made: unknown = Array.isArray(run) ? run[0] : run;
    if (made instanceof Resource) return made;
    // Where the response tells no id, it is found as a user would find it.
    this.#must(resource.list !== undefined, 'its id is in no response');
    const all = await this.#list().toArray();
    const last = all.at(-1) as Resource | undefined;
    const isTold = last !== undefined && this.#model.identity.every((member) => member in last.identity);
    this.#must(isTold, 'its id is in no response');
    return last as Resource;
  }

  /** What the caller chooses of the identity: a name, or a network, and the parents that a creation can leave out. */
  #chosen(): Known {
    const { resource, creations, identity } = this.#model;
    const input = inputShape(this.#facts, resource.create?.action);
    const optional = (resource.id?.parents ?? []).filter((each) => input[each] && !input[each].required);
    const parents = Object.fromEntries(optional.map((each) => [each, 'parent-1']));
    if (creations[0]?.idFrom !== 'input') return parents;
    const own = resource.create?.idFromInput ?? (identity.at(-1) as string);
    return { ...parents, [own]: /Cidr/.test(own) ? '10.9.0.0/16' : 'chosen-1' };
  }

  /** Calls the setter of each member. */
  #fill(builder: ActionBuilder, request: Known): ActionBuilder {
    let filled = builder;
    const setters = settersOf(this.#facts, builder.shape.name);
    for (const [wire, value] of Object.entries(request)) {
      const setter = setters.find((each) => each.wire === wire && each.how === 'set');
      const set =
        setter && (filled as unknown as Record<string, (value: unknown) => ActionBuilder>)[setter.name];
      filled = set ? set.call(filled, value) : filled.from({ [wire]: value });
    }
    return filled;
  }

  #list(of: Known = {}) {
    const { resource } = this.#model;
    const scope = [...(resource.id?.parents ?? []), ...(resource.scopedBy ?? [])];
    const action = resource.list?.action ?? '';
    const least = leastRequest(this.#facts, action, { ...this.#known, ...of });
    const input = inputShape(this.#facts, action);
    const given = Object.entries(least).filter(([wire]) => input[wire]?.required || scope.includes(wire));
    const filter = resource.list?.idFilter;
    const id = of[this.#model.identity.at(-1) ?? ''];
    const list = this.#collection.list(Object.fromEntries(given));
    if (filter === undefined || id === undefined) return list;
    return list.from(
      withPath(
        list.toJSON(),
        filter,
        coerceId(id, memberAt(this.#facts, inputName(this.#facts, action), filter)),
      ),
    );
  }

  async #listed(wanted: Resource): Promise<unknown> {
    const { identity } = this.#model;
    const own = identity.at(-1) as string;
    for await (const each of this.#list(wanted.identity)) {
      if (String((each as Resource).identity[own]) === String(wanted.identity[own])) return each;
    }
    return undefined;
  }

  async #update(read: Resource): Promise<void> {
    const { resource, updates } = this.#model;
    const action = updates[0] as string;
    const { name } = resource;
    const members = inputShape(this.#facts, action);
    const isId = name === resource.id?.item || name === this.#model.identity.at(-1);
    const renames = name !== undefined && members[name]?.type === 'string' && !isId;
    const request = leastRequest(this.#facts, action, {
      ...this.#known,
      ...read.identity,
      ...(renames && { [name]: 'renamed-1' }),
    });
    const given = Object.entries(request).filter(([wire]) => members[wire]?.required || wire === name);
    const builder = read.update();
    const open = given.filter(([wire]) => wire === name || !(wire in builder.toJSON()));
    // An update that names the resource inside of an object is given the object as a whole.
    const [head = ''] = resource.updateBy?.[action]?.split(/[.[]/) ?? [];
    const whole = members[head];
    if (whole?.items ?? whole?.ref) open.push([head, leastValue(this.#facts, head, whole as MemberFacts)]);
    const same = await this.#fill(builder, Object.fromEntries(open)).run();
    this.#must(same === read, 'its update gives another object');
    await read.reload();
    const shown = renames ? readPath(read.data, name) : undefined;
    if (shown !== undefined) this.#must(shown === 'renamed-1', `${name} is still ${String(shown)}`);
  }

  /** A user knows the parent of what was created, and whatever else reading needs. */
  #whole(identity: Known): Known {
    const { resource, needs } = this.#model;
    const action = resource.read === 'get' ? resource.get?.action : resource.list?.action;
    const least = leastRequest(this.#facts, action ?? '', this.#known);
    const missing = [...this.#model.identity, ...needs].filter((member) => !(member in identity));
    return { ...Object.fromEntries(missing.map((member) => [member, least[member]])), ...identity };
  }

  /** What an action requires besides the identity. */
  #rest(action: string, identity: Known): Known {
    const input = inputShape(this.#facts, action);
    const { id } = this.#model.resource.delete ?? {};
    const least = leastRequest(this.#facts, action, { ...this.#known, ...identity });
    return Object.fromEntries(
      Object.entries(least).filter(
        ([wire]) => input[wire]?.required && !(wire in identity) && wire !== id?.split('.')[0],
      ),
    );
  }

  #must(holds: boolean, otherwise: string): void {
    if (!holds) throw new Wrong(otherwise);
  }
}
