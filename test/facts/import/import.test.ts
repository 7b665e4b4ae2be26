import { mkdtempSync, readdirSync, rmSync, writeFileSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { expect } from 'chai';
import { mergeSdks } from '../../../facts/import/merge.js';
import type { Sdk, SdkShape } from '../../../facts/import/sdk.js';
import { serviceText } from '../../../facts/import/pipeline.js';
import { parseNodeModel } from '../../../facts/import/node-model.js';
import { parsePythonModels } from '../../../facts/import/python-model.js';
import { readPythonSdk } from '../../../facts/import/python-sdk.js';
import type { Problem } from '../../../facts/import/sdk.js';
import { openSourceTree } from '../../../facts/import/source-tree.js';
import { fixture, fixtureText, importShop, noProgress, shopNode, shopPython } from './fixture.js';

const leftOut = {
  'shop.RetireStall': 'The shop keeps its stalls.',
  'shop.DescribeStallsResponse.Old': 'The shop answers without it.',
};

describe('the import', () => {
  it('makes the catalog of trees in the official form, byte for byte', () => {
    const { services } = importShop({ leftOut });
    expect([...services.keys()]).to.deep.equal(['shop']);
    const facts = services.get('shop')?.facts;
    expect(facts && serviceText(facts)).to.equal(fixtureText('expected-shop.json'));
  });

  it('says where the two SDKs differ, and what it took', () => {
    const { disagreements } = importShop({ leftOut });
    expect(disagreements.map(({ kind, at }) => `${kind} ${at}`)).to.deep.equal([
      'method CreateBasket',
      'leftOut RetireStall',
      'required CreateBasketRequest.Capacity',
      'enum CreateBasketRequest.Kind',
      'onlyInNode CreateBasketRequest.Owner',
      'integer CreateBasketRequest.PageCount',
      'onlyInNode CreateBasketRequest.PageCount',
      'onlyInNode CreateBasketRequest.Switch',
      'integer DescribeStallsRequest.Limit',
      'leftOut DescribeStallsResponse.Old',
    ]);
  });

  it('takes the list where one SDK has a list of what the other has one of, and Python’s type else', () => {
    const sdk = (members: SdkShape): Sdk => ({
      version: '1',
      services: { shop: { name: 'shop', actions: {}, shapes: { Stall: members } } },
      problems: [],
      skipped: {},
    });
    const python = sdk({ Tags: { ref: 'Tag', required: true }, Open: { type: 'boolean' }, Names: { ref: 'Name' } });
    const node = sdk({
      Tags: { type: 'list', items: { ref: 'TagItem' } },
      Open: { type: 'string' },
      Names: { type: 'list', items: { type: 'string' } },
    });
    const { services, disagreements } = mergeSdks(python, node, {});
    expect(services['shop']?.shapes['Stall']).to.deep.equal({
      Names: { ref: 'Name' },
      Open: { type: 'boolean' },
      Tags: { items: { ref: 'Tag' }, required: true, type: 'list' },
    });
    expect(disagreements.filter(({ kind }) => kind === 'type')).to.deep.equal([
      { service: 'shop', at: 'Stall.Tags', kind: 'type', python: 'ref', node: 'list of ref', taken: 'list of ref' },
      { service: 'shop', at: 'Stall.Open', kind: 'type', python: 'boolean', node: 'string', taken: 'boolean' },
      { service: 'shop', at: 'Stall.Names', kind: 'type', python: 'ref', node: 'list of string', taken: 'ref' },
    ]);
  });

  it('reads versions, leaves packages of other protocols out with a reason, and has nothing unread', () => {
    const [python, node] = [shopPython(), shopNode()];
    expect([python.version, node.version]).to.deep.equal(['9.1.0', '3.2.1']);
    expect(python.skipped).to.deep.equal({ core: 'the base of the SDK' });
    expect([...python.problems, ...node.problems]).to.deep.equal([]);
  });

  it('reads a tarball as it reads the folder', () => {
    const folder = mkdtempSync(join(tmpdir(), 'facts-'));
    try {
      const file = join(folder, 'sdk.tar.gz');
      writeFileSync(file, gzipSync(tarOf(fixture('python'), 'sdk-9.1.0/')));
      const packed = readPythonSdk(openSourceTree(file), noProgress);
      expect(packed).to.deep.equal(shopPython());
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it('refuses a place without an SDK', () => {
    expect(() => openSourceTree(fixture('nowhere'))).to.throw('no folder or tarball');
    expect(() => openSourceTree(fixture('expected-shop.json'))).to.throw('neither a folder nor a tar file');
    expect(() => readPythonSdk(openSourceTree(fixture('node')), noProgress)).to.throw('no volcenginesdk');
  });
});

describe('what the import cannot read', () => {
  const python = (from: string, to: string): string[] => {
    const text = fixtureText('python/volcenginesdkshop/models/create_basket_request.py');
    expect(text).to.include(from);
    const problems: Problem[] = [];
    parsePythonModels('basket.py', text.replace(from, to), problems);
    return problems.map(({ file, line, message }) => `${file}:${line} ${message}`);
  };

  it('is named with file and line: types, entries and statements of the Python SDK', () => {
    expect(python("'capacity': 'int'", "'capacity': 'set(int)'")).to.deep.equal(['basket.py:7 unknown type set(int)']);
    expect(python("'capacity': 'int'", 'capacity: int')[0]).to.match(/^basket\.py:7 not an entry of swagger_types/);
    expect(python('capacity > 500', 'capacity % 2')[0]).to.match(/^basket\.py:\d+ unknown statement in a setter: if/);
    expect(python('class CreateBasketRequest', 'klass CreateBasketRequest')).to.deep.equal(['basket.py:1 no class']);
  });

  it('is named with file and line: members and declarations of the Node SDK', () => {
    const problems: Problem[] = [];
    const text = 'export interface A {\n    B?: Map<string, C>;\n}\n\nexport class D {}\n';
    parseNodeModel('a.ts', text, problems);
    expect(problems.map(({ line, message }) => `${line} ${message}`)).to.deep.equal([
      '2 unknown member: B?: Map<string, C>;',
      '5 unknown declaration: export class D {}',
    ]);
  });
});

/** A tar file of a folder, each path behind a prefix. */
function tarOf(folder: string, prefix: string): Buffer {
  const blocks: Buffer[] = [];
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile()) continue;
    const path = join(entry.parentPath, entry.name);
    const content = readFileSync(path);
    const header = Buffer.alloc(512);
    header.write(prefix + path.slice(folder.length + 1));
    header.write(content.length.toString(8).padStart(11, '0'), 124);
    header.write('0', 156);
    header.write('ustar', 257);
    blocks.push(header, content, Buffer.alloc((512 - (content.length % 512)) % 512));
  }
  return Buffer.concat([...blocks, Buffer.alloc(1024)]);
}
