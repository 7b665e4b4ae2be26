import { equal } from 'node:assert/strict';
import { test } from 'node:test';
import { check } from './check.mjs';

test('the package', async () => equal(await check(), 'works'));
