import type { WithMetadata, ResultMetadata } from '../../types/call.js';
import type { EventStream } from '../../transport/streams/event-stream.js';
import { StreamIncompleteError } from '../errors.js';
import type { ChatCompletion, ChatCompletionChunk, CompletionUsage } from '../shapes.js';
import { ChatAccumulator } from './accumulate.js';

/**
 * A chat that is read while the model writes it: with `for await`, chunk by chunk or text by text, and at the end as the
 * whole completion. Leaving a loop early closes the connection.
 *
 * @example
 * ```ts
 * import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
 *
 * const ark = new ArkRuntimeClient();
 * const stream = ark.chat().model('ep-20260101000000-abcde').user('Write a haiku').stream();
 * for await (const text of stream.texts()) process.stdout.write(text);
 * console.log((await stream.finalCompletion()).usage?.total_tokens);
 * ```
 */
export class ChatStream implements AsyncIterableIterator<ChatCompletionChunk, undefined> {
  readonly #opening: () => Promise<EventStream<ChatCompletionChunk>>;
  readonly #accumulator = new ChatAccumulator();
  #stream: Promise<EventStream<ChatCompletionChunk>> | undefined;
  #metadata: ResultMetadata | undefined;
  #isWhole = false;

  /** @internal Use `chat.completions.stream` or a chat's `stream`. */
  constructor(opening: () => Promise<EventStream<ChatCompletionChunk>>) {
    this.#opening = opening;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ChatCompletionChunk, undefined>> {
    const stream = await this.#opened();
    const step = await stream.next();
    if (step.done === true) this.#isWhole = true;
    else this.#accumulator.add(step.value as never);
    return step;
  }

  async return(): Promise<IteratorResult<ChatCompletionChunk, undefined>> {
    await (await this.#stream)?.return();
    return { done: true, value: undefined };
  }

  /** The pieces of the first answer's text as they come. */
  async *texts(): AsyncGenerator<string, undefined> {
    for await (const { choices } of this) {
      const text = choices.find(({ index }) => index === 0)?.delta.content;
      if (typeof text === 'string' && text !== '') yield text;
    }
  }

  /** The completion so far; undefined before the first chunk. */
  get snapshot(): ChatCompletion | undefined {
    return this.#accumulator.completion as unknown as ChatCompletion | undefined;
  }

  /** The tokens used, once the service has told: with `stream_options: { include_usage: true }`, at the end. */
  get usage(): CompletionUsage | undefined {
    return this.snapshot?.usage ?? undefined;
  }

  /**
   * Reads to the end and returns the whole completion.
   *
   * @throws {@link StreamIncompleteError} when the stream ended before the model did
   */
  async finalCompletion(): Promise<ChatCompletion & WithMetadata> {
    while (!this.#isWhole) await this.next();
    const completion = this.snapshot;
    const metadata = this.#metadata as ResultMetadata;
    if (completion === undefined || completion.choices.some(({ finish_reason: reason }) => !reason))
      throw new StreamIncompleteError(metadata);
    return Object.defineProperty({ ...completion }, '$metadata', { value: metadata }) as ChatCompletion &
      WithMetadata;
  }

  /** Reads to the end and returns the text of the first answer; empty when it has none. */
  async finalText(): Promise<string> {
    return (await this.finalCompletion()).choices[0]?.message.content ?? '';
  }

  /** @internal The events themselves, for another stream of the same chat. */
  open(): Promise<EventStream<ChatCompletionChunk>> {
    return this.#opening();
  }

  async #opened(): Promise<EventStream<ChatCompletionChunk>> {
    const stream = await (this.#stream ??= this.#opening());
    this.#metadata = stream.$metadata;
    return stream;
  }
}
