import type { Data } from '../model/data.js';
import { readApiKey } from '../state/api-keys.js';
import type { CloudState } from '../state/cloud-state.js';
import { isObject } from '../../util/json.js';
import { tokensOf } from './answer.js';
import { ArkError, badRequest, notThere } from './ark-error.js';
import { chat, type Maker } from './chat.js';
import { embeddings, images, multimodalEmbeddings, tokenization } from './models.js';
import { readMembers, textOf, type ArkAnswer, type ArkRequest } from './request.js';
import { StoredResponses } from './responses.js';
import { ArkThings } from './things.js';

/** Longer conversations are refused, in tokens. */
const longestContext = 100_000;

interface Route {
  readonly operation: string;
  readonly method: string;
  readonly pattern: RegExp;
  run(request: ArkRequest, maker: Maker, id: string): ArkAnswer;
}

/** The runtime of Ark in the local cloud: models that always answer the same, files, tasks and contexts. */
export class ArkRuntime {
  readonly #cloud: CloudState;
  readonly #things: ArkThings;
  readonly #responses = new StoredResponses();
  readonly #contexts = new Map<string, Data>();
  readonly #routes: readonly Route[];

  constructor(cloud: CloudState, settleMs: number) {
    this.#cloud = cloud;
    this.#things = new ArkThings(settleMs);
    this.#routes = this.#makeRoutes();
  }

  /** The operation of a path below `/api/v3`, for faults and the log. */
  operationOf(method: string, path: string): string {
    return this.#find(method, path)?.route.operation ?? `${method} ${path.slice(0, 100)}`;
  }

  /**
   * Executes a call.
   *
   * @throws {@link ArkError} when it is refused
   */
  handle(request: Omit<ArkRequest, 'members' | 'file'>, headers: Headers, body: Buffer): ArkAnswer {
    const { method, path } = request;
    const ids = this.#authenticate(headers.authorization);
    const found = this.#find(method, path);
    if (found === undefined)
      throw new ArkError(404, 'NotFound', `There is no ${method} ${path.slice(0, 100)}.`, 'NotFound');
    const whole = { ...request, ...readMembers(body, headers['content-type'] ?? '') };
    const { model } = whole.members;
    if (needsModel(method, path)) checkModel(model, ids);
    const now = this.#cloud.clock.now();
    const maker: Maker = {
      nowSeconds: /^\/(files|contents)/.test(path) ? now / 1000 : Math.floor(now / 1000),
      id: (prefix) => `${prefix}${this.#cloud.ids.request(now)}`,
    };
    return found.route.run(whole, maker, found.id);
  }

  clear(): void {
    this.#things.clear();
    this.#responses.clear();
    this.#contexts.clear();
  }

