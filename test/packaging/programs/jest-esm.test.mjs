import { expect, test } from '@jest/globals';
import { check } from './check.mjs';

test('the package', async () => {
  expect(await check()).toBe('works');
});
