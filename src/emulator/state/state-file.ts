import { access, constants } from 'node:fs/promises';
import { dirname } from 'node:path';
import { ConfigError } from '../../errors/config.js';
import { readSnapshot, restoreSnapshot, writeSnapshot } from './snapshot.js';
import type { World } from './cloud-state.js';

/** In milliseconds: how long after a change the file is written at the earliest, so that many changes are one write. */
const quietMs = 1000;

/** Writing takes at most that part of the time, however much there is to write. */
const writingShare = 0.05;

/** Keeps a world in a file: read at the start, written soon after changes and at the end. */
export class StateFile {
  readonly #file: string;
  readonly #world: World;
  #timer: NodeJS.Timeout | undefined;
  /** In milliseconds: how long the last writing took. */
  #tookMs = 0;
  #writing: Promise<void> = Promise.resolve();

  constructor(file: string, world: World) {
    this.#file = file;
    this.#world = world;
  }

  /**
   * Restores what the file holds. Gives whether there was one.
   *
   * @throws {@link ConfigError} where it isn't sound, or couldn't be written again
   */
  async load(): Promise<boolean> {
    await this.#checkFolder();
    const stored = await readSnapshot(this.#file);
    if (stored === undefined) return false;
    restoreSnapshot(this.#world, stored, this.#file);
    return true;
  }

  /** Has the file written soon. */
  changed(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined;
        // A write that fails now is tried again at the end, and told then.
        this.#write().catch(() => undefined);
      },
      Math.max(quietMs, this.#tookMs / writingShare),
    ).unref();
  }

  /** Writes the file now. */
  async close(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    await this.#write();
  }

  /** Told at the start: at the end, what was to be kept would be lost. */
  async #checkFolder(): Promise<void> {
    const folder = dirname(this.#file);
    try {
      await access(folder, constants.W_OK);
    } catch (cause) {
      throw new ConfigError(
        `The state can't be kept in ${this.#file}: the folder ${folder} can't be written to`,
        {
          cause,
        },
      );
    }
  }

  #write(): Promise<void> {
    // One after the other: two writers of one temporary file would mix.
    this.#writing = this.#writing.catch(() => undefined).then(() => this.#writeOnce());
    return this.#writing;
  }

  async #writeOnce(): Promise<void> {
    const startedMs = performance.now();
    await writeSnapshot(this.#file, this.#world);
    this.#tookMs = performance.now() - startedMs;
  }
}
