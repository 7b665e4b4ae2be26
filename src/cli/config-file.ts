import { chmod, mkdir, readFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { VolcengineError } from '../errors/volcengine-error.js';
import { isObject, parseJson, toJson } from '../util/json.js';
import { writeWhole } from '../util/write-file.js';

type Config = Readonly<Record<string, unknown>>;

/** Members of a profile, as the configuration file has them. */
export type ProfileMembers = Readonly<Record<string, unknown>>;

/**
 * The configuration file; empty where there is none yet.
 *
 * @throws {@link VolcengineError} for a file that can't be read or is no JSON object; it is left as it is then
 */
export async function readConfigFile(path: string): Promise<Config> {
  let text: string;
  try {
    text = await readFile(path, 'utf8');
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    if (code === 'ENOENT') return {};
    throw new VolcengineError(`${path} can't be read (${code ?? 'unknown reason'})`, 'ERR_FILE', { cause });
  }
  // The official tool makes an empty one.
  if (text.trim() === '') return {};
  try {
    const value: unknown = parseJson(text.replace(/^\uFEFF/, ''));
    if (isObject(value)) return value;
  } catch {
    // The parser's own error quotes the text, which holds keys.
  }
  throw new VolcengineError(`${path} does not hold a JSON object; it is left as it is`, 'ERR_FILE');
}

/**
 * Writes one profile into the configuration file and leaves all else in it as it is. Only the user can read the file.
 *
 * @param makesCurrent - whether it becomes the current profile; the first one does anyway
 * @throws {@link VolcengineError} when it can't be written
 */
export async function writeProfile(
  path: string,
  config: Config,
  name: string,
  members: ProfileMembers,
  makesCurrent: boolean,
): Promise<void> {
  const profiles = profilesOf(config);
  const known = Object.hasOwn(profiles, name) ? profiles[name] : undefined;
  const profile = { name, mode: 'AK', 'disable-ssl': false, ...(isObject(known) ? known : {}), ...members };
  const isFirst = typeof config['current'] !== 'string' || config['current'] === '';
  const written = {
    ...config,
    ...((makesCurrent || isFirst) && { current: name }),
    profiles: { ...profiles, [name]: profile },
  };
  try {
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeWhole(path, `${toJson(written, 2)}\n`, 0o600);
    await chmod(path, 0o600);
  } catch (cause) {
    const { code } = cause as NodeJS.ErrnoException;
    throw new VolcengineError(`${path} can't be written (${code ?? 'unknown reason'})`, 'ERR_FILE', {
      cause,
    });
  }
}

/** The profiles of a configuration file, without anything secret. */
export function shownProfiles(config: Config): readonly Readonly<Record<string, string>>[] {
  return Object.entries(profilesOf(config)).map(([name, members]) => {
    const text = (member: string): string => {
      const value = isObject(members) ? members[member] : undefined;
      return typeof value === 'string' ? value : '';
    };
    return {
      profile: name,
      current: config['current'] === name ? 'yes' : '',
      mode: text('mode') || 'AK',
      'access-key': text('access-key'),
      region: text('region'),
      endpoint: text('endpoint'),
    };
  });
}

function profilesOf(config: Config): Readonly<Record<string, unknown>> {
  return isObject(config['profiles']) ? config['profiles'] : {};
}
