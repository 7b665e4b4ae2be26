/** The public names of this layer. */
export type { TlsOptions } from './http/connections.js';
export type { FetchFunction, FetchInit, FetchResponse } from './http/fetch-handler.js';
export type { ConsoleLike, LogLevel, LogPart, LogTarget, PinoLike } from './log/logger.js';
export type { RateOptions } from './rate-limit/rate-limiter.js';
export type { SharedLimiter } from './rate-limit/shared-limiter.js';
export type { CustomEndpoint } from './resolve-endpoint.js';
export type { Result as CallResult } from './call.js';
export type { RetryPolicy } from './retry/retry-policy.js';
export type { AttemptMessage, CallMessage } from './instrumentation/channels.js';
export type { AttemptEvent, CallEvent, ErrorEvent, Hooks, RetryEvent } from './instrumentation/hooks.js';
export { traceCalls, type TelemetryApi, type TelemetrySpan } from './instrumentation/open-telemetry.js';
export type { NamedFile, UploadedFile } from './protocols/multipart.js';
export type { Download } from './streams/download.js';
export type { ServerEvent } from './streams/event-parser.js';
export type { DecodeEvent, Decoded, EventStream } from './streams/event-stream.js';
