import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { expectFreshBuild, root } from '../support/built.js';

const head = "import { EcsClient } from 'volcengine-fluent/ecs';\ndeclare const ecs: EcsClient;\n";
const setters = [
  ".zone('z')",
  ".image('i')",
  ".name('n')",
  ".type('t')",
  ".keyPair('k')",
  ".networkInterface((n) => n.subnet('s').securityGroup('g'))",
];

/** A hundred chains, in many orders, so that no state of the builder's type is met by one path alone. */
const chains = Array.from({ length: 100 }, (_, i) => {
  const order = setters.map((setter, at) => [(at * (i + 3)) % 7, setter] as const).sort(([a], [b]) => a - b);
  const calls = order.map(([, setter]) => setter).join('');
  return `export const c${i} = ecs.instances().create()${calls}.volume((v) => v.type('E').size(${i + 10})).run();`;
});
const raw = Array.from(
  { length: 100 },
  (_, i) =>
    `export const c${i} = ecs.runInstances({ ZoneId: 'z', ImageId: 'i', InstanceName: 'n', InstanceTypeId: 't', NetworkInterfaces: [{ SubnetId: 's', SecurityGroupIds: ['g'] }], Volumes: [{ VolumeType: 'E', Size: ${i + 10} }] });`,
);

describe('the types’ budget', function () {
  this.timeout(120_000);
  let folder: string;
  before(expectFreshBuild);
  // Inside the package, so that its own name resolves.
  before(() => (folder = mkdtempSync(join(root, 'test/types/budget-'))));
  after(() => rmSync(folder, { recursive: true }));

  function compile(name: string, source: string, ...flags: string[]): string {
    const file = join(folder, `${name}.ts`);
    writeFileSync(file, source);
    const options = [
      '--noEmit',
      '--strict',
      '--module',
      'nodenext',
      '--target',
      'es2022',
      '--skipLibCheck',
      '--ignoreConfig',
    ];
    const tsc = join(root, 'node_modules/typescript/bin/tsc');
    const { stdout, status } = spawnSync(
      process.execPath,
      [tsc, ...options, '--types', 'node', ...flags, file],
      {
        encoding: 'utf8',
      },
    );
    expect(status, stdout).to.equal(0);
    return stdout;
  }

  const figure = (diagnostics: string, name: string): number =>
    Number(new RegExp(`${name}:\\s+([\\d.]+)`).exec(diagnostics)?.[1]);

  it('is kept by 100 chains: at most 7,500 instantiations, at most 2.5 times the types of raw requests', () => {
    const fluent = compile('chains', head + chains.join('\n'), '--extendedDiagnostics');
    const plain = compile('raw', head + raw.join('\n'), '--extendedDiagnostics');
    expect(figure(fluent, 'Instantiations')).to.be.within(1, 7_500);
    expect(figure(fluent, 'Types') / figure(plain, 'Types')).to.be.within(0.1, 2.5);
    const ratio = figure(fluent, 'Check time') / figure(plain, 'Check time');
    console.log(
      `      ${figure(fluent, 'Instantiations')} instantiations; check time ${ratio.toFixed(2)} × raw requests`,
    );
  });

  it('has no service’s types in the root entry, and no other service’s in one', () => {
    const rootFiles = compile('root', "export * from 'volcengine-fluent';", '--listFilesOnly');
    expect(rootFiles).not.to.match(/dist\/services\//);
    const one = compile('one', `${head}export const vpc = ecs.instance('i').vpc();`, '--listFilesOnly');
    expect(one.match(/dist\/services\/\w+\.d\.ts/g)).to.deep.equal(['dist/services/ecs.d.ts']);
  });
});
