import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** The version of a secret; when omitted, the current one. */
export interface SecretVersionChoice extends CallOptions {
  readonly versionId?: string;
  readonly versionName?: string;
}

/** Curated methods of a secret. */
export interface SecretExtras {
  /** Returns the value by `GetSecretValue`, as the service stores it. */
  value(options?: SecretVersionChoice): Promise<string>;
  /** Sets a new value by `SetSecretValue`; the value is sent unchanged, and earlier versions stay readable. */
  putValue(value: string, options?: CallOptions & { readonly versionName?: string }): Promise<void>;
}

export const Secret = curate<SecretExtras>({
  shortNames: { type: 'secretType' },
  methods: {
    async value({ versionId, versionName, ...options } = {}) {
      const request = {
        VersionID: versionId,
        VersionName: versionName,
      };
      const response = (await this.perform('GetSecretValue', request, options)) as { SecretValue?: string };
      return response.SecretValue ?? '';
    },
    async putValue(value, { versionName, ...options } = {}) {
      const request = { SecretValue: value, VersionName: versionName };
      await this.perform('SetSecretValue', request, options);
    },
  },
});
