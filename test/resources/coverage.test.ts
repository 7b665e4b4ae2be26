import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { coveredActions, uncoveredActions } from '../../codegen/coverage.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';

const stored = JSON.parse(readFileSync(new URL('./coverage.json', import.meta.url), 'utf8')) as {
  readonly actions: number;
  readonly uncovered: Readonly<Record<string, readonly string[]>>;
};
const advice = 'where this is meant: npm run coverage:api -- --write';

describe('the actions that resources reach', () => {
  const services = serviceNames().map((name) => loadService(name));

  it('are as many as they were: none is lost, none is found that nobody wrote down', () => {
    const changed = services.flatMap((facts) => {
      const now = uncoveredActions(facts);
      const before = stored.uncovered[facts.name] ?? [];
      return [
        ...now.filter((action) => !before.includes(action)).map((each) => `lost: ${facts.name}.${each}`),
        ...before
          .filter((action) => !now.includes(action))
          .map((each) => `not listed: ${facts.name}.${each}`),
      ];
    });
    expect(changed, advice).to.deep.equal([]);
    const actions = services.reduce((sum, facts) => sum + Object.keys(facts.actions).length, 0);
    expect(actions, advice).to.equal(stored.actions);
  });

  it('are all of those that the facts give a resourceType for creating, reading, listing, changing or deleting it', () => {
    const uncovered = services.flatMap((facts) => {
      const reached = coveredActions(facts);
      return Object.entries(facts.resources).flatMap(
        ([resourceType, { create, get, list, update, methods, ...rest }]) =>
          [
            ...[create?.action, get?.action, list?.action, rest.delete?.action, ...(update ?? [])],
            ...(methods ?? []).map(({ action }) => action),
            ...(rest.collectionMethods ?? []),
          ]
            .filter((action) => action !== undefined && facts.actions[action] && !reached.has(action))
            .map((action) => `${facts.name}.${resourceType} ${action}`),
      );
    });
    expect(uncovered).to.deep.equal([]);
  });
});
