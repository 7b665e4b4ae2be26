import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { CredentialsError } from '../../src/errors/index.js';
import type { CredentialContext, CredentialProvider } from '../../src/types/credentials.js';
import { Connections } from '../../src/transport/http/connections.js';
import { NodeHttpHandler } from '../../src/transport/http/node-http-handler.js';
import { resolveConfig } from '../../src/client/config.js';
import { callSts } from '../../src/transport/sts.js';
import { TransportContext } from '../../src/transport/transport-context.js';
import { RecordingClock } from '../support/recording-clock.js';

export const start = Date.parse('2026-01-02T03:04:05Z');

/** Planted where a provider gets secrets; none may come back in an error or a warning. */
export const secrets = {
  secretAccessKey: 'planted-secret-key-8f31==',
  sessionToken: 'planted-session-token-77aa',
  oidcToken: 'planted.oidc.token-91',
  assertion: 'planted-saml-assertion-PHNhbWw=',
  accessToken: 'planted-access-token-5d',
  refreshToken: 'planted-refresh-token-6e',
  newRefreshToken: 'planted-rotated-token-7f',
  clientSecret: 'planted-client-secret-8a',
  metadataToken: 'planted-metadata-token-9b',
};

const handlers: NodeHttpHandler[] = [];
const directories: string[] = [];

/** What a session lends: real connections, a clock that jumps, an environment of its own. */
export interface ProviderContext extends CredentialContext {
  readonly clock: RecordingClock;
  readonly env: Record<string, string | undefined>;
  readonly warnings: string[];
}

export function providerContext(
  given: { env?: ProviderContext['env']; signal?: AbortSignal } = {},
): ProviderContext {
  const connections = new Connections({ maxSockets: 64, keepAliveMs: 1_000, tls: {}, proxy: false });
  const http = new NodeHttpHandler(connections);
  handlers.push(http);
  const clock = new RecordingClock(start);
  const keys = { accessKeyId: 'unused', secretAccessKey: 'unused' };
  const config = resolveConfig({ http, clock, env: {}, credentials: keys });
  const { callSts: sendToSts } = new TransportContext(config, callSts).credentialContext;
  const warnings: string[] = [];
  return {
    env: {},
    ...given,
    http,
    clock,
    callSts: sendToSts,
    warnings,
    warn: (message) => warnings.push(message),
  };
}

/** A directory that lives as long as the test. */
export function directory(files: Readonly<Record<string, unknown>> = {}): string {
  const path = mkdtempSync(join(tmpdir(), 'credentials-'));
  directories.push(path);
  for (const [name, content] of Object.entries(files)) write(join(path, name), content);
  return path;
}

export function write(path: string, content: unknown): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
}

/** The error of a provider that has no credentials, searched for the planted secrets. */
export async function failureOf(
  provider: CredentialProvider,
  context: ProviderContext,
): Promise<CredentialsError> {
  const error = await provider.resolve(context).then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof CredentialsError))
    throw error instanceof Error ? error : new Error('It gave credentials');
  expectNoSecret(everythingOf(error) + context.warnings.join('\n'));
  return error;
}

export function expectNoSecret(text: string): void {
  for (const [name, secret] of Object.entries(secrets))
    if (text.includes(secret)) throw new Error(`The ${name} is in: ${text}`);
}

/** All that could be logged of an error, its causes included. */
export function everythingOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const members = Object.getOwnPropertyNames(error).map((name) => {
    const value = (error as unknown as Record<string, unknown>)[name];
    return value instanceof Error ? everythingOf(value) : JSON.stringify(value);
  });
  const inner = error instanceof AggregateError ? error.errors.map(everythingOf) : [];
  return [error.message, JSON.stringify(error), ...members, ...inner].join('\n');
}

afterEach(() => {
  for (const http of handlers.splice(0)) http.close();
  for (const path of directories.splice(0)) rmSync(path, { recursive: true, force: true });
});
