import { expect } from 'chai';
import { lenientInput } from '../../../src/emulator/engine/lenient-input.js';

const text = { type: 'string' } as const;
const shapes = {
  Request: { Tags: { type: 'list', items: { ref: 'Tag' } }, Rules: { type: 'list', items: { ref: 'Rule' } } },
  Tag: { Key: text, Value: text },
  Rule: { Port: text },
} as const;

describe('what the local cloud takes for a list of objects', () => {
  it('is one object', () => {
    expect(lenientInput(shapes, 'Request', { Rules: { Port: '80' } })).to.deep.equal({
      Rules: [{ Port: '80' }],
    });
    expect(lenientInput(shapes, 'Request', { Tags: { Key: 'a', Value: 'b' } })).to.deep.equal({
      Tags: [{ Key: 'a', Value: 'b' }],
    });
  });

  it('is a map, where the objects are keys and values', () => {
    expect(lenientInput(shapes, 'Request', { Tags: { a: 'b', c: 'd' } })).to.deep.equal({
      Tags: [
        { Key: 'a', Value: 'b' },
        { Key: 'c', Value: 'd' },
      ],
    });
  });

  it('stays the list that it is', () => {
    const input = { Tags: [{ Key: 'a', Value: 'b' }] };
    expect(lenientInput(shapes, 'Request', input)).to.equal(input);
  });
});
