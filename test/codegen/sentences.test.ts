import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect } from 'chai';
import { memberDoc } from '../../codegen/docs.js';
import { describing, firstSentence } from '../../codegen/sentences.js';
import { emitShape } from '../../codegen/shapes.js';
import type { MemberFacts, ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';

const fixtures = new URL('../facts/fixtures/', import.meta.url);
const shop = (): ServiceFacts =>
  JSON.parse(readFileSync(new URL('expected-shop.json', fixtures), 'utf8')) as ServiceFacts;

describe('the sentences of a build with --descriptions', () => {
  it('stand behind the facts of the members that they describe', () => {
    const facts = shop();
    const request = facts.shapes['CreateBasketRequest'] as ShapeFacts;
    const capacity = request['Capacity'] as MemberFacts;
    expect(memberDoc('Capacity', capacity)).to.equal('`Capacity` — 1–500');
    describing(fileURLToPath(new URL('descriptions.json', fixtures)))(facts);
    expect(memberDoc('Capacity', capacity)).to.equal('`Capacity` — 1–500. How many things fit in.');
    expect(memberDoc('Layout-Code', request['Layout-Code'] as MemberFacts)).to.equal(
      '`Layout-Code`. How things are laid out.',
    );
    const tag = facts.shapes['TagForCreateBasketInput'] as ShapeFacts;
    expect(emitShape('Tag', tag, 'in')).to.include("/** A label's key, at most 128 characters. */");
    expect(emitShape('Request', request, 'in')).to.include('/** 1–500. How many things fit in. */');
  });

  it('are the first of a text, on one line, short, and end no comment', () => {
    expect(firstSentence('One thing.\nAnother thing.')).to.equal('One thing.');
    expect(firstSentence('A range such as 0.5 of it')).to.equal('A range such as 0.5 of it');
    expect(firstSentence('It ends */ here. No.')).to.equal('It ends * / here.');
    expect(firstSentence('x'.repeat(300))).to.have.lengthOf(200);
    expect(firstSentence('  ')).to.equal('');
  });
});
