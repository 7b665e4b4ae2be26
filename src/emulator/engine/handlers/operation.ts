import { toStableJson } from '../../../util/json.js';
import type { Data } from '../../model/data.js';
import type { Call } from '../call.js';

/** Executes an action without a resource: shows the values of the request, and samples for the other members. */
export function handleOperation(call: Call): Data {
  if (call.isDryRun) return call.result({});
  const scalars = Object.entries(call.input).filter(([, value]) => typeof value !== 'object');
  const request = toStableJson({ ...call.input, ClientToken: undefined });
  return call.sampledResult(Object.fromEntries(scalars), request);
}
