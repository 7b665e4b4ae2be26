import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { ConfigError } from '../../src/errors/index.js';
import { Volcengine } from '../../src/client/volcengine.js';
import { bootstrapRegions } from '../../src/transport/bootstrap-regions.js';
import { checkedEndpoint } from '../../src/transport/checks.js';
import { resolveEndpoint, type CustomEndpoint } from '../../src/transport/resolve-endpoint.js';

interface Case {
  readonly service: string;
  readonly region: string;
  readonly provider: 'default' | 'standard';
  readonly useDualStack?: boolean;
  readonly host?: string;
  readonly scheme?: 'http' | 'https';
  readonly env?: Readonly<Record<string, string>>;
  readonly customBootstrapRegion?: Readonly<Record<string, object>>;
  readonly customEndpoints?: Readonly<
    Record<string, { readonly region_endpoint_map: Readonly<Record<string, string>> }>
  >;
  readonly expect: { readonly host: string; readonly url: string; readonly error?: string };
}

const facts = JSON.parse(readFileSync(new URL('../facts/endpoint-cases.json', import.meta.url), 'utf8')) as {
  readonly bootstrapFile: string;
  readonly cases: readonly Case[];
};

/** The official SDK takes a path into its URLs; here a path is an error. */
const withPath = new Set(['https://x.example/', 'x.example/base']);

describe('endpoint resolution', () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), 'endpoints-'));
    const text = facts.bootstrapFile.replaceAll('\\n', '\n').replaceAll('\\r', '\r');
    writeFileSync(join(folder, 'regions'), text);
  });
  after(() => rmSync(folder, { recursive: true }));

  function urlOf(given: Case): string {
    const env = Object.fromEntries(
      Object.entries(given.env ?? {}).map(([name, value]) => [
        name,
        value.replace('<FILE>', join(folder, 'regions')),
      ]),
    );
    const customEndpoints: Record<string, CustomEndpoint> = {};
    for (const [service, { region_endpoint_map: regional }] of Object.entries(given.customEndpoints ?? {}))
      customEndpoints[service] = { regional };
    const host =
      given.host ??
      resolveEndpoint(given.service, given.region, {
        provider: given.provider,
        dualStack: given.useDualStack ?? env['VOLC_ENABLE_DUALSTACK'] === 'true',
        bootstrapRegions: bootstrapRegions(
          Object.keys(given.customBootstrapRegion ?? {}),
          env,
          () => undefined,
        ),
        customEndpoints,
      });
    return `${checkedEndpoint(host, given.scheme ?? 'https').origin}/`;
  }

  it('gives what the facts say in all 45 cases', () => {
    const outcomes = { agree: 0, refusePath: 0, refuseService: 0 };
    for (const given of facts.cases) {
      if (given.expect.error !== undefined) {
        expect(() => urlOf(given), JSON.stringify(given)).to.throw(ConfigError, 'no service "pca"');
        outcomes.refuseService += 1;
      } else if (withPath.has(given.host ?? '')) {
        expect(() => urlOf(given), JSON.stringify(given)).to.throw(ConfigError, 'no path');
        outcomes.refusePath += 1;
      } else {
        expect(urlOf(given), JSON.stringify(given)).to.equal(given.expect.url);
        outcomes.agree += 1;
      }
    }
    expect(outcomes).to.deep.equal({ agree: 42, refusePath: 2, refuseService: 1 });
  });

  it('warns of a list of regions that it cannot read, and goes on', () => {
    const warnings: string[] = [];
    const env = { VOLC_BOOTSTRAP_REGION_LIST_CONF: join(folder, 'missing') };
    expect([...bootstrapRegions(['cn-a'], env, (message) => warnings.push(message))]).to.deep.equal(['cn-a']);
    expect(warnings).to.have.length(1);
    expect(warnings[0]).to.contain('could not be read');
  });

  it('refuses regions without a region’s form under the standard rules', () => {
    const rules = {
      provider: 'standard',
      dualStack: false,
      bootstrapRegions: new Set<string>(),
      customEndpoints: {},
    } as const;
    for (const region of ['', 'beijing', 'CN-beijing', 'cn_beijing', 'cn-'])
      expect(() => resolveEndpoint('ecs', region, rules), region).to.throw(ConfigError, 'not valid');
    for (const region of [
      'rec-cn',
      'rec-sg',
      'overseas-1',
      'byteplus-global',
      'cn-beijing300',
      'cn-hongkong-pop',
    ])
      expect(resolveEndpoint('ecs', region, rules)).to.equal(`ecs.${region}.volcengineapi.com`);
    expect(resolveEndpoint('id', 'cn-beijing', rules)).to.equal('id.cn-beijing.volcengineapi.com');
  });

  it('keeps the gateway where it is asked for dual stack outside bootstrap regions', () => {
    const rules = { provider: 'default', dualStack: true, customEndpoints: {} } as const;
    const bootstrap = new Set(['cn-beijing']);
    expect(resolveEndpoint('ecs', 'cn-beijing', { ...rules, bootstrapRegions: new Set() })).to.equal(
      'open.volcengineapi.com',
    );
    expect(resolveEndpoint('ecs', 'cn-beijing', { ...rules, bootstrapRegions: bootstrap })).to.equal(
      'ecs.cn-beijing.volcengine-api.com',
    );
    const standard = { ...rules, provider: 'standard', bootstrapRegions: new Set<string>() } as const;
    expect(resolveEndpoint('iam', 'cn-beijing', standard)).to.equal('iam.volcengine-api.com');
  });
});

describe('parseEndpoint', () => {
  it('keeps a port, drops the one that the scheme implies, and lowers the case of the host', () => {
    expect(checkedEndpoint('HTTPS://Host.Example:443', 'http')).to.deep.equal({
      origin: 'https://host.example',
      host: 'host.example',
    });
    expect(checkedEndpoint('http://127.0.0.1:8080', 'https').origin).to.equal('http://127.0.0.1:8080');
    expect(checkedEndpoint('[::1]:81', 'http')).to.deep.equal({
      origin: 'http://[::1]:81',
      host: '[::1]:81',
    });
  });

  it('refuses everything that is more or less than a host', () => {
    const wrong = [
      '',
      'https://',
      'ftp://x',
      'x.example?a=b',
      'x.example#a',
      'x:0',
      'x:99999',
      'x y',
      'http://x/base',
    ];
    for (const text of wrong) expect(() => checkedEndpoint(text, 'https'), text).to.throw(ConfigError);
  });

  it('does not repeat a password that was put into it', () => {
    expect(() => checkedEndpoint('https://user:hunter2@x.example', 'https'))
      .to.throw(ConfigError)
      .with.property('message')
      .that.contains('password')
      .and.not.contains('hunter2');
  });

  it('is asked when the session is made', () => {
    expect(() => new Volcengine({ endpoint: 'https://x.example/v1' })).to.throw(ConfigError, 'no path');
    expect(() => new Volcengine({ region: 'cn beijing' })).to.throw(ConfigError, 'region');
  });
});
