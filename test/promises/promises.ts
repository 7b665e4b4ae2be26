/** A promise of a page, in the page's own words, and the tests that hold it: `file › part of the title`. */
export interface PagePromise {
  readonly page: string;
  readonly says: string;
  readonly tests: readonly string[];
}

const of = (page: string, promises: Readonly<Record<string, readonly string[]>>): readonly PagePromise[] =>
  Object.entries(promises).map(([says, tests]) => ({ page, says, tests }));

export const promises: readonly PagePromise[] = [
  ...of('SECURITY.md', {
    'Secret headers and members are replaced whole': [
      'util/redaction.test.ts › are found in headers',
      'util/secrets.test.ts › finds members that hold one',
    ],
    'removed from text that the service returns': [
      'util/redaction.test.ts › is taken out ${name}',
      'transport/call-error.test.ts › repeats no secret of the call',
    ],
    'show no header and no body': [
      'transport/instrumentation/canaries.test.ts › are in no log, error',
      'transport/instrumentation/canaries.test.ts › are in no printed client',
    ],
    'Spans have no member of a request or a response': [
      'transport/instrumentation/open-telemetry.test.ts › makes a span of each call',
      'transport/instrumentation/canaries.test.ts › are in no log, error',
    ],
    'Redirects are never followed.': ['transport/http/connections.test.ts › do not follow redirects'],
    'covers the method, the path, the query, the host, the date and a hash of the body': [
      'emulator/http/verify-signature.test.ts › refuses a request of which one signed byte changed',
      'transport/protocols/wire-samples.test.ts › agree with all 556 samples',
    ],
    'Endpoints use HTTPS unless you choose `http`': [
      'client/config.test.ts › finds the endpoint as the options say',
      'transport/plain-http.test.ts › gives one warning a session',
    ],
    'Certificates are verified unless': [
      'transport/http/connections.test.ts › are used over TLS only with a trusted certificate',
    ],
    'A write is repeated only when it has an idempotency token, or when it is proven': [
      'transport/retry/write-safety.test.ts › what was done, over',
      'simulation/simulation.test.ts › keep every promise',
      'transport/faults.test.ts › create nothing twice',
    ],
    'The size of a response is limited': [
      'transport/responses.test.ts › longer than maxResponseBytes are given up',
    ],
    'Sessions share no mutable state': [
      'transport/http/connections.test.ts › are each session’s own',
      'client/config.test.ts › is frozen, and none of the caller',
    ],
    'Few runtime dependencies': ['promises/promises.test.ts › has what a supply chain needs'],
    'The administration answers only when the `Host` header': [
      'emulator/http/allowed-hosts.test.ts › are IP addresses, localhost',
      'emulator/http/allowed-hosts.test.ts › do not let pages of other sites call',
    ],
    'It checks the signature of every API call': [
      'emulator/security.test.ts › refuses a request that was changed on the way',
    ],
    'Its API refuses other host names': [
      'emulator/http/request-pipeline.test.ts › refuses a name that could be rebound',
    ],
    'Its access keys are random unless you set `seed`': [
      'emulator/state/ids.test.ts › have keys that nobody can know',
    ],
    'It is written with mode 0600': ['emulator/state/state-file.test.ts › can be read by its owner only'],
    'Secrets are replaced in its request log and on its page': [
      'emulator/http/request-pipeline.test.ts › shows no secret of a request',
    ],
    'is written without signatures, keys, tokens and the values of secret members': [
      'testing/recorder.test.ts › keeps no secret',
      'transport/instrumentation/canaries.test.ts › are in no recording',
    ],
  }),
  ...of('docs/observability.md', {
    'The hook that was added first is the outermost': [
      'transport/instrumentation/hooks.test.ts › lie around calls like an onion',
    ],
    'calling `next()` twice still creates nothing twice': [
      'transport/instrumentation/hooks.test.ts › can repeat a call, which keeps its token',
    ],
    'Hooks belong to a session': ['transport/instrumentation/hooks.test.ts › are each session’s own'],
    'you can add headers': ['transport/instrumentation/hooks.test.ts › can add headers to an attempt'],
    'although a hook still runs, with a `TimeoutError` or an `AbortedError`': [
      'transport/instrumentation/hooks.test.ts › end with the call’s deadline and its signal',
    ],
    'sees how the call or the attempt inside of it ended': [
      'transport/instrumentation/hooks.test.ts › see the time-out of the call that they wrap',
    ],
    'the call keeps its own error': [
      'transport/instrumentation/hooks.test.ts › leave the call its own error',
    ],
    'appends one line of JSON per entry': ['transport/log/log.test.ts › goes to a file, a line of JSON each'],
    '`logParts` keeps only the parts that it names': [
      'transport/log/log.test.ts › shows only the configured parts',
    ],
    'Without a logger\nnothing is logged': ['transport/log/log.test.ts › is silent without a logger'],
    'No line shows a secret': [
      'transport/log/log.test.ts › shows no secret in any line',
      'transport/instrumentation/canaries.test.ts › are in no log, error',
    ],
    'are the same objects in all messages about them': [
      'transport/instrumentation/hooks.test.ts › publish the start and the end of each call',
    ],
    'Each call is a span': ['transport/instrumentation/open-telemetry.test.ts › makes a span of each call'],
    'you pass the module in': [
      'transport/instrumentation/open-telemetry.test.ts › takes the module @opentelemetry/api as it is',
    ],
  }),
  ...of('docs/transport.md', {
    'The options of the call win.': ['client/config.test.ts › is overridden by a call for that call only'],
    'Options are checked when you set them, and frozen.': [
      'client/config.test.ts › refuses unknown options',
      'client/config.test.ts › is frozen',
    ],
    '`standard`: one host per service everywhere': [
      'transport/resolve-endpoint.test.ts › gives what the facts say in all 45 cases',
    ],
    'is honoured up to it': ['transport/retry/backoff.test.ts › retryAfterMs'],
    "A wait that would end after the call's deadline is not started": [
      'transport/timeouts.test.ts › does not wait for an attempt that would come too late',
    ],
    'This is the proof, with where it comes from': [
      'transport/retry/write-safety.test.ts › what was done, over',
    ],
    'sends each write once, with or without a token': [
      'transport/retry/write-safety.test.ts › safety by meaning',
    ],
    'use a connection that has been idle for more than a second': [
      'transport/http/routes.test.ts › that must not be repeated opens a new one rather than use one that idled',
    ],
    'It is made once per call and is the same for each attempt': [
      'transport/retry/write-safety.test.ts › the idempotency token',
    ],
    'a kept-alive connection that broke before the\nfirst byte': [
      'transport/http/connections.test.ts › that broke while they were kept are replaced at once',
    ],
    'a wrong clock': ['transport/clock-skew.test.ts › is corrected once by the server’s Date'],
    'expired credentials': [
      'transport/expired-credentials.test.ts › are dropped, got anew and used once more',
    ],
    'A `TimeoutError` names its `phase`': ['transport/timeouts.test.ts › ends the whole call in time'],
    'No timer and no socket is left behind': [
      'transport/timeouts.test.ts › leaves neither timer nor socket',
      'simulation/simulation.test.ts › keep every promise',
    ],
    "setting the computer's time neither ends a call or a wait": [
      'transport/limits.test.ts › goes by the monotonic reading',
    ],
    'idle connections are closed after that time, or a second before the server would close them': [
      'transport/http/connections.test.ts › are closed a second before the server would',
      'transport/http/connections.test.ts › are closed after keepAliveMs',
    ],
    '`NO_PROXY` is read as curl and Go read it': [
      'util/environment-proxy.test.ts › exempts what curl and Go exempt',
    ],
    'Under CGI': ['util/environment-proxy.test.ts › is not taken from HTTP_PROXY under CGI'],
    'session warns once for each host': ['transport/plain-http.test.ts › gives one warning a session'],
    '604,800 (a week)': ['client/presign.test.ts › refuses requests that no URL can carry'],
    '`X-Signature`, is refused': ['client/presign.test.ts › refuses members with the names of the signature'],
    'Integers beyond 2⁵³ are\n`bigint`': [
      'transport/responses.test.ts › keep every digit of integers beyond 2^53',
    ],
    'A response longer than\n`maxResponseBytes`': [
      'transport/responses.test.ts › longer than maxResponseBytes are given up',
    ],
    'Messages, `toJSON()` and printing show no secret': [
      'transport/instrumentation/canaries.test.ts › are in no log, error',
    ],
    'What your own hook, provider or function throws ends the call unchanged': [
      'transport/rate-limit/rate-limit.test.ts › ends the call with the store’s own error',
      'transport/expired-credentials.test.ts › end the call with the provider’s own error',
    ],
    'An adaptive rate drops to 70 %': ['transport/rate-limit/rate-limit.test.ts › slows down when it does'],
    'Attempts wait for their turn before they are signed': [
      'transport/rate-limit/rate-limit.test.ts › is signed after the wait, not before',
    ],
    'Processes can share a rate': [
      'transport/rate-limit/rate-limit.test.ts › can be shared by sessions and processes',
      'transport/rate-limit/rate-limit.test.ts › holds over sessions',
    ],
    "When the limiter's store fails": [
      'transport/rate-limit/rate-limit.test.ts › ends the call with the store’s own error',
    ],
  }),
  ...of('docs/credentials.md', {
    'a test compares every line with what the provider says': [
      'auth/failures.test.ts › stands in the documentation, row by row',
    ],
    'The password is a presigned query string': ['auth/rds-auth-token.test.ts › '],
  }),
  ...of('docs/emulator.md', {
    '(secrets replaced)': ['emulator/http/request-pipeline.test.ts › shows no secret of a request'],
    'Secrets stay out of the file': ['testing/recorder.test.ts › keeps no secret'],
  }),
];
