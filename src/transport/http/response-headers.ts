import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../types/http.js';

/** The headers of a response, each a text; Node has `set-cookie` as a list, which is joined. */
export function responseHeaders({ headers }: IncomingMessage): HttpResponse['headers'] {
  const cookies = headers['set-cookie'];
  return (
    cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.join(', ') }
  ) as HttpResponse['headers'];
}
