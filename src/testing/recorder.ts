import { isReadAction, isReadingName } from '../catalog/action-kinds.js';
import type { VolcengineOptions } from '../client/options.js';
import { AbortedError } from '../errors/transport.js';
import { ConfigError } from '../errors/config.js';
import { Connections } from '../transport/http/connections.js';
import { createHandler } from '../transport/http/create-handler.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../types/http.js';
import { toJson, toStableJson } from '../util/json.js';
import { explainMismatch } from './explain-mismatch.js';
import { InstantClock } from './instant-clock.js';
import { NoResponseError } from './no-response-error.js';
import { readCall, type ReadCall } from './read-call.js';
import { recordExchange, recordInput, sentSecrets } from './record-exchange.js';
import { readRecording, writeRecording, type RecordedExchange } from './recording.js';

/** The options of a {@link Recorder}. */
export interface RecorderOptions {
  /** The JSON file of the recording. */
  readonly file: string;
  /** `record` sends the calls and keeps the responses; `replay` responds from the file and sends nothing. @defaultValue 'replay' */
  readonly mode?: 'record' | 'replay' | undefined;
  /** Sends the requests while recording. @defaultValue node-fetch with the proxy of the environment */
  readonly http?: HttpHandler | undefined;
}

/** The recorded exchanges of equal calls, in order. */
interface Track {
  readonly exchanges: RecordedExchange[];
  replayed: number;
}

/**
 * An HTTP handler that records calls with their responses, without secrets, and replays them without a network.
 * Two calls are equal when service, version, action and request are; region, time, signature and `ClientToken` do not
 * matter.
 *
 * @example
 * ```ts
 * import { EcsClient } from 'volcengine-fluent/ecs';
 * import { Recorder } from 'volcengine-fluent/testing';
 *
 * const recorder = new Recorder({ file: 'zones.json', mode: process.env.RECORD ? 'record' : 'replay' });
 * const ecs = new EcsClient(recorder.config());
 * await ecs.describeZones();
 * await recorder.save();
 * ```
 */
export class Recorder implements HttpHandler {
  readonly #file: string;
  readonly #mode: 'record' | 'replay';
  readonly #http: HttpHandler | undefined;
  readonly #recorded: RecordedExchange[] = [];
  /** The secrets of all requests so far: a later response may repeat one of them. */
  readonly #secrets = new Set<string>();
  #tracks: Promise<ReadonlyMap<string, Track>> | undefined;

  /** @throws `ConfigError` for an unknown mode */
  constructor({ file, mode = 'replay', http }: RecorderOptions) {
    if (mode !== 'record' && mode !== 'replay') throw new ConfigError('mode must be "record" or "replay"');
    this.#file = file;
    this.#mode = mode;
    this.#http = mode === 'record' ? (http ?? defaultHandler()) : undefined;
  }

  /**
   * The options of a client that uses this recorder. In replay mode they include placeholder credentials, and a clock
   * with which pauses between attempts and polls end at once.
   */
  config(): VolcengineOptions {
    if (this.#mode === 'record') return { http: this };
    return {
      http: this,
      credentials: { accessKeyId: 'AKLTreplay', secretAccessKey: 'replay' },
      clock: new InstantClock(),
      env: {},
    };
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const call = readCall(request);
    return this.#http ? this.#record(this.#http, request, call) : this.#replay(request, call);
  }

  /** Writes the file in record mode, completely or not at all. It replaces an earlier recording. */
  async save(): Promise<void> {
    if (this.#mode === 'record') await writeRecording(this.#file, this.#recorded);
  }

  /** Closes idle connections in record mode. */
  close(): void {
    this.#http?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.save();
    this.close();
  }

  async #record(http: HttpHandler, request: HttpRequest, call: ReadCall | undefined): Promise<HttpResponse> {
    const response = await http.send(request);
    // Requests of credential providers are not calls of the API, and their responses contain keys.
    if (!call) return response;
    this.#recorded.push(recordExchange(call, response, this.#secretsWith(call, request)));
    return response;
  }

  #secretsWith(call: ReadCall, request: HttpRequest): readonly string[] {
    for (const secret of sentSecrets(call, request)) this.#secrets.add(secret);
    return [...this.#secrets];
  }

  async #replay(request: HttpRequest, call: ReadCall | undefined): Promise<HttpResponse> {
    if (request.signal?.aborted) throw new AbortedError({}, request.signal.reason);
    if (!call)
      throw new NoResponseError('A recording responds to signed calls only; this request is not one');
    this.#tracks ??= readRecording(this.#file).then(tracksOf);
    const tracks = await this.#tracks;
    const input = recordInput(call.input, this.#secretsWith(call, request));
    const track = tracks.get(keyOf({ ...call, input }));
    const exchange = track && nextExchange(track, isRead(call));
    if (!exchange) {
      const all = [...tracks.values()].flatMap(({ exchanges }) => exchanges);
      throw new NoResponseError(explainMismatch(this.#file, { ...call, input }, all, track?.replayed));
    }
    const { status, headers, body } = exchange.response;
    return { status, headers, body: typeof body === 'string' ? body : toJson(body) };
  }
}

/** The next exchange of equal calls. A read can repeat the last one. */
function nextExchange(track: Track, isRepeatable: boolean): RecordedExchange | undefined {
  const { exchanges } = track;
  const exchange = exchanges[track.replayed] ?? (isRepeatable ? exchanges.at(-1) : undefined);
  if (exchange) track.replayed += 1;
  return exchange;
}

function tracksOf(exchanges: readonly RecordedExchange[]): ReadonlyMap<string, Track> {
  const tracks = new Map<string, Track>();
  for (const exchange of exchanges) {
    const key = keyOf(exchange);
    const track = tracks.get(key);
    if (track) track.exchanges.push(exchange);
    else tracks.set(key, { exchanges: [exchange], replayed: 0 });
  }
  return tracks;
}

function keyOf({ service, version, action, input }: Omit<RecordedExchange, 'response'>): string {
  return toStableJson([service, version, action, input]);
}

function isRead({ facts, action }: ReadCall): boolean {
  return facts ? isReadAction(facts, action) : isReadingName(action);
}

function defaultHandler(): HttpHandler {
  const connections = { maxSockets: 64, keepAliveMs: 10_000, tls: {}, proxy: undefined };
  return createHandler('node-fetch', new Connections(connections));
}
