import { isDeepStrictEqual } from 'node:util';
import { ConfigError } from '../errors/config.js';
import { ConnectionError } from '../errors/transport.js';
import { TimeoutError, type TimeoutPhase } from '../errors/transport.js';
import type { HttpResponse } from '../types/http.js';
import {
  errorResponse,
  resultResponse,
  type StubCall,
  type StubError,
  type StubResponse,
} from './stub-response.js';

/** A request that a stub received. */
export interface StubRequest<Input> {
  /** The signing name of the service: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** In wire names, with members that the client added, such as a `ClientToken`. */
  readonly input: Input;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * The responses of one action. They are used once each, in order; the last one stays, unless `times` limits it.
 */
export class StubbedAction<Input, Result> {
  readonly #requests: StubRequest<Input>[] = [];
  readonly #responses: { readonly create: StubResponse; left: number }[] = [];
  #condition: (input: Input) => boolean = () => true;

  /** The requests that it responded to, oldest first. Each attempt of a call is a request. */
  get requests(): readonly StubRequest<Input>[] {
    return this.#requests;
  }

  /** Responds only to requests with these members, or for which the function returns true. */
  when(condition: Partial<Input> | ((input: Input) => boolean)): this {
    this.#condition =
      typeof condition === 'function'
        ? condition
        : (input) =>
            Object.entries(condition).every(([name, value]) =>
              isDeepStrictEqual((input as Record<string, unknown>)[name], value),
            );
    return this;
  }

  /** A success: the `Result`, or a function that creates it from the request. */
  result(result: Result | ((input: Input) => Result)): this {
    const create = typeof result === 'function' ? (result as (input: Input) => Result) : () => result;
    return this.#add((call) => resultResponse(call, create(call.input as Input)));
  }

  /** An error of the service or the gateway. */
  error(code: string, error: StubError = {}): this {
    return this.#add((call) => errorResponse(call, code, error));
  }

  /** Too many calls: `FlowLimitExceeded` with status 429. */
  throttle(error: Pick<StubError, 'retryAfterSeconds'> = {}): this {
    return this.error('FlowLimitExceeded', { status: 429, ...error });
  }

  /**
   * The connection breaks.
   *
   * @param failure - `notSent`: before anything was sent, so that the client can safely send the request again
   */
  networkFailure({ notSent = false }: { readonly notSent?: boolean } = {}): this {
    return this.#add(() => {
      const how = notSent ? 'could not be made' : 'broke before the response';
      throw new ConnectionError(`The connection ${how}: the stub simulates it`, { notSent });
    });
  }

  /** A timeout; it does not take the time. */
  timeout(phase: TimeoutPhase = 'response'): this {
    return this.#add(({ http }) => {
      const { connectTimeoutMs, responseTimeoutMs, totalTimeoutMs } = http;
      const limits = {
        connect: connectTimeoutMs,
        response: responseTimeoutMs,
        idle: responseTimeoutMs,
        total: totalTimeoutMs,
      };
      throw new TimeoutError(phase, limits[phase] ?? 0);
    });
  }

  /** Any response: HTML, an incomplete body, another status. */
  response({ status = 200, headers = {}, body = '' }: Partial<HttpResponse>): this {
    return this.#add(() => ({ status, headers, body }));
  }

  /**
   * Uses the last response so many times, before the next one or before there is none.
   *
   * @throws `ConfigError` without a response, or for a count that is not an integer from 1
   */
  times(count: number): this {
    const last = this.#responses.at(-1);
    if (!last) throw new ConfigError('times() must follow a response, such as result()');
    if (!Number.isInteger(count) || count < 1) throw new ConfigError('times() takes an integer from 1');
    last.left = count;
    return this;
  }

  /** @internal */
  accepts(input: Readonly<Record<string, unknown>>): boolean {
    return this.#condition(input as Input);
  }

  /** @internal The next response; undefined when all were used. */
  respond(call: StubCall, request: StubRequest<Readonly<Record<string, unknown>>>): HttpResponse | undefined {
    const next = this.#responses.find(({ left }) => left > 0);
    if (!next) return undefined;
    next.left -= 1;
    this.#requests.push(request as StubRequest<Input>);
    return next.create(call);
  }

  #add(create: StubResponse): this {
    const last = this.#responses.at(-1);
    if (last?.left === Infinity) last.left = 1;
    this.#responses.push({ create, left: Infinity });
    return this;
  }
}
