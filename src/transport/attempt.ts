import { sign, type SignedRequest } from '../auth/signing/signer.js';
import type { Credentials } from '../types/credentials.js';
import type { HttpResponse } from '../types/http.js';
import {
  AbortedError,
  ResponseParseError,
  TimeoutError,
  TransportError,
  type CallDetails,
  type ServiceError,
} from '../errors/index.js';
import type { Answer } from './parse-response.js';
import type { Call } from './call.js';
import { credentialsOf } from './call-credentials.js';
import { serviceError } from './classify.js';
import type { Core } from './transport-context.js';
import { withCallFacts, type Failure } from './retry/failure.js';
import { redactJsonText, redactText, secretsOf } from '../util/secrets.js';

/** An attempt that gave a result. */
export interface Success {
  readonly result: unknown;
  readonly requestId: string | undefined;
  readonly response: HttpResponse;
}

/** One attempt on its way: what the steps after sending need to know of those before. */
export interface Attempt {
  /** From 1. */
  readonly number: number;
  /** By lower-case name: sent and, where the rules say so, signed. */
  headers: Readonly<Record<string, string>>;
  credentials?: Credentials;
  signedDate: string;
  /** By the session's clock: when its turn had come. */
  beganAt: number;
  /** Told of the request once it is signed. */
  onSigned?: (origin: string, signed: SignedRequest) => void;
}

/** Credentials, endpoint, signature, sending: everything that is done anew for each attempt. */
export async function exchange(core: Core, call: Call, attempt: Attempt): Promise<HttpResponse> {
  const { target, region, wire, timeouts, signal } = call;
  if (signal?.aborted) throw new AbortedError({}, signal.reason);
  if (core.pace !== undefined)
    await core.pace.turn(paceKey(call), { deadline: call.deadline, totalMs: timeouts.totalMs, signal });
  attempt.beganAt = core.clock.now();
  const credentials = await credentialsOf(call, core.credentialContext);
  const { origin, host } = core.endpointOf(target.service, region, call.endpoint);
  const dateTime = core.serviceClock.signingDate();
  attempt.credentials = credentials;
  attempt.signedDate = dateTime;
  const { method, query, body, contentType } = wire;
  const signed = sign(
    { method, host, query, body, contentType, headers: attempt.headers },
    { credentials, region, service: target.service, dateTime },
    core.signingKeys,
  );
  attempt.onSigned?.(origin, signed);
  // Awaited here, which takes fewer turns of the queue than handing the promise on.
  return await core.http.send({
    method,
    url: `${origin}/?${query}`,
    headers: signed.headers,
    body,
    signal,
    connectTimeoutMs: timeouts.connectMs,
    responseTimeoutMs: timeouts.responseMs,
    totalTimeoutMs: leftMs(core, call),
    maxResponseBytes: call.maxResponseBytes,
  });
}

/** Each action of each service has a pace of its own. */
export function paceKey({ target }: Call): string {
  return `${target.service}:${target.action}`;
}

/** The milliseconds until the call's deadline; 0: it has none. */
function leftMs({ clock }: Core, { deadline, timeouts }: Call): number {
  if (deadline === Infinity) return 0;
  const left = deadline - clock.now();
  if (left <= 0) throw new TimeoutError('total', timeouts.totalMs);
  return left;
}

/** What an answer means: a result, or a failure with the error that it is. */
export function assess(
  call: Call,
  attempt: Attempt,
  response: HttpResponse,
  answer: Answer,
): Success | Failure {
  if (answer.kind === 'result') return { result: answer.result, requestId: answer.requestId, response };
  const error = errorOf(call, attempt, response, answer);
  return { error, headers: response.headers, signedDate: attempt.signedDate };
}

function errorOf(
  { target, region, request }: Call,
  { number, credentials }: Attempt,
  { status, body }: HttpResponse,
  answer: Exclude<Answer, { kind: 'result' }>,
): ServiceError | TransportError {
  const { service, action } = target;
  const { requestId } = answer;
  const call = { service, action, region, attempts: number, status, requestId };
  const secrets = secretsOf(credentials, request);
  if (answer.kind === 'unreadable') {
    const message = `${action} failed: the answer, HTTP ${status}, ${answer.why}`;
    const options = answer.cause === undefined ? undefined : { cause: answer.cause };
    const start = redactJsonText(body.slice(0, 500));
    return new ResponseParseError(message, redactText(start, secrets), call, options);
  }
  const { code, codeN, message, body: raw } = answer;
  const serviceMessage = redactText(message, secrets);
  return serviceError({ ...call, code, codeN, serviceMessage, raw });
}

/** What an error of sending means; anything but a {@link TransportError} is no failure of the attempt and goes on. */
export function assessError(call: Call, attempt: Attempt, error: unknown): Failure {
  if (!(error instanceof TransportError)) throw error;
  const facts: CallDetails = { region: call.region, attempts: attempt.number };
  return {
    error: withCallFacts(error, call.target, facts),
    headers: {},
    signedDate: attempt.signedDate,
    isFinal: error instanceof ResponseParseError,
  };
}
