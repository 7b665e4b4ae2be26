import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import type { HttpRequest, HttpResponse } from '../../types/http.js';
import { CredentialsError } from '../../errors/index.js';
import { objectOf, textMember, toDate } from '../response-json.js';
import { originOf } from '../endpoints.js';
import { noCredentials } from '../no-credentials.js';
import { CachedCredentials, type RefreshOptions } from '../cached-credentials.js';
import { sendWithRetry } from '../send-with-retry.js';
import { usableTemporary } from '../usable-credentials.js';

const name = 'ECS instance role';
const rolesPath = '/volcstack/latest/iam/security_credentials';
/** How long no further request is made to a metadata service that was not there. */
const absenceMs = 60_000;

/** Options of {@link instanceRole}. */
export interface InstanceRoleOptions extends RefreshOptions {
  /** @defaultValue `VOLCENGINE_ECS_METADATA`, else the role of the instance, requested at each refresh */
  readonly roleName?: string | undefined;
  /** @defaultValue `http://100.96.0.96` */
  readonly endpoint?: string | undefined;
  /**
   * For machines that may not be an ECS instance: when the very first request gets no response, it is not sent again,
   * and no other is made for a minute.
   *
   * @defaultValue false: three attempts, each time
   */
  readonly mayBeAbsent?: boolean | undefined;
}

/**
 * Provides the keys of the ECS instance's role, from the metadata service of the machine. Renews them 300 s before they
 * expire; see `refreshBeforeMs`. `VOLCENGINE_ECS_METADATA_DISABLED=true` turns it off.
 *
 * @example
 * ```ts
 * import { instanceRole, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: instanceRole({ roleName: 'web' }) });
 * ```
 */
export function instanceRole(options: InstanceRoleOptions = {}): CredentialProvider {
  const { refreshBeforeMs = 300_000, mayBeAbsent = false } = options;
  const endpoint = originOf(name, options.endpoint ?? 'http://100.96.0.96');
  const noResponse = `no metadata service responds at ${endpoint} (this is no ECS instance, or its network is not up)`;
  let wasThere = !mayBeAbsent;
  let absentUntil = 0;

  function ask(
    context: CredentialContext,
    maxAttempts: number,
    request: Pick<HttpRequest, 'method' | 'url' | 'headers'>,
  ): Promise<HttpResponse> {
    const whole: HttpRequest = {
      connectTimeoutMs: 1_000,
      responseTimeoutMs: 1_000,
      direct: true,
      ...request,
    };
    return sendWithRetry(context, whole, { provider: name, noResponse, maxAttempts });
  }

  async function token(context: CredentialContext): Promise<string> {
    if (context.clock.now() < absentUntil) throw noCredentials(name, noResponse);
    try {
      const response = await ask(context, wasThere ? 3 : 1, {
        method: 'PUT',
        url: `${endpoint}/latest/api/token`,
        headers: { 'x-volc-ecs-metadata-token-ttl-seconds': '21600' },
      });
      wasThere = true;
      return tokenIn(response);
    } catch (error) {
      if (!wasThere && error instanceof CredentialsError) absentUntil = context.clock.now() + absenceMs;
      throw error;
    }
  }

  function get(context: CredentialContext, path: string, token: string): Promise<HttpResponse> {
    const headers = { 'x-volc-ecs-metadata-token': token };
    return ask(context, 3, { method: 'GET', url: endpoint + rolesPath + path, headers });
  }

  async function roleName(context: CredentialContext, token: string): Promise<string> {
    const configured = options.roleName || context.env.VOLCENGINE_ECS_METADATA;
    if (configured) return configured;
    const response = await get(context, '?type=user&format=json', token);
    if (response.status !== 200 && response.status !== 404)
      throw noCredentials(
        name,
        `the metadata service responded with HTTP ${response.status} to the list of roles`,
      );
    const [first, ...others] = response.status === 404 ? [] : namesIn(response.body);
    if (first === undefined) throw noCredentials(name, 'this instance has no role');
    if (others.length > 0)
      context.warn?.(
        `This ECS instance has several roles (${[first, ...others].join(', ')}): ${first} is used; set VOLCENGINE_ECS_METADATA to choose another`,
      );
    return first;
  }

  async function fetch(context: CredentialContext): Promise<Credentials> {
    if (context.env.VOLCENGINE_ECS_METADATA_DISABLED?.toLowerCase() === 'true')
      throw noCredentials(name, 'turned off by VOLCENGINE_ECS_METADATA_DISABLED');
    const metadataToken = await token(context);
    const role = await roleName(context, metadataToken);
    const response = await get(context, `/${encodeURIComponent(role)}`, metadataToken);
    if (response.status === 404) throw noCredentials(name, `this instance has no role ${role}`);
    const body = response.status === 200 ? objectOf(response) : undefined;
    if (body === undefined)
      throw noCredentials(
        name,
        response.status === 200
          ? `the metadata service's response for the role ${role} is not JSON`
          : `the metadata service responded with HTTP ${response.status} for the role ${role}`,
      );
    return usableTemporary(name, `the metadata service's response for the role ${role}`, {
      accessKeyId: textMember(body, 'AccessKeyId'),
      secretAccessKey: textMember(body, 'SecretAccessKey'),
      sessionToken: textMember(body, 'SessionToken'),
      expiration: toDate(body.ExpiredTime),
    });
  }

  // The fetch continues when its callers leave, so that the next one learns at once that nothing is there.
  return new CachedCredentials(name, fetch, { refreshBeforeMs, finishesAlone: true });
}

function tokenIn({ status, body }: HttpResponse): string {
  const token = body.trim();
  if (status !== 200)
    throw noCredentials(name, `the metadata service responded with HTTP ${status} to its token request`);
  // Another server there, such as a login page, may respond with text that must not be sent back as a header.
  if (!/^[\x21-\x7e]+$/.test(token)) throw noCredentials(name, 'the metadata service returned no token');
  return token;
}

/** The names of a JSON array, or of one name per line. */
function namesIn(body: string): string[] {
  let names: unknown;
  try {
    names = JSON.parse(body);
  } catch {
    names = body.split('\n');
  }
  return (Array.isArray(names) ? names : [names])
    .filter((role) => typeof role === 'string')
    .map((role) => role.trim())
    .filter((role) => role !== '');
}
