import { readFileSync } from 'node:fs';

/** The version of this package, as its `package.json` has it. */
export function packageVersion(): string {
  // `src/client/` and `dist/client/` lie equally deep, so one path serves both.
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
