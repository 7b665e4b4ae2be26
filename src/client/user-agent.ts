import { readFileSync } from 'node:fs';

/** The version of this package, from its `package.json`. */
export function packageVersion(): string {
  // `src/client/` and `dist/client/` lie equally deep, so one path serves both.
  const { version } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
    version: string;
  };
  return version;
}

let cached: string | undefined;

/** The user agent of calls: the versions of this package and of Node. */
export function userAgent(): string {
  cached ??= `volcengine-fluent/${packageVersion()} node/${process.versions.node}`;
  return cached;
}
