import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { CloudState } from './cloud-state.js';

/** What a key of Ark opens, and until when. */
export interface ApiKeyClaim {
  /** The ids of endpoints, models or bots; undefined: everything. */
  readonly ids?: readonly string[] | undefined;
  /** In milliseconds since 1970; undefined: for ever. */
  readonly endsAtMs?: number | undefined;
}

const secrets = new WeakMap<CloudState, Buffer>();

/** A key that says what it opens and that only this cloud could have made. */
export function issueApiKey(cloud: CloudState, claim: ApiKeyClaim): string {
  const text = Buffer.from(JSON.stringify(claim)).toString('base64url');
  return `${text}.${sealOf(cloud, text)}`;
}

/** What a key opens; undefined for a key that this cloud did not make, or that has ended. */
export function readApiKey(cloud: CloudState, key: string): ApiKeyClaim | undefined {
  const [text = '', seal = ''] = key.split('.');
  const given = Buffer.from(seal);
  const expected = Buffer.from(sealOf(cloud, text));
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const claim = JSON.parse(Buffer.from(text, 'base64url').toString()) as ApiKeyClaim;
  return claim.endsAtMs !== undefined && claim.endsAtMs <= cloud.clock.now() ? undefined : claim;
}

function sealOf(cloud: CloudState, text: string): string {
  let secret = secrets.get(cloud);
  if (secret === undefined) {
    secret = randomBytes(32);
    secrets.set(cloud, secret);
  }
  return createHmac('sha256', secret).update(text).digest('base64url');
}
