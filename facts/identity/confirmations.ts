import type { ResourceFacts, ServiceFacts } from '../../src/catalog/types.js';
import { evidence, type ChainStep } from './evidence.js';
import {
  cloudControlVerdict,
  documentationVerdicts,
  exampleVerdict,
  terraformVerdict,
  type Subject,
  type Verdict,
} from './verdicts.js';

/**
 * `confirmed`: second sources confirm every step of the chain. `partly`: some steps. `contradicted`: a second source says
 * otherwise, and nothing explains it. `silent`: no second source speaks of it.
 */
export type Standing = 'confirmed' | 'partly' | 'contradicted' | 'silent';

export interface Confirmation {
  readonly resource: string;
  readonly standing: Standing;
  /** The steps that no second source confirms. */
  readonly open: readonly ChainStep[];
  readonly verdicts: readonly Verdict[];
}

/** Compares every resource type with the second sources. */
export function confirm(services: readonly ServiceFacts[]): readonly Confirmation[] {
  const terraform = evidence.terraform();
  const cloudControl = evidence.cloudControl();
  const examples = evidence.examples();
  const documentation = evidence.documentation();
  const explained = new Set(evidence.explanations().map(({ resource, about }) => `${resource} ${about}`));
  return services.flatMap((facts) =>
    Object.entries(facts.resources).map(([name, resource]): Confirmation => {
      const subject: Subject = { service: facts.name, name, resource };
      const isHere = ({ service }: { readonly service: string }): boolean => service === facts.name;
      const verdicts = [
        ...terraform.filter(isHere).map((record) => terraformVerdict(subject, record)),
        ...cloudControl.filter(isHere).map((record) => cloudControlVerdict(subject, record)),
        exampleVerdict(subject, examples),
        ...documentationVerdicts(subject, documentation),
      ].filter((verdict) => verdict !== undefined);
      const confirmed = new Set(verdicts.flatMap(({ confirms }) => confirms));
      const open = stepsOf(resource).filter((step) => !confirmed.has(step));
      const label = `${facts.name}.${name}`;
      const isContradicted = verdicts.some(
        ({ source, contradicts }) => contradicts.length > 0 && !explained.has(`${label} ${source}`),
      );
      return { resource: label, standing: standingOf(verdicts, open, isContradicted), open, verdicts };
    }),
  );
}

function stepsOf({ create, id, read, delete: removal }: ResourceFacts): readonly ChainStep[] {
  const steps: ChainStep[] = [];
  if (create) steps.push('create');
  if (id) steps.push('id');
  if (read !== undefined) steps.push('read');
  if (removal) steps.push('delete');
  return steps;
}

function standingOf(
  verdicts: readonly Verdict[],
  open: readonly ChainStep[],
  isContradicted: boolean,
): Standing {
  if (isContradicted) return 'contradicted';
  if (verdicts.every(({ confirms }) => confirms.length === 0)) return 'silent';
  return open.length === 0 ? 'confirmed' : 'partly';
}
