// What the compilers need for a program that uses the generated types, beside one with nothing but raw interfaces, and how
// soon an editor lists the members of a client.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { completionsMs } from '../harness/completions.mjs';
import { atMost, figure } from '../harness/figure.mjs';
import { rawInterfaces } from '../harness/raw-interfaces.mjs';
import { inTurn, median, ratioOf } from '../harness/statistics.mjs';

export const title = 'Types';

const root = fileURLToPath(new URL('../..', import.meta.url));
const compilers = { 'TypeScript 6': 'typescript/bin/tsc', 'TypeScript 7': 'typescript-7/bin/tsc' };
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
    const figures = [];
    for (const compiler of Object.keys(compilers)) {
      const runs = await inTurn(quick ? 1 : 7, names, (name) => compile(compiler, programs[name]));
      figures.push(...figuresOf(compiler, runs));
    }
    const completions = await completionsMs(programs.ecs, quick ? 1 : 15);
    return {
      figures: [
        ...figures,
        figure(
          'completions on `ecs.` after each change, by the language service',
          'ms',
          median(completions.ms),
          {
            beside: { 'the first': completions.first, members: completions.members },
            budgets: [atMost(300, 'ms', median(completions.ms))],
          },
        ),
      ],
    };
  } finally {
    await rm(folder, { recursive: true });
  }
}

function figuresOf(compiler, runs) {
  const values = (name, what) => runs.get(name).map((run) => run[what]);
  const figures = [];
  for (const [name, said] of Object.entries({ ecs: 'ecs', ten: 'ten services' })) {
    if (!runs.has(name)) continue;
    for (const [what, unit] of Object.entries({ seconds: 's', megabytes: 'MB' })) {
      const [own, raw] = [values(name, what), values(`raw ${name}`, what)];
      const kind = what === 'seconds' ? 'time' : 'memory';
      figures.push(
        figure(`${compiler}, a program with ${said}: ${kind}`, unit, median(own), {
          beside: { 'raw interfaces': median(raw) },
          budgets: [atMost(1.15, '× raw interfaces', ratioOf(own, raw), cause)],
        }),
      );
    }
  }
  return figures;
}

const cause = 'the compiler reads builders, resources and clients besides the shapes';

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

async function compile(compiler, config) {
  const script = join(root, 'node_modules', compilers[compiler]);
  const child = spawn(process.execPath, [script, '-p', config, '--extendedDiagnostics'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said, [code]] = await Promise.all([text(child.stdout), once(child, 'exit')]);
  if (code !== 0) throw new Error(`A program does not compile: ${said.slice(0, 2000)}`);
  const number = (label) => Number(new RegExp(`${label}:\\s+([\\d.]+)`).exec(said)?.[1]);
  return { seconds: number('Total time'), megabytes: number('Memory used') / 1024 };
}
