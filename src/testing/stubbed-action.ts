import { isDeepStrictEqual } from 'node:util';
import type { HttpResponse } from '../types/http.js';
import { ConfigError } from '../errors/config.js';
import { ConnectionError, TimeoutError, type TimeoutPhase } from '../errors/transport.js';
import {
  errorResponse,
  resultResponse,
  type StubAnswer,
  type StubCall,
  type StubError,
} from './stub-answer.js';

/** A request that a stub has seen. */
export interface StubRequest<Input> {
  /** The name for signing: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly action: string;
  readonly region: string;
  /** In wire names; it holds what the client itself added, such as a `ClientToken`. */
  readonly input: Input;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * What one action is answered: each answer once, in the order they were given; the last one stays, unless `times`
 * says how often it is for.
 */
export class StubbedAction<Input, Result> {
  readonly #requests: StubRequest<Input>[] = [];
  readonly #answers: { readonly answer: StubAnswer; left: number }[] = [];
  #condition: (input: Input) => boolean = () => true;

  /** The requests that it has answered, oldest first; every attempt of a call is one. */
  get requests(): readonly StubRequest<Input>[] {
    return this.#requests;
  }

  /** Only for requests with these members, or of which the function says so. */
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

  /** A success: the `Result`, or a function that makes it of the request. */
  result(result: Result | ((input: Input) => Result)): this {
    const make = typeof result === 'function' ? (result as (input: Input) => Result) : () => result;
    return this.#add((call) => resultResponse(call, make(call.input as Input)));
  }

  /** An error of the service or the gateway. */
  error(code: string, error: StubError = {}): this {
    return this.#add((call) => errorResponse(call, code, error));
  }

  /** Too many calls: `FlowLimitExceeded` with HTTP 429. */
  throttle(error: Pick<StubError, 'retryAfterSeconds'> = {}): this {
    return this.error('FlowLimitExceeded', { status: 429, ...error });
  }

  /**
   * The connection breaks.
   *
   * @param failure - `notSent`: before anything was sent, so that the call can be repeated safely
   */
  networkFailure({ notSent = false }: { readonly notSent?: boolean } = {}): this {
    return this.#add(() => {
      const how = notSent ? 'could not be made' : 'broke before the answer';
      throw new ConnectionError(`The connection ${how}: the stub says so`, { notSent });
    });
  }

  /** No answer in time; the time itself isn't waited for. */
  timeout(phase: TimeoutPhase = 'response'): this {
    return this.#add(({ http }) => {
      const { connectTimeoutMs, responseTimeoutMs, totalTimeoutMs } = http;
      const limits = { connect: connectTimeoutMs, response: responseTimeoutMs, total: totalTimeoutMs };
      throw new TimeoutError(phase, limits[phase] ?? 0);
    });
  }

  /** An answer as it is: HTML, half of a body, another status. */
  response({ status = 200, headers = {}, body = '' }: Partial<HttpResponse>): this {
    return this.#add(() => ({ status, headers, body }));
  }

  /** How often the last answer is given, before the next one has its turn or there is none any more. */
  times(count: number): this {
    const last = this.#answers.at(-1);
    if (!last) throw new ConfigError('times comes after the answer that it is about');
    if (!Number.isInteger(count) || count < 1) throw new ConfigError('times takes a whole number from 1');
    last.left = count;
    return this;
  }

  /** @internal */
  isFor(input: Readonly<Record<string, unknown>>): boolean {
    return this.#condition(input as Input);
  }

  /** @internal The next answer; undefined where they are used up. */
  answer(call: StubCall, request: StubRequest<Readonly<Record<string, unknown>>>): HttpResponse | undefined {
    const next = this.#answers.find(({ left }) => left > 0);
    if (!next) return undefined;
    next.left -= 1;
    this.#requests.push(request as StubRequest<Input>);
    return next.answer(call);
  }

  #add(answer: StubAnswer): this {
    const last = this.#answers.at(-1);
    if (last?.left === Infinity) last.left = 1;
    this.#answers.push({ answer, left: Infinity });
    return this;
  }
}
