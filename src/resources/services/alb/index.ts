import type { CuratedService } from '../../curated.js';
import { loadBalancer, type BalancerExtras, type NewListener as Listen } from '../shared/balancer.js';
import {
  listener,
  type BalancedListenerExtras,
  type ForwardingRule as Rule,
} from '../shared/balanced-listener.js';
import { serverGroup } from '../shared/server-group.js';

export type { ServerGroupExtras, ServerOptions } from '../shared/server-group.js';
export type NewListener = Listen<'alb'>;
export type ForwardingRule = Rule<'alb'>;
export type LoadBalancerExtras = BalancerExtras<'alb'>;
export type ListenerExtras = BalancedListenerExtras<'alb'>;

const curated: CuratedService = {
  Listener: listener(),
  LoadBalancer: loadBalancer('alb'),
  ServerGroup: serverGroup('alb'),
};
export default curated;
