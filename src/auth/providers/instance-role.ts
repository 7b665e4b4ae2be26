import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import type { HttpRequest, HttpResponse } from '../../types/http.js';
import { CredentialsError } from '../../errors/index.js';
import { objectOf, textMember } from '../response-json.js';
import { baseUrl } from '../base-url.js';
import { noCredentials } from '../no-credentials.js';
import { Refreshing, type RefreshOptions } from '../cached-credentials.js';
import { sendRepeatedly } from '../send-with-retry.js';
import { toDate } from '../to-date.js';
import { usableTemporary } from '../usable-credentials.js';

const name = 'ECS instance role';
const rolesPath = '/volcstack/latest/iam/security_credentials';
/** How long a metadata service that was not there is not asked again. */
const absenceMs = 60_000;

/** Settings of {@link instanceRole}. */
export interface InstanceRoleOptions extends RefreshOptions {
  /** @defaultValue `VOLCENGINE_ECS_METADATA`, else the role that the instance has, asked at each refresh */
  readonly roleName?: string | undefined;
  /** @defaultValue `http://100.96.0.96` */
  readonly endpoint?: string | undefined;
  /**
   * Where the machine may be no instance at all: when the very first request gets no answer it is not repeated, and
   * for a minute no other is made.
   *
   * @defaultValue false: three attempts, each time
   */
  readonly mayBeAbsent?: boolean | undefined;
}

/**
 * Gives the keys of the role that the ECS instance has, from the metadata service of the machine. Renews them 300 s
 * before they end unless told otherwise. `VOLCENGINE_ECS_METADATA_DISABLED=true` turns it off.
 */
export function instanceRole(options: InstanceRoleOptions = {}): CredentialProvider {
  const { refreshBeforeMs = 300_000, mayBeAbsent = false } = options;
  const endpoint = baseUrl(name, options.endpoint ?? 'http://100.96.0.96');
  const silence = `no metadata service answers at ${endpoint} (this is no ECS instance, or its network is not up)`;
  let wasThere = !mayBeAbsent;
  let absentUntil = 0;

  function ask(
    context: CredentialContext,
    attempts: number,
    request: Pick<HttpRequest, 'method' | 'url' | 'headers'>,
  ): Promise<HttpResponse> {
    const whole: HttpRequest = {
      connectTimeoutMs: 1_000,
      responseTimeoutMs: 1_000,
      direct: true,
      ...request,
    };
    return sendRepeatedly(context, () => whole, { provider: name, silence, attempts });
  }

  async function token(context: CredentialContext): Promise<string> {
    if (context.clock.now() < absentUntil) throw noCredentials(name, silence);
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
    const given = options.roleName || context.env.VOLCENGINE_ECS_METADATA;
    if (given) return given;
    const response = await get(context, '?type=user&format=json', token);
    if (response.status !== 200 && response.status !== 404)
      throw noCredentials(name, `the metadata service answered HTTP ${response.status} to the list of roles`);
    const [first, ...others] = response.status === 404 ? [] : namesIn(response.body);
    if (first === undefined) throw noCredentials(name, 'this instance has no role');
    if (others.length > 0)
      context.warn?.(
        `This ECS instance has several roles (${[first, ...others].join(', ')}): ${first} is used; VOLCENGINE_ECS_METADATA chooses another`,
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
    const answer = response.status === 200 ? objectOf(response) : undefined;
    if (answer === undefined)
      throw noCredentials(
        name,
        response.status === 200
          ? `the metadata service's answer for the role ${role} is not JSON`
          : `the metadata service answered HTTP ${response.status} for the role ${role}`,
      );
    return usableTemporary(name, `the metadata service's answer for the role ${role}`, {
      accessKeyId: textMember(answer, 'AccessKeyId'),
      secretAccessKey: textMember(answer, 'SecretAccessKey'),
      sessionToken: textMember(answer, 'SessionToken'),
      expiration: toDate(answer.ExpiredTime),
    });
  }

  // It goes on when its callers give up, so that the next one learns at once that nothing is there.
  return new Refreshing(name, fetch, { refreshBeforeMs, finishesAlone: true });
}

function tokenIn({ status, body }: HttpResponse): string {
  const token = body.trim();
  if (status !== 200)
    throw noCredentials(name, `the metadata service answered HTTP ${status} to its token request`);
  // What else answers there, such as a login page, must not be sent back as a header.
  if (!/^[\x21-\x7e]+$/.test(token)) throw noCredentials(name, 'the metadata service gave no token');
  return token;
}

/** A JSON array of names, or one a line. */
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
