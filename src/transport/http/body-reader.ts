import { StringDecoder } from 'node:string_decoder';
import { withoutBom } from '../../util/json.js';
import type { HttpExchange } from './http-exchange.js';

/** Reads the body of a response once, and decodes it once. */
export function readBody(
  stream: NodeJS.ReadableStream,
  status: number,
  exchange: HttpExchange,
  onBody: (body: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (!exchange.isTooLong(bytes, status)) chunks.push(chunk);
  });
  stream.on('error', (error) => exchange.break(error));
  stream.on('end', () => {
    if (exchange.finish()) onBody(withoutBom(chunks.length === 1 ? String(chunks[0]) : decoded(chunks)));
  });
}

/** Decodes chunk by chunk: joining more than 128 KB would allocate memory of its own on each call. */
function decoded(chunks: readonly Buffer[]): string {
  const decoder = new StringDecoder('utf8');
  let text = '';
  for (const chunk of chunks) text += decoder.write(chunk);
  return text + decoder.end();
}
