import { readFileSync } from 'node:fs';
import type { ServiceFacts } from '../../src/catalog/types.js';
import type { ImportedService } from './pipeline.js';
import { sentenceFacts, type SentenceFacts } from './sentence-facts.js';
import type { SdkMember } from './sdk.js';

/** What a file of parameter descriptions says of one parameter. */
export interface ParameterDescription {
  readonly description_en?: string;
  readonly description_cn?: string;
  readonly example_en?: string;
  readonly example_cn?: string;
  readonly required?: boolean;
}

/** By service, version, action and parameter; lists are written `Tags.N.Key`. */
export interface DescriptionFile {
  readonly apis: Readonly<
    Record<
      string,
      Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, ParameterDescription>>>>>>
    >
  >;
}

/** A fact that a description states, without its sentence. */
export interface DescribedFact extends SentenceFacts {
  readonly service: string;
  readonly version: string;
  readonly action: string;
  /** `Tags.N.Key`. */
  readonly parameter: string;
  readonly required?: true;
}

/** Reads a file of descriptions. @throws Error when it has another form */
export function readDescriptions(file: string): DescriptionFile {
  const read = JSON.parse(readFileSync(file, 'utf8')) as Partial<DescriptionFile>;
  if (typeof read.apis !== 'object')
    throw new Error(`${file} has no "apis": it is no file of parameter descriptions`);
  return read as DescriptionFile;
}

/** The facts that the sentences of a file state in a form that the rules read. */
export function describedFacts({ apis }: DescriptionFile): DescribedFact[] {
  const found: DescribedFact[] = [];
  for (const [service, versions] of Object.entries(apis))
    for (const [version, actions] of Object.entries(versions))
      for (const [action, parameters] of Object.entries(actions))
        for (const [parameter, described] of Object.entries(parameters)) {
          const facts = {
            ...sentenceFacts(described.description_en ?? '', described.example_en ?? ''),
            ...(described.required === true && { required: true as const }),
          };
          if (Object.keys(facts).length > 0) found.push({ service, version, action, parameter, ...facts });
        }
  return found;
}

/**
 * Adds facts of descriptions to requests where the SDKs are silent; what an SDK or a correction states stays. A member of a
 * shape that several shapes use is not required: each description is of one action.
 * Defaults and examples are kept in the provenance: the catalog has no place for them.
 *
 * @param isCorrected - whether a correction is about a place such as `shapes.XRequest.Size.required`
 * @returns the facts that were added
 */
export function applyDescribed(
  services: ReadonlyMap<string, ImportedService>,
  described: readonly DescribedFact[],
  isCorrected: (service: string, at: string) => boolean = () => false,
): DescribedFact[] {
  const byService = new Map<string, ImportedService[]>();
  for (const imported of services.values()) {
    const key = `${imported.facts.service} ${imported.facts.version}`;
    byService.set(key, [...(byService.get(key) ?? []), imported]);
  }
  return described.filter((fact) => {
    const targets = byService.get(`${fact.service} ${fact.version}`) ?? [];
    return targets.map((target) => add(target, fact, isCorrected)).some((added) => added);
  });
}

function add(
  { facts, provenance }: ImportedService,
  fact: DescribedFact,
  isCorrected: (service: string, at: string) => boolean,
): boolean {
  const found = memberAt(facts, fact.action, fact.parameter);
  if (!found) return false;
  const { member, path } = found;
  const added: Record<string, unknown> = {};
  if (fact.required && member.required === undefined && !isShared(facts, path)) added['required'] = true;
  if (fact.enum && member.enum === undefined && member.type === 'string') added['enum'] = fact.enum;
  const isNumber = member.type === 'integer' || member.type === 'number';
  for (const bound of ['minimum', 'maximum'] as const)
    if (isNumber && fact[bound] !== undefined && member[bound] === undefined) added[bound] = fact[bound];
  for (const bound of ['minLength', 'maxLength'] as const)
    if (member.type === 'string' && fact[bound] !== undefined && member[bound] === undefined)
      added[bound] = fact[bound];
  for (const key of Object.keys(added)) if (isCorrected(facts.name, `${path}.${key}`)) delete added[key];
  for (const [key, value] of Object.entries(added)) setSorted(member, key, value);
  const described = ((provenance as { described?: Record<string, unknown> }).described ??= {});
  const hints = {
    ...(fact.default !== undefined && { default: fact.default }),
    ...(fact.example !== undefined && { example: fact.example }),
  };
  const known = Object.keys(added);
  if (known.length === 0 && Object.keys(hints).length === 0) return false;
  described[path] = { ...(known.length > 0 && { set: known }), ...hints };
  return true;
}

/** The member that `Tags.N.Key` means, and its place as `shapes.TagForXInput.Key`. */
export function memberAt(
  facts: ServiceFacts,
  action: string,
  parameter: string,
): { member: SdkMember; path: string } | undefined {
  let shape = facts.actions[action]?.input;
  let found: { member: SdkMember; path: string } | undefined;
  for (const step of parameter.split('.').filter((each) => each !== 'N')) {
    const member: SdkMember | undefined =
      shape === undefined ? undefined : (facts.shapes[shape]?.[step] as SdkMember);
    if (!member) return undefined;
    found = { member, path: `shapes.${shape}.${step}` };
    shape = member.ref ?? member.items?.ref;
  }
  return found;
}

/** Whether several members hold the shape of a place such as `shapes.TagForXInput.Key`. */
function isShared({ shapes }: ServiceFacts, path: string): boolean {
  const shape = path.split('.')[1];
  const members = Object.values(shapes).flatMap((each) => Object.values(each));
  return members.filter(({ ref, items, values }) => (ref ?? items?.ref ?? values?.ref) === shape).length > 1;
}

function setSorted(member: SdkMember, key: string, value: unknown): void {
  const all = { ...member, [key]: value } as Record<string, unknown>;
  for (const name of Object.keys(member)) delete (member as Record<string, unknown>)[name];
  for (const name of Object.keys(all).sort()) (member as Record<string, unknown>)[name] = all[name];
}
