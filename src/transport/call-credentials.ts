import type { CredentialContext, CredentialProvider, Credentials } from '../types/credentials.js';
import { AbortedError, TimeoutError } from '../errors/index.js';
import type { Call } from './call.js';

/**
 * The credentials of one attempt. The wait for a slow provider ends at the call's deadline or by its signal, even when
 * the provider observes neither.
 */
export function credentialsOf(
  { signal, deadlineMs, timeouts }: Pick<Call, 'signal' | 'deadlineMs' | 'timeouts'>,
  provider: CredentialProvider,
  base: CredentialContext,
): Promise<Credentials> {
  if (signal === undefined && deadlineMs === Infinity) return provider.resolve(base);
  const leftMs = deadlineMs - base.clock.now();
  return new Promise((resolve, reject) => {
    // An AbortController costs more than all the rest, and providers with fixed keys never use it.
    let controller: AbortController | undefined;
    const giveUp = (error: Error): void => {
      end();
      reject(error);
      controller?.abort(error);
    };
    const onAbort = (): void => giveUp(new AbortedError({}, signal?.reason));
    const timer =
      deadlineMs === Infinity
        ? undefined
        : setTimeout(() => giveUp(new TimeoutError('total', timeouts.totalMs)), Math.max(0, leftMs));
    const end = (): void => {
      clearTimeout(timer);
      signal?.removeEventListener('abort', onAbort);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    provider
      .resolve({
        ...base,
        get signal(): AbortSignal {
          controller ??= new AbortController();
          return controller.signal;
        },
      })
      .then(
        (credentials) => {
          end();
          resolve(credentials);
        },
        (error: Error) => {
          end();
          reject(error);
        },
      );
  });
}
