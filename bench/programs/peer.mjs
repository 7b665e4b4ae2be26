// One client in a process of its own: `peer.mjs <peer>`. Sends calls when told to, and says what they cost it.
import { answerCommands } from '../harness/commands.mjs';
import { instanceId } from '../harness/answers.mjs';
import { inParallel } from '../harness/in-parallel.mjs';
import { profiled } from '../harness/profile.mjs';

const { open } = await import(`../peers/${process.argv[2]}.mjs`);
let client;

answerCommands({
  open: async (origin) => {
    client = await open(origin);
  },
  describe,
  create,
  profile: async (argument) => (await profiled(() => describe(argument))).rooms,
});

/** What a describing call costs this process, in microseconds of CPU, kernel's time included. */
async function describe({ calls, atOnce, items }) {
  const before = process.cpuUsage();
  await inParallel(calls, atOnce, async () => {
    const { count, first } = await client.describeInstances(items);
    if (count !== items || first !== instanceId(0))
      throw new Error(
        `A call gave ${count} items beginning with ${first}, not ${items} from ${instanceId(0)}`,
      );
  });
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

/** How many creations succeed where some calls go wrong, and how long all take. */
async function create({ calls, atOnce }) {
  let succeeded = 0;
  const reasons = {};
  const start = performance.now();
  await inParallel(calls, atOnce, async (index) => {
    const name = `web-${index}`;
    try {
      const id = await client.runInstances(name);
      if (id !== name) throw new Error(`A creation gave ${id}, not ${name}`);
      succeeded += 1;
    } catch (error) {
      if (!(error instanceof Error) || error.message.startsWith('A creation gave')) throw error;
      reasons[error.message.slice(0, 80)] = (reasons[error.message.slice(0, 80)] ?? 0) + 1;
    }
  });
  return { succeeded, ms: performance.now() - start, reasons };
}
