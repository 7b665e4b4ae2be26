import type { ActionFacts, ServiceFacts } from '../../src/catalog/types.js';
import { catalogText } from '../catalog-text.js';
import { applyCorrections, correctedServices, readCorrections } from '../corrections.js';
import { itemErrorsOf } from '../item-errors.js';
import { deriveServices, operationsOf, withChildren, type Derived } from '../rules/derive-services.js';
import type { Evidence } from '../rules/evidence.js';
import { inOrder } from '../rules/order.js';
import { derivePagination } from '../rules/pagination.js';
import { applyCurated, readCurated, type CuratedFact, type CuratedOutcome } from './curated.js';
import { mergeSdks, sorted, sortedShape, type Disagreement, type LeftOut } from './merge.js';
import { prune } from './prune.js';
import { provenanceOf, type Provenance } from './provenance.js';
import type { Sdk } from './sdk.js';

export interface ImportInput {
  readonly python: Sdk;
  readonly node: Sdk;
  readonly leftOut: LeftOut;
  readonly evidenceOf: (service: string) => Evidence;
  /** Facts kept as data; by default those of `facts/curated/`. */
  readonly curatedOf?: (service: string) => readonly CuratedFact[];
  /** Whether `facts/corrections/` is applied; yes by default. */
  readonly withCorrections?: boolean;
}

export interface ImportedService {
  readonly facts: ServiceFacts;
  readonly provenance: Provenance;
}

export interface Imported {
  readonly services: Map<string, ImportedService>;
  readonly disagreements: readonly Disagreement[];
  /** Curated facts whose place is gone, and those that the rules find by now, as `service: at`. */
  readonly curatedStale: readonly string[];
  readonly curatedUnneeded: readonly string[];
  /** Corrections that expect other facts than the SDKs state by now; the facts stay as the SDKs state them. */
  readonly correctionsRefused: readonly string[];
}

/** Makes the facts of all services from the two SDKs, the rules, the evidence, the curated facts and the corrections. */
export function importFacts(input: ImportInput): Imported {
  const { services: merged, disagreements } = mergeSdks(input.python, input.node, input.leftOut);
  const curatedOf = input.curatedOf ?? readCurated;
  const stale: string[] = [];
  const refused: string[] = [];
  const unneeded: string[] = [];
  const curate = (
    service: string,
    facts: object,
    curated: readonly CuratedFact[],
  ): Map<string, CuratedOutcome> => {
    const outcomes = applyCurated(facts, curated);
    for (const [at, outcome] of outcomes) {
      if (outcome === 'stale') stale.push(`${service}: ${at}`);
      if (outcome === 'unneeded') unneeded.push(`${service}: ${at}`);
    }
    return outcomes;
  };
  const models: ServiceFacts[] = [];
  for (const { name, service, version, actions, shapes } of Object.values(merged)) {
    if (service === undefined || version === undefined) continue;
    const facts = { name, service, version, actions, shapes, resources: {}, tagging: {}, operations: [] };
    const curated = curatedOf(name).filter(
      ({ at }) => !at.startsWith('resources.') && !at.startsWith('tagging'),
    );
    curate(
      name,
      facts,
      curated.filter(({ at }) => !at.endsWith('.pagination')),
    );
    const sortedShapes = Object.entries(facts.shapes).map(
      ([shape, members]) => [shape, sortedShape(members)] as const,
    );
    facts.shapes = sorted(Object.fromEntries(sortedShapes));
    for (const [action, made] of Object.entries(facts.actions) as [string, { pagination?: unknown }][]) {
      const pagination = derivePagination(facts as unknown as ServiceFacts, action);
      if (pagination) made.pagination = pagination;
    }
    curate(
      name,
      facts,
      curated.filter(({ at }) => at.endsWith('.pagination')),
    );
    models.push(facts as unknown as ServiceFacts);
  }
  const derived = deriveServices(models, input.evidenceOf);
  const corrected = new Set(input.withCorrections === false ? [] : correctedServices());
  const services = new Map<string, ImportedService>();
  for (const model of models) {
    const found = derived.get(model.name) as Derived;
    const curated = curatedOf(model.name);
    const facts = { ...model, ...structuredClone({ resources: found.resources, tagging: found.tagging }) };
    const late = curated.filter(({ at }) => at.startsWith('resources.') || at.startsWith('tagging'));
    const isChildren = ({ at }: CuratedFact): boolean => at.endsWith('.children');
    const outcomes = curate(
      model.name,
      facts,
      late.filter((fact) => !isChildren(fact)),
    );
    for (const place of prune(facts)) stale.push(`${model.name}: ${place} is gone`);
    facts.resources = withChildren(model.name, facts.resources);
    for (const [at, outcome] of curate(model.name, facts, late.filter(isChildren))) outcomes.set(at, outcome);
    const finished = finish(facts);
    const provenance = provenanceOf({
      facts: finished,
      sources: found.sources,
      curated: curated.filter(({ at }) => outcomes.get(at) !== 'stale'),
      python: input.python.services[model.name],
      node: input.node.services[model.name],
    });
    for (const correction of corrected.has(model.name) ? readCorrections(model.name) : []) {
      try {
        applyCorrections(finished, [correction]);
      } catch (error) {
        refused.push(`${model.name}: ${(error as Error).message}`);
      }
    }
    services.set(model.name, {
      facts: { ...finished, resources: inOrder(finished.resources) },
      provenance,
    });
  }
  return {
    services,
    disagreements,
    curatedStale: stale,
    curatedUnneeded: unneeded,
    correctionsRefused: refused,
  };
}

function finish(facts: ServiceFacts): ServiceFacts {
  const { name, service, version, actions, shapes, tagging } = facts;
  const resources = inOrder(facts.resources);
  const whole = { name, service, version, actions, shapes, resources, tagging };
  for (const [action, made] of Object.entries(actions) as [
    string,
    { itemErrors?: ActionFacts['itemErrors'] },
  ][]) {
    const itemErrors = itemErrorsOf(facts, action);
    if (itemErrors) made.itemErrors = itemErrors;
  }
  return { ...whole, operations: operationsOf(whole) };
}

/** The text of a service's catalog file. */
export function serviceText(facts: ServiceFacts): string {
  return catalogText({ ...facts });
}
