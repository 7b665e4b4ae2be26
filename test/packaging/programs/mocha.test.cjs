const { equal } = require('node:assert/strict');
const { check } = require('./require.cjs');

it('the package', async () => equal(await check(), 'works'));
