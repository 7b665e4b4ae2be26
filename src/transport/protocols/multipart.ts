import { randomUUID } from 'node:crypto';
import { createReadStream, statSync } from 'node:fs';
import { basename } from 'node:path';
import { ConfigError } from '../../errors/index.js';
import type { StreamedBody } from '../../types/http.js';
import { bracketPairs } from './bracket-pairs.js';
import { mediaTypeOf } from './media-types.js';

/** A file with a name of its own: on this machine, or any content. */
export type NamedFile =
  | {
      readonly path: string;
      /** @defaultValue the last part of the path */
      readonly name?: string | undefined;
      /** Its media type. @defaultValue by the end of its name */
      readonly type?: string | undefined;
    }
  | {
      readonly content: Blob | Uint8Array | AsyncIterable<Uint8Array>;
      readonly name?: string | undefined;
      readonly type?: string | undefined;
      /** In bytes, where the content does not tell; without it, the request is sent in chunks. */
      readonly size?: number | undefined;
    };

/**
 * A file to upload. It is read while it is sent. A path, a `Blob` and bytes can be sent again when an attempt fails, a
 * stream only once.
 */
export type UploadedFile = Blob | Uint8Array | AsyncIterable<Uint8Array> | NamedFile;

interface Part {
  readonly head: Buffer;
  readonly size: number | undefined;
  readonly isRepeatable: boolean;
  open(): AsyncIterable<Uint8Array> | Iterable<Uint8Array>;
}

/** The name of a file that has none. */
const unnamed = 'upload';

/** A request as `multipart/form-data`: its members first, in their order, then its files. */
export function multipartBody(
  action: string,
  request: Readonly<Record<string, unknown>>,
): { readonly body: StreamedBody; readonly contentType: string } {
  const boundary = `----volcengine${randomUUID().replaceAll('-', '')}`;
  const fields = Object.entries(request).filter(([, value]) => !isFile(value));
  const files = Object.entries(request).filter(([, value]) => isFile(value));
  const parts = [
    ...bracketPairs(action, Object.fromEntries(fields), '[]').map(([name, text]) =>
      textPart(boundary, name, text),
    ),
    ...files.map(([name, value]) => filePart(boundary, name, value as UploadedFile)),
  ];
  const tail = Buffer.from(`--${boundary}--\r\n`);
  const body: StreamedBody = {
    length: parts.every(({ size }) => size !== undefined)
      ? parts.reduce((sum, { head, size = 0 }) => sum + head.length + size + lineEnd.length, tail.length)
      : undefined,
    isRepeatable: parts.every((part) => part.isRepeatable),
    async *open() {
      for (const part of parts) {
        yield part.head;
        for await (const bytes of part.open()) yield bytes;
        yield lineEnd;
      }
      yield tail;
    },
  };
  return { body, contentType: `multipart/form-data; boundary=${boundary}` };
}

const lineEnd = Buffer.from('\r\n');

/** Whether a member of a request is a file, and no object with members. */
function isFile(value: unknown): value is UploadedFile {
  if (value === null || typeof value !== 'object') return false;
  if (value instanceof Blob || value instanceof Uint8Array || Symbol.asyncIterator in value) return true;
  return ('path' in value && typeof value.path === 'string') || ('content' in value && isFile(value.content));
}

function textPart(boundary: string, name: string, text: string): Part {
  const bytes = Buffer.from(text);
  return {
    head: headOf(boundary, `form-data; name="${escaped(name)}"`),
    size: bytes.length,
    isRepeatable: true,
    open: () => [bytes],
  };
}

function filePart(boundary: string, member: string, file: UploadedFile): Part {
  const { name, type, size, isRepeatable, open } = opened(file);
  const disposition = `form-data; name="${escaped(member)}"; filename="${escaped(name)}"`;
  return { head: headOf(boundary, disposition, type ?? mediaTypeOf(name)), size, isRepeatable, open };
}

interface OpenedFile extends Omit<Part, 'head'> {
  readonly name: string;
  readonly type: string | undefined;
}

function opened(file: UploadedFile): OpenedFile {
  if (file instanceof Blob) {
    const name = 'name' in file && typeof file.name === 'string' ? file.name : unnamed;
    const open = (): AsyncIterable<Uint8Array> => file.stream();
    return { name, type: file.type || undefined, size: file.size, isRepeatable: true, open };
  }
  if (file instanceof Uint8Array)
    return { name: unnamed, type: undefined, size: file.byteLength, isRepeatable: true, open: () => [file] };
  if ('path' in file && typeof file.path === 'string' && !(Symbol.asyncIterator in file)) {
    const { path, name = basename(path), type } = file;
    return { name, type, size: sizeOf(path), isRepeatable: true, open: () => createReadStream(path) };
  }
  if ('content' in file) {
    const inner = opened(file.content);
    const { name = inner.name, type = inner.type, size = inner.size } = file;
    return { ...inner, name, type, size };
  }
  const stream = file as AsyncIterable<Uint8Array> & { readonly path?: unknown };
  // A file that the caller opened has its path.
  const name = typeof stream.path === 'string' ? basename(stream.path) : unnamed;
  return { name, type: undefined, size: undefined, isRepeatable: false, open: () => stream };
}

/** @throws {@link ConfigError} for a file that is not there */
function sizeOf(path: string): number {
  let stats;
  try {
    stats = statSync(path);
  } catch (cause) {
    throw new ConfigError(`The file ${path} cannot be read`, { cause });
  }
  if (!stats.isFile()) throw new ConfigError(`${path} is not a file`);
  return stats.size;
}

function headOf(boundary: string, disposition: string, type?: string): Buffer {
  const lines = [`--${boundary}`, `Content-Disposition: ${disposition}`];
  if (type !== undefined) lines.push(`Content-Type: ${type.replace(/[\r\n]/g, '')}`);
  return Buffer.from(`${lines.join('\r\n')}\r\n\r\n`);
}

/** As browsers write names. */
function escaped(name: string): string {
  return name.replace(/\r/g, '%0D').replace(/\n/g, '%0A').replace(/"/g, '%22');
}
