import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { expect } from 'chai';
import { root } from '../support/built.js';
import { CommandFixture } from './support/command.js';
import { needTools } from './support/tools.js';

const page = readFileSync(`${root}docs/command.md`, 'utf8');

/** The blocks of the page in one language. */
function blocks(language: string): readonly string[] {
  return [...page.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    ([, code = '']) => code,
  );
}

describe('docs/command.md', function () {
  this.timeout(120_000);
  let fixture: CommandFixture;
  before(async () => {
    fixture = await CommandFixture.start();
  });
  after(() => fixture.stop());

  it('has lines that run, from top to bottom', async function () {
    needTools(this, 'bash', 'jq');
    const lines = blocks('sh').flatMap((block) => block.trim().split('\n'));
    expect(lines.length).to.be.greaterThan(35);
    // A shell says each line before it runs it; the last one said is the one that failed.
    const script = ['set -euo pipefail', ...lines.map((line) => `echo ${quoted(line)} >&2\n${line}`)].join(
      '\n',
    );
    const { status, stderr } = await fixture.shell(script);
    expect(status, stderr.split('\n').slice(-4).join('\n')).to.equal(0);
  });

  it('tells how an assistant starts the server', async () => {
    const [config = ''] = blocks('json');
    const { mcpServers } = JSON.parse(config) as {
      mcpServers: { volcengine: { command: string; args: string[] } };
    };
    const { command, args } = mcpServers.volcengine;
    const start = args.lastIndexOf('volcengine-fluent');
    expect([command, ...args.slice(0, start)]).to.deep.equal([
      ...['npx', '--yes', '--package', 'volcengine-fluent', '--package', '@modelcontextprotocol/sdk'],
    ]);
    const client = new Client({ name: 'test', version: '1' });
    await client.connect(
      new StdioClientTransport({
        command: process.execPath,
        args: [`${root}dist/cli/main.js`, ...args.slice(start + 1)],
        env: { ...fixture.env },
        stderr: 'ignore',
      }),
    );
    const { tools } = await client.listTools();
    await client.close();
    const documented = [...page.matchAll(/^\| `(\w+)` \| /gm)].map(([, name]) => name);
    expect(documented).to.deep.equal([...tools.map(({ name }) => name), 'call']);
  });

  it('names the exit statuses of the help', async () => {
    const { stdout } = await fixture.run(['--help']);
    const statuses = [...page.matchAll(/^\| (\d+) \| /gm)].map(([, status]) => Number(status));
    expect(statuses).to.deep.equal([0, 1, 2, 3, 4, 5, 130]);
    for (const status of statuses.slice(0, -1)) expect(stdout).to.match(new RegExp(`\\b${status} [a-z]`));
  });
});

function quoted(text: string): string {
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}
