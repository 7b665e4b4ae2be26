import type { AccessKey, Caller } from '../state/accounts.js';
import { unsignedAction } from '../behaviours/index.js';
import { decodeInput, parsePairs } from './decode.js';
import type { Engine } from '../engine/engine.js';
import { redact } from '../../util/secrets.js';
import type { SignatureRecord } from './request-log.js';
import type { ActionPlan, ServicePlan } from '../model/service-model.js';
import { authorize } from '../engine/policy.js';
import type { RateLimiter } from './rate-limit.js';
import { Refusal } from '../model/refusal.js';
import { servicePlan, versionsOf } from '../model/services.js';
import type { Data } from '../state/store.js';
import {
  checkDate,
  checkSignature,
  readClaim,
  signingKey,
  type SignatureClaim,
  type SignedRequest,
} from './verify-signature.js';

/** A request as it came in, with its query taken apart. */
export interface IncomingCall extends SignedRequest {
  readonly action: string;
  readonly version: string;
}

/** What is found out about a call on the way, for the envelope and the log; filled in as far as it gets. */
export interface Findings {
  service: string;
  region: string;
  account?: string;
  accessKeyId?: string;
  input?: Data;
  signature: SignatureRecord;
}

export interface GatewayOptions {
  /** Whether the callers' policies are evaluated. */
  readonly authorizes: boolean;
  readonly rateLimiter?: RateLimiter | undefined;
  /** Told of a call that is about to change something. */
  readonly onWrite: () => void;
}

const mostCachedKeys = 1000;

/** The front of the cloud: says who calls and whether they may, then has the call answered. */
export class Gateway {
  readonly #engine: Engine;
  readonly #options: GatewayOptions;
  readonly #signingKeys = new Map<string, Buffer>();

  constructor(engine: Engine, options: GatewayOptions) {
    this.#engine = engine;
    this.#options = options;
  }

  /**
   * The `Result` of a call.
   *
   * @param nows - the times by which a signature may be dated, in milliseconds since 1970
   * @throws {@link Refusal} for what the cloud refuses
   */
  answer(call: IncomingCall, findings: Findings, nows: readonly number[]): Data {
    const { action, version } = call;
    if (action === '' || version === '') {
      throw new Refusal('MissingParameter', `The query has no ${action === '' ? 'Action' : 'Version'}.`);
    }
    const claim = readClaim(call);
    if (!claim) return this.#answerUnsigned(call, findings);
    findings.service = claim.service;
    findings.region = claim.region;
    findings.accessKeyId = claim.accessKeyId;
    const { scope, date, signedHeaders, isPresigned } = claim;
    findings.signature = { state: 'refused', scope, date, signedHeaders, isPresigned };
    const caller = this.#authenticate(call, claim, nows);
    findings.signature = { ...findings.signature, state: 'valid' };
    findings.account = caller.account;
    this.#options.rateLimiter?.count(caller.account, this.#engine.world.clock.now());
    const { service, plan } = findAction(claim.service, version, action);
    checkMethod(call.method, plan);
    const input = decodeInput(service.facts.shapes, plan.facts, call);
    findings.input = redact(input) as Data;
    if (this.#options.authorizes) authorize(this.#engine.world, service, plan, input, caller, claim.region);
    if (!plan.isRead) this.#options.onWrite();
    return this.#engine.answer(service, plan, input, caller, claim.region);
  }

  #answerUnsigned(call: IncomingCall, findings: Findings): Data {
    const unsigned = unsignedAction(call.action);
    if (!unsigned) throw new Refusal('MissingAuthenticationToken', 'The request is not signed.');
    findings.service = unsigned.module;
    const pairs = [...call.query, ...parsePairs(call.body.toString('utf8'))];
    const input = Object.fromEntries(pairs);
    findings.input = redact(input) as Data;
    this.#options.onWrite();
    return unsigned.act(this.#engine, input);
  }

  #authenticate(call: SignedRequest, claim: SignatureClaim, nows: readonly number[]): Caller {
    const key = this.#engine.world.accounts.get(claim.accessKeyId);
    if (!key || key.isInactive)
      throw new Refusal('InvalidAccessKey', 'There is no such access key, or it is inactive.');
    if (key.sessionToken !== claim.sessionToken) {
      throw new Refusal('InvalidClientTokenId', 'The security token is not the one of this access key.');
    }
    checkDate(claim, ...nows);
    checkSignature(call, claim, this.#signingKey(key, claim.scope));
    if (key.expiresAtMs !== undefined && key.expiresAtMs <= this.#engine.world.clock.now()) {
      throw new Refusal('InvalidClientTokenId', 'The security token has expired.');
    }
    return key;
  }

  #signingKey({ accessKeyId, secretAccessKey }: AccessKey, scope: string): Buffer {
    const name = `${accessKeyId}/${secretAccessKey}/${scope}`;
    let key = this.#signingKeys.get(name);
    if (!key) {
      if (this.#signingKeys.size >= mostCachedKeys) this.#signingKeys.clear();
      this.#signingKeys.set(name, (key = signingKey(secretAccessKey, scope)));
    }
    return key;
  }
}

function findAction(
  name: string,
  version: string,
  action: string,
): { service: ServicePlan; plan: ActionPlan } {
  const versions = versionsOf(name);
  if (!versions) throw new Refusal('ServiceNotFound', `There is no service ${JSON.stringify(name)}.`);
  const module = versions.get(version);
  const service = module === undefined ? undefined : servicePlan(module);
  const plan = service?.actions.get(action);
  if (service && plan) return { service, plan };
  throw new Refusal(
    'InvalidActionOrVersion',
    `The service ${name} has no action ${JSON.stringify(action)} of version ${JSON.stringify(version)}.`,
  );
}

/** Form actions are also taken as a GET, as the services do; the others as the facts have them. */
function checkMethod(method: string, { name, facts }: ActionPlan): void {
  if (method === facts.method || (method === 'GET' && facts.protocol === 'form')) return;
  throw new Refusal('MethodNotAllowed', `${name} is called by ${facts.method}, not by ${method}.`);
}
