import { expect } from 'chai';
import { ConflictError } from '../../../src/errors/index.js';
import { remove } from '../../../src/resources/removal/remove.js';
import { errorOf } from '../../support/error-of.js';
import { FakeCloud } from '../../support/fake-cloud.js';
import { conflict, notFound, rooms, type House } from './house.js';

const minuteMs = 60_000;
const inUse = (): ConflictError => conflict('Room.InUse', 'used by another room');

/**
 * A session in a house where `r-1` is in use unless `isFree`; the room `other` is deleted as `answer` says.
 */
function houseWith({
  deletes = {},
  isFree = (_now: number): boolean => false,
  answer = (): object => ({}),
}: House & { isFree?: (now: number) => boolean; answer?: () => object } = {}) {
  const { facts, model } = rooms({ deletes: { retryMinutes: 60, ...deletes } });
  let tries = 0;
  const cloud: FakeCloud = new FakeCloud(({ request }) => {
    if (request['RoomId'] !== 'r-1') return answer() as Record<string, unknown>;
    tries++;
    if (!isFree(cloud.clock.now())) throw inUse();
    return {};
  });
  const dispatcher = cloud.dispatcher(facts);
  return {
    cloud,
    tries: () => tries,
    deleteRoom: (RoomId: string) => remove(dispatcher, model, { RoomId }),
    inRegion: (region: string, RoomId: string) => remove(dispatcher.at({ region }), model, { RoomId }),
  };
}

describe('deleting what something uses that the session deletes too', () => {
  it('goes on while the other one is on its way out, by the time of the facts', async () => {
    const house = houseWith({ deletes: { waitGoneMinutes: 3 }, isFree: (now) => now >= 2 * minuteMs });
    await house.deleteRoom('other');
    await house.deleteRoom('r-1');
    expect(house.tries()).to.be.greaterThan(6);
  });

  it('gives up once the other one must be gone', async () => {
    const house = houseWith({ deletes: { waitGoneMinutes: 3 } });
    await house.deleteRoom('other');
    expect(await errorOf(house.deleteRoom('r-1'))).to.be.instanceOf(ConflictError);
    expect(house.cloud.clock.now()).to.be.within(3 * minuteMs, 3 * minuteMs + 10_000);
  });

  it('has a usual time for that where the facts have none', async () => {
    const house = houseWith();
    await house.deleteRoom('other');
    await errorOf(house.deleteRoom('r-1'));
    expect(house.cloud.clock.now()).to.be.within(minuteMs, minuteMs + 10_000);
  });

  it('gives up as without it when the other one was gone already, or was refused', async () => {
    for (const error of [notFound(), conflict('Odd')]) {
      const answer = (): object => {
        throw error;
      };
      const house = houseWith({ deletes: { retryMinutes: 1 }, answer });
      await house.deleteRoom('other').catch(() => undefined);
      expect(await errorOf(house.deleteRoom('r-1'))).to.be.instanceOf(ConflictError);
      expect(house.tries()).to.equal(6);
    }
  });

  it('does not count itself, deleted before, as another one', async () => {
    let isFree = true;
    const house = houseWith({ isFree: () => isFree });
    await house.deleteRoom('r-1');
    isFree = false;
    expect(await errorOf(house.deleteRoom('r-1'))).to.be.instanceOf(ConflictError);
    expect(house.tries()).to.equal(1 + 6);
  });

  it('goes on while another deletion is still trying', async () => {
    let isHeld = true;
    const house = houseWith({
      isFree: (now) => now >= minuteMs,
      answer: () => {
        if (isHeld) throw conflict('Room.InvalidStatus');
        return {};
      },
    });
    const other = house.deleteRoom('other');
    await house.deleteRoom('r-1');
    expect(house.tries()).to.be.greaterThan(6);
    isHeld = false;
    await other;
  });

  it('tells regions apart', async () => {
    const house = houseWith({ deletes: { waitGoneMinutes: 3 }, isFree: (now) => now >= 2 * minuteMs });
    await house.inRegion('cn-shanghai', 'other');
    await house.deleteRoom('r-1');
    expect(house.tries()).to.be.greaterThan(6);
  });
});
