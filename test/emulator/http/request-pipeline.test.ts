import { request as httpRequest } from 'node:http';
import { expect } from 'chai';
import { Emulator } from '../../../src/emulator/emulator.js';
import { callerOf, targetOf } from '../../support/caller.js';
import { presignedUrl, signedParts } from '../../support/signed-call.js';

/** Sends a request with headers that fetch does not let anyone set. */
function send(url: string, headers: Record<string, string>): Promise<number> {
  return new Promise((resolve, reject) => {
    const request = httpRequest(url, { headers }, (response) => {
      response.resume();
      resolve(response.statusCode ?? 0);
    });
    request.on('error', reject);
    request.end();
  });
}

describe('the request pipeline', () => {
  let cloud: Emulator;
  beforeEach(async () => {
    cloud = await new Emulator().start();
  });
  afterEach(() => cloud.stop());

  const vpcs = (): number => cloud.resources('vpc.Vpc').length;

  it('refuses presigned requests that pages of other sites make, however they are signed', async () => {
    const url = presignedUrl(cloud.config(), targetOf('vpc', 'CreateVpc'), { CidrBlock: '10.0.0.0/16' });
    expect(await send(url, { origin: 'http://example.com' })).to.equal(403);
    expect(await send(url, { 'sec-fetch-site': 'cross-site' })).to.equal(403);
    expect(vpcs()).to.equal(0);
    expect(await send(url, {})).to.equal(200);
    expect(vpcs()).to.equal(1);
  });

  it('refuses a name that could be rebound to this machine, signed or unsigned', async () => {
    const named = { ...cloud.config(), endpoint: 'http://example.com' };
    const { url, headers } = signedParts(named, targetOf('ecs', 'DescribeInstances'));
    expect(await send(url.replace(named.endpoint, cloud.url), headers)).to.equal(403);
    const unsigned = `${cloud.url}/?Action=AssumeRoleWithOIDC&Version=2018-01-01`;
    expect(await send(unsigned, { host: 'example.com' })).to.equal(403);
    const named2 = await new Emulator({ allowedHosts: ['example.com'] }).start();
    const signed = signedParts(
      { ...named2.config(), endpoint: 'http://example.com' },
      targetOf('ecs', 'DescribeInstances'),
    );
    expect(await send(signed.url.replace('http://example.com', named2.url), signed.headers)).to.equal(200);
    await named2.stop();
  });

  it('shows no secret of a request in the log, the admin API or the page', async () => {
    const canary = 'Canary p@ss/w0rd';
    const caller = callerOf(cloud.config());
    const inputs: [string, string, Record<string, unknown>][] = [
      ['ecs', 'RunInstances', { Password: canary, UserData: canary, InstanceName: canary }],
      ['vke', 'ListClusters', { AuthKey: canary, Kubeconfig: canary, ApiKey: canary }],
      ['vke', 'ListClusters', { Envs: [{ Key: 'DB_PASSWORD', Value: canary }] }],
      ['rdsmysqlv2', 'CreateDBAccount', { InstanceId: canary, AccountName: 'a', AccountPassword: canary }],
    ];
    for (const [module, action, input] of inputs) await caller.answer(module, action, input);
    await fetch(`${cloud.url}/?Action=AssumeRoleWithOIDC&Version=2018-01-01`, {
      method: 'POST',
      body: new URLSearchParams({ OIDCToken: canary, RoleTrn: canary, RoleSessionName: 's' }),
    });
    expect(cloud.requests).to.have.length(inputs.length + 1);
    const api = `${cloud.url}/_emulator/api`;
    const seen = [
      JSON.stringify(cloud.requests),
      await (await fetch(`${api}/requests`)).text(),
      await (await fetch(`${api}/state`)).text(),
      await (await fetch(`${cloud.url}/_emulator`)).text(),
    ].join('\n');
    for (const hidden of [canary, encodeURIComponent(canary), cloud.credentials.secretAccessKey]) {
      expect(seen.includes(hidden), hidden).to.equal(false);
    }
  });

  it('logs no more of a false claim than a line', async () => {
    const long = 'x'.repeat(10_000);
    await fetch(`${cloud.url}/?Action=${long}&Version=${long}`);
    expect(JSON.stringify(cloud.requests).length).to.be.below(2000);
  });
});
