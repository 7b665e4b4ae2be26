import { dirname } from 'node:path';
import type { CredentialContext, CredentialProvider, Credentials } from '../../types/credentials.js';
import { assumeRole } from './assume-role.js';
import { assumeRoleWithOidc } from './assume-role-with-oidc.js';
import { cliConfigFile, readCliProfile, type CliProfileMembers } from './cli-config.js';
import { consoleLogin } from './console-login.js';
import type { CredentialEndpoints } from '../endpoints.js';
import { instanceRole } from './instance-role.js';
import { orAborted } from '../../errors/transport.js';
import { noCredentials } from '../no-credentials.js';
import { SingleFlight } from '../../util/single-flight.js';
import { sso } from './sso.js';
import { staticCredentials } from './source-provider.js';
import { toDate } from '../response-json.js';
import { usableCredentials } from '../usable-credentials.js';

const name = 'CLI profile';

/** Options of {@link cliProfile}. */
export interface CliProfileOptions {
  /** @defaultValue `VOLCENGINE_PROFILE`, else the file's `current`, else `default` */
  readonly profile?: string | undefined;
  /** @defaultValue `VOLCENGINE_CLI_CONFIG_FILE`, else `~/.volcengine/config.json` */
  readonly configFile?: string | undefined;
  readonly endpoints?: CredentialEndpoints | undefined;
}

/** A profile, read member by member with errors that name its file. */
class ProfileReader {
  readonly where: string;
  readonly directory: string;
  readonly endpoints: CredentialEndpoints;
  readonly #profile: CliProfileMembers;

  constructor(profile: CliProfileMembers, directory: string, endpoints: CredentialEndpoints) {
    this.where = profile.where;
    this.directory = directory;
    this.endpoints = endpoints;
    this.#profile = profile;
  }

