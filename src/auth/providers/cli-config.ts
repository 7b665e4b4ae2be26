import { dirname, join } from 'node:path';
import { nearestHint } from '../../util/nearest.js';
import { isObject } from '../../util/json.js';
import { firstSet } from '../input.js';
import { readJsonFile } from '../files.js';
import { noCredentials } from '../no-credentials.js';

const help = 'run `ve login` or `ve sso login` to make it';

type Environment = Readonly<Record<string, string | undefined>>;

/** One profile of the CLI's configuration file, with what it refers to. */
export interface CliProfileMembers {
  /** Its place, for errors: `profile "default" of /home/me/.volcengine/config.json`. */
  readonly where: string;
  /** Kebab-case, as the file has them. */
  readonly members: Readonly<Record<string, unknown>>;
  /** The `sso-session` that the profile names. */
  readonly session: Readonly<Record<string, unknown>> | undefined;
}

/**
 * The CLI's configuration file: the caller's own, else `VOLCENGINE_CLI_CONFIG_FILE`, else `~/.volcengine/config.json`.
 *
 * @throws {@link CredentialsError} when the environment has no home directory either
 */
export function cliConfigFile(provider: string, env: Environment, own?: string): string {
  const path = own || env.VOLCENGINE_CLI_CONFIG_FILE;
  if (path) return path;
  const home = env.HOME || env.USERPROFILE;
  if (!home) throw noCredentials(provider, 'neither VOLCENGINE_CLI_CONFIG_FILE nor HOME is set');
  return join(home, '.volcengine', 'config.json');
}

/** Where the CLI keeps its configuration and, below it, the logins. */
export function cliConfigDirectory(provider: string, env: Environment): string {
  return dirname(cliConfigFile(provider, env));
}

/**
 * Reads one profile of the CLI's configuration file: the one named, else that of `VOLCENGINE_PROFILE`, else the
 * file's `current`, else `default`.
 *
 * @throws {@link CredentialsError} when the file cannot be read or has no such profile
 */
export async function readCliProfile(
  provider: string,
  env: Environment,
  file: string,
  own?: string,
): Promise<CliProfileMembers> {
  const config = await readJsonFile(provider, file, help);
  const current = typeof config.current === 'string' ? config.current : '';
  const name = own || firstSet(env, ['VOLCENGINE_PROFILE', 'VOLCSTACK_PROFILE']) || current || 'default';
  const profiles = isObject(config.profiles) ? config.profiles : {};
  const members = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  if (!isObject(members))
    throw noCredentials(
      provider,
      `${file} has no profile "${name}"${nearestHint(name, Object.keys(profiles)) || `; ${help}`}`,
    );
  const sessions = isObject(config['sso-session']) ? config['sso-session'] : {};
  const session = sessions[String(members['sso-session-name'])];
  return {
    where: `profile "${name}" of ${file}`,
    members,
    session: isObject(session) ? session : undefined,
  };
}
