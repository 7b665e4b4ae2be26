import { Buffer } from 'node:buffer';
import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { withHidden } from '../shared/hidden.js';

/** How data is sealed and opened. */
export interface SealOptions extends CallOptions {
  /** Has to be the same for opening as it was for sealing; it is not secret itself. */
  readonly context?: Readonly<Record<string, string>>;
}

/** A key for data of one's own: `plaintext` seals here, `ciphertext` is kept beside the data. */
export interface DataKey {
  /** The key sealed, as base64 text; `decryptData` opens it. */
  readonly ciphertext: string;
  /** The key itself; not shown by `console.log`, `JSON.stringify` or a copy. */
  readonly plaintext: Buffer;
}

/** What a symmetric key can do beyond its facts. */
export interface KeyExtras {
  /** Seals up to 4 KiB by `Encrypt`; gives the base64 text that `decryptData` opens. Text goes as UTF-8. */
  encryptData(data: Uint8Array | string, options?: SealOptions): Promise<string>;
  /** Opens what was sealed, by `Decrypt`; the ciphertext itself says by which key. */
  decryptData(ciphertext: string, options?: SealOptions): Promise<Buffer>;
  /** Makes a key for more data than a call seals, by `GenerateDataKey`. */
  createDataKey(
    options?: SealOptions & {
      /** How long it is. @defaultValue the service's */
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
