// A program of which one part requires the package and another imports it.
const assert = require('node:assert/strict');
const { EcsClient } = require('volcengine-fluent/ecs');

import('volcengine-fluent/ecs').then((imported) => {
  assert.equal(imported.EcsClient, EcsClient);
  console.log('works');
});
