import { isIP } from 'node:net';
import { environmentProxy } from '../../util/environment-proxy.js';
import type { Emulator, EmulatorOptions } from '../../emulator/index.js';
import { ConfigError, VolcengineError } from '../../errors/index.js';
import type { CommandRun } from '../command.js';
import { loadEmulator } from '../sdk.js';
import { emulatorOptions } from './emulator-options.js';

/** Runs a local cloud until the process is told to end; then its state is saved. */
export const run: CommandRun = async ({ args, terminal }) => {
  const options = emulatorOptions(args);
  const told = endSignal();
  const cloud = await startCloud(options);
  await terminal.print(`${greeting(cloud, options)}\n`);
  await told;
  await cloud.stop();
};

/** A port that is taken or a state that can't be read is no mistake of the command line. */
async function startCloud(options: EmulatorOptions): Promise<Emulator> {
  const { Emulator } = await loadEmulator();
  try {
    return await new Emulator(options).start();
  } catch (cause) {
    if (!(cause instanceof ConfigError)) throw cause;
    throw new VolcengineError(cause.message, 'ERR_EMULATOR', { cause });
  }
}

/** Only the first signal is caught: a second one ends the process, whatever it is doing. */
function endSignal(): Promise<void> {
  return new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, () => resolve());
  });
}

/** What a user needs to know, as lines that a shell takes as they are. */
function greeting(cloud: Emulator, { host = '', state, clock }: EmulatorOptions): string {
  const { accessKeyId, secretAccessKey } = cloud.credentials;
  const lines = [
    `# A local cloud listens on ${cloud.url}; its page is ${cloud.url}/_emulator`,
    ...(state === undefined ? [] : [`# Its state is kept in ${state}`]),
    ...(clock === 'virtual' ? ['# Its time stands still until the page advances it'] : []),
    ...(isLoopback(host) ? [] : ['# Other machines can reach it, and its page asks for no keys']),
    '# Ctrl-C ends it. For clients in another shell:',
    `export VOLCENGINE_ENDPOINT=${cloud.url}`,
    `export VOLCENGINE_REGION=${cloud.region}`,
    `export VOLCENGINE_ACCESS_KEY=${accessKeyId}`,
    `export VOLCENGINE_SECRET_KEY=${secretAccessKey}`,
  ];
  // Clients go by the environment's proxy, which would look for this address on its own machine.
  if (environmentProxy(cloud.url, process.env) !== undefined)
    lines.push(`export NO_PROXY="${new URL(cloud.url).hostname}\${NO_PROXY:+,$NO_PROXY}"`);
  return lines.join('\n');
}

function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}
