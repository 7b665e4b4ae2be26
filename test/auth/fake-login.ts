import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { FakeServer, type FakeResponse, type FakeRequest } from './fake-server.js';
import { isoAfter } from './fake-sts.js';
import { directory, secrets, write } from './provider-context.js';

const sha1 = (text: string): string => createHash('sha1').update(text).digest('hex');

export const startUrl = 'https://example.volccloudidentity.com/start';

/** The configuration directory of somebody who ran `ve sso login`; the login's own token ends after 1,000 s. */
export class SsoHome {
  readonly directory: string;
  readonly cacheFile: string;
  readonly login = {
    access_token: secrets.accessToken,
    expires_at: isoAfter(1_000),
    refresh_token: secrets.refreshToken,
    client_id: 'client-1',
    client_secret: secrets.clientSecret,
    client_secret_expires_at: 4_000_000_000_000_000,
  };

  constructor(login: Readonly<Record<string, unknown>> = {}) {
    const name = sha1(`{"start_url":"${startUrl}","session_name":"corp"}`);
    this.directory = directory();
    this.cacheFile = join(this.directory, 'sso', 'cache', `${name}.json`);
    this.write(login);
  }

  writeText(text: string): void {
    write(this.cacheFile, text);
  }

  write(login: Readonly<Record<string, unknown>>): void {
    write(this.cacheFile, { ...this.login, ...login });
  }
}

/** The cache of somebody who ran `ve login` when the tests' time began; the keys end after 900 s. */
export class ConsoleHome {
  readonly directory: string;
  readonly cacheFile: string;

  constructor(login: Readonly<Record<string, unknown>> = {}) {
    this.directory = directory();
    this.cacheFile = join(this.directory, `${sha1('trn:iam::1:user/me')}.json`);
    this.write(login);
  }

  writeText(text: string): void {
    write(this.cacheFile, text);
  }

  write(login: Readonly<Record<string, unknown>>): void {
    write(this.cacheFile, {
      access_token: consoleKeys(0),
      issued_at: isoAfter(0),
      expires_in: 900,
      refresh_token: secrets.refreshToken,
      client_id: 'client-2',
      ...login,
    });
  }
}

export function consoleKeys(n: number): Record<string, string> {
  return {
    access_key_id: `AKCL${n}`,
    secret_access_key: secrets.secretAccessKey,
    session_token: `${secrets.sessionToken}-${n}`,
  };
}

/** A service that spends refresh tokens: only the newest is good, and each use gives another. */
export class Rotation {
  good: string = secrets.refreshToken;
  uses = 0;

  /** Answers with what `give` makes, or refuses a token that was used before. */
  use(token: unknown, give: (n: number) => Record<string, unknown>): FakeResponse {
    if (token !== this.good)
      return [400, { error: 'invalid_grant', error_description: `spent: ${String(token)}` }];
    this.uses += 1;
    this.good = `${secrets.newRefreshToken}-${this.uses}`;
    return [200, { ...give(this.uses), refresh_token: this.good }];
  }
}

/** The OAuth service and the portal of SSO, at one address. */
export async function startFakeSso(
  rotation: Rotation,
  faults: {
    token?: (asked: FakeRequest) => FakeResponse | undefined;
    portal?: (asked: FakeRequest) => FakeResponse | undefined;
  } = {},
): Promise<FakeServer> {
  let keys = 0;
  return FakeServer.start((asked) => {
    if (asked.path === '/token') {
      const { refresh_token } = JSON.parse(asked.body) as Record<string, unknown>;
      return (
        faults.token?.(asked) ??
        rotation.use(refresh_token, (n) => ({
          access_token: `${secrets.accessToken}-${n}`,
          expires_in: 1_000,
        }))
      );
    }
    keys += 1;
    return faults.portal?.(asked) ?? portalResponse(keys, 600 * keys);
  });
}

export function portalResponse(n: number, seconds: number): FakeResponse {
  const RoleCredentials = {
    AccessKeyId: `AKSS${n}`,
    SecretAccessKey: secrets.secretAccessKey,
    SessionToken: secrets.sessionToken,
    Expiration: Date.parse(isoAfter(seconds)),
  };
  return [200, { ResponseMetadata: { RequestId: 'r' }, Result: { RoleCredentials } }];
}
