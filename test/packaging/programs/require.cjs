const assert = require('node:assert/strict');
const { NotFoundError, Volcengine } = require('volcengine-fluent');
const { EcsClient, Instance } = require('volcengine-fluent/ecs');

async function check() {
  const volc = new Volcengine(JSON.parse(process.env.CLOUD));
  const ecs = new EcsClient(volc);
  const missing = await ecs
    .instances()
    .get('i-none')
    .catch((error) => error);
  assert(missing instanceof NotFoundError, String(missing));
  assert(ecs.instance('i-1') instanceof Instance);
  volc.close();
  return 'works';
}

module.exports = { check };
if (require.main === module) check().then(console.log);
