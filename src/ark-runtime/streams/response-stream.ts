import type { ResultMetadata, WithMetadata } from '../../types/call.js';
import { ServiceError } from '../../errors/index.js';
import type { EventStream } from '../../transport/streams/event-stream.js';
import { StreamIncompleteError } from '../errors.js';
import type { ModelResponse, ResponseStreamEvent } from '../shapes.js';
import { outputText } from '../output-text.js';

/** The events of a response, and at the end the whole response. Leaving a loop early closes the connection. */
export class ResponseStream implements AsyncIterableIterator<ResponseStreamEvent, undefined> {
  readonly #opening: () => Promise<EventStream<ResponseStreamEvent>>;
  #stream: Promise<EventStream<ResponseStreamEvent>> | undefined;
  #metadata: ResultMetadata | undefined;
  #response: ModelResponse | undefined;
  #error: { readonly code: string; readonly message: string; readonly param?: string } | undefined;
  #isWhole = false;

  /** @internal Use `responses.stream`. */
  constructor(opening: () => Promise<EventStream<ResponseStreamEvent>>) {
    this.#opening = opening;
  }

  [Symbol.asyncIterator](): this {
    return this;
  }

  async next(): Promise<IteratorResult<ResponseStreamEvent, undefined>> {
    const stream = await (this.#stream ??= this.#opening());
    this.#metadata = stream.$metadata;
    const step = await stream.next();
    if (step.done === true) this.#isWhole = true;
    else this.#note(step.value);
    return step;
  }

  async return(): Promise<IteratorResult<ResponseStreamEvent, undefined>> {
    await (await this.#stream)?.return();
    return { done: true, value: undefined };
  }

  /** The pieces of the answer's text as they come. */
  async *texts(): AsyncGenerator<string, undefined> {
    for await (const event of this) if (event.type === 'response.output_text.delta') yield event.delta;
  }

  /**
   * Reads to the end and returns the whole response, whose `status` says whether it is complete.
   *
   * @throws {@link ServiceError} when the model failed
   * @throws {@link StreamIncompleteError} when the stream ended before the model did
   */
  async finalResponse(): Promise<ModelResponse & WithMetadata> {
    while (!this.#isWhole) await this.next();
    const metadata = this.#metadata as ResultMetadata;
    const failure = this.#error ?? this.#response?.error;
    if (failure) throw failureOf(failure, metadata);
    if (this.#response === undefined) throw new StreamIncompleteError(metadata);
    return Object.defineProperty({ ...this.#response }, '$metadata', { value: metadata }) as ModelResponse &
      WithMetadata;
  }

  /** Reads to the end and returns the text of the answer; empty when it has none. */
  async finalText(): Promise<string> {
    return outputText(await this.finalResponse());
  }

  #note(event: ResponseStreamEvent): void {
    if (event.type === 'error')
      this.#error = { code: event.code ?? 'UndefinedError', message: event.message };
    if (
      event.type === 'response.completed' ||
      event.type === 'response.failed' ||
      event.type === 'response.incomplete'
    )
      this.#response = event.response;
  }
}

function failureOf(
  { code, message }: { readonly code: string; readonly message: string },
  { service, action, region, attempts, httpStatus: status, requestId }: ResultMetadata,
): ServiceError {
  const details = { service, action, region, attempts, status, requestId, retryable: false };
  return new ServiceError({ ...details, code, serviceMessage: message });
}
