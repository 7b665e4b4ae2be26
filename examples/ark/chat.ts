// A chat in the terminal: what you type goes to the model, and its answer appears while it is written. `node --import tsx
// examples/ark/chat.ts ep-…` talks to Ark with ARK_API_KEY; without an argument, to a local cloud that echoes.
import { createInterface } from 'node:readline/promises';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Emulator } from 'volcengine-fluent/emulator';

const [endpoint] = process.argv.slice(2);
const cloud = endpoint === undefined ? await new Emulator({ arkPaceMs: 20 }).start() : undefined;
const ark = new ArkRuntimeClient(cloud ? { ...cloud.config(), apiKey: cloud.arkApiKey } : {});
let chat = ark
  .chat()
  .model(endpoint ?? 'ep-20260101000000-abcde')
  .system('You are brief.');

const terminal = createInterface({ input: process.stdin, output: process.stdout, prompt: '> ' });
terminal.prompt();
for await (const line of terminal) {
  if (line === '/bye') break;
  const stream = chat.user(line).stream();
  for await (const text of stream.texts()) process.stdout.write(text);
  const answer = await stream.finalText();
  chat = chat.user(line).assistant(answer);
  console.log(`\n(${stream.usage?.total_tokens ?? '?'} tokens)`);
  terminal.prompt();
}
terminal.close();
ark.close();
await cloud?.stop();
console.log('Bye.');
