import { ConfigError } from '../errors/config.js';
import { nearestHint } from '../util/nearest.js';
import type { ServiceFacts } from './types.js';

/** The error for an action that a service does not have; the message has the nearest names. */
export function noSuchAction({ name, version, actions }: ServiceFacts, action: string): ConfigError {
  const hint = nearestHint(action, Object.keys(actions));
  return new ConfigError(
    `${name} (${version}) has no action "${action}"${hint || '.'} volc.call({ service, version, action }) sends an action that the facts lack`,
  );
}
