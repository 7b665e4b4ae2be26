import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** Which version of a secret is meant; unset: the current one. */
export interface SecretVersionChoice extends CallOptions {
  readonly versionId?: string;
  readonly versionName?: string;
}

/** What a secret can do beyond its facts. */
export interface SecretExtras {
  /** Its value by `GetSecretValue`, as the service keeps it. */
  value(options?: SecretVersionChoice): Promise<string>;
  /** Gives it a new value, by `SetSecretValue`; the value goes as it is, and earlier versions stay readable. */
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
