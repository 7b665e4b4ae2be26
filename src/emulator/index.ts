export { Emulator, type EmulatorOptions } from './emulator.js';
