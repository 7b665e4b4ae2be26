import { expect } from 'chai';
import { ResourceError } from '../../../src/errors/index.js';
import { remove } from '../../../src/resources/removal/remove.js';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { actions, conflict, deleting, notFound, refused, rooms, text, type House } from './house.js';

describe('deleting a resource', () => {
  it('sends its id, and what the caller adds to the request', async () => {
    const { cloud, done } = deleting([{}], { options: { request: { Force: true }, region: 'cn-shanghai' } });
    await done;
    expect(cloud.sent).to.have.length(1);
    expect(cloud.last).to.deep.include({
      action: 'DeleteRoom',
      request: { RoomId: 'r-1', Force: true },
      options: { region: 'cn-shanghai' },
    });
  });

  it('does nothing where the API cannot delete, and refuses an identity that is not whole', async () => {
    const { facts, model } = rooms();
    const cloud = new FakeCloud();
    const resource = { ...model.resource, delete: undefined } as never;
    await remove(cloud.dispatcher(facts), { ...model, resource }, {});
    expect(await errorOf(remove(cloud.dispatcher(facts), model, {}))).to.be.instanceOf(ResourceError);
    expect(cloud.sent).to.have.length(0);
  });

  it('succeeds when it is gone already', async () => {
    const { cloud, done } = deleting([notFound()]);
    await done;
    expect(cloud.sent).to.have.length(1);
  });

  it('fails with any other refusal, at once', async () => {
    const error = refused();
    const { cloud, done } = deleting([error], { house: { deletes: { retryMinutes: 15 } } });
    expect(await errorOf(done)).to.equal(error);
    expect(cloud.sent).to.have.length(1);
  });

  it('is refused without what the action requires besides the id', async () => {
    const house: House = {
      needs: ['Key', 'Floor', 'Color', 'OnlyForReading'],
      input: { Key: { ...text, required: true }, Floor: { ...text, required: true }, Color: text },
    };
    const { cloud, done } = deleting([{}], { house });
    expect((await errorOf(done)).message).to.equal(
      'Nothing was sent: deleting a made.Room needs Key and Floor besides its id; pass it in the handle or as { request }',
    );
    expect(cloud.sent).to.have.length(0);
    const whole = deleting([{}], { house, options: { request: { Key: 'k', Floor: 'f' } } });
    await whole.done;
    expect(whole.cloud.last?.request).to.deep.equal({ RoomId: 'r-1', Key: 'k', Floor: 'f' });
  });
});

describe('deleting by another member than the id', () => {
  const house: House = { deletes: { id: 'RoomName', idFrom: 'RoomName' } };
  const named = { Rooms: [{ RoomId: 'r-1', RoomName: 'blue' }] };

  it('takes it from what was read, or reads it first', async () => {
    const known = deleting([{}], { house, data: { RoomName: 'red' } });
    await known.done;
    expect(known.cloud.sent.map(({ request }) => request)).to.deep.equal([{ RoomName: 'red' }]);
    const read = deleting([named, {}], { house, options: { region: 'cn-shanghai' } });
    await read.done;
    expect(actions(read.cloud)).to.deep.equal(['DescribeRooms', 'DeleteRoom']);
    expect(read.cloud.sent[0]?.options).to.include({ region: 'cn-shanghai' });
    expect(read.cloud.last?.request).to.deep.equal({ RoomName: 'blue' });
  });

  it('sends it as the action takes it', async () => {
    const list: House = { ...house, input: { RoomName: { type: 'list', items: text } } };
    const { cloud, done } = deleting([{}], { house: list, data: { RoomName: 'red' } });
    await done;
    expect(cloud.last?.request).to.deep.equal({ RoomName: ['red'] });
  });

  it('succeeds when there is nothing to read, and fails when reading fails', async () => {
    const gone = deleting([{ Rooms: [] }], { house });
    await gone.done;
    expect(actions(gone.cloud)).to.deep.equal(['DescribeRooms']);
    const error = refused();
    expect(await errorOf(deleting([error], { house }).done)).to.equal(error);
  });

  it('is refused where the data lacks it', async () => {
    for (const RoomName of [undefined, null, '']) {
      const { cloud, done } = deleting([{}], { house, data: { RoomName } });
      expect((await errorOf(done)).message).to.equal(
        'A made.Room is deleted by its RoomName, which its data lacks',
      );
      expect(cloud.sent).to.have.length(0);
    }
  });
});

describe('deleting what has to be stopped first', () => {
  const house: House = { deletes: { precededBy: ['StopRoom'] } };

  it('stops it by its id', async () => {
    const { cloud, done } = deleting([{}], { house });
    await done;
    expect(cloud.sent.map(({ action, request }) => [action, request])).to.deep.equal([
      ['StopRoom', { RoomId: 'r-1' }],
      ['DeleteRoom', { RoomId: 'r-1' }],
    ]);
  });

  it('goes on where it is stopped or gone already, and ends with any other refusal', async () => {
    for (const error of [conflict(), notFound()]) {
      const { cloud, done } = deleting([error, {}], { house });
      await done;
      expect(actions(cloud)).to.deep.equal(['StopRoom', 'DeleteRoom']);
    }
    const error = refused();
    const { cloud, done } = deleting([error, {}], { house });
    expect(await errorOf(done)).to.equal(error);
    expect(cloud.sent).to.have.length(1);
  });

  it('leaves out an action that needs more than the id', async () => {
    const { cloud, done } = deleting([{}], {
      house: { ...house, stop: { Why: { ...text, required: true } } },
    });
    await done;
    expect(actions(cloud)).to.deep.equal(['DeleteRoom']);
    const loose = deleting([{}], {
      house: { ...house, stop: { RoomId: { ...text, required: true }, Why: text } },
    });
    await loose.done;
    expect(actions(loose.cloud)).to.deep.equal(['StopRoom', 'DeleteRoom']);
  });
});
