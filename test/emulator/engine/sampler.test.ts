import { expect } from 'chai';
import { Sampler } from '../../../src/emulator/engine/sampler.js';

describe('samples', () => {
  it('are the same for the same seed and path, and never report a failure', () => {
    const sampler = new Sampler('seed', 'cn-beijing', 0);
    const text = sampler.text('Title', { type: 'string' }, 'Result');
    expect(new Sampler('seed', 'cn-beijing', 0).text('Title', { type: 'string' }, 'Result')).to.equal(text);
    expect(new Sampler('other', 'cn-beijing', 0).text('Title', { type: 'string' }, 'Result')).not.to.equal(
      text,
    );
    expect(sampler.text('ErrorMessage', { type: 'string' }, '')).to.equal('');
    expect(sampler.text('RegionId', { type: 'string' }, '')).to.equal('cn-beijing');
  });
});
