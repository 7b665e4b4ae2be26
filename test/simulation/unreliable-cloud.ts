import type { HttpHandler, HttpRequest, HttpResponse } from '../../src/types/http.js';
import { AbortedError, ConnectionError, TimeoutError } from '../../src/errors/index.js';
import type { VirtualTime } from './virtual-time.js';

/** What becomes of one request, between the client and the service. */
interface Fate {
  /** Whether the service acts on it. */
  readonly isExecuted: boolean;
  /** What the client is given; undefined: the service's own response. */
  readonly answer?: ((result: unknown) => HttpResponse) | 'lost' | 'reset' | 'refused connection';
  /** Whether the network delivers it a second time, some time later. */
  readonly isDoubled?: boolean;
}

export type Members = Readonly<Record<string, string>>;

/** An action of the service: changes its state and gives the result. */
export type Act = (members: Members) => unknown;

const requestId = '20260102030405A1B2C3';

function respond(
  status: number,
  body: unknown,
  headers: Readonly<Record<string, string>> = {},
): HttpResponse {
  return { status, headers, body: typeof body === 'string' ? body : JSON.stringify(body) };
}

function refuse(status: number, code: string, headers?: Readonly<Record<string, string>>): HttpResponse {
  return respond(
    status,
    { ResponseMetadata: { RequestId: requestId, Error: { Code: code, Message: 'No.' } } },
    headers,
  );
}

function succeed(result: unknown): HttpResponse {
  return respond(200, { ResponseMetadata: { RequestId: requestId }, Result: result });
}

/** A service behind a network that delays, loses, doubles and reorders, and a gateway that answers for it. */
export class UnreliableCloud implements HttpHandler {
  readonly #time: VirtualTime;
  readonly #acts: Readonly<Record<string, Act>>;
  readonly #faultRate: number;
  /** By what a request is for, how often the service acted on it: the member `Name`, for actions that have it. */
  readonly executions = new Map<string, number>();
  /** When each request left the client, by action. */
  readonly sentAt: { readonly action: string; readonly at: number }[] = [];
  readonly #tokens = new Map<string, unknown>();
  inFlight = 0;

  constructor(time: VirtualTime, faultRate: number, acts: Readonly<Record<string, Act>>) {
    this.#time = time;
    this.#faultRate = faultRate;
    this.#acts = acts;
  }

  send(request: HttpRequest): Promise<HttpResponse> {
    const time = this.#time;
    const { signal, responseTimeoutMs = 0, totalTimeoutMs = 0 } = request;
    const [action, members] = readMembers(request);
    this.sentAt.push({ action, at: time.now });
    this.inFlight += 1;
    const fate = this.#fateOf(members);
    return new Promise((resolve, reject) => {
      const timers: ReturnType<typeof setTimeout>[] = [];
      const end = (settle: () => void): void => {
        if (timers.length === 0) return;
        for (const timer of timers.splice(0)) clearTimeout(timer);
        signal?.removeEventListener('abort', onAbort);
        this.inFlight -= 1;
        settle();
      };
      const onAbort = (): void => end(() => reject(new AbortedError({}, signal?.reason)));
      const limit = (phase: 'response' | 'total', ms: number): void => {
        if (ms > 0) timers.push(setTimeout(() => end(() => reject(new TimeoutError(phase, ms))), ms));
      };
      limit('response', responseTimeoutMs);
      limit('total', totalTimeoutMs);
      signal?.addEventListener('abort', onAbort, { once: true });
      if (fate.answer === 'refused connection') {
        const error = new ConnectionError('connect ECONNREFUSED', { notSent: true });
        time.later(time.between(0, 20), () => end(() => reject(error)));
        return;
      }
      time.later(time.between(0, 400), () => {
        const result = fate.isExecuted ? this.#execute(action, members) : undefined;
        if (fate.isDoubled) time.later(time.between(0, 2_000), () => this.#execute(action, members));
        const { answer = succeed } = fate;
        if (answer === 'lost') return;
        time.later(time.between(0, 400), () =>
          end(() => {
            if (typeof answer === 'function') resolve(answer(result));
            else reject(new ConnectionError('read ECONNRESET'));
          }),
        );
      });
    });
  }

  close(): void {
    // There are no connections.
  }

  #execute(action: string, members: Members): unknown {
    const token = members['ClientToken'];
    if (token !== undefined && this.#tokens.has(token)) return this.#tokens.get(token);
    const name = members['Name'];
    if (name !== undefined) this.executions.set(name, (this.executions.get(name) ?? 0) + 1);
    const result = this.#acts[action]?.(members) ?? {};
    if (token !== undefined) this.#tokens.set(token, result);
    return result;
  }

  #fateOf(members: Members): Fate {
    const time = this.#time;
    if (!time.happens(this.#faultRate)) return { isExecuted: true };
    const either = time.happens(0.5);
    // A network repeats what it was given only where the service can tell: else no client could help it.
    const canDouble = members['ClientToken'] !== undefined || members['Name'] === undefined;
    const seconds = String(time.between(0, 3));
    return time.pick<Fate>([
      { isExecuted: false, answer: 'refused connection' },
      { isExecuted: either, answer: 'reset' },
      { isExecuted: either, answer: 'lost' },
      { isExecuted: true, isDoubled: canDouble },
      { isExecuted: true, answer: (result) => respond(200, JSON.stringify(succeed(result)).slice(0, 40)) },
      { isExecuted: either, answer: () => respond(200, '<html>A gateway speaks</html>') },
      { isExecuted: either, answer: () => respond(502, '<html>Bad gateway</html>') },
      { isExecuted: either, answer: () => respond(503, '<html>Busy</html>', { 'retry-after': seconds }) },
      { isExecuted: either, answer: () => refuse(503, 'ServiceUnavailable', { 'retry-after': seconds }) },
      { isExecuted: either, answer: () => refuse(500, 'InternalError') },
      { isExecuted: either, answer: () => refuse(504, 'InternalServiceTimeout') },
      { isExecuted: false, answer: () => refuse(429, 'FlowLimitExceeded') },
      { isExecuted: false, answer: () => refuse(403, 'InvalidSecurityToken') },
    ]);
  }
}

function readMembers({ url, body }: HttpRequest): readonly [action: string, members: Members] {
  const query = new URLSearchParams(url.slice(url.indexOf('?') + 1));
  const members = Object.fromEntries(query);
  if (body) Object.assign(members, JSON.parse(body));
  return [query.get('Action') ?? '', members];
}
