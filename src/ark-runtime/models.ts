import type { WithMetadata } from '../types/call.js';
import type { EventStream } from '../transport/streams/event-stream.js';
import type { ArkCaller } from './caller.js';
import type { Streamed, Whole } from './chat.js';
import type { ArkCallOptions } from './options.js';
import type {
  BotChatCompletion,
  BotChatCompletionChunk,
  BotChatCompletionsCreateRequest,
  ContextChatCompletion,
  ContextChatCompletionChunk,
  ContextChatCompletionsCreateRequest,
  ContextCreateRequest,
  CreateContextResponse,
  CreateEmbeddingResponse,
  CreateTokenizationResponse,
  EmbeddingsCreateRequest,
  ImageGenStreamEvent,
  ImagesGenerateRequest,
  ImagesResponse,
  MultimodalEmbeddingResponse,
  MultimodalEmbeddingsCreateRequest,
  TokenizationCreateRequest,
} from './shapes.js';

/** A method that answers whole or, with `stream: true`, as a stream of events. */
export interface StreamingMethod<Request, Answer, Event> {
  (request: Whole<Request>, options?: ArkCallOptions): Promise<Answer & WithMetadata>;
  (request: Streamed<Request>, options?: ArkCallOptions): Promise<EventStream<Event>>;
}

/** The method of an operation that can stream. */
function streamingMethod<Request, Answer, Event>(
  caller: ArkCaller,
  operation: string,
  defaults: object = {},
): StreamingMethod<Request, Answer, Event> {
  return ((request: { readonly stream?: boolean }, options?: ArkCallOptions) => {
    const call = { operation, request: { ...defaults, ...request }, options };
    return request.stream === true ? caller.stream<Event>(call) : caller.send<Answer>(call);
  }) as StreamingMethod<Request, Answer, Event>;
}

/** Vectors of texts, and of texts with pictures and videos. */
export class Embeddings {
  readonly #caller: ArkCaller;

  /** @internal Use `ark.embeddings`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
  }

  /** A vector for each text. */
  create(
    request: EmbeddingsCreateRequest,
    options?: ArkCallOptions,
  ): Promise<CreateEmbeddingResponse & WithMetadata> {
    const floats = { encoding_format: 'float', ...request };
    return this.#caller.send({ operation: 'embeddings.create', request: floats, options });
  }

  /** One vector for all parts together; with `sparse_embedding` a sparse one too. */
  multimodal(
    request: MultimodalEmbeddingsCreateRequest,
    options?: ArkCallOptions,
  ): Promise<MultimodalEmbeddingResponse & WithMetadata> {
    const floats = { encoding_format: 'float', ...request };
    return this.#caller.send({ operation: 'multimodal_embeddings.create', request: floats, options });
  }
}

/** Pictures. */
export class Images {
  /**
   * Makes pictures, whole or as a stream of events. In a stream, a picture that failed is an event with `error`, and the
   * others follow.
   */
  readonly generate: StreamingMethod<ImagesGenerateRequest, ImagesResponse, ImageGenStreamEvent>;

  /** @internal Use `ark.images`. */
  constructor(caller: ArkCaller) {
    this.generate = streamingMethod(caller, 'images.generate');
  }
}

/** How texts are cut into tokens. */
export class Tokenization {
  readonly #caller: ArkCaller;

  /** @internal Use `ark.tokenization`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
  }

  create(
    request: TokenizationCreateRequest,
    options?: ArkCallOptions,
  ): Promise<CreateTokenizationResponse & WithMetadata> {
    return this.#caller.send({ operation: 'tokenization.create', request, options });
  }
}

/** Caches of a conversation's beginning. */
export class Contexts {
  /** Chats that go on from a cache by `context_id`. */
  readonly completions: {
    readonly create: StreamingMethod<
      ContextChatCompletionsCreateRequest,
      ContextChatCompletion,
      ContextChatCompletionChunk
    >;
  };
  readonly #caller: ArkCaller;

  /** @internal Use `ark.context`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
    this.completions = { create: streamingMethod(caller, 'context.completions.create') };
  }

  create(
    request: ContextCreateRequest,
    options?: ArkCallOptions,
  ): Promise<CreateContextResponse & WithMetadata> {
    const session = { mode: 'session', ...request };
    return this.#caller.send({ operation: 'context.create', request: session, options });
  }
}

/** Bots: applications of Ark, by their ids as `model`. */
export class Bots {
  readonly chat: {
    readonly completions: {
      readonly create: StreamingMethod<
        BotChatCompletionsCreateRequest,
        BotChatCompletion,
        BotChatCompletionChunk
      >;
    };
  };

  /** @internal Use `ark.bots`. */
  constructor(caller: ArkCaller) {
    this.chat = {
      completions: { create: streamingMethod(caller, 'bot_chat.completions.create', { stream: false }) },
    };
  }
}
