import { isReadAction, isReadingName } from '../catalog/action-kinds.js';
import type { VolcengineOptions } from '../client/options.js';
import type { HttpHandler, HttpRequest, HttpResponse } from '../types/http.js';
import { toJson, toStableJson } from '../util/json.js';
import { AbortedError } from '../errors/transport.js';
import { ConfigError } from '../errors/config.js';
import { Connections } from '../transport/http/connections.js';
import { NodeFetchHandler } from '../transport/http/node-fetch-handler.js';
import { readExchanges, writeExchanges, type RecordedExchange } from './exchanges.js';
import { whyNotRecorded } from './why-not-recorded.js';
import { NoAnswerError } from './no-answer-error.js';
import { PauselessClock } from './pauseless-clock.js';
import { readCall, type ReadCall } from './read-call.js';
import { recordedExchange, recordedInput, sentSecrets } from './record-exchange.js';

/** What a {@link Recorder} is made with. */
export interface RecorderOptions {
  /** The JSON file of the recording. */
  readonly file: string;
  /** `record` sends the calls and keeps what is answered; `replay` answers from the file and sends nothing. @defaultValue 'replay' */
  readonly mode?: 'record' | 'replay' | undefined;
  /** What sends while it records. @defaultValue node-fetch, by the proxy of the environment */
  readonly http?: HttpHandler | undefined;
}

/** Equal calls of a recording, in their order. */
interface Track {
  readonly exchanges: RecordedExchange[];
  played: number;
}

/**
 * An HTTP handler that saves calls with their answers, secrets taken out, and replays them without a network.
 * Calls are told apart by service, version, action and request; not by region, time, signature or `ClientToken`.
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
  /** Of all requests so far: a later answer may repeat what an earlier one sent. */
  readonly #secrets = new Set<string>();
  #tracks: Promise<ReadonlyMap<string, Track>> | undefined;

  /** @throws `ConfigError` for a mode that there is not */
  constructor({ file, mode = 'replay', http }: RecorderOptions) {
    if (mode !== 'record' && mode !== 'replay') throw new ConfigError('mode must be "record" or "replay"');
    this.#file = file;
    this.#mode = mode;
    this.#http = mode === 'record' ? (http ?? usualHandler()) : undefined;
  }

  /**
   * The options of a client that is recorded, or answered by the recording: then with keys that are made up, and
   * pauses between attempts and looks that take no time.
   */
  config(): VolcengineOptions {
    if (this.#mode === 'record') return { http: this };
    return {
      http: this,
      credentials: { accessKeyId: 'AKLTreplay', secretAccessKey: 'replay' },
      clock: new PauselessClock(),
      env: {},
    };
  }

  async send(request: HttpRequest): Promise<HttpResponse> {
    const call = readCall(request);
    return this.#http ? this.#record(this.#http, request, call) : this.#replay(request, call);
  }

  /** Writes the file, where it records: whole, or as it was. Replaces what an earlier recording held. */
  async save(): Promise<void> {
    if (this.#mode === 'record') await writeExchanges(this.#file, this.#recorded);
  }

  /** Closes idle connections, where it records. */
  close(): void {
    this.#http?.close();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.save();
    this.close();
  }

  async #record(http: HttpHandler, request: HttpRequest, call: ReadCall | undefined): Promise<HttpResponse> {
    const response = await http.send(request);
    // What providers ask for keys is no call of the API, and not for a file.
    if (!call) return response;
    this.#recorded.push(recordedExchange(call, response, this.#secretsWith(call, request)));
    return response;
  }

  #secretsWith(call: ReadCall, request: HttpRequest): readonly string[] {
    for (const secret of sentSecrets(call, request)) this.#secrets.add(secret);
    return [...this.#secrets];
  }

  async #replay(request: HttpRequest, call: ReadCall | undefined): Promise<HttpResponse> {
    if (request.signal?.aborted) throw new AbortedError({}, request.signal.reason);
    if (!call) throw new NoAnswerError('A recording answers signed calls alone, and this request is none');
    this.#tracks ??= readExchanges(this.#file).then(tracksOf);
    const tracks = await this.#tracks;
    const input = recordedInput(call.input, this.#secretsWith(call, request));
    const track = tracks.get(keyOf({ ...call, input }));
    const exchange = track && next(track, isRead(call));
    if (!exchange) {
      const all = [...tracks.values()].flatMap(({ exchanges }) => exchanges);
      throw new NoAnswerError(whyNotRecorded(this.#file, { ...call, input }, all, track?.played));
    }
    const { status, headers, body } = exchange.answer;
    return { status, headers, body: typeof body === 'string' ? body : toJson(body) };
  }
}

/** Equal calls are answered in their order; what was read last can be read again. */
function next(track: Track, isRepeatable: boolean): RecordedExchange | undefined {
  const { exchanges } = track;
  const exchange = exchanges[track.played] ?? (isRepeatable ? exchanges.at(-1) : undefined);
  if (exchange) track.played += 1;
  return exchange;
}

function tracksOf(exchanges: readonly RecordedExchange[]): ReadonlyMap<string, Track> {
  const tracks = new Map<string, Track>();
  for (const exchange of exchanges) {
    const key = keyOf(exchange);
    const track = tracks.get(key);
    if (track) track.exchanges.push(exchange);
    else tracks.set(key, { exchanges: [exchange], played: 0 });
  }
  return tracks;
}

function keyOf({ service, version, action, input }: Omit<RecordedExchange, 'answer'>): string {
  return toStableJson([service, version, action, input]);
}

function isRead({ facts, action }: ReadCall): boolean {
  return facts ? isReadAction(facts, action) : isReadingName(action);
}

function usualHandler(): HttpHandler {
  const connections = { maxSockets: 64, keepAliveMs: 10_000, tls: {}, proxy: undefined };
  return new NodeFetchHandler(new Connections(connections));
}
