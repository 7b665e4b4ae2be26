import { writeFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { Volcengine, type VolcengineOptions } from '../../src/client/volcengine.js';
import { ConfigError } from '../../src/errors/index.js';
import { FaultServer } from '../transport/fault-server.js';
import { ok } from '../transport/replies.js';
import { errorOf } from '../support/error-of.js';
import { keys, readTarget, sessionTo } from '../transport/session.js';

/** A session that sends nowhere, and tells where it would have sent to. */
function sentTo(options: VolcengineOptions): Promise<string> {
  let url = '';
  const http = {
    send(request: { readonly url: string }) {
      url = request.url;
      return Promise.resolve({ status: 200, headers: {}, body: '{"ResponseMetadata":{},"Result":{}}' });
    },
    close: () => undefined,
  };
  const volc = new Volcengine({ credentials: keys, env: {}, ...options, http });
  return volc.send(readTarget, {}).then(() => url.slice(0, url.indexOf('?')));
}

describe('configuration', () => {
  afterEach(() => Volcengine.setDefaults({}));

  it('comes from the options, else the process’s defaults, else the environment, else built-in values', () => {
    const regionOf = (options: VolcengineOptions) => new Volcengine(options).config.region;
    const env = { VOLCENGINE_REGION: 'cn-guangzhou' };
    expect(regionOf({ env: {} })).to.equal('cn-beijing');
    expect(regionOf({ env })).to.equal('cn-guangzhou');
    Volcengine.setDefaults({ region: 'cn-shanghai' });
    expect(regionOf({ env })).to.equal('cn-shanghai');
    expect(regionOf({ env, region: 'cn-hongkong' })).to.equal('cn-hongkong');
    expect(regionOf({ env, region: undefined })).to.equal('cn-shanghai');
  });

  it('is read when a session is made: later defaults change nothing', () => {
    const volc = new Volcengine({ env: {} });
    Volcengine.setDefaults({ region: 'cn-shanghai', retry: false });
    expect(volc.config.region).to.equal('cn-beijing');
    expect(volc.config.retry.maxAttempts).to.equal(4);
    expect(new Volcengine({ env: {} }).config.retry.maxAttempts).to.equal(1);
  });

  it('is frozen, and none of the caller’s objects is part of it', () => {
    const options = { headers: { 'x-a': '1' }, timeouts: { connectMs: 5 }, env: {} };
    const { config } = new Volcengine(options);
    options.headers['x-a'] = '2';
    options.timeouts.connectMs = 6;
    expect(config.headers).to.include({ 'x-a': '1' });
    expect(config.timeouts).to.include({ connectMs: 5 });
    for (const part of [config, config.retry, config.timeouts, config.headers]) expect(part).to.be.frozen;
  });

  it('shows no secret when it is printed', () => {
    const env = { VOLCENGINE_SECRET_KEY: 'hunter2', PATH: 'x' };
    const volc = new Volcengine({
      env,
      credentials: { accessKeyId: 'AK', secretAccessKey: 'hunter3' },
      proxy: 'http://u:hunter4@h',
    });
    for (const shown of [
      inspect(volc, { depth: 9, showHidden: false }),
      JSON.stringify(volc),
      JSON.stringify(volc.config),
    ])
      expect(shown).to.not.contain('hunter');
    volc.close();
  });

  it('finds the endpoint as the options say', async () => {
    const cases: [VolcengineOptions, string][] = [
      [{}, 'https://open.volcengineapi.com/'],
      [{ endpoint: 'http://127.0.0.1:1' }, 'http://127.0.0.1:1/'],
      [{ host: 'x.example', scheme: 'http' }, 'http://x.example/'],
      [{ host: 'https://x.example', scheme: 'http' }, 'https://x.example/'],
      [{ endpoint: 'a.example', host: 'b.example' }, 'https://a.example/'],
      [{ env: { VOLCENGINE_ENDPOINT: 'http://e.example:81' } }, 'http://e.example:81/'],
      [{ endpoint: 'a.example', env: { VOLCENGINE_ENDPOINT: 'e.example' } }, 'https://a.example/'],
      [{ endpointProvider: 'standard' }, 'https://ecs.cn-beijing.volcengineapi.com/'],
      [{ endpointProvider: 'standard', dualStack: true }, 'https://ecs.cn-beijing.volcengine-api.com/'],
      [{ region: 'ap-southeast-2' }, 'https://ecs.ap-southeast-2.volcengineapi.com/'],
      [{ region: 'ap-southeast-2', scheme: 'http' }, 'http://ecs.ap-southeast-2.volcengineapi.com/'],
      [
        { region: 'ap-southeast-2', env: { VOLC_ENABLE_DUALSTACK: 'true' } },
        'https://ecs.ap-southeast-2.volcengine-api.com/',
      ],
      [
        { region: 'ap-southeast-2', env: { VOLC_ENABLE_DUALSTACK: 'true' }, dualStack: false },
        'https://ecs.ap-southeast-2.volcengineapi.com/',
      ],
      [{ bootstrapRegions: ['cn-beijing'] }, 'https://ecs.cn-beijing.volcengineapi.com/'],
      [
        { customEndpoints: { ecs: { regional: { 'cn-beijing': 'http://own.example' } } } },
        'http://own.example/',
      ],
      [{ customEndpoints: { ecs: { global: 'own.example' } } }, 'https://own.example/'],
      [{ customEndpoints: { vpc: { global: 'own.example' } } }, 'https://open.volcengineapi.com/'],
    ];
    for (const [options, url] of cases) expect(await sentTo(options), JSON.stringify(options)).to.equal(url);
  });

  it('reads the list of bootstrap regions that the environment names', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'config-'));
    const file = join(folder, 'regions');
    writeFileSync(file, '\n  cn-test-boot \n');
    const env = { VOLC_BOOTSTRAP_REGION_LIST_CONF: file };
    expect(await sentTo({ env, region: 'cn-test-boot' })).to.equal(
      'https://ecs.cn-test-boot.volcengineapi.com/',
    );
    expect(await sentTo({ env, region: 'cn-other' })).to.equal('https://open.volcengineapi.com/');
    rmSync(folder, { recursive: true });
  });

  it('is overridden by a call for that call only', async () => {
    const server = await new FaultServer(ok()).start();
    const other = await new FaultServer(ok()).start();
    const volc = sessionTo(server, { headers: { 'x-a': 'session' } });
    await volc.send(
      readTarget,
      {},
      {
        endpoint: other.origin,
        region: 'cn-shanghai',
        credentials: { accessKeyId: 'AKOTHER', secretAccessKey: 'other-secret' },
        headers: { 'X-A': 'call' },
      },
    );
    const { $metadata } = await volc.send(readTarget, {});
    expect(other.received).to.have.length(1);
    expect(other.received[0]?.headers['authorization']).to.match(/AKOTHER\/\d+\/cn-shanghai\/ecs/);
    expect(other.received[0]?.headers['x-a']).to.equal('call');
    expect(server.received[0]?.headers['authorization']).to.match(/AKLTtest\/\d+\/cn-beijing\/ecs/);
    expect(server.received[0]?.headers['x-a']).to.equal('session');
    expect($metadata.region).to.equal('cn-beijing');
    volc.close();
    await Promise.all([server.stop(), other.stop()]);
  });

  it('refuses unknown options, with the nearest names, and invalid values', () => {
    const wrong: [object, string][] = [
      [{ regoin: 'cn-beijing' }, '"region"'],
      [{ region: 'Beijing!' }, 'region'],
      [{ scheme: 'ftp' }, 'scheme'],
      [{ endpointProvider: 'mine' }, 'endpointProvider'],
      [{ dualStack: 'yes' }, 'dualStack'],
      [{ clientToken: 'x' }, 'clientToken'],
      [{ maxSockets: 0 }, 'maxSockets'],
      [{ maxResponseBytes: -1 }, 'maxResponseBytes'],
      [{ keepAliveMs: NaN }, 'keepAliveMs'],
      [{ validate: 1 }, 'validate'],
      [{ unknownMembers: 'drop' }, 'unknownMembers'],
      [{ http: 'axios' }, 'http'],
      [{ http: {} }, 'http'],
      [{ headers: { Authorization: 'x' } }, 'authorization'],
      [{ headers: { 'x-date': 'x' } }, 'x-date'],
      [{ headers: { 'bad name': 'x' } }, 'bad name'],
      [{ headers: { 'x-a': 'line\r\nbreak' } }, 'x-a'],
    ];
    for (const [options, name] of wrong) {
      expect(() => new Volcengine(options as VolcengineOptions), name).to.throw(ConfigError, name);
      expect(() => Volcengine.setDefaults(options as VolcengineOptions)).to.throw(ConfigError);
    }
  });

  it('refuses a call’s options in the same way', async () => {
    const server = await new FaultServer(ok()).start();
    const volc = sessionTo(server);
    for (const options of [
      { region: 'x y' },
      { endpoint: 'http://x/path' },
      { headers: { host: 'x' } },
      { retry: { maxAttempts: 0 } },
      { maxResponseBytes: 0 },
    ])
      expect(await errorOf(volc.send(readTarget, {}, options)), JSON.stringify(options)).to.be.instanceOf(
        ConfigError,
      );
    expect(server.received).to.have.length(0);
    volc.close();
    await server.stop();
  });
});
