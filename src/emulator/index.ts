export { Emulator } from './emulator.js';
export type { Fault, FaultEffect, FaultRule } from './http/faults.js';
export type { RateLimit } from './http/rate-limit.js';
export type { RequestRecord, SignatureRecord } from './http/request-log.js';
export type { EmulatorConfig, EmulatorOptions } from './options.js';
export type { ReferenceCheck } from './state/cloud-state.js';
export type { Seed } from './state/seeds.js';
export type { Snapshot } from './state/snapshot-format.js';
