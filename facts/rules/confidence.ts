import type { ResourceFacts } from '../../src/catalog/types.js';

/**
 * How sure a type's facts are: `high` when evidence from a second source stands behind them, `medium` when the type is
 * only read or its whole life is known by id, else `low`: parts of it are guessed by name.
 */
export function confidenceOf(
  { kind, id, create }: Pick<ResourceFacts, 'kind' | 'id' | 'create'>,
  hasEvidence: boolean,
): ResourceFacts['confidence'] {
  if (hasEvidence) return 'high';
  if (kind === 'readonly') return 'medium';
  const isCreatedById = create?.idPath !== undefined || create?.idFromInput !== undefined;
  return kind === 'full' && isCreatedById && id?.request !== undefined ? 'medium' : 'low';
}
