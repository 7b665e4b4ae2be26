import type { WithMetadata } from '../types/call.js';
import type { EventStream } from '../transport/streams/event-stream.js';
import type { ArkCaller } from './caller.js';
import { ChatBuilder } from './chat-builder.js';
import { EncryptedChats } from './encryption/encrypted-chats.js';
import { checkFinish } from './finish.js';
import type { ArkCallOptions } from './options.js';
import type { ChatCompletion, ChatCompletionChunk, ChatCompletionsCreateRequest } from './shapes.js';
import { ChatStream } from './streams/chat-stream.js';
import { answerFormat, type AnswerSchema } from './structured/answer-format.js';

/** A request that asks for a stream. */
export type Streamed<R> = Omit<R, 'stream'> & { readonly stream: true };
/** A request that asks for one answer. */
export type Whole<R> = Omit<R, 'stream'> & { readonly stream?: false | null | undefined };

/** A completion whose answer was parsed. */
export interface ParsedCompletion<T> extends ChatCompletion, WithMetadata {
  readonly parsed: T;
}

/** Chats in the shape that users of OpenAI's client know. */
export class ChatCompletions {
  readonly #caller: ArkCaller;
  readonly #encrypted: EncryptedChats;

  /** @internal Use `ark.chat.completions`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
    this.#encrypted = new EncryptedChats(caller);
  }

  /**
   * Asks a model for its answer, whole or as a stream of chunks.
   *
   * @throws {@link ServiceError} when the service refuses, such as {@link NotFoundError} for a wrong model
   * @throws {@link TransportError} when there is no usable response
   */
  create(
    request: Whole<ChatCompletionsCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<ChatCompletion & WithMetadata>;
  create(
    request: Streamed<ChatCompletionsCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<EventStream<ChatCompletionChunk>>;
  create(
    request: ChatCompletionsCreateRequest,
    options?: ArkCallOptions,
  ): Promise<(ChatCompletion & WithMetadata) | EventStream<ChatCompletionChunk>>;
  create(
    request:
      | ChatCompletionsCreateRequest
      | Streamed<ChatCompletionsCreateRequest>
      | Whole<ChatCompletionsCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<(ChatCompletion & WithMetadata) | EventStream<ChatCompletionChunk>> {
    const call = { operation: 'chat.completions.create', request, options };
    const sender = options?.encrypt ? this.#encrypted : this.#caller;
    return request.stream === true
      ? sender.stream<ChatCompletionChunk>(call)
      : sender.send<ChatCompletion>(call);
  }

  /** A stream that also puts its chunks together; it is opened when it is first read. */
  stream(request: Omit<ChatCompletionsCreateRequest, 'stream'>, options?: ArkCallOptions): ChatStream {
    return new ChatStream(() => this.create({ ...request, stream: true }, options));
  }

  /**
   * Asks for an answer that follows a class or a schema, parses and validates it.
   *
   * @throws {@link AnswerFormatError} when the answer does not follow it
   * @throws {@link AnswerLengthError} and {@link ContentFilterError} when the answer was cut off or stopped
   */
  async parse<T>(
    request: Omit<ChatCompletionsCreateRequest, 'stream' | 'response_format'> & {
      readonly response_format: AnswerSchema<T>;
    },
    options?: ArkCallOptions,
  ): Promise<ParsedCompletion<T>> {
    const { response_format: wanted, ...others } = request;
    const { format, parse } = await answerFormat<T>(wanted);
    const completion = await this.create({ ...others, response_format: format }, options);
    const about = completion.$metadata;
    checkFinish(completion, about, true);
    const parsed = await parse(completion.choices[0]?.message.content ?? '', about);
    return Object.defineProperty({ ...completion, parsed }, '$metadata', {
      value: about,
    }) as ParsedCompletion<T>;
  }
}

/** Chats: called, it starts a builder; `completions` is the same in the shape that users of OpenAI's client know. */
export interface Chat {
  (): ChatBuilder;
  readonly completions: ChatCompletions;
}

/** @internal Use `ark.chat`. */
export function makeChat(caller: ArkCaller): Chat {
  const completions = new ChatCompletions(caller);
  return Object.assign(() => ChatBuilder.start(completions), { completions });
}
