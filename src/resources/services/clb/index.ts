import type { CuratedService } from '../../curated.js';
import { loadBalancer, type BalancerExtras, type NewListener as Listen } from '../shared/balancer.js';
import {
  listener,
  type BalancedListenerExtras,
  type ForwardingRule as Rule,
} from '../shared/balanced-listener.js';
import { serverGroup } from '../shared/server-group.js';

export type { ServerGroupExtras, ServerOptions } from '../shared/server-group.js';
export type NewListener = Listen<'clb'>;
export type ForwardingRule = Rule<'clb'>;
export type LoadBalancerExtras = BalancerExtras<'clb'>;
export type ListenerExtras = BalancedListenerExtras<'clb'>;

const curated: CuratedService = {
  Listener: listener(),
  LoadBalancer: loadBalancer('clb'),
  ServerGroup: serverGroup('clb'),
};
export default curated;
