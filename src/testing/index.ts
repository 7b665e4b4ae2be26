export * from '../emulator/index.js';
export { StubHandler } from './stub-handler.js';
export { StubbedAction, type StubRequest } from './stubbed-action.js';
export type { StubError } from './stub-answer.js';
export type { AnyClient, CallMethod, RequestOf, ResultOf } from './client-types.js';
export { NoAnswerError } from './no-answer-error.js';
export { Recorder, type RecorderOptions } from './recorder.js';
export type { RecordedExchange } from './exchanges.js';
