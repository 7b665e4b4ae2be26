module.exports = {
  extension: ['ts'],
  'node-option': ['import=tsx'],
  reporter: 'scripts/reporter.cjs',
  timeout: 20_000,
  forbidOnly: Boolean(process.env.CI),
};
