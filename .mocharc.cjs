module.exports = {
  // Folders with packages of their own, such as test/packaging/.
  ignore: ['**/node_modules/**'],
  extension: ['ts'],
  // Test files are imported, not required: hooks of from-source.ts see imports only, and each module exists once.
  'node-option': ['import=tsx', 'no-experimental-require-module'],
  require: ['./test/support/from-source.ts'],
  reporter: 'scripts/reporter.cjs',
  timeout: 20_000,
  forbidOnly: Boolean(process.env.CI),
};
