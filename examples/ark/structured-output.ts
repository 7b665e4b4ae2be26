// An answer as an object of a class: the class becomes the schema, and the answer is parsed and validated. Runs against a
// local cloud in this process.
import 'reflect-metadata';
import assert from 'node:assert/strict';
import { Type } from 'class-transformer';
import { IsArray, IsIn, IsInt, IsString, Min, ValidateNested } from 'class-validator';
import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
import { Emulator } from 'volcengine-fluent/emulator';

class Line {
  @IsString()
  item!: string;

  @IsInt()
  @Min(1)
  count!: number;
}

class Order {
  @IsIn(['open', 'paid'])
  state!: string;

  @IsArray()
  @ValidateNested({ each: true })
  @Type(() => Line)
  lines!: Line[];
}

const cloud = await new Emulator().start();
const ark = new ArkRuntimeClient({ ...cloud.config(), apiKey: cloud.arkApiKey });
const { parsed } = await ark
  .chat()
  .model('ep-20260101000000-abcde')
  .user('Three bags of tea, please')
  .output<Order>(Order)
  .run();

assert(parsed instanceof Order);
for (const { item, count } of parsed.lines) console.log(`• ${count} × ${item}, ${parsed.state}`);
ark.close();
await cloud.stop();
