import type { WithMetadata } from '../types/call.js';
import { WaiterFailedError } from '../errors/index.js';
import type { ArkCaller } from './caller.js';
import type { ArkCallOptions } from './options.js';
import { defineSetters, RequestBuilder } from './request-builder.js';
import type {
  ContentGenerationTask,
  ContentGenerationTaskCreateRequest,
  ContentGenerationTaskCreateRequestSetters,
  ContentGenerationTaskID,
  CreateTaskContentParam,
  ListContentGenerationTasksResponse,
} from './shapes.js';
import { waitFor, type ArkWaitOptions } from './wait-for.js';

type TaskStatus = ContentGenerationTask['status'];

/** Which tasks are listed. */
export interface VideoTasksQuery {
  readonly status?: TaskStatus | undefined;
  readonly model?: string | undefined;
  readonly service_tier?: string | undefined;
  readonly task_ids?: readonly string[] | undefined;
  /** Tasks per page. @defaultValue 100 */
  readonly pageSize?: number | undefined;
}

/** A task that makes a video: a handle by its id, with its data once that was read. */
export class VideoTask {
  /** Its id, by which another process can go on: `ark.videoTask(id)`. */
  readonly id: string;
  readonly #caller: ArkCaller;
  #data: ContentGenerationTask | undefined;

  /** @internal Use `ark.videoTask` or `ark.videoTasks`. */
  constructor(caller: ArkCaller, id: string, data?: ContentGenerationTask) {
    this.#caller = caller;
    this.id = id;
    this.#data = data;
  }

  /** What was read last; undefined before the first `reload` or wait. */
  get data(): ContentGenerationTask | undefined {
    return this.#data;
  }

  get status(): TaskStatus | undefined {
    return this.#data?.status;
  }

  /** Where the video is, once the task has succeeded. The service keeps it for a day. */
  get videoUrl(): string | undefined {
    return this.#data?.content?.video_url;
  }

  /** Reads the task. */
  async reload(options?: ArkCallOptions): Promise<this> {
    const ids = { task_id: this.id };
    this.#data = await this.#caller.send<ContentGenerationTask>({
      operation: 'content_generation.tasks.get',
      ids,
      options,
    });
    return this;
  }

  /**
   * Waits for a status: every 5 s and later up to 25 s, at most an hour, unless told otherwise.
   *
   * @throws {@link WaiterFailedError} when the task ends otherwise; its `cause` has the service's code and message
   * @throws {@link WaiterTimeoutError} when it takes longer than `maxWaitMs`; the task goes on and can be waited for again
   */
  async waitUntil(
    status: 'running' | 'succeeded' | 'failed' | 'cancelled',
    wait: ArkWaitOptions = {},
    options?: ArkCallOptions,
  ): Promise<this> {
    try {
      await waitFor(
        this.#caller,
        {
          label: `The video task ${this.id}`,
          waitedFor: status,
          delayMs: 5_000,
          maxWaitMs: 3_600_000,
          read: async (limits) =>
            (await this.reload({ ...options, ...limits })).#data as ContentGenerationTask,
          judge: (state) =>
            state === status || (status === 'running' && state === 'succeeded')
              ? 'done'
              : state === 'queued' || state === 'running'
                ? undefined
                : 'failed',
        },
        wait,
      );
    } catch (error) {
      throw error instanceof WaiterFailedError ? withReason(error, this.#data) : error;
    }
    return this;
  }

  /** Cancels a task that is queued, and removes one that has ended. */
  async delete(options?: ArkCallOptions): Promise<void> {
    const ids = { task_id: this.id };
    await this.#caller.send({ operation: 'content_generation.tasks.delete', ids, options });
  }

  /** The id and the status; no content. */
  toJSON(): { readonly id: string; readonly status: TaskStatus | undefined } {
    return { id: this.id, status: this.status };
  }
}

function withReason(error: WaiterFailedError, data: ContentGenerationTask | undefined): WaiterFailedError {
  const { code, message } = data?.error ?? {};
  if (code === undefined) return error;
  return new WaiterFailedError(error, { cause: new Error(`${code}: ${message ?? ''}`) });
}

