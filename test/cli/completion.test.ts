import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect } from 'chai';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

// What is typed before Tab, and what of it must be offered. The same for every shell.
const cases: readonly {
  readonly typed: string;
  readonly offers: readonly string[];
  readonly never?: readonly string[];
}[] = [
  { typed: 'de', offers: ['delete', 'describe'], never: ['call', '__complete'] },
  { typed: 'call ec', offers: ['ecs'], never: ['vpc'] },
  { typed: 'call ecs RunI', offers: ['RunInstances'] },
  { typed: 'call ecs RunInstances --ImageI', offers: ['--ImageId'] },
  { typed: 'call ecs RunInstances --Volumes.1.S', offers: ['--Volumes.1.Size', '--Volumes.1.SnapshotId'] },
  { typed: 'call ecs RunInstances --ima', offers: ['--image', '--ImageId'] },
  { typed: 'call ecs RunInstances --I', offers: ['--ImageId'], never: ['--image'] },
  { typed: 'call ecs RunInstances --reg', offers: ['--region'] },
  { typed: 'call ecs RunInstances --region cn-', offers: ['cn-beijing', 'cn-shanghai', 'cn-hongkong'] },
  { typed: 'call ecs RunInstances --DryRun ', offers: ['true', 'false'] },
  { typed: 'call ecs DescribeInstances --output ', offers: ['json', 'yaml', 'table', 'text'] },
  { typed: 'list ecs inst', offers: ['instances', 'instanceTypes'] },
  { typed: 'list ecs instances --Status R', offers: ['RUNNING', 'REBOOTING'] },
  { typed: 'get ecs inst', offers: ['instance', 'instanceType'] },
  { typed: 'wait ecs instance i-1 RU', offers: ['RUNNING'] },
  { typed: 'wait ecs instance i-1 g', offers: ['gone'] },
  { typed: 'completion ', offers: ['bash', 'zsh', 'fish'] },
];

describe('completion', function () {
  this.timeout(120_000);
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
    for (const shell of ['bash', 'zsh', 'fish']) {
      const { stdout, status } = await fixture.run(['completion', shell]);
      expect(status).to.equal(0);
      writeFileSync(join(fixture.folder, `completion.${shell}`), stdout);
    }
  });
  after(() => fixture.stop());

  it('is offered by bash', async function () {
    needTools(this, 'bash');
    for (const { typed, offers, never } of cases) {
      const words = `volcengine-fluent ${typed}`.split(' ');
      // What bash sets before it calls the function that `complete -p` names.
      const { stdout, stderr } = await fixture.shell(`
        source completion.bash
        complete -p volcengine-fluent | grep -q -- '-F _volcengine_fluent' || exit 1
        compopt() { :; }
        COMP_WORDS=(${words.map((word) => `'${word}'`).join(' ')}); COMP_CWORD=$(( \${#COMP_WORDS[@]} - 1 ))
        _volcengine_fluent volcengine-fluent
        printf '%s\\n' "\${COMPREPLY[@]}"`);
      const offered = stdout.split('\n');
      expect(offered, `${typed}: ${stderr}`).to.include.members([...offers]);
      for (const other of never ?? []) expect(offered, typed).not.to.include(other);
    }
  });

  it('completes what is typed into bash, zsh and fish', async function () {
    needTools(this, 'script', 'bash', 'zsh', 'fish');
    const shells = {
      bash: 'bash --norc --noprofile -i',
      zsh: 'zsh -f -i',
      fish: 'fish --no-config -i',
    };
    const setUp = {
      bash: 'source completion.bash',
      zsh: 'autoload -Uz compinit; compinit -u -D; source ./completion.zsh',
      fish: 'source completion.fish',
    };
    for (const shell of ['bash', 'zsh', 'fish'] as const) {
      const { child, until, ended } = fixture.startAtTerminal(shells[shell]);
      const type = (text: string): void => void child.stdin?.write(text);
      // The terminal shows what is typed, too: only what the shell prints is whole.
      type(`${setUp[shell]}; echo rea''dy\r`);
      await until('stdout', /ready\r?\n/);
      // Tab makes a whole name of the beginning; the command fails otherwise.
      type('volcengine-fluent describe ecs DescribeKeyP\t\r');
      await until('stdout', /ecs DescribeKeyPairs[\s\S]*API version/);
      type('exit\r');
      await ended;
    }
  });

  it('is offered by fish', async function () {
    needTools(this, 'fish');
    for (const { typed, offers, never } of cases) {
      const line = `volcengine-fluent ${typed}`;
      const { stdout, stderr } = await fixture.shell(`source completion.fish; complete -C '${line}'`, {
        shell: 'fish',
      });
      const offered = stdout.split('\n').map((each) => each.split('\t')[0]);
      expect(offered, `${typed}: ${stderr}`).to.include.members([...offers]);
      for (const other of never ?? []) expect(offered, typed).not.to.include(other);
    }
  });

  it('is offered by zsh', async function () {
    needTools(this, 'zsh');
    for (const { typed, offers, never } of cases) {
      const words = `volcengine-fluent ${typed}`.split(' ');
      // compadd outside of a completion only fails: here it prints what it is given.
      const { stdout, stderr } = await fixture.shell(
        `
        compdef() { :; }; compadd() { while [[ $1 == -* ]]; do [[ $1 == -d ]] && shift; [[ $1 == -a ]] && { print -l -- \${(P)2}; return; }; shift; done; print -l -- "$@"; }
        source ./completion.zsh
        words=(${words.map((word) => `'${word}'`).join(' ')}); CURRENT=\${#words}
        _volcengine_fluent`,
        { shell: 'zsh' },
      );
      const offered = stdout.split('\n');
      expect(offered, `${typed}: ${stderr}`).to.include.members([...offers]);
      for (const other of never ?? []) expect(offered, typed).not.to.include(other);
    }
  });

  it('says nothing where it knows nothing', async () => {
    for (const words of [
      ['nothing', ''],
      ['call', 'nothing', ''],
      ['call', 'ecs', 'Nothing', '--'],
      ['whoami', 'x', ''],
    ]) {
      const { status, stderr } = await fixture.run(['__complete', 'bash', ...words]);
      expect([status, stderr]).to.deep.equal([0, '']);
    }
  });
});
