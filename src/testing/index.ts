export * from '../emulator/index.js';
export type { AnyClient, CallMethod, RequestOf, ResultOf } from './client-types.js';
export { NoResponseError } from './no-response-error.js';
export { Recorder, type RecorderOptions } from './recorder.js';
export type { RecordedExchange } from './recording.js';
export { StubHandler } from './stub-handler.js';
export { StubbedAction, type StubRequest } from './stubbed-action.js';
export type { StubError } from './stub-response.js';
