import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { wireRule, type EgressRule, type IngressRule } from './traffic-rule.js';

/** Which rule of those with the same other side and ports is meant. */
export interface RulePolicy {
  /** @defaultValue `accept` */
  readonly policy?: 'accept' | 'drop';
}

/** What a security group can do beyond its facts. */
export interface SecurityGroupExtras {
  /** Adds a rule for what comes in, by `AuthorizeSecurityGroupIngress`: `allowIngress({ port: 443, from: '0.0.0.0/0' })`. */
  allowIngress(rule: IngressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule for what may not come in. */
  denyIngress(rule: IngressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule for what goes out, by `AuthorizeSecurityGroupEgress`. */
  allowEgress(rule: EgressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule for what may not go out. */
  denyEgress(rule: EgressRule, options?: CallOptions): Promise<void>;
  /** Takes a rule for what comes in away; it is found by its ports, protocol, policy and other side. */
  removeIngress(rule: IngressRule & RulePolicy, options?: CallOptions): Promise<void>;
  /** Takes a rule for what goes out away. */
  removeEgress(rule: EgressRule & RulePolicy, options?: CallOptions): Promise<void>;
}

export const SecurityGroup = curate<SecurityGroupExtras>({
  methods: {
    async allowIngress({ from, ...rule }, options) {
      await this.perform('AuthorizeSecurityGroupIngress', wireRule(this, from, rule, 'accept'), options);
    },
    async denyIngress({ from, ...rule }, options) {
      await this.perform('AuthorizeSecurityGroupIngress', wireRule(this, from, rule, 'drop'), options);
    },
    async allowEgress({ to, ...rule }, options) {
      await this.perform('AuthorizeSecurityGroupEgress', wireRule(this, to, rule, 'accept'), options);
    },
    async denyEgress({ to, ...rule }, options) {
      await this.perform('AuthorizeSecurityGroupEgress', wireRule(this, to, rule, 'drop'), options);
    },
    async removeIngress({ from, policy = 'accept', protocol, port }, options) {
      const request = wireRule(this, from, { protocol, port }, policy);
      await this.perform('RevokeSecurityGroupIngress', request, options);
    },
    async removeEgress({ to, policy = 'accept', protocol, port }, options) {
      const request = wireRule(this, to, { protocol, port }, policy);
      await this.perform('RevokeSecurityGroupEgress', request, options);
    },
  },
});
