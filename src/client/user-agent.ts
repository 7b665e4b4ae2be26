import { packageVersion } from './package-version.js';

let made: string | undefined;

/** How calls introduce themselves: this package, its version, Node's. */
export function userAgent(): string {
  made ??= `volcengine-fluent/${packageVersion()} node/${process.versions.node}`;
  return made;
}
