// Where a process's time goes, by the rooms of the house.
import { Session } from 'node:inspector/promises';

/** Runs a task under the sampling profiler; gives its share of CPU time by room, largest first, without idle time. */
export async function profiled(task) {
  const session = new Session();
  session.connect();
  await session.post('Profiler.enable');
  await session.post('Profiler.setSamplingInterval', { interval: 200 });
  await session.post('Profiler.start');
  const result = await task();
  const { profile } = await session.post('Profiler.stop');
  session.disconnect();
  return { result, rooms: byRoom(profile) };
}

function byRoom({ nodes, samples = [], timeDeltas = [] }) {
  const parents = new Map(nodes.flatMap(({ id, children = [] }) => children.map((child) => [child, id])));
  const byId = new Map(nodes.map((node) => [node.id, node]));
  const spent = new Map();
  samples.forEach((id, index) => {
    const room = roomOf(byId.get(id), (one) => byId.get(parents.get(one.id)));
    spent.set(room, (spent.get(room) ?? 0) + timeDeltas[index]);
  });
  spent.delete(undefined);
  const total = [...spent.values()].reduce((sum, us) => sum + us, 0);
  return [...spent].map(([room, us]) => ({ room, share: us / total })).sort((a, b) => b.share - a.share);
}

/** Built-in functions without a file, such as JSON.parse, count as their own; so does the garbage collector. */
function roomOf(node, parentOf) {
  const { url, functionName } = node.callFrame;
  if (functionName === '(idle)') return undefined;
  if (functionName === '(garbage collector)') return 'garbage collector';
  if (functionName === '(program)') return 'Node, natively: sockets and the kernel';
  const own = /\/dist\/(\w+)\/(?:(http|protocols|sight|pace|log)\/)?/.exec(url);
  if (own !== null && !url.includes('node_modules'))
    return `volcengine-fluent: ${own[1]}${own[2] ? `/${own[2]}` : ''}`;
  const library = /node_modules\/((?:@[^/]+\/)?[^/]+)\/(?!.*node_modules)/.exec(url);
  if (library !== null) return library[1];
  if (/^node:internal\/crypto/.test(url)) return 'node:crypto';
  if (/^node:(_?http|internal\/http)/.test(url)) return 'node:http';
  if (/^node:(net|internal\/(stream|net|timers|async_hooks))|^node:(_?stream|events|timers)/.test(url))
    return 'node:net, streams, events, timers';
  if (/^node:/.test(url)) return 'Node, other';
  if (url.includes('/bench/')) return 'the bench itself';
  const parent = parentOf(node);
  if (functionName === 'parse' || functionName === 'stringify') return `JSON.${functionName}`;
  return parent === undefined ? 'Node, natively: sockets and the kernel' : roomOf(parent, parentOf);
}
