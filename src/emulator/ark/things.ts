import type { Data } from '../model/data.js';
import { badRequest, notThere } from './ark-error.js';
import type { Maker } from './chat.js';
import type { ArkAnswer, ArkRequest } from './request.js';

const week = 604_800;

/** Files and tasks that make videos, whose states change with the cloud's time. */
export class ArkThings {
  readonly #files = new Map<string, Data>();
  readonly #tasks = new Map<string, Data>();
  readonly #settleSeconds: number;

  /** @param settleMs - how long a file is processed, and a task waits and then runs */
  constructor(settleMs: number) {
    this.#settleSeconds = settleMs / 1000;
  }

  createFile({ members, file }: ArkRequest, maker: Maker): ArkAnswer {
    const { purpose, url, expire_at: expireAt } = members;
    if ((file === undefined) === (url === undefined))
      throw badRequest('file', 'Exactly one of `file` and `url` is needed.');
    if (purpose !== 'user_data' && purpose !== 'agent')
      throw badRequest('purpose', 'The parameter `purpose` must be user_data or agent.');
    const id = maker.id('file-');
    const name = file?.name ?? String(url).split('/').at(-1) ?? '';
    this.#files.set(id, {
      id,
      object: 'file',
      bytes: file?.bytes ?? 0,
      created_at: maker.nowSeconds,
      expire_at: expireAt === undefined ? maker.nowSeconds + week : Number(expireAt),
      filename: name,
      purpose,
      mime_type: file?.type ?? 'application/octet-stream',
    });
    return this.file(id, maker.nowSeconds);
  }

  file(id: string, nowSeconds: number): ArkAnswer {
    return { body: this.#fileAt(id, nowSeconds) };
  }

  files(query: URLSearchParams, nowSeconds: number): ArkAnswer {
    const purpose = query.get('purpose');
    const all = [...this.#files.values()].filter((one) => purpose === null || one['purpose'] === purpose);
    if (query.get('order') !== 'asc') all.reverse();
    const start = all.findIndex(({ id }) => id === query.get('after')) + 1;
    const limit = Number(query.get('limit') ?? 100);
    const data = all.slice(start, start + limit).map(({ id }) => this.#fileAt(String(id), nowSeconds));
    return { body: { object: 'list', data, has_more: start + limit < all.length } };
  }

  deleteFile(id: string): ArkAnswer {
    if (!this.#files.delete(id)) throw notThere('file', id);
    return { body: { id, object: 'file', deleted: true } };
  }

  createTask(members: Data, maker: Maker): ArkAnswer {
    if (!Array.isArray(members['content']) || members['content'].length === 0)
      throw badRequest('content', 'The parameter `content` must be a list that is not empty.');
    const id = maker.id('cgt-');
    const { model, seed = 1, resolution = '720p', ratio = '16:9', duration = 5 } = members;
    const mayFail = JSON.stringify(members['content']).includes('[fail]');
    const fixed = { seed, resolution, ratio, duration, framespersecond: 24, service_tier: 'default' };
    this.#tasks.set(id, { id, model, created_at: maker.nowSeconds, mayFail, ...fixed });
    return { body: { id } };
  }

  task(id: string, nowSeconds: number): ArkAnswer {
    return { body: this.#taskAt(id, nowSeconds) };
  }

  tasks(query: URLSearchParams, nowSeconds: number): ArkAnswer {
    const ids = query.getAll('filter.task_ids');
    const wanted = (name: string, value: unknown): boolean => (query.get(name) ?? value) === value;
    const all = [...this.#tasks.keys()]
      .map((id) => this.#taskAt(id, nowSeconds))
      .filter((task) => ids.length === 0 || ids.includes(String(task['id'])))
      .filter((task) => wanted('filter.status', task['status']) && wanted('filter.model', task['model']))
      .reverse();
    const size = Number(query.get('page_size') ?? 10);
    const start = (Number(query.get('page_num') ?? 1) - 1) * size;
    return { body: { total: all.length, items: all.slice(start, start + size) } };
  }

  /** A task that waits is cancelled, one that has ended is removed. */
  deleteTask(id: string, nowSeconds: number): ArkAnswer {
    const { status } = this.#taskAt(id, nowSeconds);
    if (status === 'running')
      throw badRequest('', 'A task that is running can be neither cancelled nor removed.');
    if (status === 'queued') this.#tasks.set(id, { ...this.#tasks.get(id), cancelledAt: nowSeconds });
    else this.#tasks.delete(id);
    return { body: {} };
  }

  clear(): void {
    this.#files.clear();
    this.#tasks.clear();
  }

  #fileAt(id: string, nowSeconds: number): Data {
    const file = this.#files.get(id);
    if (file === undefined) throw notThere('file', id);
    const isDone = nowSeconds - Number(file['created_at']) >= this.#settleSeconds;
    const failed = isDone && String(file['filename']).includes('fail');
    const error = failed ? { code: 'InvalidFile', message: 'The file cannot be read.' } : undefined;
    const status = failed ? 'failed' : isDone ? 'active' : 'processing';
    const times = {
      created_at: Math.floor(Number(file['created_at'])),
      expire_at: Math.floor(Number(file['expire_at'])),
    };
    return { ...file, ...times, status, ...(error && { error }) };
  }

  #taskAt(id: string, nowSeconds: number): Data {
    const task = this.#tasks.get(id);
    if (task === undefined) throw notThere('task', id);
    const { mayFail, cancelledAt, ...shown } = task;
    const age = nowSeconds - Number(task['created_at']);
    if (cancelledAt !== undefined)
      return { ...shown, status: 'cancelled', updated_at: Math.floor(Number(cancelledAt)) };
    const status =
      age < this.#settleSeconds
        ? 'queued'
        : age < 2 * this.#settleSeconds
          ? 'running'
          : mayFail === true
            ? 'failed'
            : 'succeeded';
    const whole = {
      ...shown,
      status,
      updated_at: Math.floor(nowSeconds),
      created_at: Math.floor(Number(task['created_at'])),
    };
    if (status === 'failed')
      return {
        ...whole,
        error: { code: 'OutputVideoSensitiveContentDetected', message: 'The video was refused.' },
      };
    if (status !== 'succeeded') return whole;
    const content = { video_url: `https://ark.example/videos/${id}.mp4` };
    return { ...whole, content, usage: { completion_tokens: 1000, total_tokens: 1000 } };
  }
}
