import { cliConfigFile, readCliProfile } from '../auth/providers/cli-config.js';
import { CredentialsError } from '../errors/index.js';
import type { VolcengineOptions } from '../client/options.js';

type Environment = Readonly<Record<string, string | undefined>>;
type Members = Readonly<Record<string, unknown>>;

/** Where a profile says that calls go. */
export type ProfileSettings = Pick<
  VolcengineOptions,
  'region' | 'endpoint' | 'scheme' | 'endpointProvider' | 'dualStack' | 'proxy'
>;

/**
 * What the profile in use says besides its keys, read as the official tool reads it: `region`, `endpoint`,
 * `endpoint-resolver`, `disable-ssl`, `use-dual-stack`, `http-proxy` and `https-proxy`.
 *
 * A profile is in use when it is named, or when the default chain comes to the configuration file: keys of the
 * environment are not sent to the endpoint of a profile.
 *
 * @throws {@link CredentialsError} for a named profile that there isn't
 */
export async function profileSettings(env: Environment, named: string | undefined): Promise<ProfileSettings> {
  if (named === undefined && hasEnvironmentCredentials(env)) return {};
  try {
    const file = cliConfigFile('CLI profile', env);
    const { members } = await readCliProfile('CLI profile', env, file, named);
    return settingsOf(members);
  } catch (error) {
    // Without a file or a profile the default chain goes on, and says so where it ends.
    if (named === undefined && error instanceof CredentialsError) return {};
    throw error;
  }
}

function hasEnvironmentCredentials(env: Environment): boolean {
  const keys = ['VOLCENGINE_ACCESS_KEY', 'VOLCSTACK_ACCESS_KEY_ID', 'VOLCSTACK_ACCESS_KEY'];
  const hasOidc = Boolean(env['VOLCENGINE_OIDC_ROLE_TRN'] && env['VOLCENGINE_OIDC_TOKEN_FILE']);
  return hasOidc || keys.some((name) => Boolean(env[name]));
}

function settingsOf(members: Members): ProfileSettings {
  const region = textOf(members, 'region');
  const host = textOf(members, 'endpoint');
  const isStandard =
    textOf(members, 'endpoint-resolver')?.toLowerCase() === 'standard' ||
    host?.toLowerCase() === 'auto-addressing';
  const scheme = members['disable-ssl'] === true ? 'http' : 'https';
  const endpoint = isStandard ? undefined : host;
  const isPlain = (endpoint ?? `${scheme}://`).startsWith('http://') || scheme === 'http';
  const proxy = textOf(members, isPlain ? 'http-proxy' : 'https-proxy');
  return {
    scheme,
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
    ...(isStandard && { endpointProvider: 'standard' }),
    ...(typeof members['use-dual-stack'] === 'boolean' && { dualStack: members['use-dual-stack'] }),
    ...(proxy !== undefined && { proxy }),
  };
}

function textOf(members: Members, name: string): string | undefined {
  const value = members[name];
  return typeof value === 'string' && value.trim() !== '' ? value.trim() : undefined;
}
