import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../../errors/config.js';
import type { CloudState } from './cloud-state.js';
import { readSnapshot, restoreSnapshot, writeSnapshot } from './snapshot.js';

/** The shortest time between a change and the write of the file, in milliseconds: many changes share one write. */
const writeDelayMs = 1000;

/** The largest share of the time that writing may take, however large the file is. */
const maxWriteShare = 0.05;

/** Keeps the state of a cloud in a file: reads it at the start, writes it after changes and at the end. */
export class StateFile {
  readonly #file: string;
  readonly #cloud: CloudState;
  #timer: NodeJS.Timeout | undefined;
  #lastWriteMs = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, cloud: CloudState) {
    this.#file = file;
    this.#cloud = cloud;
  }

  /**
   * Restores the state that the file holds. Resolves to false when there is no file.
   *
   * @throws `ConfigError` when the file is corrupt, or its folder does not allow writing
   */
  async load(): Promise<boolean> {
    await this.#checkFolder();
    const stored = await readSnapshot(this.#file);
    if (stored === undefined) return false;
    restoreSnapshot(this.#cloud, stored, this.#file);
    return true;
  }

  /** Schedules a write of the file. */
  scheduleWrite(): void {
    const delayMs = Math.max(writeDelayMs, this.#lastWriteMs / maxWriteShare);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // When this write fails, `close` tries again and reports the error.
      this.#write().catch(() => undefined);
    }, delayMs).unref();
  }

  /** Writes the file now. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#write();
  }

  /** Fails at the start: at the end, the state would be lost. */
  async #checkFolder(): Promise<void> {
    const folder = dirname(this.#file);
    try {
      await access(folder, constants.W_OK);
    } catch (cause) {
      const message = `Cannot keep the state in ${this.#file}: the folder ${folder} is not writable`;
      throw new ConfigError(message, { cause });
    }
  }

  #write(): Promise<void> {
    // One write at a time: two writers of one temporary file would mix their texts.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeOnce());
    return this.#writing;
  }

  async #writeOnce(): Promise<void> {
    const startedMs = performance.now();
    await writeSnapshot(this.#file, this.#cloud);
    this.#lastWriteMs = performance.now() - startedMs;
  }
}
