// A video: the task is created, waited for by another client that knows only its id, and removed. Runs against a local cloud
// in this process, which needs a second for each state.
import assert from 'node:assert/strict';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Emulator } from 'volcengine-fluent/emulator';

const cloud = await new Emulator({ settleMs: 300 }).start();
const options = { ...cloud.config(), apiKey: cloud.arkApiKey };
const ark = new ArkRuntimeClient(options);

const { id } = await ark
  .videoTasks()
  .create()
  .model('ep-20260101000000-abcde')
  .text('A cat that walks over a keyboard')
  .resolution('720p')
  .duration(5)
  .run();
console.log(`• Created ${id}`);

const later = new ArkRuntimeClient(options);
const task = await later.videoTask(id).waitUntil('succeeded', {
  delayMs: 100,
  onPoll: ({ state }) => console.log(`  waiting: ${state}`),
});
assert.match(task.videoUrl ?? '', /\.mp4$/);
console.log(`• The video is at ${task.videoUrl}`);
for await (const each of ark.videoTasks().list({ status: 'succeeded' })) console.log(`• Listed ${each.id}`);
await task.delete();
console.log('• Removed the task');
ark.close();
later.close();
await cloud.stop();
