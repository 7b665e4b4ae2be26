import { encodePairs } from '../auth/signing/canonical-request.js';
import { presignQuery } from '../auth/signing/presigner.js';
import type { CallOptions, CallTarget } from '../types/call.js';
import type { PresignOptions } from '../types/dispatcher.js';
import { ConfigError } from '../errors/index.js';
import { prepareCall, withClientToken } from './call.js';
import { credentialsOf } from './call-credentials.js';
import type { TransportContext } from './transport-context.js';
import { encodeOrRefuse, queryPairs } from './protocols/serialize.js';

const defaultExpiryInSeconds = 900;
/** A week: a URL that lives longer is a key that nobody can take back. */
const longestExpiryInSeconds = 604_800;

/**
 * The URL of a signed GET: anyone who has it can make this call until it expires.
 *
 * @throws {@link ConfigError} for an action that is not a GET, since a URL cannot carry its body
 */
export async function presignCall(
  context: TransportContext,
  target: CallTarget,
  request: Readonly<Record<string, unknown>>,
  options: CallOptions & PresignOptions = {},
): Promise<string> {
  const { expiresInSeconds = defaultExpiryInSeconds, ...callOptions } = options;
  if (target.protocol !== 'query')
    throw new ConfigError(`${target.action} is a POST: only a GET can be presigned`);
  if (
    !Number.isSafeInteger(expiresInSeconds) ||
    expiresInSeconds < 1 ||
    expiresInSeconds > longestExpiryInSeconds
  )
    throw new ConfigError(`expiresInSeconds must be a whole number from 1 to ${longestExpiryInSeconds}`);
  const { settings } = context;
  const tokened = withClientToken(settings, target, request, callOptions.clientToken);
  const call = prepareCall(settings, target, tokened, callOptions);
  const pairs = queryPairs(target, call.request);
  encodeOrRefuse(target.action, pairs, encodePairs);
  const credentials = await credentialsOf(
    call,
    call.provider ?? settings.provider,
    context.credentialContext,
  );
  const { origin, host } = context.endpointOf(target.service, call.region, call.endpoint);
  const scope = {
    credentials,
    region: call.region,
    service: target.service,
    dateTime: context.serviceClock.signingDate(),
  };
  return `${origin}/?${presignQuery({ pairs, host, expiresInSeconds }, scope, context.signingKeys)}`;
}
