import { access, constants, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../../errors/config.js';
import type { CloudState } from './cloud-state.js';
import { FileLock } from './file-lock.js';
import { readSnapshot, restoreSnapshot, writeSnapshot } from './snapshot.js';

/** The shortest time between a change and the write of the file, in milliseconds: many changes share one write. */
const minDelayMs = 1000;

/** The longest: what a killed process may lose, beside the changes during the write itself. */
const maxDelayMs = 5000;

/** The share of the time that writing may take, as long as the longest delay allows it. */
const maxWriteShare = 0.05;

/** Keeps the state of a cloud in a file: reads it at the start, writes it after changes and at the end. */
export class StateFile {
  readonly #file: string;
  readonly #cloud: CloudState;
  #lock: FileLock | undefined;
  #timer: NodeJS.Timeout | undefined;
  #lastWriteMs = 0;
  #writing: Promise<void> = Promise.resolve();
  #next: Promise<void> | undefined;

  constructor(file: string, cloud: CloudState) {
    this.#file = file;
    this.#cloud = cloud;
  }

  /**
   * Locks the file, and restores the state that it holds. Resolves to false when there is no file.
   *
   * @throws `ConfigError` when another cloud uses the file, when it is corrupt, or its folder does not allow writing
   */
  async load(): Promise<boolean> {
    await this.#checkFolder();
    this.#lock = await FileLock.acquire(this.#file);
    try {
      const stored = await readSnapshot(this.#file);
      if (stored === undefined) return false;
      restoreSnapshot(this.#cloud, stored, this.#file);
      return true;
    } catch (error) {
      await this.unlock();
      throw error;
    }
  }

  /** Schedules a write of the file. */
  scheduleWrite(): void {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // When this write fails, `close` tries again and reports the error.
      this.save().catch(() => undefined);
    }, writeDelayMs(this.#lastWriteMs)).unref();
  }

  /** Writes the state as it is now, and resolves when it survives a crash of the machine. Concurrent calls share a write. */
  save(): Promise<void> {
    if (this.#next) return this.#next;
    // One write at a time. A call during a write needs the next one, which takes the state when it begins.
    const next = this.#writing
      .catch(() => undefined)
      .then(() => {
        this.#next = undefined;
        return this.#write();
      });
    this.#next = next;
    this.#writing = next;
    return next;
  }

  /** Writes the file now, and gives it free. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    try {
      await this.save();
    } finally {
      await this.unlock();
    }
  }

  /** Gives the file free without a write: after a start that failed. */
  async unlock(): Promise<void> {
    const lock = this.#lock;
    this.#lock = undefined;
    await lock?.release();
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

  async #write(): Promise<void> {
    const startedMs = performance.now();
    await writeSnapshot(this.#file, this.#cloud);
    await syncFolder(dirname(this.#file));
    this.#lastWriteMs = performance.now() - startedMs;
  }
}

/** How long a change may wait for its write, in milliseconds: longer for a state that takes longer to write. */
export function writeDelayMs(lastWriteMs: number): number {
  return Math.min(maxDelayMs, Math.max(minDelayMs, lastWriteMs / maxWriteShare));
}

/** Makes the new name of a file survive a crash. Some systems cannot do this for folders. */
async function syncFolder(folder: string): Promise<void> {
  try {
    const handle = await open(folder, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  } catch {
    // The file itself was written.
  }
}
