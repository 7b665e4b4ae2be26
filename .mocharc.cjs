module.exports = {
  extension: ['ts'],
  spec: ['test/**/*.test.ts'],
  'node-option': ['import=tsx'],
  timeout: 20_000,
  forbidOnly: Boolean(process.env.CI),
};
