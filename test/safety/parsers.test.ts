import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { expect } from 'chai';
import ts from 'typescript';
import { parseSource, sourceFiles } from '../support/source-expressions.js';
import { attacks, parsers } from './parsers.js';

const chars = 100_000;

/** Steps for each character of an attack: some parsers try several things, and some texts are expanded. */
const stepsEach = 100;

/** Which are given what we or the program wrote, so that no other person's text reaches them. */
const fromOurSide: Readonly<Record<string, string>> = {
  'auth/files.ts readText': 'a path',
  'auth/signing/canonical-request.ts sha256': 'hashes what it is given',
  'auth/signing/signer.ts signedHost': 'the host of an endpoint that was checked',
  'auth/signing/signing-key.ts signingKey': 'a region that was checked',
  'builders/member-refs.ts refOf': 'a name of the facts',
  'catalog/any-service.ts readFactsText': 'a name of a service that was found',
  'catalog/load.ts registerFacts': 'the facts of the package',
  'catalog/packed-facts.ts factsModule': 'the facts of the package',
  'catalog/packed-facts.ts packFacts': 'the facts of the package',
  'catalog/parse-facts.ts parseFacts': 'the facts of the package',
  'client/options.ts checkedChoice': 'an option, compared with a list',
  'client/options.ts checkedFlag': 'an option, compared with a list',
  'emulator/model/read-names.ts readName': 'a name of the facts',
  'testing/stub-response.ts errorResponse': 'a code of a test',
  'transport/checks.ts checkedMs': 'the name of an option',
  'transport/checks.ts checkedCount': 'the name of an option',
  'util/write-file.ts writeWhole': 'writes what it is given',
};

/** What may end in a full stack when a value is nested thousands of levels deep: its callers bound or report that. */
const mayFillStack: Readonly<Record<string, string>> = {
  'cli/output/table.ts toTable': 'the command ends with an error',
  'cli/output/text.ts toText': 'the command ends with an error',
  'cli/output/yaml.ts toYaml': 'the command ends with an error',
  'util/json.ts toJson': 'jsonBody refuses the request; the local cloud decodes 100 levels',
  'util/json.ts toStableJson': 'it is given what was sent or decoded',
};

interface Outcome {
  readonly name: string;
  readonly taken: number;
  readonly errors: readonly string[];
}

describe('what reads text from outside', () => {
  let counted: Promise<ReadonlyMap<string, Outcome>> | undefined;
  const outcomes = (): Promise<ReadonlyMap<string, Outcome>> => (counted ??= countSteps());

  it('is every exported function that is given such a text', () => {
    const known = new Set([...Object.keys(parsers), ...Object.keys(fromOurSide)]);
    expect(
      sourceFiles()
        .flatMap(textFunctions)
        .filter((name) => !known.has(name)),
    ).to.deep.equal([]);
  });

  it('takes steps in proportion to 100 KB of adversarial text', async function () {
    this.timeout(600_000);
    const found = await outcomes();
    expect([...found.keys()]).to.deep.equal(Object.keys(parsers));
    const most = stepsEach * chars * Object.keys(attacks).length;
    const slow = [...found.values()].filter(({ taken }) => taken > most);
    expect(slow.map(({ name, taken }) => `${name}: ${taken} steps, at most ${most}`)).to.deep.equal([]);
    // Without this, a counter that is broken would pass.
    expect(found.get('util/cidr.ts isCidr')?.taken).to.be.greaterThan(chars);
  });

  it('refuses what it cannot read with an error of its own', async function () {
    this.timeout(600_000);
    const odd = [...(await outcomes()).values()].flatMap(({ name, errors }) =>
      errors
        .filter((error) => /^(RangeError|TypeError|Error|InternalError):/.test(error))
        .filter((error) => !(error.startsWith('RangeError: a deep') && name in mayFillStack))
        .map((error) => `${name} throws ${error}`),
    );
    expect(odd).to.deep.equal([]);
  });
});

async function countSteps(): Promise<ReadonlyMap<string, Outcome>> {
  const script = fileURLToPath(new URL('./count-steps.ts', import.meta.url));
  const args = ['--import', 'tsx', script, String(chars)];
  const { stdout } = await promisify(execFile)(process.execPath, args, { maxBuffer: 2 ** 26 });
  const lines = stdout.trim().split('\n');
  return new Map(lines.map((line) => JSON.parse(line) as Outcome).map((outcome) => [outcome.name, outcome]));
}

/** Names of parameters that stand for a text as it came. */
const textNames =
  /^(text|document|list|url|code|pattern|typed|words?|wrong|digits|endpoint|region|host|origin|duration|body|wire|query|header)$/;

/** The exported functions of a file that are given a text as it came, or that are called a parser. */
function textFunctions(file: string): readonly string[] {
  return parseSource(file).statements.flatMap((statement) => {
    if (!ts.isFunctionDeclaration(statement) || statement.name === undefined) return [];
    if (!statement.modifiers?.some(({ kind }) => kind === ts.SyntaxKind.ExportKeyword)) return [];
    const name = statement.name.text;
    const isGivenText = statement.parameters.some(
      ({ name: parameter, type }) =>
        /^(string|unknown|number \| string)/.test(type?.getText() ?? '') &&
        (textNames.test(parameter.getText()) || /^(parse|read|decode|redact|checked)[A-Z]/.test(name)),
    );
    return isGivenText ? [`${file} ${name}`] : [];
  });
}
