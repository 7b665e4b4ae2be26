import { Behaviours, type Behaviour } from '../../src/emulator/engine/behaviour.js';
import { Engine } from '../../src/emulator/engine/engine.js';
import { Accounts } from '../../src/emulator/state/accounts.js';
import { EmulatorClock } from '../../src/emulator/state/clock.js';
import { Ids } from '../../src/emulator/state/ids.js';

/** An engine of the local cloud at the time 0, with the given behaviours only. */
export function newEngine(...behaviours: readonly Behaviour[]): Engine {
  return new Engine({
    seed: 1,
    settleMs: 0,
    references: 'service',
    clock: new EmulatorClock('virtual', 0),
    ids: new Ids(1),
    accounts: new Accounts(),
    behaviours: new Behaviours(behaviours),
    hiddenAfterCreateMs: () => 0,
  });
}
