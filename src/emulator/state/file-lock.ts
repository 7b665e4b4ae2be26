import { randomUUID } from 'node:crypto';
import { link, open, readFile, rename, rm } from 'node:fs/promises';
import { ConfigError } from '../../errors/config.js';

/** The locks that this process holds, by their tokens: after a restart in a container, another process has its id. */
const held = new Set<string>();

const maxAttempts = 5;

/** Keeps other processes, and other clouds of this one, from using a file: a file beside it named `.lock`. */
export class FileLock {
  readonly #lockFile: string;
  readonly #token = `${process.pid} ${randomUUID()}`;

  private constructor(lockFile: string) {
    this.#lockFile = lockFile;
  }

  /**
   * Takes the lock of a file. The lock of a process that ended without releasing it is taken over.
   *
   * @throws `ConfigError` when another cloud uses the file
   */
  static async acquire(file: string): Promise<FileLock> {
    const lock = new FileLock(`${file}.lock`);
    for (let attempt = 0; attempt < maxAttempts; attempt++) {
      if (await lock.#create()) return lock;
      await lock.#removeStale(file);
    }
    throw inUse(file, lock.#lockFile, 'another process');
  }

  /** Gives the lock back, unless someone else has it by now. */
  async release(): Promise<void> {
    held.delete(this.#token);
    if ((await read(this.#lockFile)) === this.#token) await rm(this.#lockFile, { force: true });
  }

  async #create(): Promise<boolean> {
    // It appears with its content, or not at all: nobody sees an empty lock.
    const prepared = `${this.#lockFile}.${randomUUID()}`;
    const handle = await open(prepared, 'wx', 0o600);
    try {
      await handle.writeFile(this.#token);
    } finally {
      await handle.close();
    }
    try {
      await link(prepared, this.#lockFile);
      held.add(this.#token);
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
      throw error;
    } finally {
      await rm(prepared, { force: true });
    }
  }

  async #removeStale(file: string): Promise<void> {
    const token = await read(this.#lockFile);
    if (token === undefined) return;
    const pid = Number(/^\d{1,10}(?= )/.exec(token)?.[0]);
    if (pid === process.pid ? held.has(token) : isRunning(pid)) {
      throw inUse(
        file,
        this.#lockFile,
        pid === process.pid ? 'another cloud of this process' : `the process ${pid}`,
      );
    }
    // Two processes may find the same stale lock: the second one must not remove the new lock of the first.
    const aside = `${this.#lockFile}.${randomUUID()}`;
    try {
      await rename(this.#lockFile, aside);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return;
      throw error;
    }
    if ((await read(aside)) !== token) await link(aside, this.#lockFile).catch(() => undefined);
    await rm(aside, { force: true });
  }
}

function inUse(file: string, lockFile: string, user: string): ConfigError {
  return new ConfigError(
    `The state file ${file} is in use by ${user}. If no local cloud uses it, delete ${lockFile}`,
  );
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}

function isRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // A process of another user runs too, though it cannot be signalled.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
