import { readFileSync } from 'node:fs';
import { Ajv } from 'ajv';
import { expect } from 'chai';
import { catalogSchema } from '../../scripts/catalog-schema.js';
import { serviceNames } from '../../src/catalog/load.js';

const catalog = new URL('../../catalog/', import.meta.url);
const golden = new URL('../golden/catalog.schema.json', import.meta.url);

describe('the schema of the facts', function () {
  this.timeout(60_000);
  const { text, undocumented } = catalogSchema();
  const validate = new Ajv({ allErrors: false, allowUnionTypes: true }).compile(JSON.parse(text) as object);

  const problemsOf = (facts: unknown): readonly string[] =>
    validate(facts)
      ? []
      : (validate.errors ?? []).map(
          ({ instancePath, message, params }) => `${instancePath} ${message} ${JSON.stringify(params)}`,
        );

  it('is the one that is stored; "npm run accept" renews it', () => {
    expect(readFileSync(golden, 'utf8') === text, 'src/catalog/types.ts has changed').to.equal(true);
  });

  it('has a description of each field', () => {
    expect(undocumented).to.deep.equal([]);
  });

  it('is kept by the facts of every service', () => {
    const wrong = serviceNames().flatMap((name) =>
      problemsOf(JSON.parse(readFileSync(new URL(`${name}.json`, catalog), 'utf8'))).map(
        (problem) => `${name}: ${problem}`,
      ),
    );
    expect(serviceNames().length).to.be.greaterThan(100);
    expect(wrong).to.deep.equal([]);
  });

  it('refuses an unknown field, a wrong type and a missing field, at any depth', () => {
    const facts = readFileSync(new URL('ecs.json', catalog), 'utf8');
    expect(problemsOf(JSON.parse(facts))).to.deep.equal([]);
    for (const [right, wrong] of [
      ['"status":{', '"status":{"raedy":[],'],
      ['"create":{"action":"RunInstances"', '"create":{"action":5'],
      ['"RunInstances":{"method":"GET",', '"RunInstances":{'],
      ['"ImageId":{"type":"string"', '"ImageId":{"type":"text"'],
    ] as const) {
      expect(facts).to.include(right);
      expect(problemsOf(JSON.parse(facts.replace(right, wrong))), wrong).not.to.be.empty;
    }
  });
});
