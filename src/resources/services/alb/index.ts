import { balancing } from '../shared/balancing.js';
import type { BalancedListenerExtras, ForwardingRule as Rule } from '../shared/balanced-listener.js';
import type { BalancerExtras, NewListener as Listen } from '../shared/balancer.js';

export type { ServerGroupExtras, ServerOptions } from '../shared/server-group.js';
export type NewListener = Listen<'alb'>;
export type ForwardingRule = Rule<'alb'>;
export type LoadBalancerExtras = BalancerExtras<'alb'>;
export type ListenerExtras = BalancedListenerExtras<'alb'>;

export default balancing('alb');
