import { checkedCredentials } from '../auth/usable-credentials.js';
import type { CredentialContext, CredentialProvider, Credentials } from '../types/credentials.js';
import type { Call } from './call.js';
import { withinLimits } from './within-limits.js';

/**
 * The credentials of one attempt. The wait for a slow provider ends at the call's deadline or by its signal, even when
 * the provider observes neither.
 *
 * @throws {@link CredentialsError} when the provider returns what cannot sign
 */
export async function credentialsOf(
  { signal, deadlineMs, timeouts }: Pick<Call, 'signal' | 'deadlineMs' | 'timeouts'>,
  provider: CredentialProvider,
  base: CredentialContext,
): Promise<Credentials> {
  if (signal === undefined && deadlineMs === Infinity)
    return checkedCredentials(provider, await provider.resolve(base));
  // An AbortController costs more than all the rest, and providers with fixed keys never use it.
  let controller: AbortController | undefined;
  const context: CredentialContext = {
    ...base,
    get signal(): AbortSignal {
      controller ??= new AbortController();
      return controller.signal;
    },
  };
  const found = await withinLimits(
    () => provider.resolve(context),
    { deadlineMs, totalMs: timeouts.totalMs, signal },
    base.clock,
    (error) => controller?.abort(error),
  );
  return checkedCredentials(provider, found);
}
