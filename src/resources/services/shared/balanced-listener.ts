import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated } from '../../curated.js';
import { idOf, type Ref } from '../../refs.js';
import type { Balancing } from './balancer.js';

/** Which requests of a listener go elsewhere. */
export interface ForwardingRule<Service extends Balancing> {
  /** The host name that they are for. @defaultValue any */
  readonly domain?: string;
  /** The path that they begin with. @defaultValue any */
  readonly path?: string;
  /** The server group that gets them. */
  readonly forwardTo: Ref<`${Service}.ServerGroup`>;
  readonly description?: string;
}

/** What a listener can do beyond its facts. */
export interface BalancedListenerExtras<Service extends Balancing> {
  /** Gives its traffic to another server group. */
  forwardTo(serverGroup: Ref<`${Service}.ServerGroup`>, options?: CallOptions): Promise<void>;
  /** Lets it take traffic again. */
  enable(options?: CallOptions): Promise<void>;
  /** Keeps it from taking traffic. */
  disable(options?: CallOptions): Promise<void>;
  /** Sends requests for a domain or a path to a server group of their own; gives the rule's id. */
  addRule(rule: ForwardingRule<Service>, options?: CallOptions): Promise<string>;
  /** Takes rules away, by their ids. */
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
