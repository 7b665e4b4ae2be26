import { expect } from 'chai';
import type { CloudState } from '../../../src/emulator/state/cloud-state.js';
import { issueApiKey, readApiKey } from '../../../src/emulator/state/api-keys.js';

describe('the keys of models', () => {
  const cloud = { clock: { now: () => 0 } } as CloudState;

  it('are read by the cloud that made them', () => {
    expect(readApiKey(cloud, issueApiKey(cloud, { ids: ['ep-1'] }))).to.deep.equal({ ids: ['ep-1'] });
  });

  it('are refused with another seal, of whatever characters', () => {
    const [text = '', seal = ''] = issueApiKey(cloud, {}).split('.');
    for (const other of ['', 'x'.repeat(seal.length), 'ä'.repeat(seal.length)])
      expect(readApiKey(cloud, `${text}.${other}`), other).to.equal(undefined);
  });
});
