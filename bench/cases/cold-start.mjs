// A whole process that imports one client and makes one call: its time and its memory.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { plainEnvironment } from '../harness/commands.mjs';
import { comparison } from '../harness/figure.mjs';
import { aws, bareFetch, bareHttp, fluentFetch, fluentHttp, openapi, sdkCore } from '../harness/peers.mjs';
import { inTurn } from '../harness/statistics.mjs';

export const title = 'Cold start';

const loading =
  'Node takes about 11 ms of CPU to read and compile the engine, 6 for the client and the facts of ecs, 5 for the first use of each step of a call';

const program = fileURLToPath(new URL('../programs/one-call.mjs', import.meta.url));

export async function measure({ quick, installed, startServer }) {
  const server = await startServer();
  const origin = await server.ask('origin');
  const peers = [fluentFetch, fluentHttp, bareFetch, bareHttp, sdkCore, openapi, aws].filter(installed);
  const runs = await inTurn(quick ? 1 : 11, peers, ({ id }) => oneProcess(id, origin));
  const values = (name) => new Map([...runs].map(([peer, each]) => [peer, each.map((run) => run[name])]));
  return {
    figures: [
      comparison('cold start: a process with one call, its CPU', 'ms', values('cpuMs'), fluentFetch, [
        { most: 1.1, against: bareFetch, cause: loading },
        { most: 0.75, against: sdkCore },
      ]),
      comparison('the same by the clock', 'ms', values('wallMs'), fluentFetch, [
        { most: 1.1, against: bareFetch, cause: loading },
      ]),
      comparison('the same with the lean handler, its CPU', 'ms', values('cpuMs'), fluentHttp, [
        { most: 1.35, against: bareHttp, cause: loading },
      ]),
      comparison('the same with the lean handler, by the clock', 'ms', values('wallMs'), fluentHttp, [
        { most: 1.35, against: bareHttp, cause: loading },
      ]),
      comparison('peak memory of that process', 'MB', values('peakMb'), fluentFetch, [
        { most: 1.15, against: bareFetch },
      ]),
    ],
  };
}

async function oneProcess(id, origin) {
  const start = performance.now();
  const child = spawn(process.execPath, [program, id, origin], {
    env: plainEnvironment(),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [said, complaint, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  if (code !== 0) throw new Error(`A process with one call of ${id} failed: ${complaint}`);
  return { ...JSON.parse(said), wallMs: performance.now() - start };
}
