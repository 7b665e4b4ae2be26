// `emulator-load.mjs <config>`: calls a local cloud as fast as it answers.
import { EcsClient } from '../../dist/services/ecs.js';
import { answerCommands } from '../harness/commands.mjs';
import { inParallel } from '../harness/in-parallel.mjs';

const ecs = new EcsClient({ ...JSON.parse(process.argv[2]), http: 'node:http', env: {} });

answerCommands({
  describe: ({ calls, atOnce, items, total }) =>
    inParallel(calls, atOnce, async () => {
      const { Instances, TotalCount } = await ecs.describeInstances({ MaxResults: items });
      if (Instances.length !== items || TotalCount !== total)
        throw new Error(`A call gave ${Instances.length} items of ${TotalCount}, not ${items} of ${total}`);
    }),
});
