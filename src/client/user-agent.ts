import { packageVersion } from '../catalog/built-in.js';

/** The user agent of calls: the versions of this package and of Node. */
export const userAgent = `volcengine-fluent/${packageVersion} node/${process.versions.node}`;
