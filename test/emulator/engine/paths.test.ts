import { expect } from 'chai';
import { changeAt, putPath } from '../../../src/emulator/engine/paths.js';

describe('member paths', () => {
  it('create what they pass through, and change a copy', () => {
    const target: Record<string, unknown> = {};
    putPath(target, 'Ids[1].Id', 5);
    expect(target).to.have.nested.property('Ids[1].Id', 5);
    const data = { Status: { Phase: 'A', Other: 1 } };
    expect(changeAt(data, 'Status.Phase', 'B')).to.deep.equal({ Status: { Phase: 'B', Other: 1 } });
    expect(data.Status.Phase).to.equal('A');
  });
});