  optional(member: string): string | undefined {
    return textOf(this.#profile.members[member]);
  }

  required(member: string, help = ''): string {
    const value = this.optional(member);
    if (value === undefined) throw noCredentials(name, `${this.where} has no ${member}${help}`);
    return value;
  }

  session(member: string): string | undefined {
    return textOf(this.#profile.session?.[member]);
  }

  date(member: string): Date | undefined {
    return toDate(this.#profile.members[member]);
  }

  get hasSession(): boolean {
    return this.#profile.session !== undefined;
  }
}

type Mode = (profile: ProfileReader) => CredentialProvider;

const modes: Readonly<Record<string, Mode>> = {
  ak: (profile) => staticCredentials(profileKeys(profile)),
  ststoken: (profile) => {
    profile.required('session-token');
    return staticCredentials(profileKeys(profile));
  },
  ramrolearn: (profile) =>
    assumeRole({
      source: profileKeys(profile),
      roleName: profile.required('role-name'),
      accountId: profile.required('account-id'),
      region: profile.optional('region'),
      endpoint: profile.endpoints.sts,
    }),
  oidc: (profile) =>
    assumeRoleWithOidc({
      roleTrn: profile.required('role-trn'),
      tokenFile: profile.required('oidc-token-file'),
      policy: profile.optional('policy'),
      endpoint: profile.endpoints.sts,
    }),
  ecsrole: (profile) =>
    instanceRole({ roleName: profile.required('role-name'), endpoint: profile.endpoints.metadata }),
  sso: (profile) => {
    const sessionName = profile.required('sso-session-name', '; run `ve sso login`');
    const startUrl = profile.session('start-url');
    if (startUrl === undefined)
      throw noCredentials(
        name,
        profile.hasSession
          ? `the sso-session "${sessionName}" has no start-url; run \`ve sso login\``
          : `${profile.where} names the sso-session "${sessionName}", which the file does not have; run \`ve sso login\``,
      );
    return sso({
      sessionName,
      startUrl,
      region: profile.session('region'),
      accountId: profile.required('account-id'),
      roleName: profile.required('role-name'),
      configDirectory: profile.directory,
      cached: cachedKeys(profile),
      endpoints: profile.endpoints,
    });
  },
  'console-login': (profile) =>
    consoleLogin({
      loginSession: profile.required('login-session', '; run `ve login`'),
      configDirectory: profile.directory,
      endpoint: profile.endpoints.signIn,
    }),
};

/** Provides the credentials of one profile, whatever its mode; reads the file again only after a failure. */
class CliProfile implements CredentialProvider {
  readonly name = name;
  readonly #options: CliProfileOptions;
  readonly #reading = new SingleFlight((context: CredentialContext) => this.#read(context));
  #inner: CredentialProvider | undefined;
  /** The profile that `#inner` was made from. */
  #text = '';
  #mayBeOutdated = true;
  /** The inner provider's last promise, known to be fulfilled: the same promise again is returned as it is. */
  #known: Promise<Credentials> | undefined;

  constructor(options: CliProfileOptions) {
    this.#options = options;
  }

  resolve(context: CredentialContext): Promise<Credentials> {
    const inner = this.#inner;
    if (inner === undefined || this.#mayBeOutdated)
      return orAborted(this.#reading.join(context), context.signal).then((provider) =>
        this.#watch(provider.resolve(context)),
      );
    return this.#watch(inner.resolve(context));
  }

  invalidate(credentials: Credentials): void {
    this.#mayBeOutdated = true;
    this.#known = undefined;
    this.#inner?.invalidate?.(credentials);
  }

  #watch(promise: Promise<Credentials>): Promise<Credentials> {
    if (promise === this.#known) return promise;
    promise.then(
      () => (this.#known = promise),
      () => (this.#mayBeOutdated = true),
    );
    return promise;
  }

  async #read({ env }: CredentialContext): Promise<CredentialProvider> {
    const { configFile, profile, endpoints = {} } = this.#options;
    const file = cliConfigFile(name, env, configFile);
    const found = await readCliProfile(name, env, file, profile);
    const text = JSON.stringify(found);
    // A provider whose profile has not changed is kept: it knows which of the profile's keys were refused.
    if (this.#inner === undefined || text !== this.#text) {
      this.#inner = providerOf(new ProfileReader(found, dirname(file), endpoints));
      this.#text = text;
    }
    this.#mayBeOutdated = false;
    return this.#inner;
  }
}

/**
 * Provides the credentials of a profile of the CLI's configuration file, in each of its modes.
 *
 * @throws {@link CredentialsError} from `resolve`, naming the file, the profile and what it lacks
 *
 * @example
 * ```ts
 * import { cliProfile, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: cliProfile({ profile: 'ops' }) });
 * ```
 */
export function cliProfile(options: CliProfileOptions = {}): CredentialProvider {
  return new CliProfile(options);
}

/**
 * Short for {@link cliProfile} with a profile's name.
 *
 * @example
 * ```ts
 * import { fromProfile, Volcengine } from 'volcengine-fluent';
 *
 * const session = new Volcengine({ credentials: fromProfile('ops') });
 * ```
 */
export function fromProfile(
  profile: string,
  options: Omit<CliProfileOptions, 'profile'> = {},
): CredentialProvider {
  return new CliProfile({ ...options, profile });
}

function providerOf(profile: ProfileReader): CredentialProvider {
  const written = profile.optional('mode') ?? 'AK';
  const mode = written.toLowerCase();
  const make = Object.hasOwn(modes, mode) ? modes[mode] : undefined;
  if (make === undefined)
    throw noCredentials(
      name,
      `${profile.where} has the unknown mode "${written}"; known are AK, StsToken, RamRoleArn, OIDC, EcsRole, sso and console-login`,
    );
  return make(profile);
}

function profileKeys(profile: ProfileReader): Credentials {
  return usableCredentials(name, profile.where, {
    accessKeyId: profile.required('access-key'),
    secretAccessKey: profile.required('secret-key'),
    sessionToken: profile.optional('session-token'),
  });
}

/** The keys that the CLI got with its last SSO login, if they are complete. */
function cachedKeys(profile: ProfileReader): Credentials | undefined {
  const [accessKeyId, secretAccessKey, sessionToken] = ['access-key', 'secret-key', 'session-token'].map(
    (member) => profile.optional(member),
  );
  const expiration = profile.date('sts-expiration');
  if (!accessKeyId || !secretAccessKey || !sessionToken || expiration === undefined) return undefined;
  return usableCredentials(name, profile.where, { accessKeyId, secretAccessKey, sessionToken, expiration });
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'number') return String(value);
  return typeof value === 'string' && value !== '' ? value : undefined;
}
