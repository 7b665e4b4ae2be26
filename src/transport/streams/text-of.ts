import { ResponseParseError } from '../../errors/index.js';
import { withoutBom } from '../../util/json.js';

/**
 * Reads a body to its end, as text.
 *
 * @throws {@link ResponseParseError} when it is longer than allowed
 */
export async function textOf(
  body: AsyncIterable<Uint8Array>,
  maxBytes: number,
  status: number,
): Promise<string> {
  const parts: Uint8Array[] = [];
  let bytes = 0;
  for await (const part of body) {
    bytes += part.byteLength;
    if (bytes > maxBytes)
      throw new ResponseParseError(`The response is longer than maxResponseBytes, ${maxBytes}`, '', {
        status,
      });
    parts.push(part);
  }
  return withoutBom(Buffer.concat(parts, bytes).toString());
}
