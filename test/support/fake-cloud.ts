import { loadService } from '../../src/catalog/load.js';
import type { ServiceFacts } from '../../src/catalog/types.js';
import type { CallOptions, WithMetadata } from '../../src/types/call.js';
import type { Clock } from '../../src/types/clock.js';
import type { CallScope, Dispatcher } from '../../src/types/dispatcher.js';
import { serviceError } from '../../src/transport/service-error.js';
import { assertValid } from '../../src/models/validate.js';
import type { Collection } from '../../src/resources/collection.js';
import { makeCollection } from '../../src/resources/context.js';

/** A call as it was sent. */
export interface Sent {
  readonly service: string;
  readonly action: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly options: CallOptions | undefined;
  readonly region: string;
}

type Responses = (sent: Sent) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Responses by a function instead of over the wire, and keeps what was sent. Its clock's pauses take no time. */
export class FakeCloud {
  readonly sent: Sent[] = [];
  /** What was logged at info. */
  readonly logged: { readonly message: string; readonly fields: Readonly<Record<string, unknown>> }[] = [];
  #now = 0;
  readonly clock: Clock = {
    ...{ now: () => this.#now },
    sleep: async (ms) => {
      this.#now += ms;
    },
  } as Clock;

  constructor(private readonly responses: Responses = () => ({})) {}

  dispatcher(of: string | ServiceFacts, region = 'cn-beijing'): Dispatcher {
    const facts = typeof of === 'string' ? loadService(of) : of;
    const service = facts.name;
    return {
      ...{ session: this, facts, region, clock: this.clock, unknownMembers: 'refuse' },
      send: async (action, request, options) => {
        if (options?.validate !== false) assertValid(facts, action, request);
        const sent = { service, action, request, options, region: options?.region ?? region };
        this.sent.push(sent);
        options?.signal?.throwIfAborted();
        const response = { ...(await this.responses(sent)) };
        return Object.defineProperty(response, '$metadata', { value: {} }) as Record<string, unknown> &
          WithMetadata;
      },
      totalTimeoutMs: 0,
      errorOf: (details) => serviceError({ service: facts.service, region, attempts: 1, ...details }),
      logInfo: (message, fields) => this.logged.push({ message, fields }),
      presign: () => Promise.reject(new Error('nothing is presigned here')),
      at: (place: CallScope | undefined) => this.dispatcher(facts, place?.region ?? region),
      sibling: (name) => this.dispatcher(name, region),
    };
  }

  collection(service: string, resourceType: string): Collection {
    return makeCollection(this.dispatcher(service), resourceType);
  }

  /** What was sent last. */
  get last(): Sent | undefined {
    return this.sent.at(-1);
  }
}
