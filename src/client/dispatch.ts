import { clientTokenMember, isReadAction } from '../catalog/meaning.js';
import { loadService } from '../catalog/load.js';
import type { ServiceFacts } from '../catalog/types.js';
import type { CallOptions, CallTarget, WithMetadata } from '../contracts/call.js';
import type { Clock } from '../contracts/clock.js';
import type { Dispatcher, PresignOptions } from '../contracts/dispatcher.js';
import { ConfigError } from '../errors/config-error.js';
import { nearestHint } from '../errors/nearest.js';
import { assertValid } from '../models/validate.js';
import type { Volcengine } from './volcengine.js';

type Request = Readonly<Record<string, unknown>>;

/** Sends the actions of one service over a session: finds the action's facts, validates, hands on. */
export class ServiceDispatcher implements Dispatcher {
  readonly facts: ServiceFacts;
  readonly #session: Volcengine;
  readonly #targets = new Map<string, CallTarget>();

  constructor(session: Volcengine, facts: ServiceFacts) {
    this.#session = session;
    this.facts = facts;
  }

  get clock(): Clock {
    return this.#session.clock;
  }

  get region(): string {
    return this.#session.config.region;
  }

  async send(
    action: string,
    request: Request,
    options?: CallOptions,
  ): Promise<Record<string, unknown> & WithMetadata> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.send(target, request, options);
  }

  async presign(action: string, request: Request, options?: CallOptions & PresignOptions): Promise<string> {
    const target = this.#target(action);
    this.#validate(action, request, options);
    return this.#session.presign(target, request, options);
  }

  sibling(service: string): Dispatcher {
    return new ServiceDispatcher(this.#session, loadService(service));
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
    if (!facts) {
      const { name, version, actions } = this.facts;
      throw new ConfigError(
        `${name} (${version}) has no action "${action}"${nearestHint(action, Object.keys(actions))}`,
      );
    }
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
