import { expect } from 'chai';
import { clientClass } from '../../src/client/service-client.js';
import { Volcengine } from '../../src/client/volcengine.js';
import { loadService } from '../../src/catalog/load.js';
import { ConfigError, RequestValidationError } from '../../src/errors/index.js';
import { findIssues } from '../../src/models/validate.js';
import { errorOf } from '../support/error-of.js';

const inherited = ['constructor', 'toString', '__proto__', 'hasOwnProperty', 'valueOf'];
const credentials = { accessKeyId: 'AKLTtest', secretAccessKey: 'secret' };
const EcsClient = clientClass('ecs', 'EcsClient');

/** A session that fails the test when it sends. */
function silentSession(): { readonly volc: Volcengine; readonly sent: string[] } {
  const sent: string[] = [];
  const http = {
    send: ({ url, body = '' }: { readonly url: string; readonly body?: string | undefined }) => {
      sent.push(url + body);
      return Promise.resolve({ status: 200, headers: {}, body: '{"ResponseMetadata":{}}' });
    },
    close: () => undefined,
  };
  return { volc: new Volcengine({ credentials, env: {}, http }), sent };
}

describe('names from outside', () => {
  it('find no action, shape or resource that an object inherits', async () => {
    const { volc, sent } = silentSession();
    const ecs = new EcsClient(volc);
    for (const name of inherited) {
      expect(() => ecs.action(name), name).to.throw(ConfigError, name);
      expect(() => ecs.paginate(name), name).to.throw(ConfigError, name);
      expect(() => ecs.collection(name), name).to.throw(ConfigError, name);
      expect(await errorOf(volc.call({ service: 'ecs', action: name })), name).to.be.instanceOf(ConfigError);
      expect(await errorOf(volc.call({ service: name, action: 'A' })), name).to.be.instanceOf(ConfigError);
      const { actions, shapes, resources } = loadService('ecs') as unknown as Record<
        string,
        Record<string, unknown>
      >;
      for (const facts of [actions, shapes, resources]) expect(facts?.[name], name).to.equal(undefined);
    }
    expect(sent).to.deep.equal([]);
  });

  it('find no endpoint and no option that an object inherits', async () => {
    for (const service of inherited.filter((name) => name !== '__proto__')) {
      const { sent } = silentSession();
      const http = {
        send: ({ url }: { url: string }) => (sent.push(url), Promise.reject(new Error('stop'))),
        close() {},
      };
      const customEndpoints = { ecs: { regional: { 'cn-shanghai': 'ecs.test' } } };
      const volc = new Volcengine({ credentials, env: {}, http, customEndpoints });
      await errorOf(volc.call({ service, version: '2020-01-01', action: 'Do' }));
      expect(sent[0]).to.match(/^https:\/\/open\.volcengineapi\.com\//);
      expect(() => new Volcengine({ retry: { [service]: 1 } as never }), service).to.throw(
        ConfigError,
        service,
      );
      expect(() => new Volcengine({ [service]: 1 } as never), service).to.throw(ConfigError, service);
    }
  });

  it('that can be in no URL, and methods that there are not, are refused before anything is sent', async () => {
    const { volc, sent } = silentSession();
    const address = { service: 'made', version: '2020-01-01', action: 'Do' };
    for (const wrong of [
      { service: 'ecs\0' },
      { service: 'a/b' },
      { service: 'a b' },
      { version: '1\n' },
      { action: 'A&B' },
      { action: 'x'.repeat(201) },
      { method: 'TRACE' },
      { path: 'no-slash' },
      { path: '/a?b' },
      { path: '/a b' },
      { protocol: 'xml' },
    ])
      expect(
        await errorOf(volc.call({ ...address, ...wrong } as never)),
        JSON.stringify(wrong),
      ).to.be.instanceOf(ConfigError);
    for (const endpoint of ['999.1.1.1', 'https://1.2.3.256', '[::zz]'])
      expect(() => new Volcengine({ endpoint }), endpoint).to.throw(ConfigError, 'endpoint');
    expect(sent).to.deep.equal([]);
  });

  it('cannot switch the validation of a parsed request off', async () => {
    const { volc, sent } = silentSession();
    const ecs = new EcsClient(volc);
    const evil = JSON.parse(
      '{"__proto__":{"InstanceName":"x","ImageId":"i","ZoneId":"z","KeyPairName":"k","InstanceTypeId":"t"}}',
    ) as Record<string, unknown>;
    const builder = ecs.action('RunInstances').from(evil);
    expect(builder.missing).to.include('instanceName');
    expect(builder.validate().map(({ path }) => path)).to.include('__proto__');
    expect(await errorOf(builder.run())).to.be.instanceOf(RequestValidationError);
    expect(await errorOf(ecs.send('RunInstances', evil))).to.be.instanceOf(RequestValidationError);
    const facts = loadService('ecs');
    expect(findIssues(facts, 'RunInstancesRequest', evil).map(({ path }) => path)).to.include('__proto__');
    const inheriting = Object.create({ Required: 1 }) as object;
    expect(findIssues(facts, 'RunInstancesRequest', inheriting)).to.not.deep.equal([]);
    expect(sent).to.deep.equal([]);
    // Deeper, where only the facts of a nested shape look.
    const nested = ecs
      .action('RunInstances')
      .from(JSON.parse('{"Volumes":[{"__proto__":{"Size":"x"}}]}') as object);
    expect(nested.validate().map(({ path }) => path)).to.include('Volumes[0].__proto__');
    expect(({} as { InstanceName?: string }).InstanceName).to.equal(undefined);
  });
});

describe('a presigned URL', () => {
  it('lives for a week at most, and has no second pair of the signature’s own', async () => {
    const { volc } = silentSession();
    const target = {
      service: 'ecs',
      version: '2020-04-01',
      action: 'DescribeZones',
      method: 'GET',
      protocol: 'query',
      isRead: true,
    } as const;
    expect(await errorOf(volc.presign(target, {}, { expiresInSeconds: 604_801 }))).to.be.instanceOf(
      ConfigError,
    );
    for (const name of ['X-Signature', 'x-credential', 'X-Expires', 'X-Security-Token', 'X-Date'])
      expect(await errorOf(volc.presign(target, { [name]: 'mine' })), name)
        .to.be.instanceOf(ConfigError)
        .and.have.property('message')
        .that.contains(name);
  });
});
