import { check } from './check.mjs';

check().then(console.log);
