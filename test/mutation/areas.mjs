const testsIn = (folder, ...names) => names.map((name) => `${folder}/${name}.test.ts`);

/**
 * What is mutated, and the tests that must notice it. Tests that are `light` need the facts of no service, which take
 * seconds to load for each mutant of code that runs on load.
 */
export const areas = {
  signing: {
    mutate: ['src/auth/signing/*.ts'],
    light: true,
    spec: ['test/auth/signer.test.ts', 'test/auth/presigner.test.ts', 'test/auth/rds-auth-token.test.ts'],
  },
  flattening: {
    mutate: ['src/transport/protocols/*.ts', '!src/transport/protocols/{media-types,multipart}.ts'],
    spec: ['test/transport/protocols/*.test.ts'],
  },
  'compiled-check': {
    mutate: ['src/models/compiled-check.ts'],
    // Not two-verdicts.test.ts, which takes two minutes.
    spec: ['test/models/compiled-check.test.ts', 'test/models/validate.test.ts', 'test/models/rules.test.ts'],
  },
  builders: {
    // aliases.ts is a table, which types and golden files hold.
    mutate: ['src/builders/*.ts', '!src/builders/aliases.ts'],
    spec: ['test/builders/*.test.ts', 'test/client/call.test.ts'],
  },
  filters: {
    mutate: ['src/emulator/engine/filters.ts'],
    spec: ['test/emulator/engine/filter*.test.ts'],
  },
  policy: {
    mutate: ['src/emulator/engine/policy.ts'],
    spec: testsIn('test/emulator/engine', 'authorize', 'policy'),
  },
  'verify-signature': {
    mutate: ['src/emulator/http/verify-signature.ts'],
    spec: ['test/emulator/http/verify-signature.test.ts'],
  },
  pages: {
    mutate: ['src/resources/lists/*.ts'],
    spec: ['test/resources/lists/*.test.ts'],
  },
  retries: {
    mutate: ['src/transport/retry/*.ts'],
    light: true,
    spec: [...testsIn('test/transport/retry', 'backoff', 'failure', 'call-retries', 'retry-policy')],
  },
  classification: {
    mutate: ['src/transport/service-error.ts', 'src/transport/parse-response.ts'],
    light: true,
    spec: testsIn('test/transport', 'service-error', 'parse-response'),
  },
  // Not the tests over real connections, which take longer than there are mutants.
  'attempt-loop': {
    mutate: ['src/transport/run-call.ts', 'src/transport/send-attempt.ts', 'src/transport/call-error.ts'],
    spec: testsIn('test/transport', 'call-error', 'send-attempt', 'run-call'),
  },
  connections: {
    mutate: ['src/transport/http/connections.ts'],
    spec: ['test/transport/http/routes.test.ts', 'test/transport/http/connections.test.ts'],
  },
  identity: {
    mutate: ['src/resources/identity.ts'],
    spec: ['test/resources/identity*.test.ts'],
  },
  waiters: {
    mutate: ['src/resources/waiting/*.ts'],
    spec: ['test/resources/waiting/*.test.ts'],
  },
  deletion: {
    mutate: ['src/resources/removal/remove.ts'],
    spec: ['test/resources/removal/*.test.ts'],
  },
};
