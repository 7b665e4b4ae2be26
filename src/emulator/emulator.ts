import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Credentials } from '../contracts/credentials.js';
import { EmulatorClock } from './clock.js';
import { decodeInput, parsePairs } from './decode.js';
import { Engine } from './engine.js';
import { Ids } from './ids.js';
import { errorTable, Refusal } from './refusal.js';
import { isGlobalService, servicePlan, versionsOf } from './services.js';
import { Space } from './store.js';
import { toJsonText } from './to-json-text.js';
import {
  checkDate,
  checkSignature,
  readClaim,
  signingKey,
  type SignatureClaim,
  type SignedRequest,
} from './verify-signature.js';

/** How a local cloud is set up. */
export interface EmulatorOptions {
  /** 0 takes a free one. @defaultValue 0 */
  readonly port?: number;
  /** Ids and answers are the same for the same seed and calls. @defaultValue 1 */
  readonly seed?: string | number;
  /** In milliseconds: how long a resource stays in a passing state such as CREATING. @defaultValue 200 */
  readonly settleMs?: number;
  /** @defaultValue 'cn-beijing' */
  readonly region?: string;
}

/** Requests are refused above this size. */
const mostBodyBytes = 8 * 1024 * 1024;

/**
 * A Volcengine on this machine: listens on 127.0.0.1, checks signatures with code of its own,
 * answers every action from the facts and keeps what was created in memory.
 */
export class Emulator {
  readonly region: string;
  /** The keys that it accepts. */
  readonly credentials: Credentials;
  readonly #port: number;
  readonly #ids: Ids;
  readonly #clock = new EmulatorClock('real');
  readonly #engine: Engine;
  readonly #spaces = new Map<string, Space>();
  #server: Server | undefined;

  constructor({ port = 0, seed = 1, settleMs = 200, region = 'cn-beijing' }: EmulatorOptions = {}) {
    this.region = region;
    this.#port = port;
    this.#ids = new Ids(seed);
    this.#engine = new Engine(this.#ids, this.#clock, settleMs);
    this.credentials = {
      accessKeyId: this.#ids.accessKeyId('AKLT'),
      secretAccessKey: this.#ids.secretAccessKey(),
    };
  }

  /** Starts to listen, and gives itself. */
  async start(): Promise<this> {
    const server = createServer((request, response) => void this.#handle(request, response));
    this.#server = server;
    await new Promise<void>((resolve, reject) => {
      server.once('error', reject);
      server.listen(this.#port, '127.0.0.1', resolve);
    });
    return this;
  }

  /** Where it listens: `http://127.0.0.1:18080`. */
  get url(): string {
    const address = this.#server?.address() as AddressInfo | null | undefined;
    if (!address) throw new Error('The local cloud does not listen: call start() first');
    return `http://127.0.0.1:${address.port}`;
  }

  /** What a client needs to talk to it: `new EcsClient(cloud.config())`. */
  config(): { readonly endpoint: string; readonly region: string; readonly credentials: Credentials } {
    return { endpoint: this.url, region: this.region, credentials: this.credentials };
  }

  /** Stops listening and closes every connection. What it kept is gone with the object. */
  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (!server) return;
    server.closeAllConnections();
    await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = request.url ?? '/';
    const mark = url.indexOf('?');
    const query = parsePairs(mark < 0 ? '' : url.slice(mark + 1).replaceAll('+', '%20'));
    const names = new Map(query);
    const metadata: Record<string, unknown> = {
      RequestId: this.#ids.request(this.#clock.now()),
      Action: names.get('Action') ?? '',
      Version: names.get('Version') ?? '',
    };
    let status = 200;
    let result: unknown;
    try {
      const body = await readBody(request);
      const path = mark < 0 ? url : url.slice(0, mark);
      const signed = { method: request.method ?? 'GET', path, query, headers: request.headers, body };
      result = this.#answer(signed, names, metadata);
    } catch (error) {
      const refusal = error instanceof Refusal ? error : internal(error);
      status = refusal.status;
      const { code, codeN, message } = refusal;
      metadata['Error'] = { Code: code, ...(codeN !== undefined && { CodeN: codeN }), Message: message };
    }
    const answer = { ResponseMetadata: metadata, ...(result !== undefined && { Result: result }) };
    if (response.destroyed) return;
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(toJsonText(answer));
  }

  #answer(
    signed: SignedRequest,
    names: ReadonlyMap<string, string>,
    metadata: Record<string, unknown>,
  ): unknown {
    const action = names.get('Action');
    const version = names.get('Version');
    if (!action || !version) throw new Refusal('MissingParameter', 'The query has no Action or no Version.');
    const claim = readClaim(signed);
    if (!claim) throw new Refusal('MissingAuthenticationToken', 'The request is not signed.');
    metadata['Service'] = claim.service;
    metadata['Region'] = claim.region;
    this.#check(signed, claim);
    const versions = versionsOf(claim.service);
    if (!versions) throw new Refusal('ServiceNotFound', `There is no service ${claim.service}.`);
    const module = versions.get(version);
    const service = module === undefined ? undefined : servicePlan(module);
    const plan = service?.actions.get(action);
    if (!service || !plan) {
      throw new Refusal(
        'InvalidActionOrVersion',
        `${claim.service} has no action ${action} of version ${version}.`,
      );
    }
    if (plan.facts.method !== signed.method) {
      throw new Refusal('MethodNotAllowed', `${action} is called by ${plan.facts.method}.`);
    }
    const input = decodeInput(service.facts.shapes, plan.facts, signed.query, signed.body.toString('utf8'));
    const region = isGlobalService(claim.service) ? 'global' : claim.region;
    return this.#engine.answer({ service, action: plan, input, space: this.#space(region) });
  }

  #check(signed: SignedRequest, claim: SignatureClaim): void {
    if (claim.accessKeyId !== this.credentials.accessKeyId) {
      throw new Refusal('InvalidAccessKey', 'There is no such access key.');
    }
    checkDate(claim, this.#clock.now());
    checkSignature(signed, claim, signingKey(this.credentials.secretAccessKey, claim.scope));
  }

  #space(region: string): Space {
    let space = this.#spaces.get(region);
    if (!space) this.#spaces.set(region, (space = new Space('2100000001', region)));
    return space;
  }
}

async function readBody(request: IncomingMessage): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of request as AsyncIterable<Buffer>) {
    length += part.length;
    if (length > mostBodyBytes) throw new Refusal('InvalidParameter', 'The body is too large.', 413);
    parts.push(part);
  }
  return Buffer.concat(parts);
}

/** A fault of the emulator's own answers as the gateway's would, and keeps it running. */
function internal(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal(
    'InternalError',
    `The local cloud failed: ${message}`,
    errorTable().gateway.codes['InternalError'],
  );
}
