import { balancing } from '../shared/balancing.js';
import type { BalancedListenerExtras, ForwardingRule as Rule } from '../shared/balanced-listener.js';
import type { BalancerExtras, NewListener as Listen } from '../shared/balancer.js';

export type { ServerGroupExtras, ServerOptions } from '../shared/server-group.js';
export type NewListener = Listen<'clb'>;
export type ForwardingRule = Rule<'clb'>;
export type LoadBalancerExtras = BalancerExtras<'clb'>;
export type ListenerExtras = BalancedListenerExtras<'clb'>;

export default balancing('clb');
