import type { HttpResponse } from '../types/http.js';
import { parseJson } from '../util/json.js';

/** What an HTTP response says. */
export type ParsedResponse =
  | { readonly kind: 'result'; readonly result: unknown; readonly requestId: string | undefined }
  | {
      readonly kind: 'error';
      readonly code: string;
      readonly codeN: number | undefined;
      readonly message: string;
      readonly requestId: string | undefined;
      readonly body: unknown;
    }
  | {
      readonly kind: 'unreadable';
      readonly why: string;
      readonly requestId: string | undefined;
      readonly cause?: unknown;
    };

interface Envelope {
  readonly ResponseMetadata?: {
    readonly RequestId?: unknown;
    readonly Error?: { readonly Code?: unknown; readonly CodeN?: unknown; readonly Message?: unknown } | null;
  } | null;
  readonly Result?: unknown;
  readonly HTTPCode?: unknown;
  readonly errorcode?: unknown;
  readonly message?: unknown;
}

/** Parses a response: a success is a 2xx with the envelope and no error code in it; everything else is a failure. */
export function parseResponse(response: HttpResponse): ParsedResponse {
  let parsed: unknown;
  try {
    parsed = parseJson(response.body);
  } catch (error) {
    return notJson(response, error);
  }
  return parseEnvelope(response, parsed);
}

function parseEnvelope(response: HttpResponse, parsed: unknown): ParsedResponse {
  const { status } = response;
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    return unreadable(response, 'is JSON, but not an object');
  const { ResponseMetadata: metadata, Result: result, HTTPCode, errorcode, message } = parsed as Envelope;
  if (metadata !== null && typeof metadata === 'object') {
    const requestId = text(metadata.RequestId) ?? requestIdOf(response);
    const code = text(metadata.Error?.Code);
    if (code !== undefined && code !== '') {
      const { CodeN, Message } = metadata.Error ?? {};
      const codeN = typeof CodeN === 'number' ? CodeN : undefined;
      return { kind: 'error', code, codeN, message: text(Message) ?? '', requestId, body: parsed };
    }
    if (status >= 200 && status < 300) return { kind: 'result', result, requestId };
    return unreadable(response, 'names no error');
  }
  if (errorcode !== undefined || HTTPCode !== undefined) {
    const code = text(errorcode) ?? text(HTTPCode) ?? '';
    return {
      kind: 'error',
      code,
      codeN: undefined,
      message: text(message) ?? '',
      requestId: requestIdOf(response),
      body: parsed,
    };
  }
  return unreadable(response, 'has no ResponseMetadata');
}

function notJson(response: HttpResponse, cause: unknown): ParsedResponse {
  const { body, status } = response;
  const start = body.slice(0, 200).trimStart();
  if (status >= 300 && status < 400)
    return unreadable(response, 'is a redirect, and redirects are not followed');
  if (start === '') return unreadable(response, 'is empty');
  if (start.startsWith('<')) return unreadable(response, 'is HTML or XML, not JSON');
  if (/^[{[]/.test(start)) return unreadable(response, 'is JSON that is malformed or cut off', cause);
  return unreadable(response, 'is not JSON', cause);
}

function unreadable(response: HttpResponse, why: string, cause?: unknown): ParsedResponse {
  return {
    kind: 'unreadable',
    why,
    requestId: requestIdOf(response),
    ...(cause === undefined ? {} : { cause }),
  };
}

/** Gateways name a request in a header when they have no envelope for it. */
function requestIdOf({ headers }: HttpResponse): string | undefined {
  return headers['x-tt-logid'] ?? headers['x-request-id'];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
