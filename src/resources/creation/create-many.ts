import type { ActionBuilder } from '../../builders/action-builder.js';
import { Builder } from '../../builders/builder.js';
import type { CallOptions } from '../../types/call.js';

/** Options of creating many resources. */
export interface CreateManyOptions extends CallOptions {
  /** How many creations run at the same time. @defaultValue 4 */
  readonly concurrency?: number | undefined;
  /** Called after each outcome. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** The outcome of each request; `index` is its position in the input. */
export interface CreateManyResult<T> {
  readonly created: readonly { readonly index: number; readonly value: T }[];
  readonly failed: readonly { readonly index: number; readonly error: Error }[];
}

/**
 * Creates one resource per request or builder, a few at a time, and returns what succeeded and what failed.
 * A failure stops no other creation; an aborted signal fails those that have not started.
 */
export async function createMany(
  empty: () => ActionBuilder,
  wanted: readonly (object | ActionBuilder)[],
  { concurrency = 4, onProgress, ...options }: CreateManyOptions = {},
): Promise<CreateManyResult<unknown>> {
  const created: { index: number; value: unknown }[] = [];
  const failed: { index: number; error: Error }[] = [];
  const pending = wanted.entries();
  const work = async (): Promise<void> => {
    for (const [index, each] of pending) {
      try {
        const builder = each instanceof Builder ? (each as ActionBuilder) : empty().from(each);
        created.push({ index, value: await builder.run(options) });
      } catch (error) {
        failed.push({ index, error: error instanceof Error ? error : new Error(String(error)) });
      }
      onProgress?.(created.length + failed.length, wanted.length);
    }
  };
  await Promise.all(Array.from({ length: Math.max(1, Math.min(concurrency, wanted.length)) }, work));
  const byIndex = (a: { index: number }, b: { index: number }): number => a.index - b.index;
  return { created: created.sort(byIndex), failed: failed.sort(byIndex) };
}
