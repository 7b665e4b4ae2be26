import { cliConfigFile } from '../../auth/providers/cli-config.js';
import { ask } from '../terminal/ask.js';
import type { CommandContext, CommandRun } from '../command.js';
import { readConfigFile, shownProfiles, writeProfile, type ProfileMembers } from '../config-file.js';
import { toTable } from '../output/table.js';
import { refuseMore } from '../positionals.js';
import { readStandardInput } from '../terminal/standard-input.js';
import { UsageError } from '../usage-error.js';

/** Writes a profile, or lists those that there are. */
export const run: CommandRun = async (context) => {
  const { args, terminal } = context;
  const [what] = args.positionals;
  refuseMore(args, 1);
  const path = cliConfigFile('configure', process.env);
  const config = await readConfigFile(path);
  if (what === 'list') {
    const heading = (text: string): string => terminal.bold(text);
    return terminal.print(toTable(shownProfiles(config), { width: terminal.width, heading }));
  }
  if (what !== undefined)
    throw new UsageError(`configure takes list or nothing, and no ${JSON.stringify(what)}`);
  const { current } = config;
  const name = args.get('profile') ?? (typeof current === 'string' && current !== '' ? current : 'default');
  const region = args.get('region');
  if (region !== undefined && !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(region))
    throw new UsageError('--region takes a region such as cn-beijing');
  const members: ProfileMembers = {
    ...(args.has('no-keys') ? {} : await keys(context)),
    ...(region !== undefined && { region }),
    ...(args.get('endpoint') !== undefined && { endpoint: args.get('endpoint') }),
    ...(args.get('proxy') !== undefined && {
      'http-proxy': args.get('proxy'),
      'https-proxy': args.get('proxy'),
    }),
  };
  await writeProfile(path, config, name, members, args.has('current'));
  terminal.note(`Profile ${name} is written to ${path}`);
};

const questions = [
  { text: 'Access key id: ' },
  { text: 'Secret key (not shown): ', isSecret: true },
  { text: 'Session token (not shown; empty for none): ', isSecret: true },
];

async function keys({ terminal, signal }: CommandContext): Promise<ProfileMembers> {
  const [id = '', secret = '', token = ''] = terminal.canAsk
    ? await ask(questions, signal)
    : (await readStandardInput()).split('\n');
  const found = { 'access-key': id.trim(), 'secret-key': secret.trim(), 'session-token': token.trim() };
  if (found['access-key'] === '' || found['secret-key'] === '')
    throw new UsageError('Nothing is written: an access key id and a secret key are needed, a line each');
  return { ...found, mode: found['session-token'] === '' ? 'AK' : 'StsToken' };
}
