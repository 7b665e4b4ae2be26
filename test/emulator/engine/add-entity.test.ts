import { expect } from 'chai';
import { addEntity, newId } from '../../../src/emulator/engine/add-entity.js';
import { bookCall } from '../../support/made-up-service.js';

describe('new resources', () => {
  it('get an id of the type, owner, times and the first status', () => {
    const call = bookCall('CreateBook').as('ecs');
    const keyPair = call.resourceType('ecs.KeyPair');
    expect(String(newId(call, keyPair))).to.match(/^keypair-/);
    const entity = addEntity(call, call.resourceType('ecs.Instance'), { InstanceName: 'web' });
    expect(entity.data).to.include({ InstanceId: entity.id, InstanceName: 'web', Status: 'CREATING' });
    expect(entity.data['CreatedAt']).to.equal('2026-01-02T08:00:00+08:00');
  });
});
