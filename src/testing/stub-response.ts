import { gatewayStatus, numericCode } from '../catalog/error-table.js';
import type { HttpRequest, HttpResponse } from '../types/http.js';
import { toJson } from '../util/json.js';
import type { ReadCall } from './read-call.js';

/** A call that a stub responds to. */
export interface StubCall extends ReadCall {
  readonly http: HttpRequest;
  /** The request id of the response. */
  readonly requestId: string;
}

/** Creates the response of a call, or throws when none comes. */
export type StubResponse = (call: StubCall) => HttpResponse;

const jsonHeaders = { 'content-type': 'application/json; charset=utf-8' };

/** A successful response in the envelope of the API. */
export function resultResponse(call: StubCall, result: unknown): HttpResponse {
  const body = toJson({ ResponseMetadata: metadataOf(call), Result: result });
  return { status: 200, headers: jsonHeaders, body };
}

/** How an error response of a stub differs from the default. */
export interface StubError {
  /** @defaultValue the status that the facts list for the code; else 404 for a "not found" code, or 400 */
  readonly status?: number;
  readonly message?: string;
  /** Asks the client to wait, in seconds. */
  readonly retryAfterSeconds?: number;
}

/** An error response of the gateway or the service in the envelope of the API. */
export function errorResponse(call: StubCall, code: string, error: StubError): HttpResponse {
  const { message = `The stub returns ${code}.`, retryAfterSeconds } = error;
  const defaultStatus = /not_?(found|exist)/i.test(code) ? 404 : (gatewayStatus(code) ?? 400);
  const codeN = numericCode(code);
  const details = { Code: code, ...(codeN !== undefined && { CodeN: codeN }), Message: message };
  const headers: Record<string, string> = { ...jsonHeaders };
  if (retryAfterSeconds !== undefined) headers['retry-after'] = String(retryAfterSeconds);
  return {
    status: error.status ?? defaultStatus,
    headers,
    body: toJson({ ResponseMetadata: { ...metadataOf(call), Error: details } }),
  };
}

function metadataOf({ requestId, action, version, service, region }: StubCall): Record<string, string> {
  return { RequestId: requestId, Action: action, Version: version, Service: service, Region: region };
}
