import type { HttpRequest, HttpResponse } from '../types/http.js';
import { parseJson } from '../util/json.js';
import {
  isSensitiveHeader,
  redactJsonText,
  redactKeepingShape,
  redactText,
  secretsIn,
} from '../util/secrets.js';
import type { ReadCall } from './read-call.js';
import type { RecordedExchange } from './recording.js';

/** The response headers that a client reads. */
const keptHeaders = ['content-type', 'retry-after', 'x-tt-logid'];

/** The part of an exchange that a recording stores: no signature, no keys, no secrets of request or response. */
export function recordExchange(
  call: ReadCall,
  response: HttpResponse,
  secrets: readonly string[],
): RecordedExchange {
  const { service, version, action, region } = call;
  const headers: Record<string, string> = {};
  for (const name of keptHeaders) {
    const value = response.headers[name];
    if (value !== undefined) headers[name] = value;
  }
  return {
    service,
    version,
    action,
    region,
    input: recordInput(call.input, secrets),
    response: { status: response.status, headers, body: recordBody(response.body, secrets) },
  };
}

/** The members of a request that a recording stores: without secrets, and without `ClientToken`. */
export function recordInput(
  input: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> {
  const members: Record<string, unknown> = { ...input };
  delete members['ClientToken'];
  return redactKeepingShape(members, secrets) as Record<string, unknown>;
}

/** The secrets of a request: its session token, and the values of sensitive members. */
export function sentSecrets({ input }: ReadCall, { headers }: HttpRequest): readonly string[] {
  const sensitive = Object.entries(headers).filter(([name]) => isSensitiveHeader(name));
  return [...sensitive.map(([, value]) => value), ...secretsIn(input)];
}

function recordBody(body: string, secrets: readonly string[]): unknown {
  try {
    return redactKeepingShape(parseJson(body), secrets);
  } catch {
    return redactText(redactJsonText(body), secrets);
  }
}
