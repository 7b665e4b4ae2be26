import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { WithMetadata } from '../types/call.js';
import type { EventStream } from '../transport/streams/event-stream.js';
import { isObject } from '../util/json.js';
import type { ArkCaller } from './caller.js';
import type { Streamed, Whole } from './chat.js';
import { ConfigError } from '../errors/index.js';
import { CursorPages } from './cursor-pages.js';
import type { Files } from './files.js';
import type { ArkCallOptions } from './options.js';
import type { ModelResponse, ResponseItem, ResponsesCreateRequest, ResponseStreamEvent } from './shapes.js';
import { ResponseStream } from './streams/response-stream.js';

/** Tools of the service, each with the header that asks for it. */
const toolHeaders: Readonly<Record<string, string>> = {
  web_search: 'ark-beta-web-search',
  mcp: 'ark-beta-mcp',
  knowledge_search: 'ark-beta-knowledge-search',
  doubao_app: 'ark-beta-doubao-app',
  image_process: 'ark-beta-image-process',
};

/** The member of a part that can be the URL of a file on this machine. */
const urlMembers: Readonly<Record<string, string>> = {
  input_image: 'image_url',
  input_video: 'video_url',
  input_file: 'file_url',
};

/** Which pages of input items are listed. */
export interface InputItemsQuery {
  readonly after?: string | undefined;
  readonly before?: string | undefined;
  readonly include?: readonly string[] | undefined;
  /** Per page, 1 to 100. @defaultValue 20 */
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
}

/** Answers of models with tools of the service, which can go on from an earlier one by `previous_response_id`. */
export class Responses {
  readonly #caller: ArkCaller;
  readonly #files: Files;

  /** @internal Use `ark.responses`. */
  constructor(caller: ArkCaller, files: Files) {
    this.#caller = caller;
    this.#files = files;
  }

  /**
   * Asks a model for a response, whole or as a stream of events. A part whose URL begins with `file://` is uploaded first;
   * the request itself stays as it is.
   */
  create(
    request: Whole<ResponsesCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<ModelResponse & WithMetadata>;
  create(
    request: Streamed<ResponsesCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<EventStream<ResponseStreamEvent>>;
  async create(
    request: Whole<ResponsesCreateRequest> | Streamed<ResponsesCreateRequest>,
    options?: ArkCallOptions,
  ): Promise<(ModelResponse & WithMetadata) | EventStream<ResponseStreamEvent>> {
    const call = {
      operation: 'responses.create',
      request: await this.#withUploads(request, options),
      options,
      headers: headersOf(request.tools),
    };
    return request.stream === true
      ? this.#caller.stream<ResponseStreamEvent>(call)
      : this.#caller.send<ModelResponse>(call);
  }

  /** A stream that also keeps the whole response; it is opened when it is first read. */
  stream(request: Omit<ResponsesCreateRequest, 'stream'>, options?: ArkCallOptions): ResponseStream {
    return new ResponseStream(() => this.create({ ...request, stream: true }, options));
  }

  /** Reads a stored response. */
  retrieve(id: string, options?: ArkCallOptions): Promise<ModelResponse & WithMetadata> {
    return this.#caller.send({ operation: 'responses.retrieve', ids: { response_id: id }, options });
  }

  /** Deletes a stored response. */
  async delete(id: string, options?: ArkCallOptions): Promise<void> {
    const headers = { accept: '*/*' };
    await this.#caller.send({ operation: 'responses.delete', ids: { response_id: id }, options, headers });
  }

  /** The items that a stored response was made of, as a lazy list. */
  inputItems(id: string, query: InputItemsQuery = {}, options?: ArkCallOptions): CursorPages<ResponseItem> {
    const { after, before, include, limit, order } = query;
    return new CursorPages(
      (request) =>
        this.#caller.send({ operation: 'input_items.list', ids: { response_id: id }, request, options }),
      { after, before, 'include[]': include, limit, order },
    );
  }

  async #withUploads(request: object, options: ArkCallOptions | undefined): Promise<object> {
    const { input } = request as { readonly input?: unknown };
    if (!Array.isArray(input)) return request;
    const uploaded = await Promise.all(
      input.map(async (item: unknown) => {
        if (!isObject(item) || !Array.isArray(item['content'])) return item;
        return {
          ...item,
          content: await Promise.all(item['content'].map((part) => this.#uploaded(part, options))),
        };
      }),
    );
    return { ...request, input: uploaded };
  }

  async #uploaded(part: unknown, options: ArkCallOptions | undefined): Promise<unknown> {
    if (!isObject(part)) return part;
    const member = urlMembers[String(part['type'])];
    const url = member === undefined ? undefined : part[member];
    if (member === undefined || typeof url !== 'string' || !url.startsWith('file:')) return part;
    const path = fileURLToPath(url);
    const created = await this.#files.create(
      { file: { path, name: basename(path) }, purpose: 'user_data' },
      options,
    );
    const file = await this.#files.waitForProcessing(created.id, {}, options);
    if (file.status !== 'active')
      throw new ConfigError(
        `The file ${file.id} could not be processed: ${file.error?.message ?? file.status}`,
      );
    const others = Object.fromEntries(Object.entries(part).filter(([name]) => name !== member));
    return { ...others, file_id: file.id };
  }
}

function headersOf(tools: ResponsesCreateRequest['tools']): Record<string, string> {
  const names = (tools ?? []).map(({ type }) => toolHeaders[type ?? '']).filter((name) => name !== undefined);
  return Object.fromEntries(names.map((name) => [name, 'true']));
}
