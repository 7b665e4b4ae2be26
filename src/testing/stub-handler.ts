import { camelName } from '../catalog/names.js';
import type { ServiceFacts } from '../catalog/types.js';
import { findTarget } from '../client/find-target.js';
import type { VolcengineOptions } from '../client/options.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../types/http.js';
import { AbortedError } from '../errors/transport.js';
import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import type { AnyClient, CallMethod, RequestOf, ResultOf } from './client-types.js';
import { NoAnswerError } from './no-answer-error.js';
import { PauselessClock } from './pauseless-clock.js';
import { readCall, type ReadCall } from './read-call.js';
import { StubbedAction, type StubRequest } from './stubbed-action.js';

type Members = Readonly<Record<string, unknown>>;

interface Rule {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly stubbed: StubbedAction<Members, Members>;
}

/**
 * An HTTP handler for unit tests: it answers what it was told, sends nothing, and keeps the requests.
 *
 * @example
 * ```ts
 * import { EcsClient } from 'volcengine-fluent/ecs';
 * import { StubHandler } from 'volcengine-fluent/testing';
 *
 * const stub = new StubHandler();
 * const ecs = new EcsClient(stub.config());
 * stub.on(ecs, 'describeInstances').throttle().result({ Instances: [{ InstanceId: 'i-1' }] });
 * ```
 */
export class StubHandler implements HttpHandler {
  #requests: StubRequest<Members>[] = [];
  #rules: Rule[] = [];

  /** All requests that came, answered or not, oldest first; every attempt of a call is one. */
  get requests(): readonly StubRequest<Members>[] {
    return this.#requests;
  }

  /**
   * The options of a client that is answered by this stub. Its keys are made up, and its pauses between attempts
   * and looks take no time.
   */
  config(): VolcengineOptions {
    return {
      http: this,
      region: 'cn-beijing',
      credentials: { accessKeyId: 'AKLTstub', secretAccessKey: 'stub' },
      clock: new PauselessClock(),
      env: {},
    };
  }

  /**
   * Says what an action is answered: of a client, by its method's name, typed; or by the wire names of service and action.
   * Of several rules for one action, the newest whose condition holds answers.
   *
   * @throws `ConfigError` for an action that no facts know, unless its version is given; with the nearest names
   */
  on<C extends AnyClient, K extends CallMethod<C>>(
    client: C,
    method: K,
  ): StubbedAction<RequestOf<C, K>, ResultOf<C, K>>;
  on(service: string, action: string, version?: string): StubbedAction<Members, Members>;
  on(of: AnyClient | string, name: string, version?: string): StubbedAction<Members, Members> {
    const address = typeof of === 'string' ? addressOf(of, name, version) : methodAddress(of.facts, name);
    const stubbed = new StubbedAction<Members, Members>();
    this.#rules.push({ ...address, stubbed });
    return stubbed;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    if (request.signal?.aborted) throw new AbortedError({}, request.signal.reason);
    const call = readCall(request);
    if (!call) throw new NoAnswerError('The stub answers signed calls alone, and this request is none');
    const { service, version, action, region, input } = call;
    const seen = { service, version, action, region, input, headers: request.headers };
    this.#requests.push(seen);
    const rules = this.#rules.filter(
      (rule) => rule.service === service && rule.version === version && rule.action === action,
    );
    const rule = rules.findLast(({ stubbed }) => stubbed.isFor(input));
    const requestId = `stub-${this.#requests.length}`;
    const answer = rule?.stubbed.answer({ ...call, http: request, requestId }, seen);
    if (answer) return answer;
    throw new NoAnswerError(this.#whyNone(call, rules, rule));
  }

  /** Forgets the rules and the requests. */
  reset(): void {
    this.#rules = [];
    this.#requests = [];
  }

  /** There is nothing to close. */
  close(): void {}

  #whyNone({ service, action, input }: ReadCall, rules: readonly Rule[], rule: Rule | undefined): string {
    const name = `${service} ${action}`;
    if (rule) {
      const { length } = rule.stubbed.requests;
      return length === 0
        ? `The stub's rule for ${name} has no answer yet: add .result(…) to it`
        : `The stub's answers for ${name} are used up: ${length} were given`;
    }
    if (rules.length > 0) {
      const members = Object.keys(input).join(', ') || 'none';
      return `No rule of the stub for ${name} is for this request; its members are: ${members}`;
    }
    const others = [...new Set(this.#rules.map((one) => `${one.service} ${one.action}`))];
    const has = others.length === 0 ? 'it has no rules' : `it has rules for ${others.join(', ')}`;
    return `The stub has no answer for ${name}: ${has}. Add stub.on('${service}', '${action}').result(…)`;
  }
}

function addressOf(service: string, action: string, version: string | undefined): Omit<Rule, 'stubbed'> {
  const found = findTarget({ service, action, version }, {});
  const { service: signingName, version: foundVersion } = 'target' in found ? found.target : found.facts;
  return { service: signingName, version: foundVersion, action };
}

function methodAddress(facts: ServiceFacts, method: string): Omit<Rule, 'stubbed'> {
  const actions = Object.keys(facts.actions);
  const action = actions.find((name) => camelName(name) === method);
  if (action !== undefined) return { service: facts.service, version: facts.version, action };
  const hint = nearestHint(method, actions.map(camelName));
  throw new ConfigError(`The client of ${facts.name} has no method "${method}" that makes a call${hint}`);
}
