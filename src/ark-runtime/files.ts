import type { WithMetadata } from '../types/call.js';
import { ConfigError } from '../errors/index.js';
import type { ArkCaller } from './caller.js';
import { CursorPages } from './cursor-pages.js';
import type { ArkCallOptions } from './options.js';
import { waitFor, type ArkWaitOptions } from './wait-for.js';
import type { FileCreateRequest, FileDeleted, FileObject } from './shapes.js';

/** Which files are listed. */
export interface FilesQuery {
  readonly after?: string | undefined;
  /** Per page, 1 to 1000. @defaultValue 100 */
  readonly limit?: number | undefined;
  readonly order?: 'asc' | 'desc' | undefined;
  readonly purpose?: 'user_data' | 'agent' | undefined;
}

/** Files that models read: videos, pictures, documents. */
export class Files {
  readonly #caller: ArkCaller;

  /** @internal Use `ark.files`. */
  constructor(caller: ArkCaller) {
    this.#caller = caller;
  }

  /**
   * Uploads a file, which is read while it is sent, or has the service fetch one from a URL.
   *
   * @throws {@link ConfigError} unless there is exactly one of `file` and `url`, and a `tos` with `url`
   */
  async create(request: FileCreateRequest, options?: ArkCallOptions): Promise<FileObject & WithMetadata> {
    const { file, url, tos, purpose, expire_at: expireAt, preprocess_configs: configs } = request;
    if ((file === undefined) === (url === undefined))
      throw new ConfigError('files.create needs exactly one of file and url');
    if (url !== undefined && tos === undefined)
      throw new ConfigError('files.create needs tos with url: the bucket that the file is copied to');
    const members = { purpose, expire_at: expireAt, preprocess_configs: configs, url, tos, file };
    return this.#caller.send({ operation: 'files.create', request: members, options });
  }

  retrieve(id: string, options?: ArkCallOptions): Promise<FileObject & WithMetadata> {
    return this.#caller.send({ operation: 'files.retrieve', ids: { file_id: id }, options });
  }

  /** The files, as a lazy list. */
  list(query: FilesQuery = {}, options?: ArkCallOptions): CursorPages<FileObject> {
    return new CursorPages((request) => this.#caller.send({ operation: 'files.list', request, options }), {
      ...query,
    });
  }

  delete(id: string, options?: ArkCallOptions): Promise<FileDeleted & WithMetadata> {
    return this.#caller.send({ operation: 'files.delete', ids: { file_id: id }, options });
  }

  /**
   * Waits until a file is processed: every 3 s, at most 10 minutes, unless told otherwise. A file that failed is returned
   * with its `error`.
   *
   * @throws {@link WaiterTimeoutError} when it takes longer
   */
  waitForProcessing(
    id: string,
    wait: ArkWaitOptions = {},
    options?: ArkCallOptions,
  ): Promise<FileObject & WithMetadata> {
    return waitFor(
      this.#caller,
      {
        label: `The file ${id}`,
        waitedFor: 'processed',
        delayMs: 3_000,
        maxWaitMs: 600_000,
        read: (limits) => this.retrieve(id, { ...options, ...limits }),
        judge: (status) => (status === 'processing' ? undefined : 'done'),
      },
      wait,
    );
  }
}
