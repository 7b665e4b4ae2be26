const { check } = require('./require.cjs');

test('the package', async () => {
  expect(await check()).toBe('works');
});
