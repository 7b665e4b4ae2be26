import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { wireRule, type EgressRule, type IngressRule } from './traffic-rule.js';

/** Which of several rules with the same peer and ports is meant. */
export interface RulePolicy {
  /** @defaultValue `accept` */
  readonly policy?: 'accept' | 'drop';
}

/** Curated methods of a security group. */
export interface SecurityGroupExtras {
  /** Adds a rule that allows inbound traffic, by `AuthorizeSecurityGroupIngress`: `allowIngress({ port: 443, from: '0.0.0.0/0' })`. */
  allowIngress(rule: IngressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule that drops inbound traffic. */
  denyIngress(rule: IngressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule that allows outbound traffic, by `AuthorizeSecurityGroupEgress`. */
  allowEgress(rule: EgressRule, options?: CallOptions): Promise<void>;
  /** Adds a rule that drops outbound traffic. */
  denyEgress(rule: EgressRule, options?: CallOptions): Promise<void>;
  /** Removes an inbound rule; it is found by its ports, protocol, policy and peer. */
  removeIngress(rule: IngressRule & RulePolicy, options?: CallOptions): Promise<void>;
  /** Removes an outbound rule. */
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
