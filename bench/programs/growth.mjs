// Uses more and more actions, and loads more and more services, in one process.
import { stat } from 'node:fs/promises';
import { serviceNames, Volcengine } from '../../dist/index.js';
import { loadService } from '../../dist/catalog/load.js';
import { EcsClient } from '../../dist/services/ecs.js';
import { envelope } from '../harness/answers.mjs';
import { answerCommands } from '../harness/commands.mjs';
import { cpuPerCall, heapMb } from '../harness/cpu.mjs';
import { keys, region } from '../harness/signature.mjs';

const answer = { status: 200, headers: {}, body: envelope('DescribeInstances', { Instances: [] }) };
const http = { send: () => Promise.resolve(answer), close: () => undefined };
const session = new Volcengine({ region, credentials: keys, http, env: {} });
const ecs = new EcsClient(session);
const usedActions = new Set(['ecs DescribeInstances']);
const usedServices = new Set(['ecs']);

answerCommands({ use, call, load });

/** Uses actions until so many have been, each with the least request that is valid. */
async function use({ most }) {
  for (const service of serviceNames()) {
    if (usedActions.size >= most) break;
    await import(`../../dist/services/${service}.js`);
    const facts = loadService(service);
    usedServices.add(service);
    for (const [action, { input }] of Object.entries(facts.actions)) {
      if (usedActions.size >= most) break;
      const { service: name, version } = facts;
      // Rules of one's own may want more than the facts do; such an action has been used all the same.
      await session.call({ service: name, version, action }, leastRequest(facts, input)).catch(ignoreInvalid);
      usedActions.add(`${service} ${action}`);
    }
  }
  return { actions: usedActions.size, services: usedServices.size };
}

/** What a call of one and the same action costs now. */
function call({ calls }) {
  return cpuPerCall(calls, () => ecs.describeInstances({ MaxResults: 10 }));
}

function ignoreInvalid(error) {
  if (error.name !== 'RequestValidationError') throw error;
}

/** Loads services by their entry, as an import does; gives the heap that they take. */
async function load({ most }) {
  const names = serviceNames().slice(0, most);
  const factsMb = await Promise.all(
    names.map(
      async (name) => (await stat(new URL(`../../catalog/${name}.json`, import.meta.url))).size / 2 ** 20,
    ),
  );
  const half = factsMb.reduce((sum, mb) => sum + mb, 0) / 2;
  const before = heapMb();
  let seen = 0;
  let middle;
  for (const [index, name] of names.entries()) {
    await import(`../../dist/services/${name}.js`);
    loadService(name);
    seen += factsMb[index];
    if (middle === undefined && seen >= half) middle = { factsMb: seen, heapMb: heapMb() - before };
  }
  const whole = heapMb() - before;
  return {
    services: names.length,
    megabytes: whole,
    firstHalf: middle.heapMb / middle.factsMb,
    secondHalf: (whole - middle.heapMb) / (seen - middle.factsMb),
  };
}

function leastRequest(facts, shapeName) {
  const required = Object.entries(facts.shapes[shapeName] ?? {}).filter(([, member]) => member.required);
  return Object.fromEntries(required.map(([name, member]) => [name, leastValue(facts, member)]));
}

function leastValue(facts, { ref, type, items, minimum, minLength, enum: values }) {
  if (ref !== undefined) return leastRequest(facts, ref);
  if (type === 'list') return [leastValue(facts, items ?? {})];
  if (type === 'map') return {};
  if (type === 'boolean') return true;
  if (values !== undefined) return values[0];
  return type === 'string' || type === undefined ? 'x'.repeat(minLength ?? 1) : (minimum ?? 1);
}
