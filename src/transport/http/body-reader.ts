import type { Exchange } from './exchange.js';

/** Reads the body of an answer once, and decodes it once. */
export function readBody(
  stream: NodeJS.ReadableStream,
  status: number,
  exchange: Exchange,
  onBody: (body: string) => void,
): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  stream.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (!exchange.refuses(bytes, status)) chunks.push(chunk);
  });
  stream.on('error', (error) => exchange.break(error));
  stream.on('end', () => {
    if (exchange.finish())
      onBody(chunks.length === 1 ? String(chunks[0]) : Buffer.concat(chunks, bytes).toString());
  });
}
