import type { Volcengine } from '../client/volcengine.js';
import type { Arguments } from './parse-arguments.js';
import { profileSettings } from './profile.js';
import { loadSdk } from './sdk.js';

/**
 * Makes the session that a command's calls go by: its options, else the profile in use, else the environment.
 *
 * @throws {@link ConfigError} or {@link CredentialsError} for options or a profile that can't be used
 */
export async function openSession(args: Arguments): Promise<Volcengine> {
  const named = args.get('profile');
  const [{ fromProfile, Volcengine }, settings] = await Promise.all([
    loadSdk(),
    profileSettings(process.env, named),
  ]);
  const region = args.get('region');
  const endpoint = args.get('endpoint');
  return new Volcengine({
    ...settings,
    ...(named !== undefined && { credentials: fromProfile(named) }),
    ...(region !== undefined && { region }),
    ...(endpoint !== undefined && { endpoint }),
  });
}
