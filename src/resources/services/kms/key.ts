import { Buffer } from 'node:buffer';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { withHidden } from '../shared/hidden.js';

/** Options of encrypting and decrypting. */
export interface SealOptions extends CallOptions {
  /** The encryption context: decrypting needs the same one. It is not secret. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A data key: encrypt with `plaintext`, and store `ciphertext` beside the data. */
export interface DataKey {
  /** The encrypted data key, as base64 text; `decryptData` decrypts it. */
  readonly ciphertext: string;
  /** The data key; `console.log`, `JSON.stringify` and copies do not show it. */
  readonly plaintext: Buffer;
}

/** Curated methods of a symmetric key. */
export interface KeyExtras {
  /** Encrypts up to 4 KiB by `Encrypt` and returns base64 text for `decryptData`. Text is encoded as UTF-8. */
  encryptData(data: Uint8Array | string, options?: SealOptions): Promise<string>;
  /** Decrypts by `Decrypt`; the ciphertext identifies the key. */
  decryptData(ciphertext: string, options?: SealOptions): Promise<Buffer>;
  /** Generates a data key by `GenerateDataKey`, for data larger than 4 KiB. */
  createDataKey(
    options?: SealOptions & {
      /** The length of the key. @defaultValue the default of the service */
      readonly bytes?: number;
    },
  ): Promise<DataKey>;
}

export const Key = curate<KeyExtras>({
  methods: {
    async encryptData(data, { context, ...options } = {}) {
      const request = { Plaintext: Buffer.from(data).toString('base64'), ...sealedIn(context) };
      const response = (await this.perform('Encrypt', request, options)) as { CiphertextBlob?: string };
      return response.CiphertextBlob ?? '';
    },
    async decryptData(ciphertext, { context, ...options } = {}) {
      const request = { CiphertextBlob: ciphertext, ...sealedIn(context) };
      const response = (await this.perform('Decrypt', request, options)) as { Plaintext?: string };
      return Buffer.from(response.Plaintext ?? '', 'base64');
    },
    async createDataKey({ context, bytes, ...options } = {}) {
      const request = { ...sealedIn(context), NumberOfBytes: bytes };
      const response = (await this.perform('GenerateDataKey', request, options)) as {
        CiphertextBlob?: string;
        Plaintext?: string;
      };
      return withHidden(
        { ciphertext: response.CiphertextBlob ?? '' },
        { plaintext: Buffer.from(response.Plaintext ?? '', 'base64') },
      );
    },
  },
});

function sealedIn(context: SealOptions['context']): Record<string, unknown> {
  return context === undefined ? {} : { EncryptionContext: context };
}
