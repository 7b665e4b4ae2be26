import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  hkdfSync,
  X509Certificate,
  type ECDH,
} from 'node:crypto';
import { ConfigError } from '../../errors/index.js';

const curve = 'prime256v1';
const keyLength = 32;
const nonceLength = 12;
const tagLength = 16;
/** The version of the service's other kind of encryption. */
export const aicc = 'AICCv0.1';

/** What one call is sealed with, and its answer opened. The service's design uses one key and nonce for a whole call. */
export class Seal {
  readonly #key: Buffer;
  readonly #nonce: Buffer;

  /** @param secret - what both sides have agreed on */
  constructor(secret: Uint8Array) {
    const bytes = Buffer.from(hkdfSync('sha256', secret, '', '', keyLength + nonceLength));
    this.#key = bytes.subarray(0, keyLength);
    this.#nonce = bytes.subarray(keyLength);
  }

  seal(text: string): string {
    const cipher = createCipheriv('aes-256-gcm', this.#key, this.#nonce);
    return Buffer.concat([cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
      'base64',
    );
  }

  /**
   * Opens a sealed text, or several that stand one after the other.
   *
   * @throws Error for a text that is not sealed with this key
   */
  open(sealed: string): string {
    if (sealed === '') return '';
    return this.#openOne(sealed) ?? this.#openSeveral(sealed);
  }

  #openOne(sealed: string): string | undefined {
    const bytes = Buffer.from(sealed, 'base64');
    // Some decoders stop at the first `=`; what follows it would be lost.
    if (bytes.length < tagLength || bytes.toString('base64') !== sealed) return undefined;
    const decipher = createDecipheriv('aes-256-gcm', this.#key, this.#nonce);
    decipher.setAuthTag(bytes.subarray(-tagLength));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(0, -tagLength)), decipher.final()]).toString();
    } catch {
      return undefined;
    }
  }

  #openSeveral(sealed: string): string {
    let text = '';
    for (let from = 0; from < sealed.length;) {
      const padding = sealed.indexOf('=', from);
      const whole = padding < 0 ? sealed.length : sealed[padding + 1] === '=' ? padding + 2 : padding + 1;
      let opened: string | undefined;
      let end = Math.min(from + shortest, whole);
      for (; end <= whole; end += 4) {
        opened = this.#openOne(sealed.slice(from, end));
        if (opened !== undefined) break;
      }
      if (opened === undefined) throw new Error('The answer cannot be opened');
      text += opened;
      from = end;
    }
    return text;
  }
}

/** The shortest sealed text: the mark of an empty one, in base64. */
const shortest = 24;

/** A call's seal, and the headers that tell the service how to open it. */
export interface SealedCall {
  readonly seal: Seal;
  readonly headers: Readonly<Record<string, string>>;
}

/**
 * Agrees on a new key with the holder of a certificate.
 *
 * @throws {@link ConfigError} for a certificate that is none, or is on another curve than P-256
 */
export function sealFor(pem: string, isAicc: boolean): SealedCall {
  let certificate: X509Certificate;
  try {
    certificate = new X509Certificate(pem);
  } catch (cause) {
    throw new ConfigError('The certificate of the model cannot be read', { cause });
  }
  const { x, y, crv } = certificate.publicKey.export({ format: 'jwk' });
  if (crv !== 'P-256' || x === undefined || y === undefined)
    throw new ConfigError('The certificate of the model has no key on the curve P-256');
  const own: ECDH = createECDH(curve);
  const point = own.generateKeys();
  const theirs = Buffer.concat([Buffer.of(4), Buffer.from(x, 'base64url'), Buffer.from(y, 'base64url')]);
  const info = {
    ExpireTime: Math.floor(Date.parse(certificate.validTo) / 1000),
    ...(isAicc && { Version: aicc, ...aiccIds(certificate) }),
  };
  return {
    seal: new Seal(own.computeSecret(theirs)),
    headers: {
      'x-is-encrypted': 'true',
      'x-session-token': point.toString('base64'),
      'x-encrypt-info': JSON.stringify(info),
    },
  };
}

function aiccIds({ subjectAltName = '' }: X509Certificate): {
  readonly KeyID: string;
  readonly RingID: string;
} {
  const id = (kind: string): string | undefined =>
    subjectAltName
      .split(', ')
      .find((name) => name.startsWith(`DNS:${kind}.`))
      ?.slice(`DNS:${kind}.`.length);
  const KeyID = id('key');
  const RingID = id('ring');
  if (KeyID === undefined || RingID === undefined)
    throw new ConfigError('The certificate of the model names no key and no ring: it is not one for AICC');
  return { KeyID, RingID };
}
