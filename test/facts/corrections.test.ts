import { readFileSync } from 'node:fs';
import { expect } from 'chai';
import { catalogText } from '../../facts/catalog-text.js';
import {
  applyCorrections,
  checkForm,
  correctedServices,
  correctionsText,
  isInForce,
  readCorrections,
  type Correction,
} from '../../facts/corrections.js';
import { serviceNames } from '../../src/catalog/load.js';

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');

const good: Correction = {
  at: 'shapes.MakeRequest.Name.required',
  value: true,
  was: null,
  reason: 'The page requires it.',
  source: 'Make',
};

const made = () => ({ shapes: { MakeRequest: { Name: { minLength: 1, type: 'string' } } } });

describe('the corrections of the facts', () => {
  it('are in force in the catalog, each with a reason and a source, one a line and sorted', () => {
    let count = 0;
    for (const service of correctedServices()) {
      const corrections = readCorrections(service);
      const facts = JSON.parse(textOf(`catalog/${service}.json`)) as object;
      const missing = corrections.filter((correction) => !isInForce(facts, correction)).map(({ at }) => at);
      expect(missing, `${service}: run npm run facts:correct`).to.deep.equal([]);
      expect(textOf(`facts/corrections/${service}.json`), service).to.equal(correctionsText(corrections));
      count += corrections.length;
    }
    expect(count).to.be.greaterThan(0);
  });

  it('leave every catalog file in its form', () => {
    for (const service of serviceNames()) {
      const text = textOf(`catalog/${service}.json`);
      expect(catalogText(JSON.parse(text) as Record<string, unknown>) === text, service).to.equal(true);
    }
  });

  it('are applied once, in the place that the order of names gives them', () => {
    const facts = made();
    applyCorrections(facts, [good]);
    applyCorrections(facts, [good]);
    expect(JSON.stringify(facts.shapes.MakeRequest.Name)).to.equal(
      '{"minLength":1,"required":true,"type":"string"}',
    );
    applyCorrections(facts, [{ ...good, at: 'shapes.MakeRequest.Name.minLength', value: null, was: 1 }]);
    expect(facts.shapes.MakeRequest.Name).to.deep.equal({ required: true, type: 'string' });
  });

  it('are refused without a reason or a source, out of order, or twice', () => {
    expect(() => checkForm([good])).not.to.throw();
    expect(() => checkForm([{ ...good, reason: ' ' }])).to.throw('MakeRequest.Name.required has no "reason"');
    expect(() => checkForm([{ ...good, source: '' }])).to.throw('has no "source"');
    const { at, value, reason, source } = good;
    expect(() => checkForm([{ at, value, reason, source } as Correction])).to.throw('has no "was"');
    expect(() => checkForm([good, good])).to.throw('two corrections');
    expect(() => checkForm([good, { ...good, at: 'shapes.A.B.required' }])).to.throw('must stand before');
  });

  it('are refused when they lead nowhere, or expect another value than the facts have', () => {
    const apply = (changes: Partial<Correction>) => () => applyCorrections(made(), [{ ...good, ...changes }]);
    expect(apply({ at: 'shapes.MakeRequest.Nmae.required' })).to.throw('leads nowhere: there is no object at "Nmae"');
    expect(apply({ at: 'shapes.MakeRequest.Name.minLength', value: 3, was: 2 })).to.throw('expects 2, but the facts have 1');
    const facts = made();
    expect(isInForce(facts, good)).to.equal(false);
  });
});
