// The local cloud, of the build, and a proxy for plain HTTP, in a process of their own: bundlers would hold them up.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { createServer, request } from 'node:http';
import { fileURLToPath } from 'node:url';

const own = fileURLToPath(import.meta.url);

/** Starts both; gives the environment by which programs find them. */
export async function startServers() {
  const child = fork(own, [], { execArgv: [] });
  const [env] = await once(child, 'message');
  return { env, stop: () => child.kill() };
}

if (process.argv[1] === own) {
  const { Emulator } = await import('../../../dist/emulator/index.js');
  const cloud = await new Emulator().start();
  process.send({ CLOUD: JSON.stringify(cloud.config()), PROXY: await startProxy() });
  process.on('disconnect', () => process.exit());
}

async function startProxy() {
  const server = createServer((incoming, outgoing) => {
    const { method, headers, url } = incoming;
    const onward = request(url, { method, headers }, (response) => {
      outgoing.writeHead(response.statusCode, response.headers);
      response.pipe(outgoing);
    });
    onward.on('error', () => outgoing.writeHead(502).end());
    incoming.pipe(onward);
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  return `http://127.0.0.1:${server.address().port}`;
}
