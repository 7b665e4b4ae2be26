/** The public names of this room. */
export type { TlsOptions } from './http/connections.js';
export type { FetchAnswer, FetchFunction, FetchInit } from './http/fetch-handler.js';
export type { ConsoleLike, LogLevel, LogPart, LogTarget, PinoLike } from './log/logger.js';
export type { RateOptions } from './pace/pace.js';
export type { SharedLimiter } from './pace/shared-limiter.js';
export type { CustomEndpoint } from './resolve-endpoint.js';
export type { Result as CallResult } from './result.js';
export type { RetryPolicy } from './retry-policy.js';
export type { AttemptMessage, CallMessage } from './sight/channels.js';
export type { AttemptEvent, CallEvent, ErrorEvent, Hooks, RetryEvent } from './sight/hooks.js';
export { traceCalls, type TelemetryApi, type TelemetrySpan } from './sight/open-telemetry.js';
