import { camelName } from '../catalog/names.js';
import { anyService } from '../catalog/any-service.js';
import type { ServiceFacts } from '../catalog/types.js';
import { findTarget } from '../client/find-target.js';
import type { VolcengineOptions } from '../client/options.js';
import { AbortedError } from '../errors/transport.js';
import { ConfigError } from '../errors/config.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../types/http.js';
import { nearestHint } from '../util/nearest.js';
import type { AnyClient, CallMethod, RequestOf, ResultOf } from './client-types.js';
import { InstantClock } from './instant-clock.js';
import { NoResponseError } from './no-response-error.js';
import { readCall, type ReadCall } from './read-call.js';
import { StubbedAction, type StubRequest } from './stubbed-action.js';

type Members = Readonly<Record<string, unknown>>;

interface ActionAddress {
  readonly service: string;
  readonly version: string;
  readonly action: string;
}

interface Rule extends ActionAddress {
  readonly stubbed: StubbedAction<Members, Members>;
}

/**
 * An HTTP handler for unit tests: it responds as the test defines, sends nothing, and keeps the requests.
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

  /** All requests, with or without a response, oldest first. Each attempt of a call is a request. */
  get requests(): readonly StubRequest<Members>[] {
    return this.#requests;
  }

  /**
   * The options of a client that uses this stub. They include placeholder credentials, and a clock with which pauses
   * between attempts and polls end at once.
   */
  config(): VolcengineOptions {
    return {
      http: this,
      region: 'cn-beijing',
      credentials: { accessKeyId: 'AKLTstub', secretAccessKey: 'stub' },
      clock: new InstantClock(),
      env: {},
    };
  }

  /**
   * Defines the responses of an action: typed, by a client and the name of its method, or by the wire names of service
   * and action. When several rules match a request, the newest one responds.
   *
   * @throws `ConfigError` for an action that the facts do not list, unless its version is given; the message
   * has the nearest names
   */
  on<C extends AnyClient, K extends CallMethod<C>>(
    client: C,
    method: K,
  ): StubbedAction<RequestOf<C, K>, ResultOf<C, K>>;
  on(service: string, action: string, version?: string): StubbedAction<Members, Members>;
  on(target: AnyClient | string, name: string, version?: string): StubbedAction<Members, Members> {
    const address =
      typeof target === 'string' ? addressOf(target, name, version) : methodAddress(target.facts, name);
    const stubbed = new StubbedAction<Members, Members>();
    this.#rules.push({ ...address, stubbed });
    return stubbed;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    if (request.signal?.aborted) throw new AbortedError({}, request.signal.reason);
    const call = readCall(request);
    if (!call) throw new NoResponseError('The stub responds to signed calls only; this request is not one');
    const { service, version, action, region, input } = call;
    const received = { service, version, action, region, input, headers: request.headers };
    this.#requests.push(received);
    const rules = this.#rules.filter(
      (rule) => rule.service === service && rule.version === version && rule.action === action,
    );
    const rule = rules.findLast(({ stubbed }) => stubbed.accepts(input));
    const requestId = `stub-${this.#requests.length}`;
    const response = rule?.stubbed.respond({ ...call, http: request, requestId }, received);
    if (response) return response;
    throw new NoResponseError(this.#explainMissing(call, rules, rule));
  }

  /** Removes the rules and the requests. */
  reset(): void {
    this.#rules = [];
    this.#requests = [];
  }

  /** Does nothing: a stub has no connections. */
  close(): void {}

  #explainMissing(
    { service, action, input }: ReadCall,
    rules: readonly Rule[],
    rule: Rule | undefined,
  ): string {
    const name = `${service} ${action}`;
    if (rule) {
      const { length } = rule.stubbed.requests;
      return length === 0
        ? `The stub's rule for ${name} has no response yet: add .result(…) to it`
        : `All ${length} responses of the stub for ${name} were used`;
    }
    if (rules.length > 0) {
      const members = Object.keys(input).join(', ') || 'none';
      return `No rule of the stub for ${name} matches this request; its members are: ${members}`;
    }
    const others = [...new Set(this.#rules.map((one) => `${one.service} ${one.action}`))];
    const existing = others.length === 0 ? 'it has no rules' : `it has rules for ${others.join(', ')}`;
    return `The stub has no response for ${name}: ${existing}. Add stub.on('${service}', '${action}').result(…)`;
  }
}

function addressOf(service: string, action: string, version: string | undefined): ActionAddress {
  const found = findTarget({ service, action, version }, {}, anyService);
  const { service: signingName, version: foundVersion } = 'target' in found ? found.target : found.facts;
  return { service: signingName, version: foundVersion, action };
}

function methodAddress(facts: ServiceFacts, method: string): ActionAddress {
  const actions = Object.keys(facts.actions);
  const action = actions.find((name) => camelName(name) === method);
  if (action !== undefined) return { service: facts.service, version: facts.version, action };
  const hint = nearestHint(method, actions.map(camelName));
  throw new ConfigError(`The client of ${facts.name} has no method "${method}" that calls an action${hint}`);
}
