import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

describe('profiles of the command', function () {
  this.timeout(60_000);
  let fixture: CommandFixture;
  let file: string;
  let keys: string;
  before(async () => {
    fixture = await CommandFixture.start();
    file = join(fixture.folder, '.volcengine', 'config.json');
    const { accessKeyId, secretAccessKey } = fixture.cloud.credentials;
    keys = `${accessKeyId}\n${secretAccessKey}\n`;
  });
  after(() => fixture.stop());

  const config = () => JSON.parse(readFileSync(file, 'utf8')) as Record<string, unknown>;
  const bare = (args: string, input = '') => fixture.run(args.split(' '), { env: fixture.bareEnv, input });

  it('are written for the user alone, and used by the next call', async () => {
    const said = await bare(`configure --region cn-shanghai --endpoint ${fixture.cloud.url}`, keys);
    expect(said).to.deep.equal({ status: 0, stdout: '', stderr: `Profile default is written to ${file}\n` });
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    expect(statSync(join(fixture.folder, '.volcengine')).mode & 0o777).to.equal(0o700);
    const { stdout, stderr } = await bare('whoami --query Trn --output text');
    expect([stdout, stderr]).to.deep.equal(['trn:iam::2100000001:root\n', '']);
    expect(fixture.cloud.requests.at(-1)).to.include({ region: 'cn-shanghai' });
    await bare('call vpc DescribeVpcs --region cn-guangzhou');
    expect(fixture.cloud.requests.at(-1)).to.include({ region: 'cn-guangzhou' });
  });

  it('leave everything else in the file as it is', async () => {
    writeFileSync(
      file,
      '{"current":"a","enableColor":true,"profiles":{"a":{"name":"a","mode":"sso","sts-expiration":1767225600000000000,"x":1}}}',
      { mode: 0o644 },
    );
    await bare('configure --profile b --region cn-beijing', 'AKLTother\nsecret-other\ntoken-other\n');
    expect(readFileSync(file, 'utf8')).to.include('1767225600000000000');
    expect(config()).to.deep.include({ current: 'a', enableColor: true });
    expect((config()['profiles'] as Record<string, unknown>)['b']).to.deep.equal({
      name: 'b',
      mode: 'StsToken',
      'disable-ssl': false,
      'access-key': 'AKLTother',
      'secret-key': 'secret-other',
      'session-token': 'token-other',
      region: 'cn-beijing',
    });
    expect(statSync(file).mode & 0o777).to.equal(0o600);
    await bare('configure --profile b --region cn-shanghai --current --no-keys');
    expect(config()['current']).to.equal('b');
    expect((config()['profiles'] as Record<string, unknown>)['b']).to.include({
      region: 'cn-shanghai',
      mode: 'StsToken',
    });
  });

  it('are listed without secrets', async () => {
    const { stdout } = await bare('configure list');
    expect(stdout).to.match(/^profile +current +mode +access-key +region +endpoint\n/);
    expect(stdout).to.match(/^b +yes +StsToken +AKLTother +cn-shanghai$/m);
    expect(stdout).not.to.match(/secret-other|token-other/);
  });

  it('are asked for on a terminal, without showing what is secret', async function () {
    needTools(this, 'script');
    const asked = fixture.startAtTerminal('volcengine-fluent configure --profile typed', fixture.bareEnv);
    await asked.until('stdout', /Access key id: /);
    asked.child.stdin?.write('AKLTtyped\r');
    // At once, so that one is typed before it is asked for.
    asked.child.stdin?.write('hidden-secret\r\r');
    const { status, stdout } = await asked.ended;
    expect(status).to.equal(0);
    expect(stdout).to.include('AKLTtyped').and.not.to.include('hidden-secret');
    expect((config()['profiles'] as Record<string, unknown>)['typed']).to.include({
      'access-key': 'AKLTtyped',
      'secret-key': 'hidden-secret',
      mode: 'AK',
    });
  });

  it('refuse a file that is none, and half of the keys', async () => {
    const text = readFileSync(file, 'utf8');
    const half = await bare('configure --profile c', 'AKLTonly\n');
    expect([half.status, half.stdout]).to.deep.equal([2, '']);
    expect(readFileSync(file, 'utf8')).to.equal(text);
    writeFileSync(file, '{"profiles": {"secret-key": "s3cr3t"');
    const broken = await bare('configure --profile c', keys);
    expect(broken.status).to.equal(1);
    expect(broken.stderr).to.equal(
      `volcengine-fluent: ${file} does not hold a JSON object; it is left as it is\n`,
    );
    expect(readFileSync(file, 'utf8')).to.equal('{"profiles": {"secret-key": "s3cr3t"');
    writeFileSync(file, text);
  });

  it('give region, endpoint and proxy as the official tool reads them', async () => {
    const [accessKey, secretKey] = keys.split('\n');
    const own = { name: 'own', mode: 'ak', 'access-key': accessKey, 'secret-key': secretKey };
    const profiles = {
      plain: {
        ...own,
        region: 'cn-hongkong',
        endpoint: new URL(fixture.cloud.url).host,
        'disable-ssl': true,
      },
      proxied: { ...own, region: 'cn-beijing', 'disable-ssl': true, 'http-proxy': 'http://127.0.0.1:9' },
    };
    writeFileSync(file, JSON.stringify({ current: 'plain', profiles }), { mode: 0o600 });
    expect((await bare('whoami --query AccountId')).stdout).to.equal('2100000001\n');
    expect(fixture.cloud.requests.at(-1)).to.include({ region: 'cn-hongkong' });
    const proxied = await bare('whoami --profile proxied');
    expect(proxied.status).to.equal(5);
    expect(proxied.stderr).to.match(/127\.0\.0\.1:9/);
    const named = await bare('whoami --profile plian');
    expect(named.status).to.equal(1);
    expect(named.stderr).to.match(/has no profile "plian"; did you mean "plain"/);
  });

  it('are not asked where the environment has keys: those go to no endpoint of a profile', async () => {
    const elsewhere = { plain: { mode: 'ak', endpoint: 'http://127.0.0.1:9', region: 'cn-mars' } };
    writeFileSync(file, JSON.stringify({ current: 'plain', profiles: elsewhere }), { mode: 0o600 });
    const { status } = await fixture.run(['whoami']);
    expect(status).to.equal(0);
    expect(fixture.cloud.requests.at(-1)).to.include({ region: 'cn-beijing' });
  });

  it('log in by what their provider can do, and show no secret', async () => {
    const said = await fixture.run(['login']);
    const { accessKeyId, secretAccessKey } = fixture.cloud.credentials;
    expect(JSON.parse(said.stdout)).to.deep.equal({
      AccessKeyId: accessKeyId,
      Expiration: 'never',
      Region: 'cn-beijing',
    });
    expect(said.stdout).not.to.include(secretAccessKey);
    const ended = { current: 'l', profiles: { l: { mode: 'console-login', 'login-session': 'none' } } };
    writeFileSync(file, JSON.stringify(ended), { mode: 0o600 });
    const lost = await bare('login --profile l');
    expect(lost.status).to.equal(1);
    expect(lost.stderr).to.match(/ve login/);
  });
});
