import { expect } from 'chai';
import { sampleOf } from '../../../src/emulator/ark/sample.js';

describe('the sample of a JSON schema', () => {
  it('is the smallest value that follows it', () => {
    const schema = {
      type: 'array',
      minItems: 2,
      items: { type: 'object', properties: { a: { type: 'integer' } } },
    };
    expect(sampleOf(schema, schema, 'x')).to.deep.equal([{ a: 1 }, { a: 1 }]);
  });

  it('has about 10,000 values at most, and texts of 100,000 characters, whatever a request asks for', () => {
    const deep = (depth: number): Record<string, unknown> =>
      depth === 0 ? { type: 'null' } : { type: 'array', minItems: 1e9, items: deep(depth - 1) };
    const schema = deep(3);
    expect(JSON.stringify(sampleOf(schema, schema, 'x')).length).to.be.lessThan(1_000_000);
    const text = { type: 'string', minLength: 1e9 };
    expect(sampleOf(text, text, 'x')).to.have.lengthOf(100_000);
  });
});
