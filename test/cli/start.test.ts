import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { root } from '../support/built.js';
import { CommandFixture } from './support/command.js';

describe('the start of the command', () => {
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
    const hook = `import { writeSync } from 'node:fs';
      export async function load(url, context, next) { if (!url.startsWith('node:')) writeSync(2, url + '\\n'); return next(url, context); }`;
    writeFileSync(
      join(fixture.folder, 'hook.mjs'),
      `import { register } from 'node:module';
       register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(hook)}));`,
    );
  });
  after(() => fixture.stop());

  /** The files that a run of the command loads. */
  const loaded = async (...args: string[]): Promise<readonly string[]> => {
    const node = ['--no-warnings', '--import', './hook.mjs', `${root}dist/cli/main.js`, ...args];
    const { child, ended } = fixture.spawn(process.execPath, node, fixture.env);
    child.stdin?.end();
    const { status, stderr } = await ended;
    expect(status, stderr).to.equal(0);
    return stderr.split('\n').filter((line) => /^file:/.test(line));
  };

  it('loads no SDK and no package for its help and for completion', async () => {
    for (const args of [
      ['--help'],
      ['call', '--help'],
      ['--version'],
      ['__complete', 'bash', 'call', 'ecs', 'Run'],
      ['search', 'vpc'],
      ['describe', 'ecs', 'RunInstances'],
    ]) {
      const files = await loaded(...args);
      expect(
        files.filter((file) => !/\/dist\/cli\//.test(file)),
        args.join(' '),
      ).to.deep.equal([]);
      expect(files.length, args.join(' ')).to.be.within(1, 20);
    }
  });

  it('loads the SDK for calls, and JMESPath for queries only', async () => {
    const call = await loaded('call', 'vpc', 'DescribeVpcs');
    expect(call.some((file) => file.endsWith('/dist/services/vpc.js'))).to.equal(true);
    expect(call.filter((file) => /jmespath|modelcontextprotocol|class-validator/.test(file))).to.deep.equal(
      [],
    );
    const query = await loaded('call', 'vpc', 'DescribeVpcs', '--query', 'Vpcs');
    expect(query.some((file) => /jmespath/.test(file))).to.equal(true);
  });

  it('says which package is missing, before anything is called', async () => {
    const missing = `export async function resolve(name, context, next) {
      if (!/^@(modelcontextprotocol|jmespath-community)\\//.test(name)) return next(name, context);
      throw Object.assign(new Error("Cannot find package '" + name + "'"), { code: 'ERR_MODULE_NOT_FOUND' });
    }`;
    writeFileSync(
      join(fixture.folder, 'missing.mjs'),
      `import { register } from 'node:module';
       register('data:text/javascript,' + encodeURIComponent(${JSON.stringify(missing)}));`,
    );
    const env = { ...fixture.env, NODE_OPTIONS: '--no-warnings --import ./missing.mjs' };
    const before = fixture.cloud.requests.length;
    const server = await fixture.run(['mcp'], { env });
    expect([server.status, server.stderr.split('\n')[0]]).to.deep.equal([
      2,
      'volcengine-fluent: mcp needs the package @modelcontextprotocol/sdk: npm install @modelcontextprotocol/sdk',
    ]);
    const query = await fixture.run(['call', 'vpc', 'DescribeVpcs', '--query', 'Vpcs'], { env });
    expect(query.status).to.equal(2);
    expect(query.stderr).to.match(/--query needs the package @jmespath-community\/jmespath/);
    expect(fixture.cloud.requests.length).to.equal(before);
    expect((await fixture.run(['call', 'vpc', 'DescribeVpcs'], { env })).status).to.equal(0);
  });
});
