// What the compiler needs for a program that uses the generated types, beside one with nothing but raw interfaces.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { figure } from '../harness/figure.mjs';
import { rawInterfaces } from '../harness/raw-interfaces.mjs';
import { inTurn, median } from '../harness/statistics.mjs';

export const title = 'Types';

const root = fileURLToPath(new URL('../..', import.meta.url));
const ten = ['ecs', 'vpc', 'clb', 'alb', 'autoscaling', 'iam', 'storageebs', 'natgateway', 'vke', 'redis'];

export async function measure({ quick }) {
  // Within the package, so that its own name and its dependencies are found as a user's program finds them.
  await mkdir(join(root, 'build'), { recursive: true });
  const folder = await mkdtemp(join(root, 'build/types-'));
  try {
    const programs = {
      ecs: await fluentProgram(folder, 'ecs', ['ecs']),
      'raw ecs': await rawProgram(folder, 'raw-ecs', ['ecs']),
      ten: await fluentProgram(folder, 'ten', ten),
      'raw ten': await rawProgram(folder, 'raw-ten', ten),
    };
    const names = quick ? ['ecs', 'raw ecs'] : Object.keys(programs);
    const runs = await inTurn(quick ? 1 : 3, names, (name) => compile(programs[name]));
    const value = (name, what) => median(runs.get(name).map((run) => run[what]));
    const rows = [
      ['ecs', 'a program with ecs'],
      ['ten', 'a program with ten services'],
    ].filter(([name]) => runs.has(name));
    return {
      figures: rows.flatMap(([name, said]) =>
        [
          ['seconds', 's'],
          ['megabytes', 'MB'],
        ].map(([what, unit]) =>
          figure(`tsc of ${said}: ${what === 'seconds' ? 'time' : 'memory'}`, unit, value(name, what), {
            beside: { 'raw interfaces': value(`raw ${name}`, what) },
          }),
        ),
      ),
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

async function fluentProgram(folder, name, services) {
  const lines = [];
  for (const service of services) {
    const types = await readFile(join(root, `dist/services/${service}.d.ts`), 'utf8');
    const client = /\b(?:class|const) (\w+Client)\b/.exec(types)?.[1];
    if (client === undefined) throw new Error(`dist/services/${service}.d.ts has no client`);
    lines.push(`import { ${client} } from 'volcengine-fluent/${service}';`);
    lines.push(`export const ${service} = new ${client}({ region: 'cn-beijing' });`);
  }
  lines.push(
    `export const web = ecs.instances().create().name('web').type('t').zone('z').image('i').networkInterface((nic) => nic.subnet('s').securityGroup('g')).volume((v) => v.size(40)).run();`,
    `export const named = ecs.describeInstances({ MaxResults: 10 }).then(({ Instances }) => Instances?.[0]?.InstanceName);`,
  );
  return project(folder, name, lines);
}

async function rawProgram(folder, name, services) {
  const lines = [];
  for (const service of services) {
    const facts = JSON.parse(await readFile(join(root, `catalog/${service}.json`), 'utf8'));
    await writeFile(join(folder, `${service}-shapes.d.ts`), rawInterfaces(facts));
    lines.push(`import type * as ${service} from './${service}-shapes.js';`, `export type { ${service} };`);
  }
  lines.push(
    `declare function send<Response>(action: string, request: unknown): Promise<Response>;`,
    `const request: ecs.RunInstancesRequest = { InstanceName: 'web', ZoneId: 'z', ImageId: 'i', InstanceTypeId: 't', NetworkInterfaces: [{ SubnetId: 's', SecurityGroupIds: ['g'] }], Volumes: [{ Size: 40 }] };`,
    `export const web = send<ecs.RunInstancesResponse>('RunInstances', request);`,
    `export const named = send<ecs.DescribeInstancesResponse>('DescribeInstances', { MaxResults: 10 })`,
    `  .then(({ Instances }) => Instances?.[0]?.InstanceName);`,
  );
  return project(folder, name, lines);
}

async function project(folder, name, lines) {
  await writeFile(join(folder, `${name}.ts`), lines.join('\n'));
  const config = {
    extends: '../../tsconfig.base.json',
    compilerOptions: { noEmit: true, skipLibCheck: true },
    files: [`${name}.ts`],
  };
  const path = join(folder, `${name}.json`);
  await writeFile(path, JSON.stringify(config));
  return path;
}

async function compile(config) {
  const compiler = join(root, 'node_modules/typescript/bin/tsc');
  const child = spawn(process.execPath, [compiler, '-p', config, '--extendedDiagnostics'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`A program does not compile: ${said.slice(0, 2000)}`);
  const number = (label) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(said)?.[1]);
  return { seconds: number('Total time'), megabytes: number('Memory used') / 1024 };
}
