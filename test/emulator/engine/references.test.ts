import { expect } from 'chai';
import { requireResource, resolveReference } from '../../../src/emulator/engine/references.js';
import { bookCall } from '../../support/made-up-service.js';

describe('references', () => {
  it('must exist within a service, and may be unknown in another', () => {
    const call = bookCall('GetBook');
    expect(resolveReference(call, 'vpc.Subnet', 'subnet-0')).to.equal(undefined);
    expect(() => requireResource(call, 'vpc.Subnet', 'subnet-0')).to.throw('"subnet-0" does not exist');
    expect(() => resolveReference(call.as('vpc'), 'vpc.Subnet', 'subnet-0')).to.throw('does not exist');
  });
});
