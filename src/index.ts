export { Volcengine, type VolcengineOptions } from './client/volcengine.js';
export type { ActionAddress } from './client/find-target.js';
export { ServiceClient } from './client/service-client.js';
export { serviceNames } from './catalog/load.js';
export * from './errors/index.js';
export type { ApiKeySource, CallOptions, CallTarget, RetryOptions, RetryFailure } from './types/call.js';
export type { TimeoutOptions } from './types/timeouts.js';
export type { RawResponse, ResultMetadata, WithMetadata } from './types/call.js';
export type { Clock } from './types/clock.js';
export type { PresignOptions } from './types/dispatcher.js';
export * from './auth/index.js';
export * from './transport/index.js';
export type {
  HttpHandler,
  HttpMethod,
  HttpRequest,
  HttpResponse,
  HttpStream,
  HttpStreamRequest,
  StreamedBody,
} from './types/http.js';
export type * from './resources/types.js';
