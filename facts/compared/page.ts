import { conditionalRules } from '../../src/models/rules/required-when.js';
import { readCorrections, correctedServices } from '../corrections.js';
import { comparedServices, kindOf, type ComparedAction, type Speaker } from './table.js';

const speakers: Readonly<Record<Speaker, string>> = {
  sdk: 'the SDKs',
  terraform: 'Terraform',
  cloudControl: 'Cloud Control',
  commandLine: 'command line tool',
  page: 'its page',
  example: 'an official example',
};

/** `docs/required.md`: what was compared, how often documents differ, and what was decided. */
export function comparedPage(actions: readonly ComparedAction[]): string {
  const differ = actions.flatMap(({ service, action, differ = [] }) =>
    differ.map((difference) => ({ service, action, ...difference })),
  );
  const optional = differ.filter(({ decided }) => decided === 'optional');
  const silent = actions.filter(({ action, documents }) => !documents && kindOf(action) !== 'other');
  return `# What requests are compared with

Made by \`npm run facts:compare\` from \`facts/evidence/compared.json\`, \`facts/corrections/\` and the rules; a test holds it to
them. The table has every action of ${comparedServices.length} services that changes something.

The official SDKs flag required members, but no list and no object, and few ranges and values. So each action is compared
with the Terraform provider, the Cloud Control schemas, the parameter help of the command line tool and the public pages, as
far as they speak of it and were read ([where they come from](../facts/README.md)). The rules:

- What the SDKs flag stays required: the providers describe a state, and fill in what an action requires.
- What they don't flag becomes required when documents require it and none that speaks of the action leaves it out. The
  Terraform provider alone is not enough, since it requires more than the services do. A Cloud Control schema that leaves out
  members that the SDKs flag says nothing of what its action requires.
- A correction's reason names the documents compared. What depends on other members is a [rule](validation.md).

| | all | with a document | Terraform | Cloud Control | command line tool | page |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${countRow('creations', ofKind(actions, 'create'))}
${countRow('updates', ofKind(actions, 'update'))}
${countRow('other changes', ofKind(actions, 'other'))}

## By service

| service | actions | with a document | required members | allowed values | ranges and lengths | rules |
| --- | ---: | ---: | ---: | ---: | ---: | ---: |
${comparedServices.map((service) => serviceRow(service, actions)).join('\n')}
${totalRow(actions)}

## Where documents differ

In ${differ.length} places not all of those that speak of a member require it. ${differ.length - optional.length} are required: by their
correction's reason, or since the SDKs flag them. ${optional.length} are left optional:

| action | member | required by | |
| --- | --- | --- | --- |
${optional
  .map(
    ({ service, action, member, requiredBy, why }) =>
      `| \`${service}.${action}\` | \`${member}\` | ${requiredBy.map((each) => speakers[each]).join(', ')} | ${why} |`,
  )
  .join('\n')}

## Creations and updates that only the SDKs describe

${silent.length} creations and updates for which no document beyond the official SDKs was found or read:

| service | actions |
| --- | --- |
${comparedServices
  .map((service) => [service, silent.filter((each) => each.service === service)] as const)
  .filter(([, those]) => those.length > 0)
  .map(([service, those]) => `| ${service} | ${those.map(({ action }) => action).join(', ')} |`)
  .join('\n')}
`;
}

function ofKind(actions: readonly ComparedAction[], kind: ReturnType<typeof kindOf>) {
  return actions.filter(({ action }) => kindOf(action) === kind);
}

function countRow(name: string, actions: readonly ComparedAction[]): string {
  const having = (key: keyof NonNullable<ComparedAction['documents']>): number =>
    actions.filter(({ documents }) => documents?.[key] !== undefined).length;
  const counts = [
    actions.length,
    actions.filter(({ documents }) => documents).length,
    ...(['terraform', 'cloudControl', 'commandLine', 'pages'] as const).map(having),
  ];
  return `| ${name} | ${counts.join(' | ')} |`;
}

/** How many members the corrections of a service require or limit, and how many rules it has. */
function correctedCounts(service: string): readonly [number, number, number, number] {
  const places = correctedServices().includes(service)
    ? readCorrections(service).filter(({ at, value }) => at.startsWith('shapes.') && value !== null)
    : [];
  const membersWith = (keys: RegExp): number =>
    new Set(places.filter(({ at }) => keys.test(at)).map(({ at }) => at.replace(/\.\w+$/, ''))).size;
  return [
    membersWith(/\.required$/),
    membersWith(/\.enum$/),
    membersWith(/\.(minimum|maximum|minLength|maxLength)$/),
    conditionalRules(service).length,
  ];
}

function serviceRow(service: string, actions: readonly ComparedAction[]): string {
  const own = actions.filter((each) => each.service === service);
  const compared = own.filter(({ documents }) => documents).length;
  return `| ${service} | ${[own.length, compared, ...correctedCounts(service)].join(' | ')} |`;
}

function totalRow(actions: readonly ComparedAction[]): string {
  const counts = comparedServices.map(correctedCounts);
  const sums = [0, 1, 2, 3].map((at) => counts.reduce((sum, each) => sum + (each[at] ?? 0), 0));
  const compared = actions.filter(({ documents }) => documents).length;
  return `| **all** | ${[actions.length, compared, ...sums].join(' | ')} |`;
}
