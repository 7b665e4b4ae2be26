// Mocha loads this before all else in mutation tests. It puts forgetful-memo.ts in the place of src/util/memo.ts.
import { register } from 'node:module';

register('./forget-hooks.mjs', {
  parentURL: import.meta.url,
  data: {
    memo: new URL('../../src/util/memo.ts', import.meta.url).href,
    forgetful: new URL('forgetful-memo.ts', import.meta.url).href,
  },
});
const { forgetAll } = await import('./forgetful-memo.js');

beforeEach(forgetAll);
