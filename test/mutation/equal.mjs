// Mutants that change nothing that a caller could notice, so that no test can. An entry is `from → to` as the run prints it,
// with a part of its line before ` :: ` where that alone is not clear. The run names entries that no longer hold.

/** @type {readonly { readonly file: string, readonly why: string, readonly mutants: readonly string[] }[]} */
export const equal = [
  {
    file: 'src/models/compiled-check.ts',
    why: 'a short cut for members without bounds, or for texts so short or long that counting decides nothing',
    mutants: [
      'minimum === -Infinity && maximum === Infinity → false',
      '-Infinity → +Infinity',
      '!isSlip && minLength === 0 && maxLength === Infinity → false',
      'value.length <= maxLength && value.length >= minLength * 2 → false',
      'value.length <= maxLength → value.length < maxLength',
      'value.length >= minLength * 2 → value.length > minLength * 2',
    ],
  },
  {
    file: 'src/models/compiled-check.ts',
    why: 'a member that is null is passed over before its value is checked',
    mutants: ['holds: valueCheck :: false → true'],
  },
  {
    file: 'src/builders/builder.ts',
    why: 'only the setters of whole members bear their own canonical name',
    mutants: ["each.how === 'set' → true"],
  },
  {
    file: 'src/builders/builder.ts',
    why: 'a request whose class is Object is made anew from Object’s prototype; the name of a model setting is not read',
    mutants: ['model === Object.prototype → false', `'' → "Stryker was here!"`, `'model' → ""`],
  },
  {
    file: 'src/builders/builder.ts',
    why: 'a list of the builder’s own is copied once more, which takes longer; what is in the set is a list',
    mutants: ['ownLists.has(before) → false', 'before?.push → before.push'],
  },
  {
    file: 'src/builders/builder-class.ts',
    why: 'only lists have items, and what holds a shape has a reference',
    mutants: ["member.type === 'list' → true", 'setter.value.items?.ref → setter.value.items.ref'],
  },
  {
    file: 'src/builders/setters.ts',
    why: 'only maps have values; a name that no shape has is looked for in vain',
    mutants: ["member.type === 'map' → true", '[] → ["Stryker was here"]', 'action !== undefined → true'],
  },
  {
    file: 'src/emulator/engine/filters.ts',
    why: 'the name undefined, or one that nothing has, finds nothing: no member, no shape, no path is called so',
    mutants: [
      'members.filter((member) => member !== undefined) → members',
      'member !== undefined → true',
      '[] → ["Stryker was here"]',
      "typeof name !== 'string' → false",
      'createInput === undefined → false',
      'name === undefined → false',
    ],
  },
  {
    file: 'src/emulator/engine/filters.ts',
    why: 'a list action has the facts of its list; null was passed over before',
    mutants: ['list?.idFilter → list.idFilter', 'value === null → false'],
  },
  {
    file: 'src/emulator/engine/filters.ts',
    why: 'a short cut: lists without entities, of one value, of all entities; equal numbers are equal texts',
    mutants: [
      'values .map((value) => this.collection.where(path, value)) .filter(({ length }) => length → values.map(value => this.collection.where(path, value))',
      'length > 0 → true',
      'length > 0 → length >= 0',
      'lists.length <= 1 → false',
      'lists.length <= 1 → lists.length < 1',
      'entities.length === this.collection.size → false',
      'current.entities.length <= entities.length → current.entities.length < entities.length',
      'one === other → false',
    ],
  },
  {
    file: 'src/emulator/engine/policy.ts',
    why: 'a verdict is compared with true and false only; iam is global, so its partition has no region',
    mutants: [`'unknown' → ""`, `'' → "Stryker was here!"`],
  },
  {
    file: 'src/transport/http/connections.ts',
    why: 'at the first request no connection idles; a host has brackets only around it; Node’s scheduling is lifo anyway',
    mutants: [
      '#wantsFresh = false :: false → true',
      '/^\\[|\\]$/g → /\\[|\\]$/g',
      '/^\\[|\\]$/g → /^\\[|\\]/g',
      `'lifo' → ""`,
    ],
  },
  {
    file: 'src/transport/http/connections.ts',
    why: 'the names of agents need only differ; an undefined header has no time limit in it',
    mutants: [`'https' → ""`, `'http' → ""`, 'hint === undefined → false'],
  },
  {
    file: 'src/resources/lists/list.ts',
    why: 'a list that skips pages has facts of its paging; an undefined size is none',
    mutants: ['facts?.out → facts.out', 'size !== undefined → true'],
  },
  {
    file: 'src/resources/lists/page-cursor.ts',
    why: 'the mark, which moves on a page or two later, meets the same token again',
    mutants: ['following === token → false', 'steps + 1 → steps - 1'],
  },
  {
    file: 'src/resources/lists/pages.ts',
    why: 'no response has a member called undefined',
    mutants: ['totalPath === undefined → false'],
  },
  {
    file: 'src/resources/identity.ts',
    why: 'the name undefined, or one that nothing has, finds nothing; a resource type without an id has no path of one',
    mutants: [
      'idFilter === undefined → false',
      'ownMember === undefined → false',
      'input[name]?.required → input[name].required',
      'own === undefined → false',
      'name !== undefined → true',
      `'' → "Stryker was here!"`,
      'head === undefined → false',
    ],
  },
  {
    file: 'src/resources/identity.ts',
    why: 'only numbers are finite',
    mutants: ["typeof value === 'number' → true"],
  },
  {
    file: 'src/resources/waiting/waiter.ts',
    why: 'a pause is never 0, so one that fits leaves time; only errors that may pass are named; texts are not finite',
    mutants: [
      'left <= 0 → false',
      'left <= 0 → left < 0',
      'delay >= left → delay > left',
      "typeof delayMs === 'number' → true",
      `'error' → ""`,
      'error instanceof TransportError || error instanceof ServiceError → true',
    ],
  },
  {
    file: 'src/resources/waiting/status.ts',
    why: 'no action is called undefined',
    mutants: ['action === undefined → false'],
  },
  {
    file: 'src/resources/waiting/wait-for.ts',
    why: 'it is set before it is read',
    mutants: ['let done = false :: false → true'],
  },
  {
    file: 'src/resources/waiting/wait-option.ts',
    why: 'spreading true adds nothing',
    mutants: ['wait === true → false', 'true → false'],
  },
  {
    file: 'src/resources/removal/remove.ts',
    why: 'the first refusal is equal to none; outcomes other than gone are not told apart',
    mutants: [`refusal = '' :: '' → "Stryker was here!"`, `'accepted' → ""`],
  },
  {
    file: 'src/resources/removal/remove.ts',
    why: 'the next call finds that no time is left; facts of a deletion are there, and have an id beside idFrom',
    mutants: [
      'ms >= left → false',
      'ms >= left → ms > left',
      `action = '' :: '' → "Stryker was here!"`,
      'id === undefined → false',
      'resource.delete?.precededBy → resource.delete.precededBy',
    ],
  },
  {
    file: 'src/transport/retry/call-retries.ts',
    why: 'what was not put right yet is false or undefined',
    mutants: ['{ connection: false, clock: false, credentials: false } → {}'],
  },
  {
    file: 'src/transport/retry/failure.ts',
    why: 'other errors have neither a status nor a code of a service; no code is empty or called so',
    mutants: [
      'error instanceof ResponseParseError → true',
      `'' → "Stryker was here!"`,
      '!(error instanceof ServiceError) → false',
    ],
  },
  {
    file: 'src/transport/retry/retry-after.ts',
    why: 'neither nothing nor undefined is a number or a date',
    mutants: [
      "value === undefined || value === '' → false",
      "value === undefined || value === '' → value === undefined && value === ''",
      'value === undefined → false',
      "value === '' → false",
      `'' → "Stryker was here!"`,
    ],
  },
  {
    file: 'src/auth/signing/canonical-request.ts',
    why: 'equal names stay in their order, and the sort asks only which of two comes first; texts that need no encoding and the empty one have short cuts',
    mutants: [
      'a > b → true',
      'a > b → false',
      'a > b → a >= b',
      'a > b → a <= b',
      'a < b → a <= b',
      '!/[^A-Za-z0-9\\-._~]/.test(text) → false',
      "text === '' → false",
      `'' → "Stryker was here!"`,
    ],
  },
  {
    file: 'src/auth/signing/signer.ts',
    why: 'headers that are ready only save time',
    mutants: ['further.length > 0 → true', 'further.length > 0 → further.length >= 0'],
  },
  {
    file: 'src/auth/signing/signing-key.ts',
    why: 'the key used last only saves time, and no call is of an empty region or day',
    mutants: [
      "{ secretAccessKey: '', day: '', region: '', service: '', key: Buffer.alloc(0) as Buffer } → {}",
      `'' → "Stryker was here!"`,
      'last.day === day && last.region === region && last.service === service && last.secretAcces → false',
      '{ secretAccessKey, day, region, service, key } → {}',
    ],
  },
  {
    file: 'src/emulator/http/verify-signature.ts',
    why: 'the groups of an expression that matched are there; a credential without all its parts ends in no "request"; equal names were told before; a body of no bytes and names that need no encoding have short cuts',
    mutants: [
      `match; :: '' → "Stryker was here!"`,
      `credential.split :: '' → "Stryker was here!"`,
      'request.body.length === 0 → false',
      'a < b → a <= b',
      '/^[\\w.~-]*$/.test(text) → false',
      '/^[\\w.~-]*$/ → /^[\\w.~-]$/',
    ],
  },
  {
    file: 'src/transport/protocols/json.ts',
    why: 'a search for nulls that are none finds none',
    mutants: ["body.includes('null') → true", `'null' → ""`],
  },
  {
    file: 'src/transport/protocols/plain-number.ts',
    why: 'the expression sees only what String(number) writes, whose parts are there or empty; a power of ten is never 0',
    mutants: [
      '/^(-?)(\\d)(?:\\.(\\d+))?e([+-]\\d+)$/ → /(-?)(\\d)(?:\\.(\\d+))?e([+-]\\d+)$/',
      '/^(-?)(\\d)(?:\\.(\\d+))?e([+-]\\d+)$/ → /^(-?)(\\d)(?:\\.(\\d+))?e([+-]\\d+)/',
      `'' → "Stryker was here!"`,
      `'0' → ""`,
      'point < 0 → point <= 0',
    ],
  },
  {
    file: 'src/transport/protocols/serialize.ts',
    why: 'a short cut for the usual request, and one for requests without members of these names',
    mutants: [
      "target.path === undefined && options.query === undefined && target.protocol === 'json' → false",
      `target.protocol === 'json') :: 'json' → ""`,
      "'Action' in request || 'Version' in request → true",
    ],
  },
  {
    file: 'src/transport/protocols/flatten.ts',
    why: 'a text is its own text',
    mutants: ["case 'string': pairs.push([path, value]); return; → case 'string':"],
  },
  {
    file: 'src/transport/protocols/serialize.ts',
    why: 'what cannot be encoded is found among the pairs',
    mutants: ["[''] → []", `?? [''] :: '' → "Stryker was here!"`],
  },
  {
    file: 'src/transport/parse-response.ts',
    why: 'an undefined cause is none',
    mutants: ['cause === undefined → false'],
  },
  {
    file: 'src/transport/run-call.ts',
    why: 'a call that nobody observes only takes longer when it is; no response has a header called undefined',
    mutants: ['!instrumentation.isObserved(log) → false', 'const echoed :: name === undefined → false'],
  },
  {
    file: 'src/transport/send-attempt.ts',
    why: 'the headers of a call were checked with its options',
    mutants: ['attempt.headers !== call.headers → true'],
  },
];
