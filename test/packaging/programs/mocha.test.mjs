import { equal } from 'node:assert/strict';
import { check } from './check.mjs';

it('the package', async () => equal(await check(), 'works'));
