import { readFileSync } from 'node:fs';

let made: string | undefined;

/** How calls introduce themselves: this package, its version, Node's. */
export function userAgent(): string {
  made ??= `volcengine-fluent/${packageVersion()} node/${process.versions.node}`;
  return made;
}

// `src/client/` and `dist/client/` lie equally deep, so one path serves both.
function packageVersion(): string {
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}
