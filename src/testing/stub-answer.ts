import type { HttpRequest, HttpResponse } from '../types/http.js';
import { Refusal } from '../emulator/model/refusal.js';
import { toJson } from '../util/json.js';
import type { ReadCall } from './read-call.js';

/** A call as a stub sees it. */
export interface StubCall extends ReadCall {
  readonly http: HttpRequest;
  /** What the envelope of its answer names it. */
  readonly requestId: string;
}

/** Makes the answer of a call; throws where none comes. */
export type StubAnswer = (call: StubCall) => HttpResponse;

const json = { 'content-type': 'application/json; charset=utf-8' };

/** A success, in the envelope of the API. */
export function resultResponse(call: StubCall, result: unknown): HttpResponse {
  const body = toJson({ ResponseMetadata: metadata(call), Result: result });
  return { status: 200, headers: json, body };
}

/** How an error that a stub answers differs from the usual one of its code. */
export interface StubError {
  /** @defaultValue what the facts know of the code; else 404 where it says that something isn't there, or 400 */
  readonly status?: number;
  readonly message?: string;
  /** In seconds: asks the client to wait so long. */
  readonly retryAfterSeconds?: number;
}

/** A refusal of the gateway or the service, in the envelope of the API. */
export function errorResponse(call: StubCall, code: string, error: StubError): HttpResponse {
  const { message = `The stub answers ${code}.`, retryAfterSeconds } = error;
  const isGone = /not_?(found|exist)/i.test(code);
  const refusal = new Refusal(code, message, error.status ?? (isGone ? 404 : undefined));
  const { status, codeN } = refusal;
  const Error = { Code: code, ...(codeN !== undefined && { CodeN: codeN }), Message: message };
  const body = toJson({ ResponseMetadata: { ...metadata(call), Error } });
  const wait = retryAfterSeconds === undefined ? {} : { 'retry-after': String(retryAfterSeconds) };
  return { status, headers: { ...json, ...wait }, body };
}

function metadata({ requestId, action, version, service, region }: StubCall): Record<string, string> {
  return { RequestId: requestId, Action: action, Version: version, Service: service, Region: region };
}
