import { isObject, toJson } from '../../util/json.js';
import { ArkError } from '../ark/ark-error.js';
import type { ArkRuntime } from '../ark/ark-runtime.js';
import type { ArkEvent } from '../ark/request.js';
import type { Data } from '../model/data.js';
import type { CloudState } from '../state/cloud-state.js';
import type { AllowedHosts } from './allowed-hosts.js';
import { applyFaults, errorBefore } from './fault-effects.js';
import type { FaultEffect, Faults } from './faults.js';
import type { RawRequest, RawResponse, StreamEnd } from './message.js';
import type { RequestLog } from './request-log.js';

/** Where the runtime of Ark answers. */
export const arkBase = '/api/v3';

export interface ArkPipelineParts {
  readonly ark: ArkRuntime;
  readonly cloud: CloudState;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly allowedHosts: AllowedHosts;
  /** The pause between two events of a stream, in milliseconds. */
  readonly paceMs: number;
}

/** Turns a request to the runtime of Ark into its response: faults, keys, errors in its form, log. */
export class ArkPipeline {
  readonly #parts: ArkPipelineParts;

  constructor(parts: ArkPipelineParts) {
    this.#parts = parts;
  }

  handle(raw: RawRequest, path: string): RawResponse {
    const { ark, cloud, faults, log, allowedHosts, paceMs } = this.#parts;
    const startedMs = performance.now();
    const below = path.slice(arkBase.length);
    const operation = ark.operationOf(raw.method, below);
    const effects = faults.match('ark', operation);
    const requestId = String(raw.headers['x-client-request-id'] ?? cloud.ids.request(cloud.clock.now()));
    const response = this.#respond(raw, below, effects, allowedHosts.refusal(raw.headers));
    const headers = { 'x-client-request-id': requestId, ...response.headers };
    const ends = effects.map(streamEnd).find((end) => end !== undefined);
    const sent = applyFaults(
      { ...response, headers, paceMs, ...(ends && { streamEnd: ends }) },
      effects,
      Date.now(),
    );
    log.add({
      atMs: cloud.clock.now(),
      requestId,
      method: raw.method,
      service: 'ark',
      action: operation,
      version: '',
      region: '',
      // What people wrote is not kept.
      input: summary(raw),
      signature: { state: 'absent' },
      status: sent.failure === undefined || sent.failure === 'truncate' ? sent.status : undefined,
      code: response.code,
      message: undefined,
      durationMs: performance.now() - startedMs,
      faults: effects.map(({ kind }) => kind),
    });
    return sent;
  }

  #respond(
    raw: RawRequest,
    path: string,
    effects: readonly FaultEffect[],
    refusal: string | undefined,
  ): RawResponse & { readonly code?: string } {
    try {
      if (refusal !== undefined) throw new ArkError(403, 'AccessDenied', refusal, 'Forbidden');
      const planted = errorBefore(effects) ?? raw.problem;
      if (planted) throw new ArkError(planted.status, planted.code, planted.message, typeOf(planted.status));
      const { method, url, headers, body } = raw;
      const mark = url.indexOf('?');
      const query = new URLSearchParams(mark < 0 ? '' : url.slice(mark + 1));
      const { authorization, 'content-type': contentType } = headers;
      const answer = this.#parts.ark.handle(
        { method, path, query },
        { authorization, 'content-type': contentType },
        body,
      );
      if ('body' in answer) return json(200, answer.body);
      const events = [...answer.events.map(written), 'data: [DONE]\n\n'];
      return { status: 200, headers: { 'content-type': 'text/event-stream' }, body: '', events };
    } catch (error) {
      const refused =
        error instanceof ArkError
          ? error
          : new ArkError(
              500,
              'InternalServiceError',
              `The local cloud failed: ${String(error)}`,
              'InternalServerError',
            );
      return { ...json(refused.status, refused), code: refused.code };
    }
  }
}

function written({ event, data }: ArkEvent): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${toJson(data)}\n\n`;
}

function json(status: number, body: unknown): RawResponse {
  return { status, headers: { 'content-type': 'application/json; charset=utf-8' }, body: toJson(body) };
}

function streamEnd(effect: FaultEffect): StreamEnd | undefined {
  const { kind } = effect;
  if (kind !== 'streamCut' && kind !== 'streamSilence' && kind !== 'streamError') return undefined;
  const how = ({ streamCut: 'cut', streamSilence: 'silence', streamError: 'error' } as const)[kind];
  return { after: effect.after, how };
}

function typeOf(status: number): string {
  if (status === 429) return 'TooManyRequests';
  return status >= 500 ? 'InternalServerError' : 'BadRequest';
}

/** The model of a request, and whether it asks for a stream. */
function summary({ headers, body }: RawRequest): Data {
  if (!/json/.test(headers['content-type'] ?? '') || body.length === 0) return {};
  try {
    const parsed: unknown = JSON.parse(body.toString('utf8'));
    if (!isObject(parsed)) return {};
    const { model, stream } = parsed;
    return {
      ...(typeof model === 'string' && { model: model.slice(0, 100) }),
      ...(stream === true && { stream }),
    };
  } catch {
    return {};
  }
}
