module.exports = {
  extension: ['ts'],
  'node-option': ['import=tsx'],
  require: ['./test/support/from-source.ts'],
  reporter: 'scripts/reporter.cjs',
  timeout: 20_000,
  forbidOnly: Boolean(process.env.CI),
};
