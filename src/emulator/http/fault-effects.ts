import { ApiError } from '../model/api-error.js';
import type { FaultEffect } from './faults.js';
import type { RawResponse } from './message.js';

/** The sum of the durations of all effects of a kind, in milliseconds. */
export function totalMs(
  effects: readonly FaultEffect[],
  kind: 'latency' | 'clockOffset' | 'eventual',
): number {
  let total = 0;
  for (const effect of effects) if (effect.kind === kind) total += effect.ms;
  return total;
}

/** The error that replaces the execution of a call, if an effect asks for one. */
export function errorBefore(effects: readonly FaultEffect[]): ApiError | undefined {
  for (const effect of effects) {
    if (effect.kind === 'throttle') {
      const { code = 'FlowLimitExceeded' } = effect;
      return new ApiError(code, 'There are too many calls; try again later.', 429);
    }
    if (effect.kind === 'error') {
      const { code = 'InternalServiceError', message = 'The service failed.', status } = effect;
      return new ApiError(code, message, status);
    }
  }
  return undefined;
}

/** The response as the effects change it. With any effect, it also shows the gateway's time. */
export function applyFaults(
  response: RawResponse,
  effects: readonly FaultEffect[],
  wallMs: number,
): RawResponse {
  if (effects.length === 0) return response;
  const date = new Date(wallMs).toUTCString();
  return effects.reduce(applyFault, { ...response, headers: { ...response.headers, date } });
}

function applyFault(response: RawResponse, effect: FaultEffect): RawResponse {
  const { headers } = response;
  switch (effect.kind) {
    case 'latency':
      return { ...response, delayMs: (response.delayMs ?? 0) + effect.ms };
    case 'throttle':
      if (effect.retryAfterSeconds === undefined) return response;
      return { ...response, headers: { ...headers, 'retry-after': String(effect.retryAfterSeconds) } };
    case 'html':
      return {
        ...response,
        status: effect.status ?? 502,
        headers: { ...headers, 'content-type': 'text/html' },
        body: '<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>',
      };
    case 'reset':
    case 'noResponse':
    case 'truncate':
      return { ...response, failure: effect.kind };
    case 'error':
    case 'clockOffset':
    case 'eventual':
    case 'streamCut':
    case 'streamSilence':
    case 'streamError':
      return response;
  }
}
