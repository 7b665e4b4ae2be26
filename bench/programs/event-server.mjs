// `event-server.mjs`: streams as many chat chunks as the path of a request says: `/api/v3/…?events=1000`.
import { createServer } from 'node:http';
import { once } from 'node:events';
import { answerCommands } from '../harness/commands.mjs';

const perWrite = 8;

const server = createServer((request, response) => {
  request.resume().on('end', () => void stream(request, response));
});
server.listen(0, '127.0.0.1');
await once(server, 'listening');
const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
answerCommands({ origin: () => `http://127.0.0.1:${port}` });

async function stream(request, response) {
  const events = Number(new URL(request.url, 'http://x').searchParams.get('events'));
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  let text = '';
  for (let at = 1; at <= events; at++) {
    const choices = [
      { index: 0, delta: { role: 'assistant', content: ` word${at % 100}` }, finish_reason: null },
    ];
    text += `data: ${JSON.stringify({ id: '0217', object: 'chat.completion.chunk', created: 1767323045, model: 'doubao-x', choices, usage: null })}\n\n`;
    if (at % perWrite > 0 && at < events) continue;
    if (!response.write(text)) await once(response, 'drain');
    text = '';
  }
  response.end('data: [DONE]\n\n');
}
