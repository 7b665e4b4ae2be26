// `streaming.mjs <origin> <client>`: reads streams of chat chunks when told to.
import { request } from 'node:http';
import { ArkRuntimeClient } from '../../dist/ark-runtime/index.js';
import { answerCommands } from '../harness/commands.mjs';
import { heapMb } from '../harness/cpu.mjs';

const [origin, client] = process.argv.slice(2);
const clients = {
  fluent: () => open('node-fetch'),
  lean: () => open('node:http'),
  bare: () => bareChunks,
};
const chunks = clients[client]();

answerCommands({ read });

/** Reads a stream; returns its CPU for each event, and the heap at each tenth where it is told to. */
async function read({ events, withHeap = false }) {
  const samples = [];
  let count = 0;
  let length = 0;
  const before = process.cpuUsage();
  for await (const { choices } of await chunks(events)) {
    length += choices[0].delta.content.length;
    if (withHeap && ++count % (events / 10) === 0) samples.push(heapMb());
    else if (!withHeap) count += 1;
  }
  const { user, system } = process.cpuUsage(before);
  if (count !== events || length === 0) throw new Error(`A stream of ${events} events gave ${count}`);
  return { heapMb: samples, cpuUsPerEvent: (user + system) / events };
}

function open(http) {
  const ark = new ArkRuntimeClient({ baseUrl: `${origin}/api/v3`, apiKey: 'k', http, proxy: false, env: {} });
  return (events) => {
    const asked = { model: 'ep-1', messages: [{ role: 'user', content: 'x' }], stream: true };
    return ark.chat.completions.create(/** @type {any} */ (asked), { query: { events } });
  };
}

/** The least that reads a stream: lines that begin with `data: `, each parsed. */
async function* bareChunks(events) {
  const response = await new Promise((resolve, reject) => {
    const sent = request(`${origin}/api/v3/chat/completions?events=${events}`, { method: 'POST' }, resolve);
    sent.on('error', reject);
    sent.end('{"model":"ep-1","messages":[{"role":"user","content":"x"}],"stream":true}');
  });
  response.setEncoding('utf8');
  let rest = '';
  for await (const text of response) {
    const lines = (rest + text).split('\n');
    rest = lines.pop();
    for (const line of lines) {
      if (!line.startsWith('data: ')) continue;
      const data = line.slice(6);
      if (data === '[DONE]') return;
      yield JSON.parse(data);
    }
  }
}
