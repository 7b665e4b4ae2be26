import { loadService, serviceNames } from '../../src/catalog/load.js';
import '../support/every-service.js';
import { clientClass } from '../../src/client/service-client.js';
import { Volcengine } from '../../src/client/volcengine.js';
import { Emulator } from '../../src/emulator/index.js';
import { tryFluentCycle, type FluentOutcome } from './fluent-cycle.js';

/** Resources whose facts don't say enough to try, and what is missing. */
export const untried: Readonly<Record<string, string>> = {
  'advdefence20230308.WebDefCcRule': 'its id is in no response',
  'cbr.ExternalAccount': 'its list names no member that holds the items',
  'httpdns.DomainRecord': 'its id is in no response',
  'llmscan.Model': 'its id is in no response',
  'waf.BotAnalyseProtectRule': 'its list gives groups of it',
  'waf.CCRule': 'its list gives groups of it',
};

/** What became of every resource that can be created, read and deleted, by its service and resource type. */
export async function runCycles(): Promise<ReadonlyMap<string, FluentOutcome>> {
  const cloud = await new Emulator({ settleMs: 0, references: 'none' }).start();
  const session = new Volcengine(cloud.config());
  const outcomes = new Map<string, FluentOutcome>();
  try {
    for (const name of serviceNames()) {
      const client = new (clientClass(name, 'Client'))(session);
      for (const [resourceType, { kind }] of Object.entries(loadService(name).resources)) {
        if (kind === 'full')
          outcomes.set(`${name}.${resourceType}`, await tryFluentCycle(client, resourceType));
      }
    }
  } finally {
    session.close();
    await cloud.stop();
  }
  return outcomes;
}

/** The outcomes as a page of the documentation. */
export function cycleReport(outcomes: ReadonlyMap<string, FluentOutcome>): string {
  const all = [...outcomes];
  const failed = all.filter(([resourceType, outcome]) => outcome !== 'passed' && !(resourceType in untried));
  const cannot = all.filter(([resourceType, outcome]) => outcome !== 'passed' && resourceType in untried);
  const services = [...new Set(all.map(([resourceType]) => resourceType.split('.')[0] as string))];
  const of = (service: string, list: readonly (readonly [string, FluentOutcome])[]) =>
    list.filter(([resourceType]) => resourceType.startsWith(`${service}.`)).length;
  return [
    '# The life of every resource',
    '',
    'Made by `npm run coverage:api -- --cycle --write`; a test holds it to what happens.',
    '',
    'Each resource that the API can create, read and delete is created through its builder with what the facts require,',
    'then read, found in its list, changed, deleted, and looked for once more, against the local cloud.',
    '',
    'This proves that the facts fit each other, and that the SDK does what they say: the id that a creation tells is the one',
    'that reading, listing, changing and deleting take. The local cloud finds a resource by nothing else: a member that is called',
    'a name takes names, one that is called an id takes ids, and a request that says neither finds nothing. So a name that is',
    'sent for an id, an id that is left out, and a parent that is taken for its child stop a resource here.',
    '',
    'It does not prove that the facts are true: the local cloud is made from the same facts. An action that the service does not',
    'have, an id that it returns elsewhere, or a state that it never reaches, passes here. What others say of the facts stands',
    'in [confirmations.md](confirmations.md).',
    '',
    '| resources | passed | failed | cannot be tried |',
    '| --- | --- | --- | --- |',
    `| ${all.length} | ${all.length - failed.length - cannot.length} | ${failed.length} | ${cannot.length} |`,
    '',
    ...(failed.length > 0
      ? ['## Failed', '', ...table(['resource', 'step', 'reason'], failed.map(row)), '']
      : []),
    '## Cannot be tried',
    '',
    'The facts of these say too little; their actions can be called by `client.action(…)` and by `client.<action>(…)` all the same.',
    '',
    ...table(
      ['resource', 'reason'],
      cannot.map(([resourceType]) => [`\`${resourceType}\``, untried[resourceType] as string]),
    ),
    '',
    '## By service',
    '',
    ...table(
      ['service', 'resources', 'passed', 'cannot be tried'],
      services.map((service) => {
        const [some, bad, none] = [of(service, all), of(service, failed), of(service, cannot)];
        return [service, String(some), String(some - bad - none), none === 0 ? '' : String(none)];
      }),
    ),
    '',
  ].join('\n');
}

function row([resourceType, outcome]: readonly [string, FluentOutcome]): readonly string[] {
  return outcome === 'passed'
    ? [resourceType]
    : [`\`${resourceType}\``, outcome.step, outcome.reason.replaceAll('\n', ' ')];
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}
