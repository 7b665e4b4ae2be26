import { spawn, type ChildProcess } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { Emulator } from '../../../src/emulator/index.js';
import { expectFreshBuild, root } from '../../support/built.js';

/** What a process said and came to. */
export interface Outcome {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** A process that runs. */
export interface Running {
  readonly child: ChildProcess;
  readonly said: { stdout: string; stderr: string };
  readonly ended: Promise<Outcome>;
  /** Waits until a stream said something that matches. */
  until(stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void>;
}

type Environment = Readonly<Record<string, string>>;

/** The built command in a folder of its own, with a local cloud that its environment points to. */
export class CommandFixture {
  readonly folder: string;
  readonly cloud: Emulator;
  readonly #running: Running[] = [];

  private constructor(folder: string, cloud: Emulator) {
    this.folder = folder;
    this.cloud = cloud;
  }

  static async start(): Promise<CommandFixture> {
    expectFreshBuild();
    const folder = mkdtempSync(join(tmpdir(), 'volcengine-command-'));
    mkdirSync(join(folder, 'bin'));
    const file = join(folder, 'bin', 'volcengine-fluent');
    writeFileSync(file, `#!/bin/sh\nexec '${process.execPath}' '${root}dist/cli/main.js' "$@"\n`);
    chmodSync(file, 0o755);
    return new CommandFixture(folder, await new Emulator({ settleMs: 50 }).start());
  }

  async stop(): Promise<void> {
    await this.killAll();
    await this.cloud.stop();
    rmSync(this.folder, { recursive: true });
  }

  async killAll(): Promise<void> {
    for (const { child, ended } of this.#running.splice(0)) {
      child.kill('SIGKILL');
      await ended;
    }
  }

  /** Variables of a shell that has the command and a home of its own, and nothing else. */
  get bareEnv(): Environment {
    return { HOME: this.folder, PATH: `${join(this.folder, 'bin')}${delimiter}${process.env['PATH'] ?? ''}` };
  }

  /** The same with the keys and the place of the local cloud. */
  get env(): Environment {
    const { accessKeyId, secretAccessKey } = this.cloud.credentials;
    return {
      ...this.bareEnv,
      VOLCENGINE_ENDPOINT: this.cloud.url,
      VOLCENGINE_REGION: this.cloud.region,
      VOLCENGINE_ACCESS_KEY: accessKeyId,
      VOLCENGINE_SECRET_KEY: secretAccessKey,
    };
  }

  /** Starts the command. */
  start(args: readonly string[], env: Environment = this.env): Running {
    return this.spawn(join(this.folder, 'bin', 'volcengine-fluent'), args, env);
  }

  /** Runs the command to its end; `input` is its standard input. */
  async run(args: readonly string[], { env = this.env, input = '' } = {}): Promise<Outcome> {
    const { child, ended } = this.start(args, env);
    child.stdin?.end(input);
    return ended;
  }

  /** Runs a script in a shell to its end. */
  async shell(script: string, { env = this.env, shell = 'bash' } = {}): Promise<Outcome> {
    const { child, ended } = this.spawn(shell, ['-c', script], env);
    child.stdin?.end();
    return ended;
  }

  /** Types into a program that sits at a terminal; its terminal shows what it says and what is typed. */
  startAtTerminal(command: string, env: Environment = this.env): Running {
    return this.spawn('script', ['-qefc', command, '/dev/null'], {
      ...env,
      TERM: 'xterm',
      SHELL: '/bin/bash',
    });
  }

  spawn(file: string, args: readonly string[], env: Environment): Running {
    const child = spawn(file, args, { cwd: this.folder, env });
    const said = { stdout: '', stderr: '' };
    child.stdout.on('data', (part: Buffer) => (said.stdout += part.toString()));
    child.stderr.on('data', (part: Buffer) => (said.stderr += part.toString()));
    // What is written to a process that is gone is lost.
    child.stdin.on('error', () => undefined);
    const ended = new Promise<Outcome>((resolve) =>
      child.on('close', (status) => resolve({ status, ...said })),
    );
    const until = async (stream: 'stdout' | 'stderr', pattern: RegExp): Promise<void> => {
      while (!pattern.test(said[stream])) {
        const isOver = await Promise.race([
          ended.then(() => true),
          new Promise((resolve) => child[stream].once('data', () => resolve(false))),
        ]);
        if (isOver && !pattern.test(said[stream]))
          throw new Error(`It ended without ${String(pattern)}: ${said.stdout}${said.stderr}`);
      }
    };
    const one = { child, said, ended, until };
    this.#running.push(one);
    return one;
  }
}
