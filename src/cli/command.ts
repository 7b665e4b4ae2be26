import { cac, type CAC, type Command } from 'cac';
import { packageVersion } from '../client/user-agent.js';
import { nearestHint } from '../util/nearest.js';
import { isVolcengineError } from '../errors/volcengine-error.js';
import { emulatorOptions, type Given } from './emulator-options.js';
import { runEmulator } from './run-emulator.js';
import { UsageError } from './usage-error.js';

const program = 'volcengine-fluent';

/**
 * Does what a command line says.
 *
 * @param argv - as `process.argv`: Node, the script, then what was typed
 * @returns the status to exit with: 0, 1 for what failed, 2 for what wasn't understood
 */
export async function runCommand(argv: readonly string[]): Promise<number> {
  try {
    const cli = describe();
    cli.parse([...argv], { run: false });
    const { help, version } = cli.options as Given;
    if (help || version) {
      // Without a command the library has shown it by itself.
      if (!help && cli.matchedCommand) cli.outputVersion();
      return 0;
    }
    refuseUnknown(cli);
    await cli.runMatchedCommand();
    return 0;
  } catch (error) {
    const isUsage =
      error instanceof UsageError || (error instanceof Error && error.constructor.name === 'CACError');
    // A mistake of the program itself goes on as it is.
    if (!isUsage && !isVolcengineError(error)) throw error;
    console.error(`${program}: ${(error as Error).message}`);
    if (isUsage) console.error(`Try: ${program} emulator --help`);
    return isUsage ? 2 : 1;
  }
}

function describe(): CAC {
  const cli = cac(program);
  cli
    .command('emulator', 'Run a local cloud')
    .usage('emulator [options]')
    .option('--port <port>', 'Where to listen; 0 takes a free one', { default: 8080 })
    .option('--host <host>', 'The address to listen on', { default: '127.0.0.1' })
    .option('--state <file>', 'Keep the state in a JSON file: read at the start, written at the end')
    .option('--seed <file>', 'Begin with the calls of a JSON file, where no state was read')
    .option('--authorize', 'Evaluate the policies of users and roles')
    .option('--region <region>', 'The region to print', { default: 'cn-beijing' })
    .option('--account <id>', 'The account whose keys are printed', { default: '2100000001' })
    .option('--virtual-clock', 'Let the time stand still until the page advances it')
    .example(`  $ ${program} emulator --port 8080 --state cloud.json`)
    .action((given: Given) => runEmulator(emulatorOptions(given)));
  cli.help();
  cli.version(packageVersion());
  return cli;
}

/** Refuses a command or an option that there isn't, with the nearest that there is. */
function refuseUnknown(cli: CAC): void {
  const command: Command | undefined = cli.matchedCommand;
  if (!command) {
    const [typed] = cli.args;
    if (typed === undefined) throw new UsageError('There is no command');
    const names = cli.commands.map(({ name }) => name);
    throw new UsageError(`There is no command ${JSON.stringify(typed)}${nearestHint(typed, names)}`);
  }
  const known = [...command.options, ...cli.globalCommand.options].map(flagOf);
  for (const name of Object.keys(cli.options)) {
    if (name === '--' || command.hasOption(name) || cli.globalCommand.hasOption(name)) continue;
    const flag = flagOf({ name });
    throw new UsageError(`There is no option ${flag}${nearestHint(flag, known)}`);
  }
}

/** An option as it is typed: `virtualClock` → `--virtual-clock`. */
function flagOf({ name }: { readonly name: string }): string {
  const typed = name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
  return typed.length === 1 ? `-${typed}` : `--${typed}`;
}
