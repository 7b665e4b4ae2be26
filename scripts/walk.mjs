// Follows one call, `ecs.instances().create()…run()`, from the builder to the wire and back, and prints the files of
// src/ that it goes through, in the order in which a reader would: each function counts when it is first entered.
// A return is a step back into a file that the walk had left: one that is entered again, by something else than a call
// that came from it.
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { register } from 'node:module';
import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import 'tsx/esm';

// Another checkout can be walked for comparison: node scripts/walk.mjs <its folder>
const root = pathToFileURL(`${resolve(process.argv[2] ?? '.')}/`);
const source = new URL('src/', root);
register('./walk-hooks.mjs', { parentURL: import.meta.url, data: { source: source.href } });

// The second place is that of checkouts before resources/services/ was there.
const curated = ['resources/services/ecs/index.ts', 'resources/ecs/index.ts']
  .map((file) => new URL(file, source))
  .find(existsSync);
const { clientClass, registerFacts } = await import(new URL('client/service-module.ts', source));
// As the module of ecs does; checkouts before it took the text, or read the facts by themselves.
const packing = new URL('codegen/facts-module.ts', root);
const { packFacts = (text) => text } = existsSync(packing) ? await import(packing) : {};
registerFacts?.('ecs', packFacts(readFileSync(new URL('catalog/ecs.json', root), 'utf8')));
const EcsClient = clientClass('ecs', 'EcsClient', (await import(curated)).default);

const server = createServer((_, response) =>
  response.end('{"ResponseMetadata":{"RequestId":"r-1"},"Result":{"InstanceIds":["i-1"]}}'),
);
await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
const ecs = new EcsClient({
  region: 'cn-beijing',
  endpoint: `http://127.0.0.1:${server.address().port}`,
  credentials: { accessKeyId: 'AKLTexample', secretAccessKey: 'example' },
});
const create = () =>
  ecs
    .instances()
    .create()
    .name('web-1')
    .type('ecs.g1.large')
    .zone('cn-beijing-a')
    .image('image-1')
    .keyPair('ops')
    .networkInterface((nic) => nic.subnet('subnet-1').securityGroup('sg-1'))
    .volume((volume) => volume.type('ESSD').size(40))
    .run();

const steps = [];
const seen = new Set();
const files = new Set();
let returns = 0;
Error.stackTraceLimit = Infinity;
globalThis.walkEntered = (file, name, at) => {
  const key = `${file}:${at}`;
  if (seen.has(key)) return;
  seen.add(key);
  if (steps.at(-1)?.file !== file) {
    if (files.has(file) && !callers().includes(`/src/${file}`)) returns += 1;
    files.add(file);
    steps.push({ file, names: [] });
  }
  if (name !== '') steps.at(-1).names.push(name);
};
await create();
delete globalThis.walkEntered;
ecs.close();
server.close();

for (const { file, names } of steps) console.log(`${file.padEnd(48)} ${names.join(', ')}`);
console.log(`\n${files.size} files, ${returns} returns to a file already left, ${seen.size} functions`);

/** The stack below the function that was entered; awaiting callers belong to it. */
function callers() {
  return new Error('here').stack.split('\n').slice(4).join('\n');
}
