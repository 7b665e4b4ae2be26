// A model that asks for a function of this program. Runs against a local cloud in this process.
import assert from 'node:assert/strict';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Emulator } from 'volcengine-fluent/emulator';

const cloud = await new Emulator().start();
const ark = new ArkRuntimeClient({ ...cloud.config(), apiKey: cloud.arkApiKey });

const reply = await ark
  .chat()
  .model('ep-20260101000000-abcde')
  .system('Answer with the help of the tools.')
  .user('Use stock_of for {"item":"tea"}')
  .tool({
    name: 'stock_of',
    description: 'How many of an item are in stock',
    parameters: { type: 'object', properties: { item: { type: 'string' } }, required: ['item'] },
    run({ item }: { item: string }) {
      console.log(`• The model asked for the stock of ${item}`);
      return { item, count: 12 };
    },
  })
  .run();

assert.match(reply.text, /"count":12/);
console.log(`• The model answered after ${reply.messages.length} messages: ${reply.text}`);
ark.close();
await cloud.stop();
