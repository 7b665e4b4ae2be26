import type { Terminal } from './terminal.js';

/** The user ended the command by Ctrl-C. */
export class Interrupted extends Error {}

/** A signal that Ctrl-C aborts, for the time that a command runs. */
export interface Interruption {
  readonly signal: AbortSignal;
  /** Waits for what is under way; rejects with {@link Interrupted} where it ended by Ctrl-C. */
  settled<T>(work: Promise<T> | undefined): Promise<T | undefined>;
  end(): void;
}

/**
 * Makes Ctrl-C end calls and waits in order: the first aborts the signal, a second one ends the process. A reader that is
 * gone (`| head`) aborts the signal too, and is no failure.
 */
export function interruption(terminal: Terminal): Interruption {
  const controller = new AbortController();
  const interrupt = (): void => controller.abort(new Interrupted());
  const hangUp = (): void => controller.abort(terminal);
  process.once('SIGINT', interrupt);
  terminal.onceUnread(hangUp);
  return {
    signal: controller.signal,
    settled: async (work) => {
      try {
        return await work;
      } catch (error) {
        if (!controller.signal.aborted) throw error;
        if (controller.signal.reason instanceof Interrupted) throw controller.signal.reason;
        return undefined;
      }
    },
    end: () => void process.off('SIGINT', interrupt),
  };
}
