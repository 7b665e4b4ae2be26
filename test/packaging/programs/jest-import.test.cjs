// A test in CommonJS that imports the package.
test('the package', async () => {
  const { NotFoundError, Volcengine } = await import('volcengine-fluent');
  const { EcsClient } = await import('volcengine-fluent/ecs');
  const volc = new Volcengine(JSON.parse(process.env.CLOUD));
  await expect(new EcsClient(volc).instances().get('i-none')).rejects.toBeInstanceOf(NotFoundError);
  volc.close();
});
