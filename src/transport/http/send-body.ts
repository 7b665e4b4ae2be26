import type { ClientRequest } from 'node:http';
import { Readable } from 'node:stream';
import { ConfigError } from '../../errors/index.js';
import type { StreamedBody } from '../../types/http.js';
import type { HttpExchange } from './http-exchange.js';

/** Opens a body to be sent; each part of it starts the time limit anew, and a body that fails ends the exchange. */
export function readableOf(body: StreamedBody, exchange: HttpExchange): Readable {
  const readable = Readable.from(counted(body, exchange), { objectMode: false });
  readable.on('error', (error) => exchange.failSource(error));
  return readable;
}

/** Sends a body over a request; stops reading it when the request ends first. */
export function sendBody(carrier: ClientRequest, body: StreamedBody, exchange: HttpExchange): void {
  const readable = readableOf(body, exchange);
  carrier.once('close', () => readable.destroy());
  readable.pipe(carrier);
}

/** @throws {@link ConfigError} when there are more or fewer bytes than announced, as when a file changes meanwhile */
async function* counted(body: StreamedBody, exchange: HttpExchange): AsyncGenerator<Uint8Array> {
  const { length } = body;
  let bytes = 0;
  for await (const part of body.open()) {
    bytes += part.byteLength;
    if (length !== undefined && bytes > length) break;
    exchange.sentPart();
    yield part;
  }
  if (length !== undefined && bytes !== length)
    throw new ConfigError(`The body was to have ${length} bytes and has ${bytes > length ? 'more' : bytes}`);
}
