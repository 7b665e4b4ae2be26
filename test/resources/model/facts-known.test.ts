import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { loadService, serviceNames } from '../../../src/catalog/load.js';

/** Fields that are lists or records of names: what they hold are no fields. */
const plain = new Set([
  ...[
    'update',
    'updateBy',
    'collectionMethods',
    'facets',
    'pairs',
    'pairVerbs',
    'parents',
    'children',
    'refs',
  ],
  ...['createRefs', 'createOnly', 'readOnly', 'scopedBy', 'unsubscribeProducts'],
]);

function fieldsOf(resource: object): string[] {
  return Object.entries(resource).flatMap(([field, value]: [string, unknown]) => {
    if (plain.has(field) || value === null || typeof value !== 'object') return [field];
    const parts = Array.isArray(value) ? (value as object[]) : [value];
    return parts.flatMap((part) => Object.keys(part).map((key) => `${field}.${key}`));
  });
}

describe('the fields of the facts about resources', () => {
  const page = readFileSync(new URL('../../../docs/resources.md', import.meta.url), 'utf8');
  const table = page.slice(page.indexOf('| fact | what the resource does |'));
  const explained = new Set(
    [...table.matchAll(/^\|([^|]+)\|/gm)].flatMap(([, cell]) =>
      [...(cell as string).matchAll(/`([\w.]+)`/g)].map(([, field]) => field as string),
    ),
  );
  const occurring = new Set(
    serviceNames().flatMap((name) => Object.values(loadService(name).resources).flatMap(fieldsOf)),
  );

  it('are all in the table that says what becomes of them', () => {
    expect([...occurring].filter((field) => !explained.has(field))).to.deep.equal([]);
  });

  it('occur, if they are in the table', () => {
    expect([...explained].filter((field) => !occurring.has(field))).to.deep.equal([]);
  });
});
