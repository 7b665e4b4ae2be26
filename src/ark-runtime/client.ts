import { Volcengine } from '../client/volcengine.js';
import { ConfigError } from '../errors/index.js';
import { Batch } from './batch.js';
import { ArkCaller } from './caller.js';
import { makeChat, type Chat } from './chat.js';
import { Files } from './files.js';
import { Bots, Contexts, Embeddings, Images, Tokenization } from './models.js';
import { defaultBaseUrl } from './operations.js';
import type { ArkRuntimeOptions } from './options.js';
import { Responses } from './responses.js';
import { VideoTask, VideoTasks } from './video-tasks.js';

/**
 * Inference of models on Ark, over a session that other clients can share.
 *
 * Calls are sent with an API key: the option `apiKey`, `ARK_API_KEY`, or one that the session's cloud keys are traded for.
 *
 * @example
 * ```ts
 * import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
 *
 * const ark = new ArkRuntimeClient();
 * console.log(await ark.chat().model('ep-20260101000000-abcde').user('Hello').text());
 * ```
 */
export class ArkRuntimeClient {
  /** The session it sends by. */
  readonly session: Volcengine;
  /** Chats: `ark.chat()` starts a builder, `ark.chat.completions` is in the shape of OpenAI's client. */
  readonly chat: Chat;
  readonly responses: Responses;
  readonly embeddings: Embeddings;
  readonly images: Images;
  readonly tokenization: Tokenization;
  readonly context: Contexts;
  readonly bots: Bots;
  readonly files: Files;
  readonly batch: Batch;
  readonly #caller: ArkCaller;
  readonly #ownsSession: boolean;

  /**
   * @param options - a session, or the options of one
   * @param own - the options of the runtime alone, beside a session
   * @throws {@link ConfigError} for unknown or invalid options
   */
  constructor(
    options: Volcengine | ArkRuntimeOptions = {},
    own: Pick<
      ArkRuntimeOptions,
      'apiKey' | 'baseUrl' | 'project' | 'apiKeySeconds' | 'retry' | 'timeouts'
    > = {},
  ) {
    this.#ownsSession = !(options instanceof Volcengine);
    const given: ArkRuntimeOptions = options instanceof Volcengine ? own : { ...options, ...own };
    const { apiKey, baseUrl, project, apiKeySeconds, ...others } = given;
    this.session = options instanceof Volcengine ? options : new Volcengine(others);
    const { env, endpoint } = this.session.config;
    const base = new URL(
      checkedBase(
        baseUrl ?? (env['ARK_BASE_URL'] || (endpoint && `${endpoint.origin}/api/v3`) || defaultBaseUrl),
      ),
    );
    this.#caller = new ArkCaller(this.session, {
      origin: base.origin,
      basePath: withoutEndSlash(base.pathname),
      apiKey: apiKey ?? (env['ARK_API_KEY'] || undefined),
      project,
      apiKeySeconds,
      retry: given.retry,
      timeouts: given.timeouts,
    });
    this.chat = makeChat(this.#caller);
    this.files = new Files(this.#caller);
    this.responses = new Responses(this.#caller, this.files);
    this.embeddings = new Embeddings(this.#caller);
    this.images = new Images(this.#caller);
    this.tokenization = new Tokenization(this.#caller);
    this.context = new Contexts(this.#caller);
    this.bots = new Bots(this.#caller);
    this.batch = new Batch(this.#caller);
  }

  /** The tasks that make videos. */
  videoTasks(): VideoTasks {
    return new VideoTasks(this.#caller);
  }

  /** A task by its id, without a call: to go on with one that another process created. */
  videoTask(id: string): VideoTask {
    return new VideoTask(this.#caller, id);
  }

  /** Closes the session's idle connections, unless the session was handed in. */
  close(): void {
    if (this.#ownsSession) this.session.close();
  }
}

function checkedBase(text: string): string {
  if (URL.canParse(text)) {
    const { protocol, search, hash, username } = new URL(text);
    if (/^https?:$/.test(protocol) && search === '' && hash === '' && username === '') return text;
  }
  throw new ConfigError('baseUrl must be a URL such as "https://ark.cn-beijing.volces.com/api/v3"');
}

function withoutEndSlash(path: string): string {
  return path.endsWith('/') ? path.slice(0, -1) : path;
}
