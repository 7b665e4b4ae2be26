import fc from 'fast-check';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { checkOf } from '../../src/models/compiled-check.js';
import { factIssues } from '../../src/models/fact-issues.js';
import type { ValidationIssue } from '../../src/errors/index.js';
import { isRecord } from '../../src/models/plain-value.js';
import { wordIssues } from '../../src/models/word-issues.js';
import type { Requests } from './requests.js';

/** How the two verdicts on the requests of one shape came out. */
export interface Comparison {
  accepted: number;
  refused: number;
  /** Requests that one accepts and the other refuses, as text. */
  disagreements: string[];
  /** Requests whose issues differ where class-validator can't be had, as text with both. */
  otherIssues: string[];
}

/**
 * Compares the compiled check with class-validator's verdict over generated requests of a shape.
 *
 * @param checked - the facts that the compiled check is made from; others than `facts` break it on purpose
 */
export function compareVerdicts(
  facts: ServiceFacts,
  shapeName: string,
  requests: Requests,
  runs: number,
  checked: ServiceFacts = facts,
): Comparison {
  const outcome: Comparison = { accepted: 0, refused: 0, disagreements: [], otherIssues: [] };
  const check = checkOf(checked, shapeName);
  fc.assert(
    fc.property(requests.shape(shapeName), fc.boolean(), (request, sendsUnknown) => {
      const compiled = check(request, { sendsUnknown, sawInstance: false, depth: 0 });
      const { issues } = factIssues(facts, shapeName, request, sendsUnknown);
      const worded = issues.length === 0;
      if (compiled) outcome.accepted++;
      else outcome.refused++;
      if (compiled !== worded) outcome.disagreements.push(`${shapeName} ${fc.stringify(request)}`);
      if (!isRecord(request)) return;
      const [ours, theirs] = [wordIssues(facts, shapeName, request, sendsUnknown), issues].map(linesOf);
      if (ours !== theirs) {
        outcome.otherIssues.push(`${shapeName} ${fc.stringify(request)}\n${ours}\nnot\n${theirs}`);
      }
    }),
    { numRuns: runs, seed: 20260102 },
  );
  return outcome;
}

function linesOf(issues: readonly ValidationIssue[] = []): string {
  return issues
    .map((issue) => JSON.stringify(issue))
    .sort()
    .join('\n');
}

/** The names of all shapes that requests of a service are made of. */
export function inputShapes(facts: ServiceFacts): string[] {
  const found = new Set<string>();
  const pending = Object.values(facts.actions).map(({ input }) => input);
  for (let name = pending.pop(); name !== undefined; name = pending.pop()) {
    if (found.has(name)) continue;
    found.add(name);
    for (const member of Object.values(facts.shapes[name] ?? {})) {
      for (const ref of [member.ref, member.items?.ref, member.values?.ref])
        if (ref !== undefined) pending.push(ref);
    }
  }
  return [...found];
}
