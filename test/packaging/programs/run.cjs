const { NotFoundError, Volcengine } = require('volcengine-fluent');
const { EcsClient } = require('volcengine-fluent/ecs');

async function main() {
  const volc = new Volcengine(JSON.parse(process.env.CLOUD));
  const ecs = new EcsClient(volc);
  const missing = await ecs
    .instances()
    .get('i-none')
    .catch((error) => error);
  volc.close();
  return missing instanceof NotFoundError;
}

module.exports = { main };
if (require.main === module) main().then((isMissing) => console.log(isMissing));
