export { VolcengineError, isVolcengineError } from './volcengine-error.js';
export { ConfigError } from './config.js';
export { CredentialsError, type CredentialsAttempt } from './credentials.js';
export { RequestValidationError, type ValidationIssue } from './validation.js';
export {
  AbortedError,
  ConnectionError,
  ResponseParseError,
  TimeoutError,
  TransportError,
  type CallDetails,
  type TimeoutPhase,
} from './transport.js';
export {
  AuthenticationError,
  ConflictError,
  InternalError,
  NotFoundError,
  PermissionError,
  QuotaError,
  ServiceError,
  ThrottlingError,
  type ServiceErrorDetails,
} from './service.js';
export { WaiterError, WaiterFailedError, WaiterTimeoutError, type WaiterDetails } from './waiter.js';
export { AfterCreationError, ResourceError, type CreatedResource } from './resource.js';
