export { Volcengine, type VolcengineOptions } from './client/volcengine.js';
export { ServiceClient } from './client/service-client.js';
export { serviceNames } from './catalog/load.js';
export * from './errors/index.js';
export type {
  CallOptions,
  CallTarget,
  RetryOptions,
  RetryFailure,
  TimeoutOptions,
} from './contracts/call.js';
export type { ResultMetadata, WithMetadata } from './contracts/call.js';
export type { Clock } from './contracts/clock.js';
export * from './auth/credentials.js';
export type { HttpHandler, HttpRequest, HttpResponse } from './contracts/http.js';
export type * from './resources/types.js';
