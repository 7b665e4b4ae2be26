import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import sinon from 'sinon';
import ts from 'typescript';
import { loadService } from '../../src/catalog/load.js';
import { expectFreshBuild } from '../support/built.js';
import { startFixture, type Fixture } from './fixture.js';
import { folder, removeSnippets, snippetsOf, writeSnippets, type Snippet } from './snippets.js';

const context = fileURLToPath(new URL('context.d.ts', import.meta.url));
const snippets = writeSnippets();

describe('the snippets of the docs', function () {
  this.timeout(120_000);
  after(removeSnippets);

  it('are found on the pages and in doc comments', () => {
    expect(snippets.length).to.be.greaterThan(35);
    expect(new Set(snippets.map(({ page }) => page)).size).to.be.greaterThan(6);
    expect(snippets.filter(({ expectedActions }) => expectedActions).length).to.be.greaterThan(8);
  });

  it('compile against the types of the package', () => {
    expectFreshBuild();
    expect(problemsOf(snippets.map(({ file }) => file))).to.deep.equal([]);
  });

  it('would be reported by page and line', () => {
    const [snippet] = snippetsOf(
      'page.md',
      'Text.\n\n```ts\nconst id = ecs.instance("i").id;\nid.missing();\n```\n',
    );
    expect(snippet).to.include({ page: 'page.md', line: 4, expectedActions: undefined });
    const file = `${folder}wrong.ts`;
    ts.sys.writeFile(file, `export {}; ${snippet?.code}`);
    expect(problemsOf([file])).to.have.lengthOf(1);
  });

  describe('run against the local cloud:', () => {
    this.timeout(20_000);
    let fixture: Fixture;
    let log: sinon.SinonStub;
    beforeEach(async () => {
      fixture = await startFixture();
      log = sinon.stub(console, 'log');
    });
    afterEach(async () => {
      log.restore();
      await fixture.stop();
    });

    // volcengine-python-sdk, volcenginesdkexamples/volcenginesdkecs/example_run_instances_2020-04-01.py
    it('the first example of the README sets what the official example sets, and is complete', async () => {
      const first = snippets.find(({ page, expectedActions }) => page === 'README.md' && expectedActions);
      const before = fixture.cloud.requests.length;
      await import(`${first?.file}?again`);
      log.restore();
      const calls = fixture.cloud.requests.slice(before);
      const input = calls.find(({ action }) => action === 'RunInstances')?.input;
      expect(input).to.include.keys('ImageId', 'InstanceName', 'InstanceTypeId', 'ZoneId', 'KeyPairName');
      expect(input?.['NetworkInterfaces']).to.have.nested.property('[0].SubnetId');
      expect(input?.['NetworkInterfaces']).to.have.nested.property('[0].SecurityGroupIds[0]');
      expect(input?.['Volumes']).to.deep.equal([{ VolumeType: 'ESSD_PL0', Size: 40 }]);
      const { shapes } = loadService('ecs');
      const required = Object.entries(shapes['RunInstancesRequest'] ?? {}).filter(
        ([, each]) => each.required,
      );
      expect(input).to.include.keys(required.map(([name]) => name));
    });

    for (const { page, line, file, expectedActions } of snippets) {
      if (!expectedActions) continue;
      it(`${page}:${line} ${['calls', ...expectedActions].join(' ')}`, async () => {
        const before = fixture.cloud.requests.length;
        await import(file);
        log.restore();
        const calls = fixture.cloud.requests.slice(before);
        expect(
          calls.filter(({ status }) => (status ?? 500) >= 400).map(({ action, code }) => `${action} ${code}`),
        ).to.deep.equal([]);
        expect(calls.map(({ action }) => action)).to.include.members([...expectedActions]);
      });
    }
  });
});

/** What the compiler says of snippets, by page and line. */
function problemsOf(files: readonly string[]): readonly string[] {
  const program = ts.createProgram([context, ...files], {
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    experimentalDecorators: true,
    exactOptionalPropertyTypes: true,
    noUncheckedIndexedAccess: true,
    module: ts.ModuleKind.NodeNext,
    target: ts.ScriptTarget.ES2022,
    lib: ['lib.es2023.d.ts', 'lib.esnext.disposable.d.ts'],
    types: ['node'],
  });
  return ts.getPreEmitDiagnostics(program).map(({ file, start, messageText }) => {
    const message = ts.flattenDiagnosticMessageText(messageText, ' ');
    if (!file) return message;
    const { line } = file.getLineAndCharacterOfPosition(start ?? 0);
    return `${placeOf(file.fileName, line)}: ${message}`;
  });
}

function placeOf(file: string, line: number): string {
  const snippet = snippets.find((each: Snippet) => each.file === file);
  return snippet ? `${snippet.page}:${snippet.line + line}` : `${file}:${line + 1}`;
}
