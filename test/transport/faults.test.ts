import { expect } from 'chai';
import { TimeoutError } from '../../src/errors/index.js';
import type { CredentialProvider, Credentials } from '../../src/types/credentials.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../../src/types/http.js';
import { Connections } from '../../src/transport/http/connections.js';
import { createHandler, handlerNames } from '../../src/transport/http/create-handler.js';
import { FaultServer, type Received, type Reply } from './fault-server.js';
import { half, html, ok, premature, refusal, reset, silence, text, trickle } from './replies.js';
import { readTarget, sessionTo, tokenTarget, writeTarget } from './session.js';
import { until } from '../support/until.js';

const minute = 60_000;

/** Numbers from 0 to 1, the same in each run. */
function numbersFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const drip = trickle(20);
/** Those that never end by themselves. */
const endless: ReadonlySet<Reply> = new Set([silence, drip]);

/** What can go wrong before the service did what it was asked. */
const before: readonly Reply[] = [
  reset,
  silence,
  refusal(429, 'FlowLimitExceeded'),
  refusal(429, 'FlowLimitExceeded', { 'retry-after': '0' }),
  refusal(200, 'RequestLimitExceeded'),
  refusal(503, 'ServiceUnavailableTemp'),
  html(502),
  text(302, '', { location: 'http://127.0.0.1:9/' }),
];

/** What can go wrong after it. */
const after: readonly Reply[] = [
  reset,
  silence,
  half,
  premature,
  drip,
  refusal(500, 'InternalError'),
  refusal(502, 'InternalServiceError'),
  refusal(503, 'Busy'),
  refusal(504, 'InternalServiceTimeout'),
  html(200),
];

/** A service that creates things, one call in five going wrong, its clock ten minutes off, its keys expiring. */
class Service {
  /** How often each thing was created, by the name its caller gave it. */
  readonly created = new Map<string, number>();
  readonly #byToken = new Map<string, string>();
  readonly #random = numbersFrom(7);
  #seen = 0;
  faults = 0;
  /** By the number of a request, what gives up waiting for it. */
  readonly giveUp = new Map<string, () => void>();

  readonly reply: Reply = (response, received, count) => {
    this.#seen += 1;
    const reply = this.#replyTo(received);
    reply(response, received, count);
    if (endless.has(reply)) this.giveUp.get(received.headers['attempt'] ?? '')?.();
  };

  get keyGeneration(): number {
    return 1 + Math.floor(this.#seen / 900);
  }

  #replyTo(received: Received): Reply {
    const now = Date.now() + 10 * minute;
    if (Math.abs(signedAt(received) - now) > 5 * minute)
      return refusal(403, 'InvalidTimestamp', { date: new Date(now).toUTCString() });
    const generation = Number(/Credential=AK(\d+)/.exec(received.headers['authorization'] ?? '')?.[1]);
    if (generation < this.keyGeneration) return refusal(401, 'ExpiredToken');
    const isFault = this.#random() < 0.2;
    if (isFault) this.faults += 1;
    const isLate = this.#random() < 0.5;
    const fault = this.#pick(isLate ? after : before);
    if (isFault && !isLate) return fault;
    if (!received.action.startsWith('Describe')) this.#create(received);
    return isFault ? fault : ok({ Id: received.members['Name'] });
  }

  #create({ members }: Received): void {
    const name = String(members['Name']);
    const token = members['ClientToken'];
    if (typeof token === 'string') {
      if (this.#byToken.has(token)) return;
      this.#byToken.set(token, name);
    }
    this.created.set(name, (this.created.get(name) ?? 0) + 1);
  }

  #pick(faults: readonly Reply[]): Reply {
    return faults[Math.floor(this.#random() * faults.length)] ?? reset;
  }
}

function signedAt({ headers }: Received): number {
  const date = headers['x-date'] ?? '';
  return Date.parse(date.replace(/^(....)(..)(..)T(..)(..)(..)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

/** Has the newest keys when it is told that the old ones are refused. */
class Rotating implements CredentialProvider {
  readonly name = 'rotating';
  #generation = 1;

  resolve(): Promise<Credentials> {
    return Promise.resolve({ accessKeyId: `AK${this.#generation}`, secretAccessKey: 'secret-value' });
  }

  invalidate({ accessKeyId }: Credentials): void {
    if (accessKeyId === `AK${this.#generation}`) this.#generation += 1;
  }
}

/**
 * Times out when the service has decided to give no answer, and at no other time: on a busy machine, a timer would also end
 * requests whose answer is only late.
 */
class SurelyTimed implements HttpHandler {
  readonly #inner: HttpHandler;
  readonly #service: Service;
  #sent = 0;

  constructor(inner: HttpHandler, service: Service) {
    this.#inner = inner;
    this.#service = service;
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const { giveUp } = this.#service;
    const attempt = String(++this.#sent);
    const controller = new AbortController();
    giveUp.set(attempt, () => controller.abort());
    try {
      const headers = { ...request.headers, attempt };
      return await this.#inner.send({ ...request, headers, responseTimeoutMs: 0, signal: controller.signal });
    } catch (error) {
      throw controller.signal.aborted ? new TimeoutError('response', request.responseTimeoutMs ?? 0) : error;
    } finally {
      giveUp.delete(attempt);
    }
  }

  close(): void {
    this.#inner.close();
  }
}

describe('2,000 calls, one in five answers going wrong', function () {
  this.timeout(60_000);

  for (const kind of handlerNames) {
    it(`succeed over ${kind} wherever they can be repeated, and create nothing twice`, async () => {
      const service = new Service();
      const server = await new FaultServer(service.reply).start();
      const connections = new Connections({ maxSockets: 64, keepAliveMs: 10_000, tls: {}, proxy: false });
      const volc = sessionTo(server, {
        http: new SurelyTimed(createHandler(kind, connections), service),
        credentials: new Rotating(),
        retry: { baseDelayMs: 20 },
      });
      const targets = [readTarget, tokenTarget, readTarget, tokenTarget, writeTarget];
      const succeeded = new Map<string, number>();
      let next = 0;
      const caller = async (): Promise<void> => {
        for (let call = next++; call < 2_000; call = next++) {
          const target = targets[call % targets.length] ?? readTarget;
          await volc.send(target, { Name: `thing-${call}` }).then(
            () => succeeded.set(target.action, (succeeded.get(target.action) ?? 0) + 1),
            () => undefined,
          );
        }
      };
      await Promise.all(Array.from({ length: 64 }, caller));
      volc.close();
      await until(() => server.openConnections === 0);
      await server.stop();

      expect(service.faults).to.be.greaterThan(350);
      expect(service.keyGeneration).to.be.at.least(3);
      const twice = [...service.created].filter(([, times]) => times > 1);
      expect(twice).to.deep.equal([]);
      const { DescribeThings = 0, CreateThing = 0, StartThing = 0 } = Object.fromEntries(succeeded);
      expect(DescribeThings).to.be.at.least(790);
      expect(CreateThing).to.be.at.least(790);
      // Those whose answer was lost end with an error, so that nothing starts twice: about one in ten.
      expect(StartThing).to.be.within(250, 390);
      expect(service.created.size).to.be.at.least(CreateThing + StartThing);
    });
  }
});
