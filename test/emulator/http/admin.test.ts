import { expect } from 'chai';
import { Admin } from '../../../src/emulator/http/admin.js';
import { Faults } from '../../../src/emulator/http/faults.js';
import { RequestLog } from '../../../src/emulator/http/request-log.js';
import { AllowedHosts } from '../../../src/emulator/http/allowed-hosts.js';
import { newEngine } from '../../support/cloud-engine.js';

describe('the admin API', () => {
  const { cloud } = newEngine();
  const admin = new Admin({
    cloud,
    faults: new Faults(1),
    log: new RequestLog(5),
    allowedHosts: new AllowedHosts(),
    account: '1',
    region: 'cn-beijing',
    advance: (ms) => cloud.advance(ms),
    reset: () => undefined,
  });
  const call = (
    method: string,
    path: string,
    body = '',
    headers: object = {},
  ): [number, Record<string, unknown>] => {
    const all = { host: '127.0.0.1:80', 'content-type': 'application/json', ...headers };
    const raw = { method, url: path, headers: all, body: Buffer.from(body) };
    const response = admin.handle(raw, path.split('?')[0] ?? '');
    return [response.status, JSON.parse(response.body) as Record<string, unknown>];
  };

  it('shows resources without their secrets', () => {
    const data = { InstanceId: 'i-1', Password: 'top-secret', Status: 'RUNNING' };
    cloud.partitionNamed('1', 'cn-beijing').collection('ecs.Instance').add('i-1', data);
    const [, { services }] = call('GET', '/_emulator/api/state');
    expect(services).to.have.nested.property('[0].types[0].states.RUNNING', 1);
    const query = 'account=1&region=cn-beijing&type=ecs.Instance';
    const [status, found] = call('GET', `/_emulator/api/resources?${query}`);
    expect(status).to.equal(200);
    expect(found).to.have.nested.property('items[0].data.Password', '[redacted]');
    expect(call('GET', '/_emulator/api/resources?type=ecs.Disk')[0]).to.equal(404);
  });

  it('adds and removes faults, and refuses what is not valid', () => {
    expect(call('POST', '/_emulator/api/faults', '{"kind":"html"}')).to.deep.equal([200, { id: 1 }]);
    expect(call('DELETE', '/_emulator/api/faults/1')[0]).to.equal(200);
    expect(call('POST', '/_emulator/api/faults', '{"kind":"flood"}')[0]).to.equal(400);
    expect(call('POST', '/_emulator/api/faults', '[]')[0]).to.equal(400);
    expect(call('GET', '/_emulator/api/state', '', { origin: 'http://example.com' })[0]).to.equal(403);
    expect(call('GET', '/_emulator/api/state', '', { host: 'example.com' })[0]).to.equal(403);
  });
});
