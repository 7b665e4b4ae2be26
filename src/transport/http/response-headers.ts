import type { IncomingMessage } from 'node:http';
import type { HttpResponse } from '../../types/http.js';

/** The headers of an answer, each a text; Node gives `set-cookie` as a list, which nobody here reads as one. */
export function answerHeaders({ headers }: IncomingMessage): HttpResponse['headers'] {
  const cookies = headers['set-cookie'];
  return (
    cookies === undefined ? headers : { ...headers, 'set-cookie': cookies.join(', ') }
  ) as HttpResponse['headers'];
}
