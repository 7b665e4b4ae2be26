import type { Reply } from './fault-server.js';

export const requestId = '20260102030405A1B2C3';

export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Reply {
  return text(status, typeof body === 'string' ? body : JSON.stringify(body), {
    'content-type': 'application/json',
    ...headers,
  });
}

export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Reply {
  return (response) => {
    response.writeHead(status, { 'content-length': Buffer.byteLength(body), ...headers });
    response.end(body);
  };
}

export function ok(result: unknown = { Ok: true }): Reply {
  return json(200, { ResponseMetadata: { RequestId: requestId }, Result: result });
}

/** The service's own refusal, in the envelope. */
export function refusal(
  status: number,
  code: string,
  headers?: Readonly<Record<string, string>>,
  message = 'No.',
): Reply {
  return json(
    status,
    { ResponseMetadata: { RequestId: requestId, Error: { Code: code, CodeN: 7, Message: message } } },
    headers,
  );
}

export const html = (status: number): Reply =>
  text(status, '<html><body>Bad gateway</body></html>', { 'content-type': 'text/html' });

/** The connection breaks without an answer. */
export const reset: Reply = (response) => response.socket?.resetAndDestroy();

/** Nothing ever comes. */
export const silence: Reply = () => undefined;

/** Half of what was announced comes, then the connection breaks. */
export const half: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': 200 });
  response.write('{"ResponseMetadata":{"RequestId":"1"},"Result":{"Se', () => response.socket?.destroy());
};

/** A chunked answer without its end. */
export const premature: Reply = (response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'transfer-encoding': 'chunked' });
  response.write('{"ResponseMetadata":{', () => response.socket?.destroy());
};

/** A byte now and then, never the last. */
export function trickle(everyMs: number): Reply {
  return (response) => {
    response.writeHead(200, { 'content-type': 'application/json', 'content-length': 100_000 });
    const timer = setInterval(() => response.write(' '), everyMs);
    response.on('close', () => clearInterval(timer));
  };
}

/** One reply for each request, the last one for all that follow. */
export function inTurn(...replies: readonly Reply[]): Reply {
  return (response, received, before) =>
    replies[Math.min(before, replies.length - 1)]?.(response, received, before);
}
