import { clientTokenMember, isReadAction } from '../catalog/action-kinds.js';
import { loadService } from '../catalog/load.js';
import { noSuchAction } from '../catalog/no-such-action.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, CallTarget, WithMetadata } from '../types/call.js';
import type { Clock } from '../types/clock.js';
import type { CallScope, Dispatcher, PresignOptions } from '../types/dispatcher.js';
import type { ServiceError, ServiceErrorDetails } from '../errors/service.js';
import { serviceError } from '../transport/service-error.js';
import { assertValid } from '../models/validate.js';

type Request = Readonly<Record<string, unknown>>;

const noScope: CallScope = {};

/** The part of a session that a dispatcher needs. */
export interface Session {
  readonly clock: Clock;
  readonly config: {
    readonly region: string;
    readonly validate: boolean;
    readonly unknownMembers: 'refuse' | 'send';
    readonly timeouts: { readonly totalMs: number };
    readonly log: { write(level: 'info', message: string, fields: Request): void };
  };
  send(
    target: CallTarget,
    request: Request,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata>;
  presign(target: CallTarget, request: Request, options?: CallOptions & PresignOptions): Promise<string>;
}

/** Sends the actions of one service over a session: finds the action's facts, validates, and passes the call on. */
export class ServiceDispatcher implements Dispatcher {
  readonly facts: ServiceFacts;
  readonly #session: Session;
  readonly #scope: CallScope;
  readonly #targets = new Map<string, CallTarget>();

  constructor(session: Session, facts: ServiceFacts, scope: CallScope = noScope) {
    this.#session = session;
    this.facts = facts;
    this.#scope = scope;
  }

  get session(): object {
    return this.#session;
  }

  get clock(): Clock {
    return this.#session.clock;
  }

  get region(): string {
    return this.#scope.region ?? this.#session.config.region;
  }

  async send(
    action: string,
    request: Request,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.send(target, request, this.#withScope(options));
  }

  async presign(action: string, request: Request, options?: CallOptions & PresignOptions): Promise<string> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.presign(target, request, this.#withScope(options));
  }

  sibling(service: string | ServiceFacts): Dispatcher {
    const facts = typeof service === 'string' ? loadService(service) : service;
    return new ServiceDispatcher(this.#session, facts, this.#scope);
  }

  at({ region, endpoint, credentials }: CallScope = {}): Dispatcher {
    if (region === undefined && endpoint === undefined && credentials === undefined) return this;
    const scope = {
      ...this.#scope,
      ...(region !== undefined && { region }),
      ...(endpoint !== undefined && { endpoint }),
      ...(credentials !== undefined && { credentials }),
    };
    return new ServiceDispatcher(this.#session, this.facts, scope);
  }

  get unknownMembers(): 'refuse' | 'send' {
    return this.#session.config.unknownMembers;
  }

  get totalTimeoutMs(): number {
    return this.#session.config.timeouts.totalMs;
  }

  errorOf(details: Omit<ServiceErrorDetails, 'retryable' | 'service' | 'region' | 'attempts'>): ServiceError {
    return serviceError({ service: this.facts.service, region: this.region, attempts: 1, ...details });
  }

  logInfo(message: string, fields: Request): void {
    this.#session.config.log.write('info', message, fields);
  }

  #withScope<O extends CallOptions>(options: O | undefined): O | undefined {
    return this.#scope === noScope ? options : ({ ...this.#scope, ...options } as O);
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
