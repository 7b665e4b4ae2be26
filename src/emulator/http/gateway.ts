import { decodeInput, parsePairs } from '../../catalog/decode-input.js';
import { signingNameLike, versionsOf } from '../../catalog/service-index.js';
import { BoundedMap } from '../../util/bounded-map.js';
import { redact, secretsIn } from '../../util/secrets.js';
import type { Engine } from '../engine/engine.js';
import { authorize } from '../engine/policy.js';
import { ApiError } from '../model/api-error.js';
import type { Data } from '../model/data.js';
import { serviceModel } from '../model/load-models.js';
import type { ActionModel, ServiceModel } from '../model/service-model.js';
import type { AccessKey, Caller } from '../state/accounts.js';
import type { RateLimiter } from './rate-limit.js';
import type { SignatureRecord } from './request-log.js';
import {
  checkDate,
  checkSignature,
  readClaim,
  signingKey,
  type SignatureClaim,
  type SignedRequest,
} from './verify-signature.js';

/** A request with its query decoded. */
export interface IncomingCall extends SignedRequest {
  readonly action: string;
  readonly version: string;
  /** The address of the client. */
  readonly sourceIp?: string | undefined;
}

/** What the gateway learns about a call before it ends; for the envelope and the log. */
export interface Findings {
  service: string;
  region: string;
  account?: string;
  accessKeyId?: string;
  input?: Data;
  signature: SignatureRecord;
  /** The secrets of the input, which may not be logged. */
  secrets: readonly string[];
  /** Whether the call may change something. */
  mayChange: boolean;
}

export interface GatewayOptions {
  /** Whether to evaluate the callers' policies. */
  readonly authorizes: boolean;
  readonly rateLimiter?: RateLimiter | undefined;
  /** Called before an action that may change something. */
  readonly onWrite: () => void;
}

const maxCachedKeys = 1000;

/** Each secret is looked for in the whole input: a request of nothing but secrets would take quadratic time. */
const maxSecrets = 100;

/** The front of the cloud: authenticates and authorizes a call, decodes it, and passes it to the engine. */
export class Gateway {
  readonly #engine: Engine;
  readonly #options: GatewayOptions;
  readonly #signingKeys = new BoundedMap<string, Buffer>(maxCachedKeys);

  constructor(engine: Engine, options: GatewayOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /**
   * Handles a call and returns its `Result`.
   *
   * @param findings - filled in as far as the call gets
   * @param nows - the current times that a signature's date may match, in milliseconds since 1970
   * @throws `ApiError` when the gateway or the service refuses the call
   */
  handle(call: IncomingCall, findings: Findings, nows: readonly number[]): Data {
    const { action, version } = call;
    if (action === '' || version === '') {
      throw new ApiError('MissingParameter', `The query has no ${action === '' ? 'Action' : 'Version'}.`);
    }
    const claim = readClaim(call);
    if (!claim) return this.#handleUnsigned(call, findings);
    findings.service = claim.service;
    findings.region = claim.region;
    findings.accessKeyId = claim.accessKeyId;
    const { scope, date, signedHeaders, isPresigned } = claim;
    findings.signature = { state: 'refused', scope, date, signedHeaders, isPresigned };
    const caller = this.#authenticate(call, claim, nows);
    findings.signature = { ...findings.signature, state: 'valid' };
    findings.account = caller.account;
    this.#options.rateLimiter?.count(caller.account, this.#engine.cloud.clock.now());
    const { service, model } = findAction(claim.service, version, action);
    findings.service = service.facts.service;
    checkMethod(call.method);
    const input = decode(() =>
      decodeInput(service.facts.shapes, model.facts, {
        method: call.method,
        contentType: call.headers['content-type']?.toString(),
        query: call.query,
        body: call.body,
      }),
    );
    logInput(findings, input);
    if (this.#options.authorizes) {
      const origin = { region: claim.region, sourceIp: call.sourceIp };
      authorize(this.#engine.cloud, service, model, input, caller, origin);
    }
    if (!model.isRead) this.#noteWrite(findings);
    return this.#engine.execute(service, model, input, caller, claim.region);
  }

  #handleUnsigned(call: IncomingCall, findings: Findings): Data {
    const unsigned = this.#engine.unsignedAction(call.action);
    if (!unsigned) throw new ApiError('MissingAuthenticationToken', 'The request is not signed.');
    findings.service = unsigned.module;
    const form = decode(() => parsePairs(call.body.toString('utf8')));
    const input = Object.fromEntries([...call.query, ...form]);
    logInput(findings, input);
    this.#noteWrite(findings);
    return unsigned.run(this.#engine, input);
  }

  #noteWrite(findings: Findings): void {
    findings.mayChange = true;
    this.#options.onWrite();
  }

  #authenticate(call: SignedRequest, claim: SignatureClaim, nows: readonly number[]): Caller {
    const key = this.#engine.cloud.accounts.get(claim.accessKeyId);
    if (!key || key.isInactive) {
      throw new ApiError('InvalidAccessKey', 'The access key does not exist or is inactive.');
    }
    if (key.sessionToken !== claim.sessionToken) {
      throw new ApiError('InvalidClientTokenId', 'The security token does not belong to this access key.');
    }
    checkDate(claim, ...nows);
    checkSignature(call, claim, this.#signingKey(key, claim.scope));
    if (key.expiresAtMs !== undefined && key.expiresAtMs <= this.#engine.cloud.clock.now()) {
      throw new ApiError('InvalidClientTokenId', 'The security token has expired.');
    }
    return key;
  }

  #signingKey({ accessKeyId, secretAccessKey }: AccessKey, scope: string): Buffer {
    const name = `${accessKeyId}/${secretAccessKey}/${scope}`;
    let key = this.#signingKeys.get(name);
    if (key === undefined) {
      key = signingKey(secretAccessKey, scope);
      this.#signingKeys.set(name, key);
    }
    return key;
  }
}

function logInput(findings: Findings, input: Data): void {
  findings.secrets = secretsIn(input).slice(0, maxSecrets);
  // A secret may stand under an open name too, as a name that it was mistaken for.
  findings.input = redact(input, findings.secrets) as Data;
}

/** Decodes a request; text that is not valid becomes an error of the gateway. */
export function decode<T>(run: () => T): T {
  try {
    return run();
  } catch (error) {
    if (error instanceof SyntaxError) throw new ApiError('InvalidParameter', error.message);
    throw error;
  }
}

function findAction(
  name: string,
  version: string,
  action: string,
): { readonly service: ServiceModel; readonly model: ActionModel } {
  const versions = versionsOf(name) ?? versionsOf(signingNameLike(name) ?? '');
  if (!versions)
    throw new ApiError('ServiceNotFound', `There is no service ${JSON.stringify(name.slice(0, 100))}.`);
  const module = versions.get(version);
  const service = module === undefined ? undefined : serviceModel(module);
  const model = service?.actions.get(action);
  if (service && model) return { service, model };
  throw new ApiError(
    'InvalidActionOrVersion',
    `The service ${name} has no action ${JSON.stringify(action.slice(0, 100))} in version ${JSON.stringify(version.slice(0, 100))}.`,
  );
}

/** Refuses methods that no action is called with. The services take GET and POST for all of them. */
function checkMethod(method: string): void {
  if (method === 'GET' || method === 'POST') return;
  throw new ApiError('MethodNotAllowed', 'Actions are called with GET or POST.');
}
