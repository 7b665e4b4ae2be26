import { parsePairs } from '../../catalog/decode-input.js';
import { toJson } from '../../util/json.js';
import { redactText } from '../../util/secrets.js';
import type { Engine } from '../engine/engine.js';
import { ApiError } from '../model/api-error.js';
import type { Admin } from './admin.js';
import type { AllowedHosts } from './allowed-hosts.js';
import { arkBase, type ArkPipeline } from './ark-pipeline.js';
import { applyFaults, errorBefore, totalMs } from './fault-effects.js';
import type { FaultEffect, Faults } from './faults.js';
import { decode, type Findings, type Gateway, type IncomingCall } from './gateway.js';
import type { RawRequest, RawResponse } from './message.js';
import type { RequestLog } from './request-log.js';

export interface PipelineParts {
  readonly engine: Engine;
  readonly gateway: Gateway;
  readonly faults: Faults;
  readonly log: RequestLog;
  readonly admin: Admin;
  readonly ark: ArkPipeline;
  readonly allowedHosts: AllowedHosts;
  /** The machine's time: a signature's date may match it or the cloud's own time, which may be virtual. */
  readonly wallClock: () => number;
}

/** What a request claims to be is not checked before it is logged. */
const maxLoggedLength = 200;

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** Turns one HTTP request into its response: faults, gateway, envelope, log. */
export class RequestPipeline {
  readonly #parts: PipelineParts;
  #hiddenMs = 0;

  constructor(parts: PipelineParts) {
    this.#parts = parts;
  }

  /** How long reads do not find what the current call creates, in milliseconds. */
  get hiddenMs(): number {
    return this.#hiddenMs;
  }

  handle(raw: RawRequest): RawResponse {
    const mark = raw.url.indexOf('?');
    const path = mark < 0 ? raw.url : raw.url.slice(0, mark);
    if (path === '/_emulator' || path.startsWith('/_emulator/')) return this.#parts.admin.handle(raw, path);
    if (path.startsWith(`${arkBase}/`)) return this.#parts.ark.handle(raw, path);
    const startedMs = performance.now();
    const { pairs, problem } = readQuery(mark < 0 ? '' : raw.url.slice(mark + 1));
    const named = new Map(pairs);
    const call: IncomingCall = {
      method: raw.method,
      path,
      query: pairs,
      headers: raw.headers,
      body: raw.body,
      action: named.get('Action') ?? '',
      version: named.get('Version') ?? '',
      sourceIp: raw.remoteAddress?.replace(/^::ffff:/, ''),
    };
    const refused = problem ?? raw.problem ?? checkPath(path) ?? this.#checkHost(raw);
    return this.#handleCall(call, refused, startedMs);
  }

  /** The response to something that is not a valid HTTP request. */
  refuse(error: ApiError): RawResponse {
    const metadata = { RequestId: this.#requestId(), Action: '', Version: '', Service: '', Region: '' };
    return errorResponse(metadata, error);
  }

  #checkHost({ headers }: RawRequest): ApiError | undefined {
    const refusal = this.#parts.allowedHosts.refusal(headers);
    return refusal === undefined ? undefined : new ApiError('AccessDenied', refusal, 403);
  }

  #handleCall(call: IncomingCall, problem: ApiError | undefined, startedMs: number): RawResponse {
    const { engine, faults, log, wallClock } = this.#parts;
    const requestId = this.#requestId();
    const findings: Findings = {
      service: claimedService(call),
      region: '',
      signature: { state: 'absent' },
      secrets: [],
      mayChange: false,
    };
    const effects = faults.match(findings.service, call.action);
    const skewMs = totalMs(effects, 'clockOffset');
    const wallMs = wallClock() + skewMs;
    let error = problem ?? errorBefore(effects);
    let result: unknown;
    if (error || preventsExecution(effects)) findings.signature = { state: 'unchecked' };
    else {
      this.#hiddenMs = totalMs(effects, 'eventual');
      try {
        result = this.#parts.gateway.handle(call, findings, [wallMs, engine.cloud.clock.now() + skewMs]);
      } catch (thrown) {
        error = thrown instanceof ApiError ? thrown : internalError(thrown);
      } finally {
        this.#hiddenMs = 0;
      }
    }
    const metadata = {
      RequestId: requestId,
      Action: call.action,
      Version: call.version,
      Service: findings.service,
      Region: findings.region,
    };
    const response = error ? errorResponse(metadata, error) : resultResponse(metadata, result);
    const sent = applyFaults(response, effects, wallMs);
    const { secrets, mayChange, ...found } = findings;
    log.add({
      atMs: engine.cloud.clock.now(),
      requestId,
      method: call.method,
      action: call.action.slice(0, maxLoggedLength),
      version: call.version.slice(0, maxLoggedLength),
      ...found,
      status: sent.failure === undefined || sent.failure === 'truncate' ? sent.status : undefined,
      code: error?.code,
      message: error && redactText(error.message, secrets),
      durationMs: performance.now() - startedMs,
      faults: effects.map(({ kind }) => kind),
    });
    return mayChange ? { ...sent, mayHaveChanged: true } : sent;
  }

  #requestId(): string {
    const { ids, clock } = this.#parts.engine.cloud;
    return ids.request(clock.now());
  }
}

function preventsExecution(effects: readonly FaultEffect[]): boolean {
  return effects.some((effect) => effect.kind === 'html' || ('when' in effect && effect.when === 'before'));
}

function readQuery(text: string): { readonly pairs: [string, string][]; readonly problem?: ApiError } {
  try {
    return { pairs: decode(() => parsePairs(text)) };
  } catch (error) {
    if (error instanceof ApiError) return { pairs: [], problem: error };
    throw error;
  }
}

function checkPath(path: string): ApiError | undefined {
  if (path === '/' || path === '') return undefined;
  return new ApiError('InvalidActionOrVersion', 'Calls must use the path "/".', 404);
}

/** The service that a call claims to be for, before anything is checked: fault rules match it. */
function claimedService(call: IncomingCall): string {
  const { authorization } = call.headers;
  const credential =
    typeof authorization === 'string'
      ? /Credential=([^,\s]+)/.exec(authorization)?.[1]
      : call.query.find(([name]) => name === 'X-Credential')?.[1];
  return credential?.split('/', 4)[3]?.slice(0, maxLoggedLength) ?? '';
}

function resultResponse(metadata: Readonly<Record<string, string>>, result: unknown): RawResponse {
  const body = toJson({ ResponseMetadata: metadata, Result: result ?? null });
  return { status: 200, headers: jsonHeaders, body };
}

function errorResponse(
  metadata: Readonly<Record<string, string>>,
  { status, code, codeN, message }: ApiError,
): RawResponse {
  const error = { Code: code, ...(codeN !== undefined && { CodeN: codeN }), Message: message };
  return {
    status,
    headers: jsonHeaders,
    body: toJson({ ResponseMetadata: { ...metadata, Error: error } }),
  };
}

/** A bug of the emulator, reported as the gateway reports one of a service. */
function internalError(error: unknown): ApiError {
  const message = error instanceof Error ? error.message : String(error);
  return new ApiError('InternalError', `The local cloud failed: ${message}`);
}
