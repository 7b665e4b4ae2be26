import type { RetryFailure, WithMetadata } from '../types/call.js';
import { ConnectionError, ResponseParseError, ServiceError, TimeoutError } from '../errors/index.js';
import { orAborted } from '../errors/transport.js';
import { BoundedMap } from '../util/bounded-map.js';
import { monotonicMs } from '../util/monotonic.js';
import { Breaker } from './breaker.js';
import type { ArkCaller } from './caller.js';
import { EncryptedChats } from './encryption/encrypted-chats.js';
import type { ArkCallOptions } from './options.js';
import { backoffMs, isRetryStatus } from './retries.js';
import type {
  BatchChatCompletionsCreateRequest,
  BatchEmbeddingsCreateRequest,
  BatchMultimodalEmbeddingsCreateRequest,
  ChatCompletion,
  CreateEmbeddingResponse,
  MultimodalEmbeddingResponse,
} from './shapes.js';

/** A day, which batch requests may take. */
const defaultMs = 86_400_000;
const mostModels = 1_000;

/**
 * Requests that the service answers when it has room, each held open until then: for many callers at once. They are
 * paced together by model, and repeated until they are answered or `timeoutMs` is over.
 */
export class Batch {
  readonly #caller: ArkCaller;
  readonly #encrypted: EncryptedChats;
  readonly #breakers = new BoundedMap<string, Breaker>(mostModels);

  /** Chats. @defaultValue `timeoutMs` a day */
  readonly chat = {
    completions: {
      create: (request: BatchChatCompletionsCreateRequest, options?: ArkCallOptions) =>
        this.#run<ChatCompletion>('batch.chat.completions.create', request, options),
    },
  };

  /** Vectors of texts. */
  readonly embeddings = {
    create: (request: BatchEmbeddingsCreateRequest, options?: ArkCallOptions) =>
      this.#run<CreateEmbeddingResponse>(
        'batch.embeddings.create',
        { encoding_format: 'float', ...request },
        options,
      ),
  };

  /** Vectors of texts, pictures and videos. */
  readonly multimodalEmbeddings = {
    create: (request: BatchMultimodalEmbeddingsCreateRequest, options?: ArkCallOptions) =>
      this.#run<MultimodalEmbeddingResponse>(
        'batch.multimodal_embeddings.create',
        { encoding_format: 'float', ...request },
        options,
      ),
  };

  /** @internal Use `ark.batch`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
    this.#encrypted = new EncryptedChats(caller);
  }

  async #run<T>(
    operation: string,
    request: { readonly model: string },
    options: ArkCallOptions = {},
  ): Promise<T & WithMetadata> {
    const { clock } = this.#caller.session;
    const { timeoutMs = defaultMs, signal } = options;
    const deadlineMs = monotonicMs(clock) + timeoutMs;
    const leftMs = (): number => deadlineMs - monotonicMs(clock);
    const about = { service: 'ark', action: operation };
    const breaker = this.#breakerOf(request.model);
    const self = {};
    breaker.join(self);
    try {
      for (let turn = 0; ; turn++) {
        await orAborted(
          breaker.pass(self, clock, signal, () => leftMs() > 0),
          signal,
          about,
        );
        if (leftMs() <= 0) throw new TimeoutError('total', timeoutMs, { ...about, attempts: turn });
        let headers: Readonly<Record<string, string>> = {};
        try {
          const retry = {
            maxAttempts: 1,
            shouldRetry(failure: RetryFailure) {
              headers = failure.headers ?? {};
              return false;
            },
          };
          const limits = {
            timeoutMs: Math.min(leftMs(), 2 ** 31 - 1),
            timeouts: { ...options.timeouts, responseMs: 0 },
          };
          const sender = options.encrypt ? this.#encrypted : this.#caller;
          return await sender.send<T>({
            operation,
            request,
            options: { ...options, ...limits, retry },
          });
        } catch (error) {
          const waitMs = this.#waitMs(error, headers, breaker, turn);
          if (waitMs === undefined) throw error;
          if (waitMs >= leftMs())
            throw new TimeoutError('total', timeoutMs, { ...about, attempts: turn + 1 }, { cause: error });
          if (waitMs > 0) await orAborted(clock.sleep(waitMs, signal), signal, about);
        }
      }
    } finally {
      breaker.leave(self);
    }
  }

  /** How long to wait before the next turn, in milliseconds; undefined: the error is the last word. */
  #waitMs(
    error: unknown,
    headers: Readonly<Record<string, string>>,
    breaker: Breaker,
    turn: number,
  ): number | undefined {
    if (error instanceof ConnectionError) return backoffMs(turn);
    if (error instanceof TimeoutError && error.phase !== 'total') return backoffMs(turn);
    const wasAnswered = error instanceof ServiceError || error instanceof ResponseParseError;
    if (!wasAnswered || !isRetryStatus(error.status ?? 0)) return undefined;
    const seconds = Number(headers['retry-after'] ?? 0);
    if (Number.isInteger(seconds) && seconds > 0)
      breaker.pause(this.#caller.session.clock.now(), seconds * 1_000);
    return 0;
  }

  #breakerOf(model: string): Breaker {
    let breaker = this.#breakers.get(model);
    if (breaker === undefined) {
      // A moment ago: nobody passes in the very moment in which a pause ends.
      breaker = new Breaker(this.#caller.session.clock.now() - 1);
      this.#breakers.set(model, breaker);
    }
    return breaker;
  }
}
