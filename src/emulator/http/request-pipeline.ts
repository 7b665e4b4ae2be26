import type { Admin } from './admin.js';
import type { Engine } from '../engine/engine.js';
import type { FaultEffect, Faults } from './faults.js';
import type { Findings, Gateway, IncomingCall } from './gateway.js';
import { parsePairs } from './decode.js';
import type { RequestLog } from './request-log.js';
import { Refusal } from '../model/refusal.js';
import type { RawAnswer, RawRequest } from './server.js';
import { toJson } from '../../util/json.js';

interface Parts {
  readonly engine: Engine;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly admin: Admin;
  /** The machine's time: signatures may be dated by it as well as by the cloud's own, which may be virtual. */
  readonly wallClock: () => number;
}

const jsonType = { 'content-type': 'application/json; charset=utf-8' };

/** From one HTTP request to its answer: faults, gateway, envelope, log. */
export class Exchange {
  readonly #parts: Parts;
  /** What a running call's creations are hidden for, in milliseconds. */
  #hiddenMs = 0;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  /** How long reads don't find what the call that is being answered creates, in milliseconds. */
  get hiddenMs(): number {
    return this.#hiddenMs;
  }

  answer(raw: RawRequest): RawAnswer {
    const mark = raw.url.indexOf('?');
    const path = mark < 0 ? raw.url : raw.url.slice(0, mark);
    if (path === '/_emulator' || path.startsWith('/_emulator/')) return this.#parts.admin.answer(raw, path);
    const startedMs = performance.now();
    const query = readQuery(raw.url, mark);
    const names = new Map(query.pairs);
    const call: IncomingCall = {
      method: raw.method,
      path,
      query: query.pairs,
      headers: raw.headers,
      body: raw.body,
      action: names.get('Action') ?? '',
      version: names.get('Version') ?? '',
    };
    return this.#answerCall(call, query.problem ?? raw.problem ?? wrongPath(path), startedMs);
  }

  /** An answer to what never became a call. */
  refuse(refusal: Refusal): RawAnswer {
    const requestId = this.#requestId();
    const metadata = {
      RequestId: requestId,
      Action: '',
      Version: '',
      Service: '',
      Region: '',
      Error: errorOf(refusal),
    };
    return { status: refusal.status, headers: jsonType, body: toJson({ ResponseMetadata: metadata }) };
  }

  #answerCall(call: IncomingCall, problem: Refusal | undefined, startedMs: number): RawAnswer {
    const { engine, faults, log, wallClock } = this.#parts;
    const requestId = this.#requestId();
    const findings: Findings = { service: serviceOf(call), region: '', signature: { state: 'absent' } };
    const effects = faults.strike(findings.service, call.action);
    const skewMs = sum(effects, 'clockOffset');
    const wallMs = wallClock() + skewMs;
    let outcome = problem ?? refusalBefore(effects);
    let result: unknown;
    const isStopped = effects.some((effect) => 'when' in effect && effect.when === 'before');
    if (!outcome && !isStopped && !effects.some(({ kind }) => kind === 'html')) {
      this.#hiddenMs = sum(effects, 'eventual');
      try {
        result = this.#parts.gateway.answer(call, findings, [wallMs, engine.world.clock.now() + skewMs]);
      } catch (error) {
        outcome = error instanceof Refusal ? error : broken(error);
      } finally {
        this.#hiddenMs = 0;
      }
    } else {
      findings.signature = { state: 'unchecked' };
    }
    const answer = this.#envelope(call, findings, requestId, outcome, result);
    const sent = withFaults(answer, effects, wallMs);
    log.add({
      atMs: engine.world.clock.now(),
      requestId,
      method: call.method,
      action: call.action,
      version: call.version,
      ...findings,
      status: sent.mishap === undefined || sent.mishap === 'truncate' ? sent.status : undefined,
      code: outcome?.code,
      message: outcome?.message,
      durationMs: performance.now() - startedMs,
      faults: effects.map(({ kind }) => kind),
    });
    return sent;
  }

  #envelope(
    call: IncomingCall,
    findings: Findings,
    requestId: string,
    refusal: Refusal | undefined,
    result: unknown,
  ): RawAnswer {
    const metadata = {
      RequestId: requestId,
      Action: call.action,
      Version: call.version,
      Service: findings.service,
      Region: findings.region,
    };
    if (refusal) {
      const body = toJson({ ResponseMetadata: { ...metadata, Error: errorOf(refusal) } });
      return { status: refusal.status, headers: jsonType, body };
    }
    return {
      status: 200,
      headers: jsonType,
      body: toJson({ ResponseMetadata: metadata, Result: result ?? null }),
    };
  }

  #requestId(): string {
    const { ids, clock } = this.#parts.engine.world;
    return ids.request(clock.now());
  }
}