  #find(method: string, path: string): { readonly route: Route; readonly id: string } | undefined {
    for (const route of this.#routes) {
      const match = route.method === method ? route.pattern.exec(path) : null;
      if (match !== null) return { route, id: decodeURIComponent(match[1] ?? '') };
    }
    return undefined;
  }

  #authenticate(authorization: string | undefined): readonly string[] | undefined {
    const key = /^Bearer (\S+)$/.exec(authorization ?? '')?.[1];
    const claim = key === undefined ? undefined : readApiKey(this.#cloud, key);
    if (claim === undefined) {
      const message = 'The API key or AK/SK in the request is missing or invalid.';
      throw new ArkError(401, 'AuthenticationError', message, 'Unauthorized');
    }
    return claim.ids;
  }

  #makeRoutes(): readonly Route[] {
    const things = this.#things;
    const responses = this.#responses;
    const route = (operation: string, method: string, path: string, run: Route['run']): Route => ({
      operation,
      method,
      pattern: new RegExp(`^${path.replace('{id}', '([^/]+)')}$`),
      run,
    });
    const chats = (request: ArkRequest, maker: Maker): ArkAnswer => {
      checkLength(request.members['messages']);
      return chat(request.members, maker);
    };
    return [
      route('chat.completions.create', 'POST', '/chat/completions', chats),
      route('batch.chat.completions.create', 'POST', '/batch/chat/completions', chats),
      route('bot_chat.completions.create', 'POST', '/bots/chat/completions', ({ members }, maker) =>
        chat(members, maker, {
          bot_usage: { model_usage: [], action_usage: [] },
          metadata: members['metadata'] ?? {},
        }),
      ),
      route('context.create', 'POST', '/context/create', ({ members }, maker) =>
        this.#createContext(members, maker),
      ),
      route('context.completions.create', 'POST', '/context/chat/completions', ({ members }, maker) =>
        this.#contextChat(members, maker),
      ),
      route('responses.create', 'POST', '/responses', ({ members }, maker) =>
        responses.create(members, maker),
      ),
      route('responses.retrieve', 'GET', '/responses/{id}', (_, _maker, id) => responses.retrieve(id)),
      route('responses.delete', 'DELETE', '/responses/{id}', (_, _maker, id) => responses.delete(id)),
      route('input_items.list', 'GET', '/responses/{id}/input_items', ({ query }, _, id) =>
        responses.inputItems(id, query),
      ),
      route('embeddings.create', 'POST', '/embeddings', ({ members }, maker) => embeddings(members, maker)),
      route('batch.embeddings.create', 'POST', '/batch/embeddings', ({ members }, maker) =>
        embeddings(members, maker),
      ),
      route('multimodal_embeddings.create', 'POST', '/embeddings/multimodal', ({ members }, maker) =>
        multimodalEmbeddings(members, maker),
      ),
      route(
        'batch.multimodal_embeddings.create',
        'POST',
        '/batch/embeddings/multimodal',
        ({ members }, maker) => multimodalEmbeddings(members, maker),
      ),
      route('tokenization.create', 'POST', '/tokenization', ({ members }, maker) =>
        tokenization(members, maker),
      ),
      route('images.generate', 'POST', '/images/generations', ({ members }, maker) => images(members, maker)),
      route('files.create', 'POST', '/files', (request, maker) => things.createFile(request, maker)),
      route('files.list', 'GET', '/files', ({ query }, { nowSeconds }) => things.files(query, nowSeconds)),
      route('files.retrieve', 'GET', '/files/{id}', (_, { nowSeconds }, id) => things.file(id, nowSeconds)),
      route('files.delete', 'DELETE', '/files/{id}', (_, _maker, id) => things.deleteFile(id)),
      route('content_generation.tasks.create', 'POST', '/contents/generations/tasks', ({ members }, maker) =>
        things.createTask(members, maker),
      ),
      route(
        'content_generation.tasks.list',
        'GET',
        '/contents/generations/tasks',
        ({ query }, { nowSeconds }) => things.tasks(query, nowSeconds),
      ),
      route(
        'content_generation.tasks.get',
        'GET',
        '/contents/generations/tasks/{id}',
        (_, { nowSeconds }, id) => things.task(id, nowSeconds),
      ),
      route(
        'content_generation.tasks.delete',
        'DELETE',
        '/contents/generations/tasks/{id}',
        (_, { nowSeconds }, id) => things.deleteTask(id, nowSeconds),
      ),
    ];
  }

  #createContext(members: Data, maker: Maker): ArkAnswer {
    const { model, messages, mode = 'session', ttl = 86_400, truncation_strategy: truncation } = members;
    const id = maker.id('ctx-');
    this.#contexts.set(id, { model, messages: Array.isArray(messages) ? messages : [], mode });
    const usage = {
      prompt_tokens: tokensIn(messages),
      completion_tokens: 0,
      total_tokens: tokensIn(messages),
      prompt_tokens_details: { cached_tokens: 0 },
    };
    return { body: { id, model, mode, ttl, truncation_strategy: truncation ?? null, usage } };
  }

  #contextChat(members: Data, maker: Maker): ArkAnswer {
    const id = String(members['context_id']);
    const context = this.#contexts.get(id);
    if (context === undefined) throw notThere('context', id);
    if (context['model'] !== members['model'])
      throw badRequest('model', 'The context belongs to another model.');
    const messages = [
      ...(context['messages'] as unknown[]),
      ...((members['messages'] as unknown[] | undefined) ?? []),
    ];
    const answer = chat({ ...members, messages }, maker);
    if (context['mode'] === 'session') context['messages'] = messages;
    return answer;
  }
}

interface Headers {
  readonly authorization?: string | undefined;
  readonly 'content-type'?: string | undefined;
}

function needsModel(method: string, path: string): boolean {
  return method === 'POST' && path !== '/files';
}

function checkModel(model: unknown, ids: readonly string[] | undefined): void {
  if (typeof model !== 'string' || model === '')
    throw new ArkError(
      400,
      'MissingParameter',
      'The request is missing the parameter `model`.',
      'BadRequest',
      'model',
    );
  if (!/^(ep-|bot-|doubao-)/.test(model) || model.includes('missing')) {
    const message = `The model or endpoint ${model.slice(0, 100)} does not exist or you do not have access to it.`;
    throw new ArkError(404, 'InvalidEndpointOrModel.NotFound', message, 'NotFound');
  }
  if (ids !== undefined && !ids.includes(model))
    throw new ArkError(403, 'AccessDenied', 'The API key is not for this model.', 'Forbidden');
}

function tokensIn(messages: unknown): number {
  if (!Array.isArray(messages)) return 0;
  return messages.filter(isObject).reduce((sum, { content }) => sum + tokensOf(textOf(content)).length, 0);
}

function checkLength(messages: unknown): void {
  const tokens = tokensIn(messages);
  if (tokens <= longestContext) return;
  const message = `Total tokens of the messages, ${tokens}, exceed the maximum of the model, ${longestContext}.`;
  throw badRequest('messages', message);
}
