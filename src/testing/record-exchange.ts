import type { HttpRequest, HttpResponse } from '../types/http.js';
import { parseJson } from '../util/json.js';
import {
  isSensitiveHeader,
  redactJsonText,
  redactKeepingShape,
  redactText,
  secretsIn,
} from '../util/secrets.js';
import type { RecordedExchange } from './exchanges.js';
import type { ReadCall } from './read-call.js';

/** Of an answer's headers, those that a client goes by. */
const keptHeaders = ['content-type', 'retry-after', 'x-tt-logid'];

/** What a recording keeps of an exchange: no signature, no keys, no secret of its request or answer. */
export function recordedExchange(
  call: ReadCall,
  response: HttpResponse,
  secrets: readonly string[],
): RecordedExchange {
  const { service, version, action, region } = call;
  const headers = keptHeaders.flatMap((name) => {
    const value = response.headers[name];
    return value === undefined ? [] : [[name, value]];
  });
  return {
    service,
    version,
    action,
    region,
    input: recordedInput(call.input, secrets),
    answer: {
      status: response.status,
      headers: Object.fromEntries(headers) as Record<string, string>,
      body: recordedBody(response.body, secrets),
    },
  };
}

/** The members of a request as a recording has them; without the token that is another one each time. */
export function recordedInput(
  { ClientToken: _, ...input }: Readonly<Record<string, unknown>>,
  secrets: readonly string[],
): Readonly<Record<string, unknown>> {
  return redactKeepingShape(input, secrets) as Record<string, unknown>;
}

/** The secrets that a request carries: its token, and the values of sensitive members. */
export function sentSecrets({ input }: ReadCall, { headers }: HttpRequest): readonly string[] {
  const token = Object.entries(headers).flatMap(([name, value]) => (isSensitiveHeader(name) ? [value] : []));
  return [...token, ...secretsIn(input)];
}

function recordedBody(body: string, secrets: readonly string[]): unknown {
  try {
    return redactKeepingShape(parseJson(body), secrets);
  } catch {
    return redactText(redactJsonText(body), secrets);
  }
}
