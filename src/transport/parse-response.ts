import type { HttpResponse } from '../types/http.js';
import { isObject, parseJson } from '../util/json.js';

/** What an HTTP response says. */
export type ParsedResponse =
  | { readonly kind: 'result'; readonly result: unknown; readonly requestId: string | undefined }
  | (RefusedResponse & { readonly kind: 'error'; readonly requestId: string | undefined })
  | {
      readonly kind: 'unreadable';
      readonly why: string;
      readonly requestId: string | undefined;
      readonly cause?: unknown;
    };

/** What a service says of a call that it refuses. */
export interface RefusedResponse {
  readonly code: string;
  readonly codeN?: number | undefined;
  readonly message: string;
  /** The family of the error: `BadRequest`. */
  readonly type?: string | undefined;
  /** The member of the request that it is about. */
  readonly param?: string | undefined;
  readonly body: unknown;
}

interface Envelope {
  readonly ResponseMetadata?: {
    readonly RequestId?: unknown;
    readonly Error?: unknown;
  } | null;
  readonly Result?: unknown;
  readonly HTTPCode?: unknown;
  readonly errorcode?: unknown;
  readonly message?: unknown;
}

/** Codes are compared by patterns: a longer one is none. */
const longestCode = 256;
/** The code of an error that has none. */
const noCode = 'UndefinedError';

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

/**
 * Parses the response of an API with paths: a success is any JSON object with a 2xx, or an empty body. An error is
 * `{ error: { code, message, type, param } }`, its inner object alone, or an envelope.
 */
export function parsePathResponse(response: HttpResponse): ParsedResponse {
  const { status, body } = response;
  const isSuccess = status >= 200 && status < 300;
  if (isSuccess && body.trim() === '')
    return { kind: 'result', result: {}, requestId: requestIdOf(response) };
  let parsed: unknown;
  try {
    parsed = parseJson(body);
  } catch (error) {
    return notJson(response, error);
  }
  if (isObject(parsed) && isObject(parsed['ResponseMetadata'])) return parseEnvelope(response, parsed);
  const requestId = requestIdOf(response);
  if (isSuccess) {
    const refused = isObject(parsed) && onlyAnError(parsed) ? refusalIn(parsed) : undefined;
    return refused === undefined
      ? { kind: 'result', result: parsed, requestId }
      : { kind: 'error', ...refused, requestId };
  }
  if (!isObject(parsed)) return unreadable(response, 'is JSON, but not an object');
  const refused = refusalIn(parsed) ?? refusalIn({ error: parsed });
  return refused === undefined
    ? unreadable(response, 'names no error')
    : { kind: 'error', ...refused, requestId };
}

/** Whether an object has nothing but an error: some responses have one beside what succeeded. */
function onlyAnError(parsed: Readonly<Record<string, unknown>>): boolean {
  return Object.keys(parsed).every((name) => /^(error|id|request_id|object)$/.test(name));
}

/** The error in the member `error` of an object; undefined when there is none. */
export function refusalIn(parsed: unknown): RefusedResponse | undefined {
  const error = isObject(parsed) ? parsed['error'] : undefined;
  if (typeof error === 'string' && error !== '') return { code: noCode, message: error, body: parsed };
  if (!isObject(error)) return undefined;
  const code = text(error['code']) ?? '';
  const message = text(error['message']) ?? '';
  if (code === '' && message === '' && error['type'] === undefined) return undefined;
  return {
    code: code === '' ? noCode : code.slice(0, longestCode),
    message,
    type: text(error['type'])?.slice(0, longestCode) || undefined,
    param: text(error['param'])?.slice(0, longestCode) || undefined,
    body: parsed,
  };
}

function parseEnvelope(response: HttpResponse, parsed: unknown): ParsedResponse {
  const { status } = response;
  if (parsed === null || typeof parsed !== 'object' || Array.isArray(parsed))
    return unreadable(response, 'is JSON, but not an object');
  const { ResponseMetadata: metadata, Result: result, HTTPCode, errorcode, message } = parsed as Envelope;
  if (metadata !== null && typeof metadata === 'object') {
    const requestId = text(metadata.RequestId) ?? requestIdOf(response);
    const error = errorIn(metadata.Error);
    if (error !== undefined) return { kind: 'error', ...error, requestId, body: parsed };
    if (status >= 200 && status < 300) return { kind: 'result', result, requestId };
    return unreadable(response, 'names no error');
  }
  if (errorcode !== undefined || HTTPCode !== undefined) {
    const code = text(errorcode) ?? text(HTTPCode) ?? '';
    return {
      kind: 'error',
      code: code.slice(0, longestCode),
      codeN: undefined,
      message: text(message) ?? '',
      requestId: requestIdOf(response),
      body: parsed,
    };
  }
  return unreadable(response, 'has no ResponseMetadata');
}

interface ErrorInEnvelope {
  readonly code: string;
  readonly codeN: number | undefined;
  readonly message: string;
}

/** An error has a code, or only its number, or only a message; an empty one with number 0 is a success. */
function errorIn(error: unknown): ErrorInEnvelope | undefined {
  if (typeof error === 'string' && error !== '') return { code: noCode, codeN: undefined, message: error };
  if (error === null || typeof error !== 'object') return undefined;
  const { Code, CodeN, Message } = error as { Code?: unknown; CodeN?: unknown; Message?: unknown };
  const codeN = typeof CodeN === 'number' ? CodeN : undefined;
  const message = text(Message) ?? '';
  const code = text(Code) ?? '';
  if (code !== '') return { code: code.slice(0, longestCode), codeN, message };
  if (codeN === 0 || (codeN === undefined && message === '')) return undefined;
  return { code: codeN === undefined ? noCode : String(codeN), codeN, message };
}

function notJson(response: HttpResponse, cause: unknown): ParsedResponse {
  const { body, status } = response;
  const start = body.slice(0, 200).trimStart();
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (status >= 300 && status < 400)
    return unreadable(response, 'is a redirect, and redirects are not followed');
  if (start === '') return unreadable(response, 'is empty');
  if (start.startsWith('<')) return unreadable(response, 'is HTML or XML, not JSON');
  if (encoding !== 'identity' && !/^[{[]/.test(start))
    return unreadable(response, `is encoded as ${encoding.slice(0, 40)}, which was not asked for`);
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
export function requestIdOf({ headers }: Pick<HttpResponse, 'headers'>): string | undefined {
  return headers['x-tt-logid'] ?? headers['x-request-id'];
}

function text(value: unknown): string | undefined {
  return typeof value === 'string' ? value : typeof value === 'number' ? String(value) : undefined;
}
