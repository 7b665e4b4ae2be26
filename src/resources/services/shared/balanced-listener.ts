import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import type { Balancing } from './balancer.js';

/** The requests that a rule applies to, and where they go. */
export interface ForwardingRule<Service extends Balancing> {
  /** The host name. @defaultValue any */
  readonly domain?: string;
  /** The beginning of the path. @defaultValue any */
  readonly path?: string;
  /** The server group that receives the requests. */
  readonly forwardTo: Ref<`${Service}.ServerGroup`>;
  readonly description?: string;
}

/** Curated methods of a listener. */
export interface BalancedListenerExtras<Service extends Balancing> {
  /** Forwards the traffic to another server group. */
  forwardTo(serverGroup: Ref<`${Service}.ServerGroup`>, options?: CallOptions): Promise<void>;
  /** Starts the listener. */
  enable(options?: CallOptions): Promise<void>;
  /** Stops the listener. */
  disable(options?: CallOptions): Promise<void>;
  /** Adds a forwarding rule for a domain or a path, and returns its id. */
  addRule(rule: ForwardingRule<Service>, options?: CallOptions): Promise<string>;
  /** Deletes forwarding rules by their ids. */
  removeRules(ruleIds: readonly string[], options?: CallOptions): Promise<void>;
}

/** The listeners of a service. */
export function listener(): Curated {
  return curate<BalancedListenerExtras<Balancing>>({
    methods: {
      async forwardTo(serverGroup, options) {
        await this.perform('ModifyListenerAttributes', { ServerGroupId: idOf(this, serverGroup) }, options);
      },
      async enable(options) {
        await this.perform('ModifyListenerAttributes', { Enabled: 'on' }, options);
      },
      async disable(options) {
        await this.perform('ModifyListenerAttributes', { Enabled: 'off' }, options);
      },
      async addRule({ domain, path, forwardTo, description }, options) {
        const rule = {
          ServerGroupId: idOf(this, forwardTo),
          Domain: domain,
          Url: path,
          Description: description,
        };
        const response = (await this.perform('CreateRules', { Rules: [rule] }, options)) as {
          RuleIds?: readonly string[];
        };
        return response.RuleIds?.[0] ?? '';
      },
      async removeRules(ruleIds, options) {
        await this.perform('DeleteRules', { RuleIds: ruleIds }, options);
      },
    },
  });
}
