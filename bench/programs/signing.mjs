// Signs the same requests by several means, in turn.
import { createHmac, hash } from 'node:crypto';
import { sign, SigningKeys, encodePairs } from '../../dist/index.js';
import { answerCommands } from '../harness/commands.mjs';
import { cpuPerCall } from '../harness/cpu.mjs';
import { isInstalled, openapi } from '../harness/peers.mjs';
import { isSignedWell, keys, region } from '../harness/signature.mjs';
import { inTurn } from '../harness/statistics.mjs';

const members = Object.fromEntries(
  Array.from({ length: 10 }, (_, index) => [`Member${index}`, `value-${index}`]),
);
const query = encodePairs(Object.entries({ ...members, Action: 'DescribeInstances', Version: '2020-04-01' }));
/** @type {Record<string, import('../../dist/index.js').RequestToSign>} */
const requests = {
  get: { method: 'GET', host: 'ecs.volcengineapi.com', query, body: '', contentType: 'text/plain' },
  post: {
    method: 'POST',
    host: 'ecs.volcengineapi.com',
    query: 'Action=RunCommand&Version=2020-04-01',
    body: JSON.stringify({ Content: 'x'.repeat(10_227) }),
    contentType: 'application/json',
  },
};
const credentials = keys;
const scope = { credentials, region, service: 'ecs', dateTime: '20260102T030405Z' };
const signingKeys = new SigningKeys();

const subjects = Object.entries(requests).flatMap(([kind, request]) => {
  const { headers, canonicalRequest, stringToSign } = sign(request, scope, signingKeys);
  const { method, host, body } = request;
  if (!isSignedWell({ method, url: `/?${request.query}`, headers: { ...headers, host } }, body))
    throw new Error(`The signature of the ${method} is wrong`);
  const key = signingKeys.of(keys.secretAccessKey, '20260102', region, 'ecs');
  const longest = body === '' ? canonicalRequest : body;
  return [
    { name: `${kind} ours`, run: () => sign(request, scope, signingKeys) },
    {
      name: `${kind} floor`,
      run: () => hash('sha256', longest) + createHmac('sha256', key).update(stringToSign).digest('hex'),
    },
  ];
});

if (isInstalled(openapi)) {
  const { Signer } = (await import('@volcengine/openapi')).default;
  const own = { accessKeyId: keys.accessKeyId, secretKey: keys.secretAccessKey };
  const date = new Date('2026-01-02T03:04:05Z');
  for (const [kind, { method, body }] of Object.entries(requests)) {
    const params = Object.fromEntries(new URLSearchParams(requests[kind].query));
    const run = () =>
      new Signer({ region, method, params, headers: {}, body, pathname: '/' }, 'ecs').addAuthorization(
        own,
        date,
      );
    subjects.push({ name: `${kind} openapi`, run });
  }
}

answerCommands({
  /** The microseconds that each takes, a value a round. */
  measure: async ({ rounds, calls }) => {
    const few = (name) => (name.endsWith('openapi') ? Math.ceil(calls / 20) : calls);
    const samples = await inTurn(rounds + 1, subjects, ({ name, run }) => cpuPerCall(few(name), run));
    // The first round warms up.
    return Object.fromEntries([...samples].map(([{ name }, values]) => [name, values.slice(1)]));
  },
});
