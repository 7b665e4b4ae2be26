import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { withHidden } from '../shared/hidden.js';

/** Temporary credentials for `docker login`. */
export interface LoginToken {
  readonly username: string;
  /** When the token expires, in the format of the service. */
  readonly expireTime: string;
  /** The password; not shown by `console.log`, `JSON.stringify` or a copy. */
  readonly token: string;
}

/** Curated methods of a registry. */
export interface RegistryExtras {
  /** Returns a user name and a temporary password for pushing and pulling, by `GetAuthorizationToken`. */
  loginToken(options?: CallOptions): Promise<LoginToken>;
  /** Sets the permanent password of the account for this registry. */
  setPassword(password: string, options?: CallOptions): Promise<void>;
  /** Switches the public endpoint on or off. */
  setPublicEndpoint(isEnabled: boolean, options?: CallOptions): Promise<void>;
}

export const Registry = curate<RegistryExtras>({
  methods: {
    async loginToken(options) {
      const response = (await this.perform('GetAuthorizationToken', { Registry: this.id }, options)) as {
        Username?: string;
        Token?: string;
        ExpireTime?: string;
      };
      const { Username = '', Token = '', ExpireTime = '' } = response;
      return withHidden({ username: Username, expireTime: ExpireTime }, { token: Token });
    },
    async setPassword(password, options) {
      await this.perform('SetUser', { Registry: this.id, Password: password }, options);
    },
    async setPublicEndpoint(isEnabled, options) {
      await this.perform('UpdatePublicEndpoint', { Registry: this.id, Enabled: isEnabled }, options);
    },
  },
});
