// The server of a measurement, in a process of its own: answers a few actions, and lets some go wrong when told to.
import { createServer } from 'node:http';
import { answerCommands } from '../harness/commands.mjs';
import { instances, listPage, envelope, refusal, secrets } from '../harness/answers.mjs';
import { isSignedWell } from '../harness/signature.mjs';

const calm = { latencyMs: 0, total: 0, checksSignatures: false, faultShare: 0 };
let settings = calm;
let random = generator(1);
let created = new Map();
let counts = freshCounts();

const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  const chunks = [];
  request.on('data', (chunk) => chunks.push(chunk));
  request.on('end', () => receive(request, Buffer.concat(chunks).toString(), response));
});
server.listen(0, '127.0.0.1', () =>
  answerCommands({
    origin: () => `http://127.0.0.1:${/** @type {import('node:net').AddressInfo} */ (server.address()).port}`,
    set: (changes) => {
      settings = { ...calm, ...changes };
      random = generator(changes.seed ?? 1);
      created = new Map();
      counts = freshCounts();
    },
    counts: () => ({
      ...counts,
      createdTwice: [...created.values()].filter((tokens) => tokens.size > 1).length,
    }),
  }),
);

function receive(request, body, response) {
  counts.requests += 1;
  if (settings.checksSignatures && !request.headers['x-amz-target'] && !isSignedWell(request, body)) {
    answer(response, 401, refusal('', 'SignatureDoesNotMatch'));
    return;
  }
  const fault = random() < settings.faultShare ? Math.floor(random() * 4) : undefined;
  if (fault === undefined) setTimeoutOrNow(() => answer(response, 200, resultOf(request, body)));
  else fail(fault, request, body, response);
}

/** Throttled, unavailable, reset before anything happened, reset after everything had. */
function fail(fault, request, body, response) {
  counts.faults += 1;
  if (fault === 0) answer(response, 429, refusal('', 'RequestLimitExceeded'));
  else if (fault === 1) answer(response, 503, refusal('', 'ServiceUnavailableTemp'));
  else {
    if (fault === 3) resultOf(request, body);
    request.socket.resetAndDestroy();
  }
}

function resultOf({ url, headers }, body) {
  const target = headers['x-amz-target'];
  if (target !== undefined) return secrets(JSON.parse(body).MaxResults);
  const params = new URLSearchParams(url.slice(2));
  const action = params.get('Action');
  const size = Number(params.get('MaxResults') ?? params.get('PageSize') ?? 1);
  const { total } = settings;
  if (action === 'RunInstances') return create(params);
  if (action === 'DescribeVolumes')
    return listPage(action, 'Volumes', {
      from: (Number(params.get('PageNumber') ?? 1) - 1) * size,
      size,
      total,
    });
  if (total > 0)
    return listPage(action, 'Instances', { from: Number(params.get('NextToken') ?? 0), size, total });
  return instances(size);
}

/** A creation with a token that is known already is the same creation; without one, each is another. */
function create(params) {
  const name = params.get('InstanceName');
  const token = params.get('ClientToken') ?? `none ${counts.requests}`;
  const tokens = created.get(name) ?? new Set();
  created.set(name, tokens.add(token));
  return envelope('RunInstances', { InstanceIds: [name] });
}

function answer(response, status, body) {
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
  });
  response.end(body);
}

function setTimeoutOrNow(task) {
  if (settings.latencyMs > 0) setTimeout(task, settings.latencyMs);
  else task();
}

function freshCounts() {
  return { requests: 0, faults: 0 };
}

/** The same faults for each contestant: mulberry32. */
function generator(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
