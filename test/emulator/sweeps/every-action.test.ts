import { expect } from 'chai';
import { loadService, serviceNames } from '../../../src/catalog/load.js';
import { readPath } from '../../../src/catalog/paths.js';
import type { ResourceFacts, ServiceFacts } from '../../../src/catalog/types.js';
import { Emulator, type EmulatorConfig } from '../../../src/emulator/index.js';
import { leastRequest, problemsOf } from '../../support/least-request.js';
import { sendCall, type Answer } from '../../support/signed-call.js';

type Known = Record<string, unknown>;

/** Calls every action of one service: first what creates, last what deletes, the others with the ids of what is there. */
class ServiceSweep {
  readonly succeeded: string[] = [];
  readonly refused = new Map<string, string>();
  readonly problems: string[] = [];
  readonly #called = new Set<string>();

  constructor(
    private readonly config: EmulatorConfig,
    private readonly facts: ServiceFacts,
  ) {}

  async run(): Promise<void> {
    const resources = Object.values(this.facts.resources);
    const known = new Map<ResourceFacts, Known>();
    for (const resource of resources) known.set(resource, await this.#findOrCreate(resource));
    for (const [resource, ids] of known) {
      const { get, list, update, methods } = resource;
      for (const action of [get?.action, list?.action, ...(update ?? [])]) await this.#call(action, ids);
      for (const { action, by } of methods ?? [])
        await this.#call(action, { ...ids, [by]: this.#id(resource, ids) });
    }
    const deleting = new Set(resources.map((resource) => resource.delete?.action));
    for (const action of Object.keys(this.facts.actions))
      if (!deleting.has(action)) await this.#call(action, {});
    for (const [resource, ids] of known) {
      const { action, id } = resource.delete ?? {};
      await this.#call(action, { ...ids, ...(id !== undefined && { [id]: this.#id(resource, ids) }) });
    }
  }

  #id({ id }: ResourceFacts, ids: Known): unknown {
    return ids[id?.request ?? ''] ?? ids[id?.item ?? ''] ?? ids[id?.identity?.at(-1) ?? ''];
  }

  async #findOrCreate({ create, get, list, id }: ResourceFacts): Promise<Known> {
    if (create) {
      const request = leastRequest(this.facts, create.action);
      const { result } = (await this.#call(create.action, request)) ?? { result: {} };
      const made = create.idPath === undefined ? undefined : readPath(result, create.idPath);
      const { idFromInput } = create;
      const shown = Object.entries(result).find(([member]) => /^(?!order|request).*ids?$/i.test(member))?.[1];
      return this.#ids(id, made ?? (idFromInput ? readPath(request, idFromInput) : shown), request);
    }
    const request = leastRequest(this.facts, list?.action ?? get?.action ?? '');
    const answer = await this.#call(list?.action ?? get?.action, request);
    const items = readPath(answer?.result, list?.items ?? '');
    return this.#ids(
      id,
      readPath(Array.isArray(items) ? items[0] : {}, id?.item ?? id?.request ?? ''),
      request,
    );
  }

  #ids(id: ResourceFacts['id'], value: unknown, request: Known): Known {
    const known: Known = {};
    for (const member of id?.identity ?? []) known[member] = request[member];
    if (value === undefined) return known;
    for (const member of [id?.request, id?.item]) if (member !== undefined) known[member] = value;
    if (id?.requestList !== undefined) known[id.requestList] = [value];
    return known;
  }

  async #call(action: string | undefined, known: Known): Promise<Answer | undefined> {
    const plan = action === undefined ? undefined : this.facts.actions[action];
    if (action === undefined || !plan || this.#called.has(action)) return undefined;
    this.#called.add(action);
    const { service, version } = this.facts;
    const { method, protocol } = plan;
    const input = leastRequest(this.facts, action, known);
    const answer = await sendCall(this.config, { service, version, action, method, protocol }, input);
    this.#check(action, plan.output, answer);
    return answer;
  }

  #check(action: string, output: string, { status, metadata, result }: Answer): void {
    const where = `${this.facts.name}.${action}`;
    const { RequestId, Action, Version, Service, Region, Error: error } = metadata;
    const { service, version } = this.facts;
    const isRight =
      Action === action && Version === version && Service === service && Region === this.config.region;
    if (!isRight || !/^\d{14}[0-9A-F]{20}$/.test(String(RequestId)))
      this.problems.push(`${where}: its envelope is wrong`);
    if (error) {
      if (status < 400 || typeof error.Message !== 'string')
        this.problems.push(`${where}: its error is wrong`);
      this.refused.set(where, error.Code);
      return;
    }
    if (status !== 200) this.problems.push(`${where}: status ${status} without an error`);
    this.succeeded.push(where);
    this.problems.push(...problemsOf(this.facts, output, result).map((problem) => `${where}: ${problem}`));
  }
}

describe('every action of every service', () => {
  it('answers in the envelope, with a result that is true to the facts', async function () {
    this.timeout(120_000);
    const cloud = await new Emulator({ settleMs: 0, references: 'none' }).start();
    const problems: string[] = [];
    const refused = new Map<string, string>();
    let succeeded = 0;
    for (const name of serviceNames()) {
      const sweep = new ServiceSweep(cloud.config(), loadService(name));
      await sweep.run();
      succeeded += sweep.succeeded.length;
      problems.push(...sweep.problems);
      for (const [action, code] of sweep.refused) refused.set(action, code);
    }
    await cloud.stop();
    expect(problems).to.deep.equal([]);
    expect(succeeded + refused.size).to.equal(5_989);
    // The account's own keys assume no role.
    expect(refused.get('sts.AssumeRole')).to.equal('AccessDenied');
    refused.delete('sts.AssumeRole');
    // What is refused is so for an id that no answer told, or a state that the call before left.
    const others = [...refused].filter(
      ([, code]) =>
        !/NotFound|NotExist|AlreadyExists|Status|InUse|DeletionProtection|^(Invalid|Missing)Parameter\./.test(
          code,
        ),
    );
    expect(others).to.deep.equal([]);
    expect(succeeded).to.be.at.least(5_650);
  });
});
