import type { CredentialContext, Credentials } from '../types/credentials.js';
import { AbortedError, TimeoutError } from '../errors/index.js';
import type { Call } from './call.js';

/**
 * The credentials of one attempt. A provider that takes its time is given up at the call's deadline or by its signal,
 * even one that looks at neither.
 */
export function credentialsOf(call: Call, base: CredentialContext): Promise<Credentials> {
  const { provider, signal, deadline, timeouts } = call;
  if (signal === undefined && deadline === Infinity) return provider.resolve(base);
  const leftMs = deadline - base.clock.now();
  return new Promise((resolve, reject) => {
    // An AbortController costs more than all the rest, and providers with keys at hand never look.
    let controller: AbortController | undefined;
    const giveUp = (error: Error): void => {
      end();
      reject(error);
      controller?.abort(error);
    };
    const onAbort = (): void => giveUp(new AbortedError({}, signal?.reason));
    const timer =
      deadline === Infinity
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
