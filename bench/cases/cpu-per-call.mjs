// What a call costs the client's process in CPU, 16 at once, and where that time goes.
import { comparison } from '../harness/figure.mjs';
import { aws, bareFetch, bareHttp, fluentFetch, fluentHttp, openapi, sdkCore } from '../harness/peers.mjs';
import { inTurn } from '../harness/statistics.mjs';

export const title = 'CPU of a call';

const contestants = [fluentFetch, fluentHttp, bareFetch, bareHttp, sdkCore, openapi, aws];

export async function measure({ quick, installed, startServer, startPeer }) {
  const server = await startServer();
  const origin = await server.ask('origin');
  const peers = contestants.filter(installed);
  const processes = new Map();
  // Each one's first calls are checked to the last byte of their signature.
  await server.ask('set', { checksSignatures: true });
  for (const peer of peers) {
    const process = await startPeer(peer);
    await process.ask('open', origin);
    await process.ask('describe', { calls: 20, atOnce: 4, items: 1 });
    processes.set(peer, process);
  }
  await server.ask('set', {});

  // Short turns and many of them: those that are compared are then measured under the same load.
  const cpuOf = async (items, { warmUp, calls, rounds }) => {
    const describe = (peer, count) =>
      processes.get(peer).ask('describe', { calls: count, atOnce: 16, items });
    if (!quick) for (const peer of peers) await describe(peer, warmUp);
    return inTurn(quick ? 1 : rounds, peers, (peer) => describe(peer, quick ? 50 : calls));
  };
  const one = await cpuOf(1, { warmUp: 6000, calls: 500, rounds: 41 });
  const hundred = await cpuOf(100, { warmUp: 400, calls: 50, rounds: 25 });
  const profiles = {};
  for (const peer of [fluentFetch, fluentHttp]) {
    if (!processes.has(peer)) continue;
    const calls = quick ? 100 : 10_000;
    profiles[`${peer.name}, 1 item`] = await processes
      .get(peer)
      .ask('profile', { calls, atOnce: 16, items: 1 });
  }

  const beside = (values, ours) =>
    new Map([...values].filter(([peer]) => peer === ours || (peer !== fluentFetch && peer !== fluentHttp)));
  const figures = [
    comparison(
      'CPU of a call, DescribeInstances with 1 item, node-fetch',
      'µs',
      beside(one, fluentFetch),
      fluentFetch,
      [
        { most: 1.05, against: bareFetch },
        { most: 0.5, against: sdkCore },
      ],
    ),
    comparison('the same with the lean handler', 'µs', beside(one, fluentHttp), fluentHttp, [
      { most: 1.1, against: bareHttp },
      { most: 0.2, against: sdkCore },
    ]),
    comparison('CPU of a call with 100 items, node-fetch', 'µs', beside(hundred, fluentFetch), fluentFetch, [
      { most: 1.1, against: bareFetch },
    ]),
    comparison('the same with the lean handler', 'µs', beside(hundred, fluentHttp), fluentHttp, [
      { most: 1.1, against: bareHttp },
    ]),
  ];
  return { figures, profiles };
}
