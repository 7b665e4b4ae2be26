import { spawn } from 'node:child_process';
import { expect } from 'chai';
import { expectFreshBuild, root } from '../support/built.js';

describe('the examples of the runtime', () => {
  before(expectFreshBuild);

  for (const [file, said, typed] of [
    ['chat.ts', ['Hello there', '(8 tokens)', 'Bye.'], 'Hello there\n/bye\n'],
    ['tools.ts', ['asked for the stock of tea', 'The tool said: {"item":"tea","count":12}'], ''],
    ['structured-output.ts', ['1 × Three bags of tea, please, open'], ''],
    ['video-task.ts', ['waiting: queued', 'waiting: succeeded', 'Removed the task'], ''],
  ] as const)
    it(`${file} runs to its end`, async () => {
      const { status, output } = await run(`examples/ark/${file}`, typed);
      expect(status, output).to.equal(0);
      for (const part of said) expect(output).to.contain(part);
    });
});

/** Types each line when the program asks for one. */
function run(file: string, typed: string): Promise<{ status: number | null; output: string }> {
  const child = spawn(process.execPath, ['--import', 'tsx', file], { cwd: root });
  const lines = typed.split('\n').slice(0, -1);
  let output = '';
  const note = (text: Buffer): void => {
    output += text.toString();
    if (output.endsWith('> ')) child.stdin.write(`${lines.shift() ?? '/bye'}\n`);
  };
  child.stdout.on('data', note);
  child.stderr.on('data', note);
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, output })));
}
