import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { withHidden } from '../shared/hidden.js';

/** What `docker login` takes, for a while. */
export interface LoginToken {
  readonly username: string;
  /** When the token ends, as the service writes it. */
  readonly expireTime: string;
  /** The password; not shown by `console.log`, `JSON.stringify` or a copy. */
  readonly token: string;
}

/** What a registry can do beyond its facts. */
export interface RegistryExtras {
  /** A name and a temporary password for pushing and pulling, by `GetAuthorizationToken`. */
  loginToken(options?: CallOptions): Promise<LoginToken>;
  /** Sets the password that the account itself logs in with. */
  setPassword(password: string, options?: CallOptions): Promise<void>;
  /** Lets it be reached from the internet, or no longer. */
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
