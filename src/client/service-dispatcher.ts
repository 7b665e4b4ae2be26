import { clientTokenMember, isReadAction } from '../catalog/action-kinds.js';
import { loadService } from '../catalog/load.js';
import { noSuchAction } from '../catalog/no-such-action.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, CallTarget, WithMetadata } from '../types/call.js';
import type { Clock } from '../types/clock.js';
import type { CallPlace, Dispatcher, PresignOptions } from '../types/dispatcher.js';
import { assertValid } from '../models/validate.js';
import type { Volcengine } from './volcengine.js';

type Request = Readonly<Record<string, unknown>>;

const nowhere: CallPlace = {};

/** Sends the actions of one service over a session: finds the action's facts, validates, hands on. */
export class ServiceDispatcher implements Dispatcher {
  readonly facts: ServiceFacts;
  readonly #session: Volcengine;
  readonly #place: CallPlace;
  readonly #targets = new Map<string, CallTarget>();

  constructor(session: Volcengine, facts: ServiceFacts, place: CallPlace = nowhere) {
    this.#session = session;
    this.facts = facts;
    this.#place = place;
  }

  get clock(): Clock {
    return this.#session.clock;
  }

  get region(): string {
    return this.#place.region ?? this.#session.config.region;
  }

  async send(
    action: string,
    request: Request,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.send(target, request, this.#placed(options));
  }

  async presign(action: string, request: Request, options?: CallOptions & PresignOptions): Promise<string> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.presign(target, request, this.#placed(options));
  }

  sibling(service: string): Dispatcher {
    return new ServiceDispatcher(this.#session, loadService(service), this.#place);
  }

  at({ region, endpoint, credentials }: CallPlace = {}): Dispatcher {
    if (region === undefined && endpoint === undefined && credentials === undefined) return this;
    const place = {
      ...this.#place,
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials !== undefined && { credentials }),
    };
    return new ServiceDispatcher(this.#session, this.facts, place);
  }

  get unknownMembers(): 'refuse' | 'send' {
    return this.#session.config.unknownMembers;
  }

  #placed<O extends CallOptions>(options: O | undefined): O | undefined {
    return this.#place === nowhere ? options : ({ ...this.#place, ...options } as O);
  }

  #validate(action: string, request: Request, options: CallOptions | undefined): void {
    const { config } = this.#session;
    if ((options?.validate ?? config.validate) === false) return;
    assertValid(this.facts, action, request, {
      unknownMembers: options?.unknownMembers ?? config.unknownMembers,
    });
  }

  #target(action: string): CallTarget {
    let target = this.#targets.get(action);
    if (target) return target;
    const facts = this.facts.actions[action];
    if (!facts) throw noSuchAction(this.facts, action);
    target = {
      service: this.facts.service,
      version: this.facts.version,
      action,
      method: facts.method,
      protocol: facts.protocol,
      isRead: isReadAction(this.facts, action),
      clientTokenMember: clientTokenMember(this.facts, action),
    };
    this.#targets.set(action, target);
    return target;
  }
}
