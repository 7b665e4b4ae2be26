import { loadService } from '../../src/catalog/load.js';
import type { CallOptions, WithMetadata } from '../../src/types/call.js';
import type { Clock } from '../../src/types/clock.js';
import type { CallPlace, Dispatcher } from '../../src/types/dispatcher.js';
import { assertValid } from '../../src/models/validate.js';
import { collectionClass } from '../../src/resources/collection-class.js';
import type { Collection } from '../../src/resources/collection.js';
import { resourcePlan, type ResourcePlan } from '../../src/resources/model/resource-model.js';

/** A call as it was sent. */
export interface Sent {
  readonly service: string;
  readonly action: string;
  readonly request: Readonly<Record<string, unknown>>;
  readonly options: CallOptions | undefined;
  readonly region: string;
}

type Answers = (sent: Sent) => Record<string, unknown> | Promise<Record<string, unknown>>;

/** Answers by a function instead of over the wire, and keeps what was sent. Its clock's pauses take no time. */
export class FakeCloud {
  readonly sent: Sent[] = [];
  #now = 0;
  readonly clock: Clock = {
    ...{ now: () => this.#now },
    sleep: async (ms) => {
      this.#now += ms;
    },
  } as Clock;

  constructor(private readonly answers: Answers = () => ({})) {}

  dispatcher(service: string, region = 'cn-beijing'): Dispatcher {
    const facts = loadService(service);
    return {
      ...{ facts, region, clock: this.clock, unknownMembers: 'refuse' },
      send: async (action, request, options) => {
        if (options?.validate !== false) assertValid(facts, action, request);
        const sent = { service, action, request, options, region: options?.region ?? region };
        this.sent.push(sent);
        options?.signal?.throwIfAborted();
        const answer = { ...(await this.answers(sent)) };
        return Object.defineProperty(answer, '$metadata', { value: {} }) as Record<string, unknown> &
          WithMetadata;
      },
      presign: () => Promise.reject(new Error('nothing is presigned here')),
      at: (place: CallPlace | undefined) => this.dispatcher(service, place?.region ?? region),
      sibling: (name) => this.dispatcher(name, region),
    };
  }

  collection(service: string, noun: string): Collection {
    const dispatcher = this.dispatcher(service);
    const plan = resourcePlan(dispatcher.facts, noun) as ResourcePlan;
    return new (collectionClass(plan))({ dispatcher, plan });
  }

  /** What was sent last. */
  get last(): Sent | undefined {
    return this.sent.at(-1);
  }
}
