import { spawnSync } from 'node:child_process';
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, posix } from 'node:path';
import { expect } from 'chai';
import { expectFreshBuild, root } from '../support/built.js';

function run(command: string, args: readonly string[], cwd: string): string {
  const { status, stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  expect(status, stderr).to.equal(0);
  return stdout;
}

describe('the packed package, in a folder of its own', function () {
  this.timeout(120_000);
  let folder: string;
  let unpackedBytes: number;
  let files: readonly string[];

  before(() => {
    expectFreshBuild();
    folder = mkdtempSync(join(tmpdir(), 'packed-'));
    const [packed] = JSON.parse(
      run('npm', ['pack', '--json', '--ignore-scripts', '--pack-destination', folder], root),
    ) as [{ filename: string; unpackedSize: number; files: { path: string }[] }];
    unpackedBytes = packed.unpackedSize;
    files = packed.files.map(({ path }) => path);
    const modules = join(folder, 'node_modules');
    mkdirSync(join(modules, 'volcengine-fluent'), { recursive: true });
    const into = join(modules, 'volcengine-fluent');
    run('tar', ['-xzf', packed.filename, '--strip-components=1', '-C', into], folder);
    for (const name of readdirSync(join(root, 'node_modules'))) {
      if (!name.startsWith('.')) symlinkSync(join(root, 'node_modules', name), join(modules, name));
    }
  });
  after(() => rmSync(folder, { recursive: true }));

  function script(name: string, code: string): string {
    writeFileSync(join(folder, name), code);
    return run(process.execPath, ['--no-warnings', name], folder).trim();
  }

  it('is at most 25 MB for all services', () => {
    console.log(`      ${(unpackedBytes / 1e6).toFixed(1)} MB in ${files.length} files`);
    expect(unpackedBytes).to.be.below(25_000_000);
  });

  it('has no sources and no tests', () => {
    expect(files.filter((path) => !/^(dist|catalog)\/|^[^/]+$/.test(path))).to.deep.equal([]);
  });

  it('has a source map beside each file that was made of several; none is named that is missing', () => {
    const maps = files.filter((path) => path.endsWith('.map'));
    expect(maps.filter((path) => path.startsWith('dist/chunks/'))).not.to.deep.equal([]);
    const named = files
      .filter((path) => path.endsWith('.js'))
      .flatMap((path) => {
        const code = readFileSync(join(folder, 'node_modules/volcengine-fluent', path), 'utf8');
        const [, map] = /^\/\/# sourceMappingURL=(.+)$/m.exec(code.slice(-200)) ?? [];
        return map === undefined ? [] : [posix.join(posix.dirname(path), map)];
      });
    expect(named.sort()).to.deep.equal(maps.sort());
  });

  it('names the files of src/ in a stack trace with --enable-source-maps', () => {
    writeFileSync(
      join(folder, 'trace.mjs'),
      `import { EcsClient } from 'volcengine-fluent/ecs';
       try { new EcsClient({ region: 'no region' }); } catch (error) { console.log(error.stack); }`,
    );
    const trace = run(process.execPath, ['--enable-source-maps', 'trace.mjs'], folder);
    expect(trace).to.match(/src\/client\/[a-z-]+\.ts:\d+/);
    expect(trace).not.to.include('dist/chunks/');
  });

  it('is imported and required', () => {
    const names = "['', '/ecs', '/rdsmysqlv2', '/emulator', '/testing']";
    const print = 'console.log(JSON.stringify(all.map((each) => Object.keys(each).length > 0)))';
    const imported = script(
      'import.mjs',
      `const all = await Promise.all(${names}.map((name) => import('volcengine-fluent' + name))); ${print}`,
    );
    const required = script(
      'require.cjs',
      `const all = ${names}.map((name) => require('volcengine-fluent' + name)); ${print}`,
    );
    expect(imported).to.equal('[true,true,true,true,true]');
    expect(required).to.equal(imported);
  });

  it('has one copy of each class, whichever entry it is met through', () => {
    const said = script(
      'identity.mjs',
      `import * as fluent from 'volcengine-fluent';
       import { EcsClient, Instance } from 'volcengine-fluent/ecs';
       import { VpcClient, Vpc } from 'volcengine-fluent/vpc';
       import { Emulator } from 'volcengine-fluent/emulator';
       const cloud = await new Emulator().start();
       const volc = new fluent.Volcengine(cloud.config());
       const [ecs, vpc] = [new EcsClient(volc), new VpcClient(volc)];
       const error = await ecs.instances().get('i-none').catch((error) => error);
       const wrongNames = Object.entries(fluent)
         .filter(([name, value]) => /(Error|Client|Volcengine)$/.test(name) && value.name !== name)
         .map(([name]) => name);
       console.log(JSON.stringify([
         ecs.instance('i-1') instanceof Instance, vpc.vpc('vpc-1') instanceof Vpc, vpc.vpc('vpc-1') instanceof Instance,
         ecs instanceof fluent.ServiceClient, error instanceof fluent.NotFoundError, wrongNames,
       ]));
       await cloud.stop();`,
    );
    expect(JSON.parse(said)).to.deep.equal([true, true, false, true, true, []]);
  });

  it('makes a first call with few files, and without class-validator', () => {
    writeFileSync(
      join(folder, 'hook.mjs'),
      `import { register } from 'node:module';
       const hook = "import { writeSync } from 'node:fs'; export async function load(url, context, next) { writeSync(1, url + '\\\\n'); return next(url, context); }";
       register('data:text/javascript,' + encodeURIComponent(hook));`,
    );
    writeFileSync(
      join(folder, 'call.mjs'),
      `import { createServer } from 'node:http';
       import { EcsClient } from 'volcengine-fluent/ecs';
       const server = createServer((_, answer) => answer.end('{"ResponseMetadata":{"RequestId":"r"},"Result":{"Instances":[]}}'));
       await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
       const ecs = new EcsClient({
         region: 'cn-beijing', endpoint: 'http://127.0.0.1:' + server.address().port, credentials: { accessKeyId: 'a', secretAccessKey: 's' },
       });
       await ecs.describeInstances();
       ecs.close();
       server.close();`,
    );
    const loaded = run(process.execPath, ['--import', './hook.mjs', 'call.mjs'], folder).split('\n');
    const own = loaded.filter((url) => /node_modules\/volcengine-fluent\//.test(url));
    expect(own.length).to.be.within(2, 5);
    expect(
      loaded.filter((url) => /class-validator|class-transformer|reflect-metadata|lossless/.test(url)),
    ).to.deep.equal([]);
    expect(loaded.some((url) => /node_modules\/node-fetch\//.test(url))).to.equal(true);
  });
});
