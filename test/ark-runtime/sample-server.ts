import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { LocalServer } from '../support/local-server.js';

/** An answer of the recorder that a sample was made with. */
export interface Answer {
  readonly json?: unknown;
  readonly text?: string;
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly sse?: readonly (string | { readonly $hex: string })[];
  readonly drop?: boolean;
  readonly delay?: number;
}

/** A request as a sample has it. */
export interface Expected {
  readonly method: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly multipart?: readonly { readonly headers: readonly string[]; readonly value: string }[];
}

/** A line of facts/ark/ark-samples.jsonl. */
export interface Sample {
  readonly name: string;
  readonly kind: string;
  readonly op: string;
  readonly input?: Readonly<Record<string, unknown>>;
  readonly answers?: readonly Answer[];
  readonly expect?: Expected | readonly Expected[] | null;
  readonly result?: unknown;
  readonly error?: { readonly kind: string; readonly status_code?: number; readonly code?: string };
  readonly [member: string]: unknown;
}

const file = new URL('../../facts/ark/ark-samples.jsonl', import.meta.url);

/** All samples of the facts. */
export const samples: readonly Sample[] = readFileSync(file, 'utf8')
  .split('\n')
  .filter((line) => line !== '')
  .map((line) => JSON.parse(line) as Sample);

/** A request as it came. */
export interface Came {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Gives a sample's answers in their order, and keeps the requests. */
export class SampleServer extends LocalServer {
  came: Came[] = [];
  /** Called before each answer, which it may still change. */
  beforeAnswer: (() => void) | undefined;
  #answers: readonly Answer[] = [];

  constructor() {
    super(createServer());
    this.server.on('request', (request, response) => void this.#answer(request, response));
  }

  get origin(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  answers(answers: readonly Answer[]): void {
    this.#answers = answers;
    this.came = [];
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request) parts.push(part as Buffer);
    const { method = '', url = '' } = request;
    const body = Buffer.concat(parts).toString();
    const place = this.came.push({ method, url, headers: request.headers as Record<string, string>, body });
    this.beforeAnswer?.();
    const answer = this.#answers[Math.min(place, this.#answers.length) - 1] ?? { json: {} };
    if (answer.delay !== undefined)
      await sleep(Math.min(answer.delay * 1000, 300), undefined, { ref: false });
    if (answer.drop === true) {
      request.socket.destroy();
      return;
    }
    const echoed = request.headers['x-client-request-id'];
    if (typeof echoed === 'string') response.setHeader('x-client-request-id', echoed);
    for (const [name, value] of Object.entries(answer.headers ?? {})) response.setHeader(name, value);
    response.statusCode = answer.status ?? 200;
    if (answer.sse !== undefined) {
      if (!response.hasHeader('content-type')) response.setHeader('content-type', 'text/event-stream');
      response.flushHeaders();
      for (const piece of answer.sse) {
        response.write(typeof piece === 'string' ? piece : Buffer.from(piece.$hex, 'hex'));
        await sleep(2);
      }
      response.end();
      return;
    }
    if (!response.hasHeader('content-type') && answer.text === undefined)
      response.setHeader('content-type', 'application/json');
    response.end(answer.text ?? JSON.stringify(answer.json ?? {}));
  }
}