/** The tasks that make videos. */
export class VideoTasks {
  readonly #caller: ArkCaller;

  /** @internal Use `ark.videoTasks()`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
  }

  /** Creates a task of a whole request; without one, starts a builder. */
  create(): VideoTaskBuilder;
  create(request: ContentGenerationTaskCreateRequest, options?: ArkCallOptions): Promise<VideoTask>;
  create(
    request?: ContentGenerationTaskCreateRequest,
    options?: ArkCallOptions,
  ): VideoTaskBuilder | Promise<VideoTask> {
    return request === undefined
      ? new VideoTaskBuilder({ content: [] }, (members, own) => this.#create(members, own))
      : this.#create(request, options);
  }

  /** Reads a task. */
  get(id: string, options?: ArkCallOptions): Promise<VideoTask> {
    return new VideoTask(this.#caller, id).reload(options);
  }

  /** The tasks of the last days, as a lazy list that reads page by page. */
  async *list(query: VideoTasksQuery = {}, options?: ArkCallOptions): AsyncGenerator<VideoTask, undefined> {
    const { pageSize = 100, status, model, service_tier: tier, task_ids: ids } = query;
    for (let page = 1, seen = 0; ; page++) {
      const { items, total } = await this.page(
        {
          page_num: page,
          page_size: pageSize,
          'filter.status': status,
          'filter.model': model,
          'filter.service_tier': tier,
          'filter.task_ids': ids,
        },
        options,
      );
      for (const item of items) yield new VideoTask(this.#caller, item.id, item);
      seen += items.length;
      if (items.length === 0 || seen >= total) return;
    }
  }

  /** One page of tasks, by the members of the API's query. */
  page(
    query: Readonly<Record<string, unknown>> = {},
    options?: ArkCallOptions,
  ): Promise<ListContentGenerationTasksResponse & WithMetadata> {
    return this.#caller.send({ operation: 'content_generation.tasks.list', request: query, options });
  }

  async #create(request: object, options: ArkCallOptions | undefined): Promise<VideoTask> {
    const { id } = await this.#caller.send<ContentGenerationTaskID>({
      operation: 'content_generation.tasks.create',
      request,
      options,
    });
    return new VideoTask(this.#caller, id);
  }
}

type SendTask = (members: object, options: ArkCallOptions | undefined) => Promise<VideoTask>;

/** A task to create; each method returns a new builder. */
// Its setters come from the facts: the class has them at run time, the interface tells their types.
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export interface VideoTaskBuilder extends Omit<
  ContentGenerationTaskCreateRequestSetters<VideoTaskBuilder>,
  'content'
> {}

/** A task to create; each method returns a new builder. */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class VideoTaskBuilder extends RequestBuilder {
  readonly #send: SendTask;

  /** @internal Use `ark.videoTasks().create()`. */
  constructor(members: Readonly<Record<string, unknown>>, send: SendTask) {
    super(members);
    this.#send = send;
  }

  /** Adds what the video is to show, in words. */
  text(text: string): VideoTaskBuilder {
    return this.append('content', { type: 'text', text });
  }

  /** Adds a picture by its URL. @param role - such as `first_frame` */
  image(url: string, role?: string): VideoTaskBuilder {
    return this.append('content', {
      type: 'image_url',
      image_url: { url },
      ...(role !== undefined && { role }),
    });
  }

  /** Adds parts as they are. */
  content(...parts: readonly CreateTaskContentParam[]): VideoTaskBuilder {
    return this.append('content', ...parts);
  }

  /** Creates the task. */
  run(options?: ArkCallOptions): Promise<VideoTask> {
    return this.#send(this.members, options);
  }

  protected override withMembers(members: Readonly<Record<string, unknown>>): this {
    return new VideoTaskBuilder(members, this.#send) as this;
  }
}

defineSetters(VideoTaskBuilder, 'ContentGenerationTaskCreateRequest');
