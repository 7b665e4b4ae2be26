import type * as Emulator from '../emulator/index.js';
import type * as Sdk from '../index.js';

// The command uses the package as its users do, and loads it when a call is due: `--help` and completion wait for no SDK.
// The names are computed so that the compiler needs no built package to check this file.
const root: string = 'volcengine-fluent';

export async function loadSdk(): Promise<typeof Sdk> {
  // Calls go to any service: its facts are imported when the first one does.
  const [sdk] = await Promise.all([import(root) as Promise<typeof Sdk>, import(`${root}/catalog`)]);
  return sdk;
}

export function loadEmulator(): Promise<typeof Emulator> {
  return import(`${root}/emulator`) as Promise<typeof Emulator>;
}

/** The module of one service, whose client class is among its exports. */
export function loadServiceModule(service: string): Promise<Readonly<Record<string, unknown>>> {
  return import(`${root}/${service}`) as Promise<Readonly<Record<string, unknown>>>;
}
