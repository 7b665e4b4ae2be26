import { expect } from 'chai';
import { compact } from '../../codegen/declarations.js';
import { emitService } from '../../codegen/service.js';
import { findDuplicates } from '../../codegen/duplicate-shapes.js';
import type { ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';

const tag: ShapeFacts = {
  Key: { type: 'string', required: true },
  Value: { type: 'string', maxLength: 128 },
};
const holder = (ref: string): ShapeFacts => ({
  Tags: { type: 'list', items: { ref } },
  Name: { type: 'string' },
});
const action = (name: string) =>
  ({ method: 'GET', protocol: 'query', input: `${name}Request`, output: 'Done' }) as const;

const facts: ServiceFacts = {
  name: 'made',
  service: 'made',
  version: '2020-04-01',
  actions: { CreateA: action('CreateA'), CreateB: action('CreateB') },
  shapes: {
    CreateARequest: { Holder: { ref: 'HolderForA' } },
    CreateBRequest: { Holder: { ref: 'HolderForB' }, Node: { ref: 'Node' } },
    HolderForA: holder('TagForA'),
    HolderForB: holder('TagForB'),
    TagForA: tag,
    TagForB: tag,
    Node: { Next: { ref: 'Node' } },
    Done: {},
  },
  resources: {},
  tagging: {},
  operations: ['CreateA', 'CreateB'],
};

describe('the types of services, made smaller', () => {
  it('declare equal shapes once, also those that differ in the names of what they hold', () => {
    const duplicates = findDuplicates(facts, () => 'in');
    expect([...duplicates]).to.deep.equal([
      ['TagForB', 'TagForA'],
      ['HolderForB', 'HolderForA'],
    ]);
    const { dts } = emitService(facts, 'digest');
    expect(dts).to.contain('type HolderForB=HolderForA\n');
    expect(dts).to.contain('type TagForBBuilder<M extends string="key">=TagForABuilder<M>\n');
    expect(dts).to.contain('interface CreateBBuilder<O=$.Result<Done>>');
  });

  it('tell shapes apart that requests and responses share', () => {
    expect([...findDuplicates(facts, (name) => (name === 'TagForB' ? 'out' : 'in')).keys()]).to.deep.equal(
      [],
    );
  });

  it('keep what is between quotes and in comments', () => {
    const text = '/** one: of `a | b`; */\n\nA?: "x: y, z | w;" | (string & {});\n';
    expect(compact(text)).to.equal('/**one: of `a | b`;*/\nA?:"x: y, z | w;"|(string & {})\n');
  });
});
