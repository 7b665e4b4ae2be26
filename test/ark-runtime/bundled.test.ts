import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { expect } from 'chai';
import { Emulator } from '../../src/emulator/index.js';
import { expectFreshBuild, root } from '../support/built.js';

const chat = `
  import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
  const [baseUrl, apiKey] = process.argv.slice(2);
  const ark = new ArkRuntimeClient({ baseUrl, apiKey, proxy: false });
  const stream = ark.chat().model('ep-1').user('count 3').stream();
  for await (const text of stream.texts()) process.stdout.write(text);
  ark.close();
`;

describe('the runtime in a bundle', () => {
  let folder: string;
  before(function () {
    expectFreshBuild();
    // Inside the package, so that a bundler finds its entries.
    folder = mkdtempSync(join(root, 'build', 'bundled-'));
  });
  after(() => rmSync(folder, { recursive: true }));

  async function bundled(name: string, contents: string): Promise<string> {
    const outfile = join(folder, `${name}.mjs`);
    await build({
      stdin: { contents, resolveDir: root },
      outfile,
      bundle: true,
      platform: 'node',
      format: 'esm',
      target: 'node20.19',
      external: [
        'node-fetch',
        'class-validator',
        'class-transformer',
        'reflect-metadata',
        '*-proxy-agent',
        '@jmespath-community/jmespath',
      ],
      logLevel: 'silent',
    });
    return outfile;
  }

  it('streams from one file', async () => {
    const cloud = await new Emulator().start();
    const file = await bundled('chat', chat);
    const child = spawn(process.execPath, [file, `${cloud.url}/api/v3`, cloud.arkApiKey]);
    let output = '';
    child.stdout.on('data', (text: Buffer) => (output += text.toString()));
    child.stderr.on('data', (text: Buffer) => (output += text.toString()));
    await new Promise((resolve) => child.on('close', resolve));
    await cloud.stop();
    expect(output).to.contain('1 2 3');
  });

  it('is in no bundle of another service', async () => {
    const other = `import { EcsClient } from 'volcengine-fluent/ecs'; console.log(new EcsClient());`;
    const text = readFileSync(await bundled('ecs', other), 'utf8');
    expect(text).to.not.contain('chat.completions.create');
    expect(readFileSync(await bundled('chat2', chat), 'utf8')).to.contain('chat.completions.create');
  });
});
