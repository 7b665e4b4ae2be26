import { expect, test } from 'vitest';
import { check } from './check.mjs';

test('the package', async () => {
  expect(await check()).toBe('works');
});
