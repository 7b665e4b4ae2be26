import './endpoint-runtime.js';

export { ArkRuntimeClient } from './client.js';
export type { ArkCallOptions, ArkRuntimeOptions } from './options.js';
export {
  AnswerFormatError,
  AnswerLengthError,
  ContentFilterError,
  ModelAnswerError,
  StreamIncompleteError,
  type AnswerIssue,
} from './errors.js';
export type { Chat, ChatCompletions, ParsedCompletion } from './chat.js';
export type { ChatBuilder, ChatReply, Tool } from './chat-builder.js';
export type { Batch } from './batch.js';
export type { CursorPages } from './cursor-pages.js';
export type { Files, FilesQuery } from './files.js';
export type { Bots, Contexts, Embeddings, Images, StreamingMethod, Tokenization } from './models.js';
export type { InputItemsQuery, Responses } from './responses.js';
export type { VideoTask, VideoTaskBuilder, VideoTasks, VideoTasksQuery } from './video-tasks.js';
export type { ArkWaitOptions } from './wait-for.js';
export { outputText } from './output-text.js';
export { ChatStream } from './streams/chat-stream.js';
export { ResponseStream } from './streams/response-stream.js';
export type { AnswerSchema } from './structured/answer-format.js';
export { schemaOfClass, type AnswerClass } from './structured/class-schema.js';
export { strictSchema, type JsonSchema } from './structured/strict-schema.js';
export type * from './shapes.js';