function readQuery(url: string, mark: number): { pairs: [string, string][]; problem?: Refusal } {
  try {
    return { pairs: mark < 0 ? [] : parsePairs(url.slice(mark + 1)) };
  } catch (error) {
    if (error instanceof Refusal) return { pairs: [], problem: error };
    throw error;
  }
}

function wrongPath(path: string): Refusal | undefined {
  if (path === '/' || path === '') return undefined;
  return new Refusal('InvalidActionOrVersion', 'Calls go to the path "/".', 404);
}

/** The service that a call claims to be for, before anything of it is checked: faults go by it. */
function serviceOf(call: IncomingCall): string {
  const { authorization } = call.headers;
  const credential =
    typeof authorization === 'string'
      ? /Credential=([^,\s]+)/.exec(authorization)?.[1]
      : call.query.find(([name]) => name === 'X-Credential')?.[1];
  return credential?.split('/')[3] ?? '';
}

function errorOf({ code, codeN, message }: Refusal): Record<string, unknown> {
  return { Code: code, ...(codeN !== undefined && { CodeN: codeN }), Message: message };
}

/** A mistake of the emulator itself, told as the gateway would tell one of a service. */
function broken(error: unknown): Refusal {
  const message = error instanceof Error ? error.message : String(error);
  return new Refusal('InternalError', `The local cloud has a fault of its own: ${message}`);
}

function sum(effects: readonly FaultEffect[], kind: 'latency' | 'clockOffset' | 'eventual'): number {
  let total = 0;
  for (const effect of effects) if (effect.kind === kind) total += effect.ms;
  return total;
}

function refusalBefore(effects: readonly FaultEffect[]): Refusal | undefined {
  for (const effect of effects) {
    if (effect.kind === 'throttle') {
      return new Refusal(
        effect.code ?? 'FlowLimitExceeded',
        'There are too many calls; try again later.',
        429,
      );
    }
    if (effect.kind === 'error') {
      const { code = 'InternalServiceError', message = 'The service failed.', status } = effect;
      return new Refusal(code, message, status);
    }
  }
  return undefined;
}

function withFaults(answer: RawAnswer, effects: readonly FaultEffect[], wallMs: number): RawAnswer {
  if (effects.length === 0) return answer;
  let sent: RawAnswer = { ...answer, headers: { ...answer.headers, date: new Date(wallMs).toUTCString() } };
  for (const effect of effects) {
    switch (effect.kind) {
      case 'latency':
        sent = { ...sent, delayMs: (sent.delayMs ?? 0) + effect.ms };
        break;
      case 'throttle':
        if (effect.retryAfterSeconds !== undefined) {
          sent = { ...sent, headers: { ...sent.headers, 'retry-after': String(effect.retryAfterSeconds) } };
        }
        break;
      case 'html':
        sent = {
          ...sent,
          status: effect.status ?? 502,
          headers: { ...sent.headers, 'content-type': 'text/html' },
          body: '<html><head><title>Bad Gateway</title></head><body><h1>Bad Gateway</h1></body></html>',
        };
        break;
      case 'reset':
      case 'noAnswer':
      case 'truncate':
        sent = { ...sent, mishap: effect.kind };
        break;
      case 'error':
      case 'clockOffset':
      case 'eventual':
    }
  }
  return sent;
}
