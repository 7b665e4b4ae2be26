/**
 * The places where attacks found the package wanting (numbers as in the report: 1 to 14 high and medium, L1 to L24 low),
 * and for each the test that fails without its mend: `file › part of the title`.
 */
export const defects: Readonly<Record<string, { readonly what: string; readonly tests: readonly string[] }>> =
  {
    '1': {
      what: 'one request ended the local cloud',
      tests: ['emulator/http/server.test.ts › survives bodies that are too long'],
    },
    '1b': {
      what: 'percent-encoded secrets passed the redaction',
      tests: ['util/redaction.test.ts › is taken out ${name}'],
    },
    '2': {
      what: 'a poll outlived maxWaitMs',
      tests: [
        'simulation/simulation.test.ts › keep every promise',
        'resources/waiting/waiter.test.ts › gives each poll what is left',
      ],
    },
    '3': {
      what: 'a shared limiter that never answers held calls for ever',
      tests: ['transport/limits.test.ts › a shared limiter that never answers'],
    },
    '4': {
      what: 'the log showed secrets in headers of responses',
      tests: [
        'util/redaction.test.ts › are found in headers',
        'transport/instrumentation/canaries.test.ts › are in no log',
      ],
    },
    '5': {
      what: 'names of secrets were missed',
      tests: [
        'util/redaction.test.ts › include those of URLs that are keys',
        'util/secrets.test.ts › masks of the facts what the list says',
      ],
    },
    '6': {
      what: 'the local cloud had a weaker list of names',
      tests: ['emulator/http/request-pipeline.test.ts › shows no secret of a request'],
    },
    '7': {
      what: 'everybody knew the keys of the local cloud, and any site could call it',
      tests: [
        'emulator/state/ids.test.ts › have keys that nobody can know',
        'emulator/http/allowed-hosts.test.ts › do not let pages of other sites call',
      ],
    },
    '8': {
      what: 'parsed JSON with __proto__ switched validation off',
      tests: ['client/outside-names.test.ts › cannot switch the validation'],
    },
    '9': {
      what: 'parallel pages were asked for beyond the end',
      tests: [
        'simulation/simulation.test.ts › keep every promise',
        'resources/lists/reading-ahead.test.ts › none behind the total',
      ],
    },
    '10': {
      what: 'a logger that throws failed calls that were done',
      tests: ['transport/log/log.test.ts › fails no call and no session'],
    },
    '11': {
      what: 'a byte order mark made a response unreadable',
      tests: ['transport/http/odd-responses.test.ts › that begin with a byte order mark are read over'],
    },
    '12': {
      what: 'more than ten calls on one signal made Node warn',
      tests: ['transport/limits.test.ts › one signal serves any number of calls'],
    },
    '13': {
      what: 'errors without a code were successes',
      tests: ['transport/http/odd-responses.test.ts › that have an error without a code'],
    },
    '14': {
      what: 'writes were repeated on a guess',
      tests: ['transport/retry/write-safety.test.ts › what was done, over'],
    },
    L1: {
      what: 'messages lost letters',
      tests: ['transport/http/odd-responses.test.ts › keeps all its letters'],
    },
    L2: {
      what: '101 responses hung',
      tests: ['transport/http/odd-responses.test.ts › that change the protocol end the call'],
    },
    L3: {
      what: 'long error codes took seconds',
      tests: [
        'transport/http/odd-responses.test.ts › whose code is endless',
        'safety/regular-expressions.test.ts › take steps in proportion',
      ],
    },
    L4: {
      what: 'patterns and names took seconds in the local cloud',
      tests: [
        'emulator/engine/match-pattern.test.ts › take no more steps',
        'safety/parsers.test.ts › takes steps in proportion',
      ],
    },
    L5: {
      what: 'times and faults without bounds',
      tests: [
        'emulator/state/clock.test.ts › moves ten years at a time at most',
        'emulator/http/faults.test.ts › refuse a rule that is not valid',
      ],
    },
    L6: {
      what: 'files with keys followed links and kept a laxer mode',
      tests: ['transport/plain-http.test.ts › is only for its owner'],
    },
    L7: {
      what: 'the error of a corrupt state file quoted it',
      tests: ['emulator/state/state-file.test.ts › never quotes what it holds'],
    },
    L8: {
      what: 'hooks were bounded by neither deadline nor signal',
      tests: ['transport/instrumentation/hooks.test.ts › end with the call’s deadline and its signal'],
    },
    L9: {
      what: 'deadlines went by the wall clock',
      tests: ['transport/limits.test.ts › goes by the monotonic reading'],
    },
    L10: {
      what: 'waits took delays and limits that are none',
      tests: ['resources/waiting/waiter.test.ts › refuses a limit or a delay that is no time'],
    },
    L11: {
      what: 'four failed attempts ended a wait of 20 minutes',
      tests: ['resources/waiting/waiter.test.ts › goes on after a poll that failed'],
    },
    L12: {
      what: 'lists took counts that are none, and page tokens that are numbers failed',
      tests: [
        'resources/lists/list-settings.test.ts › refuse what is no count',
        'resources/lists/list.test.ts › follows a token that is a number',
      ],
    },
    L13: {
      what: 'header values were signed in one encoding and sent in another',
      tests: [
        'transport/http/odd-responses.test.ts › are ASCII',
        'emulator/http/verify-signature.test.ts › is the bytes of a header',
      ],
    },
    L14: {
      what: 'names that every object inherits were found',
      tests: [
        'client/outside-names.test.ts › find no action, shape or resource',
        'client/outside-names.test.ts › find no endpoint and no option',
      ],
    },
    L15: {
      what: 'raw errors for bad names and for what callers hand in',
      tests: [
        'client/outside-names.test.ts › that can be in no URL',
        'transport/limits.test.ts › a provider that returns no promise',
      ],
    },
    L16: {
      what: 'tokens went over plain HTTP without a word',
      tests: ['transport/plain-http.test.ts › gives one warning a session'],
    },
    L17: {
      what: 'NO_PROXY was read as nobody else reads it',
      tests: [
        'util/environment-proxy.test.ts › exempts what curl and Go exempt',
        'util/environment-proxy.test.ts › is not taken from HTTP_PROXY under CGI',
      ],
    },
    L18: {
      what: 'headers with keys showed in a printed client',
      tests: ['transport/instrumentation/canaries.test.ts › are in no printed client'],
    },
    L19: {
      what: 'the code of an error was not redacted',
      tests: ['transport/call-error.test.ts › repeats no secret of the call'],
    },
    L20: {
      what: 'presigned URLs lived without end, with doubled pairs',
      tests: [
        'client/presign.test.ts › refuses requests that no URL can carry',
        'client/presign.test.ts › refuses members with the names',
      ],
    },
    L21: {
      what: 'the local cloud sorted the query after it was encoded',
      tests: ['emulator/http/verify-signature.test.ts › sorts the query by name'],
    },
    L22: {
      what: 'some 5xx were not retried for reads',
      tests: ['transport/http/odd-responses.test.ts › with any status that says "later"'],
    },
    L23: {
      what: 'writes without a token reused sockets that the server may be closing',
      tests: ['transport/http/routes.test.ts › opens a new one rather than use one that idled'],
    },
    L24: {
      what: 'no security policy, provenance or list of contents',
      tests: ['promises/promises.test.ts › has what a supply chain needs'],
    },
  };
