import type { ValidationError } from 'class-validator';
import type { ServiceFacts } from '../catalog/types.js';
import type { ValidationIssue } from '../errors/validation.js';
import { classValidator, hasClassValidator, withStore } from './class-validator.js';
import { flattenErrors } from './flatten-errors.js';
import { copyToModels } from './model-copy.js';
import { modelStore } from './model-store.js';
import { isRecord } from './plain-value.js';
import { wordIssues } from './word-issues.js';

/** The problems of a request, as issues and as class-validator's errors. */
export interface Findings {
  readonly issues: readonly ValidationIssue[];
  /** Without targets and values. */
  readonly errors: readonly ValidationError[];
}

/** class-validator's verdict on a request by the facts and the hand-written rules; in a program without it, the same in our words. */
export function factIssues(
  facts: ServiceFacts,
  shapeName: string,
  request: unknown,
  sendsUnknown: boolean,
): Findings {
  if (!isRecord(request)) {
    return {
      issues: [
        { path: '', constraint: 'isObject', message: `${shapeName} must be an object with its members` },
      ],
      errors: [],
    };
  }
  if (!hasClassValidator()) {
    return { issues: wordIssues(facts, shapeName, request, sendsUnknown), errors: [] };
  }
  const { copy, issues } = copyToModels(facts, shapeName, request, sendsUnknown);
  const errors = withStore(modelStore(), () =>
    classValidator().validateSync(copy, {
      whitelist: true,
      forbidNonWhitelisted: true,
      // An empty request is valid when nothing is required.
      forbidUnknownValues: false,
      validationError: { target: false, value: false },
    }),
  );
  return { issues: [...issues, ...flattenErrors(errors, copy, '')], errors };
}
