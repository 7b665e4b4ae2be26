export { Emulator } from './emulator.js';
export type { Fault, FaultEffect, FaultRule } from './faults.js';
export type { RequestRecord, SignatureRecord } from './log.js';
export type { EmulatorConfig, EmulatorOptions } from './options.js';
export type { RateLimit } from './rate-limit.js';
export type { Seed } from './seeds.js';
export type { Snapshot } from './snapshot.js';
export type { ReferenceCheck } from './world.js';
