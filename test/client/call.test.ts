import { expect } from 'chai';
import { EcsClient } from 'volcengine-fluent/ecs';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { findTarget } from '../../src/client/find-target.js';
import type { Volcengine } from '../../src/client/volcengine.js';
import { ConfigError, RequestValidationError } from '../../src/errors/index.js';
import { FaultServer } from '../transport/fault-server.js';
import { ok, reset, inTurn } from '../transport/replies.js';
import { errorOf } from '../support/error-of.js';
import { sessionTo } from '../transport/session.js';

describe('volc.call', () => {
  let server: FaultServer;
  let volc: Volcengine;
  beforeEach(async () => {
    server = await new FaultServer(ok()).start();
    volc = sessionTo(server, { retry: { baseDelayMs: 0 } });
  });
  afterEach(() => {
    volc.close();
    return server.stop();
  });

  it('sends a known action as its facts say, by its signing name or its module’s', async () => {
    await volc.call({ service: 'ecs', version: '2020-04-01', action: 'DescribeZones' });
    await volc.call({ service: 'rdsmysqlv2', action: 'DescribeDBInstances' }, { PageSize: 10 });
    await volc.call({ service: 'rds_mysql', version: '2022-01-01', action: 'DescribeDBInstances' });
    const sent = server.received.map(({ method, url, headers }) => [
      method,
      url,
      /\/([a-z_]+)\/request/.exec(headers['authorization'] ?? '')?.[1],
    ]);
    expect(sent).to.deep.equal([
      ['GET', '/?Action=DescribeZones&Version=2020-04-01', 'ecs'],
      ['POST', '/?Action=DescribeDBInstances&Version=2022-01-01', 'rds_mysql'],
      ['POST', '/?Action=DescribeDBInstances&Version=2022-01-01', 'rds_mysql'],
    ]);
  });

  it('checks a known action by its facts, unless `validate` is false', async () => {
    const address = { service: 'ecs', action: 'RunInstances' };
    expect(await errorOf(volc.call(address, { NotAMember: 1 }))).to.be.instanceOf(RequestValidationError);
    expect(server.received).to.have.length(0);
    await volc.call(address, { NotAMember: 1 }, { validate: false });
    expect(server.received).to.have.length(1);
  });

  it('sends an action unknown to the facts as a POST of JSON, or as its address says', async () => {
    await volc.call({ service: 'ecs', version: '2099-01-01', action: 'Teleport' }, { To: ['a'] });
    await volc.call(
      { service: 'brand_new', version: '2099-01-01', action: 'Go', method: 'GET' },
      { To: ['a'] },
    );
    await volc.call(
      { service: 'brand_new', version: '2099-01-01', action: 'Go', protocol: 'form' },
      { To: ['a'] },
    );
    expect(server.received.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
      ['POST', '/?Action=Teleport&Version=2099-01-01', '{"To":["a"]}'],
      ['GET', '/?Action=Go&To.1=a&Version=2099-01-01', ''],
      ['POST', '/?Action=Go&Version=2099-01-01', 'To.1=a'],
    ]);
  });

  it('sends an unknown action of a known service as that service’s actions are sent', async () => {
    await volc.call({ service: 'ecs', version: '2020-04-01', action: 'Teleport' }, { To: ['a'] });
    await volc.call({ service: 'vke', version: '2022-05-12', action: 'Teleport' }, { To: ['a'] });
    expect(server.received.map(({ method, url, body }) => [method, url, body])).to.deep.equal([
      ['GET', '/?Action=Teleport&To.1=a&Version=2020-04-01', ''],
      ['POST', '/?Action=Teleport&Version=2022-05-12', '{"To":["a"]}'],
    ]);
    const ecs = new EcsClient({ region: 'cn-beijing' });
    expect(() => ecs.action('New' as never)).to.throw(ConfigError, /ecs .* has no action "New".* volc\.call/);
  });

  it('repeats an unknown action only where its verb, its caller or a token makes it safe', async () => {
    const timesSent = async (action: string, params = {}, more = {}) => {
      server.reply(inTurn(reset, ok()));
      await volc.call({ service: 'new', version: '1', action, ...more }, params).catch(() => undefined);
      return server.received.length;
    };
    expect(await timesSent('ListThings')).to.equal(2);
    expect(await timesSent('MakeThing')).to.equal(1);
    expect(await timesSent('MakeThing', { ClientToken: 'mine' })).to.equal(2);
    expect(await timesSent('MakeThing', {}, { isRead: true })).to.equal(2);
  });

  it('names the nearest names of what it does not know', async () => {
    const cases: [object, string][] = [
      [{ service: 'ecss', action: 'DescribeZones' }, '"ecs"'],
      [{ service: 'ecs', action: 'DescribeZone' }, '"DescribeZones"'],
      [{ service: 'rds_mysql', action: 'CreateBackup' }, '2018-01-01 or 2022-01-01'],
      [{ service: '', action: 'X' }, 'service'],
      [{ service: 'ecs' }, 'action'],
    ];
    for (const [address, hint] of cases) {
      const error = await errorOf(volc.call(address as { service: string; action: string }));
      expect(error).to.be.instanceOf(ConfigError).with.property('message').that.contains(hint);
    }
    expect(server.received).to.have.length(0);
  });

  it('finds every action of every service by signing name and version, and by module name', () => {
    let found = 0;
    for (const name of serviceNames()) {
      const facts = loadService(name);
      const [action = ''] = Object.keys(facts.actions);
      const { service, version } = facts;
      expect(findTarget({ service, version, action }, {})).to.deep.equal({ facts });
      expect(findTarget({ service: name, version, action }, {})).to.deep.equal({ facts });
      found += 1;
    }
    expect(found).to.equal(135);
  });
});
