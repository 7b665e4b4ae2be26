import { readdirSync } from 'node:fs';
import { expect } from 'chai';
import { anyService } from '../../src/catalog/any-service.js';
import {
  descriptionLanguages,
  describedShapes,
  describeBy,
  descriptionKeys,
  type DescriptionTexts,
} from '../../src/catalog/descriptions.js';
import { readDescriptions, textsOf } from '../../src/catalog/read-descriptions.js';
import type { ServiceFacts } from '../../src/catalog/types.js';

/** The services whose members are described. */
const services = [
  'alb',
  'autoscaling',
  'clb',
  'ecs',
  'iam',
  'kms',
  'natgateway',
  'rdsmysqlv2',
  'redis',
  'storageebs',
  'transitrouter',
  'vke',
  'vpc',
];
/** Longer texts do not fit beside a member. */
const longest = { en: 150, zh: 75 };
const files = [...services, 'common'];
const texts = (name: string, language: 'en' | 'zh'): DescriptionTexts => textsOf(name, language) ?? {};

/** Each member of the shapes that are described: the shape and the name. */
function places(facts: ServiceFacts): readonly (readonly [string, string])[] {
  return [...describedShapes(facts)].flatMap((shape) =>
    Object.keys(facts.shapes[shape] ?? {}).map((member) => [shape, member] as const),
  );
}

/** All sentences with the file and the key that they stand under. */
function sentences(language: 'en' | 'zh'): readonly (readonly [string, string, string])[] {
  return files.flatMap((name) =>
    Object.entries(texts(name, language))
      .filter(([key]) => !key.startsWith('$'))
      .map(([key, text]) => [name, key, text] as const),
  );
}

describe('the descriptions of members', () => {
  it('are there in both languages for the same keys, and for no other service', () => {
    const expected = files.flatMap((name) => descriptionLanguages.map((each) => `${name}.${each}.json`));
    const folder = new URL('../../catalog/descriptions/', import.meta.url);
    expect(readdirSync(folder).sort()).to.deep.equal(expected.sort());
    for (const name of files)
      expect(Object.keys(texts(name, 'zh')), name).to.deep.equal(Object.keys(texts(name, 'en')));
  });

  for (const language of descriptionLanguages)
    it(`describe every member of the life of every resource type (${language})`, () => {
      const bare: string[] = [];
      for (const name of services) {
        const facts = anyService(name);
        const describe = readDescriptions(facts, language);
        for (const [shape, member] of places(facts))
          if (describe(shape, member) === undefined) bare.push(`${name} ${shape}.${member}`);
      }
      expect(bare).to.deep.equal([]);
    });

  it('describe nothing that there is not', () => {
    const idle: string[] = [];
    const common = texts('common', 'en');
    const usedOfCommon = new Set<string>();
    for (const name of services) {
      const facts = anyService(name);
      const own = texts(name, 'en');
      const used = new Set<string>(Object.keys(facts.resources).map((resourceType) => `$${resourceType}`));
      for (const [shape, member] of places(facts)) {
        const keys = descriptionKeys(shape, member);
        const found = keys.find((key) => (own[key] ?? common[key]) !== undefined) ?? '';
        (own[found] === undefined ? usedOfCommon : used).add(found);
      }
      idle.push(...Object.keys(own).flatMap((key) => (used.has(key) ? [] : [`${name} ${key}`])));
    }
    idle.push(...Object.keys(common).flatMap((key) => (usedOfCommon.has(key) ? [] : [`common ${key}`])));
    expect(idle).to.deep.equal([]);
  });

  it('are one short sentence each, in their language', () => {
    const wrong: string[] = [];
    for (const [name, key, text] of sentences('en')) {
      const isSentence = /^[A-Z0-9/][^\n]*[^\s.]\.$/.test(text) && !/[.!?] [A-Z]/.test(text);
      if (!isSentence || text.length > longest.en || /\p{Script=Han}/u.test(text))
        wrong.push(`${name}.en ${key}: ${text}`);
    }
    for (const [name, key, text] of sentences('zh')) {
      const isSentence = /^[^\n。]+。$/u.test(text) && /\p{Script=Han}/u.test(text);
      if (!isSentence || text.length > longest.zh) wrong.push(`${name}.zh ${key}: ${text}`);
    }
    expect(wrong).to.deep.equal([]);
  });

  it('say more than the name', () => {
    const letters = (text: string): string => text.replace(/\b(the|a|an)\b|[^a-z0-9]/gi, '').toLowerCase();
    const empty = sentences('en').filter(
      ([, key, text]) => letters(text) === letters(key.split('.').pop() ?? ''),
    );
    expect(empty).to.deep.equal([]);
  });

  it('call the resource type by its name where the shape is of one', () => {
    const facts = anyService('vpc');
    const english = readDescriptions(facts, 'en');
    const chinese = readDescriptions(facts, 'zh');
    expect(english('VpcForDescribeVpcsOutput', 'Status')).to.equal('State of the VPC.');
    expect(english('SubnetForDescribeSubnetsOutput', 'Status')).to.equal('State of the subnet.');
    expect(chinese('SubnetForDescribeSubnetsOutput', 'Status')).to.equal('子网的状态。');
    for (const name of services)
      for (const language of descriptionLanguages) {
        const described = readDescriptions(anyService(name), language);
        for (const [shape, member] of places(anyService(name)))
          expect(described(shape, member)).to.not.match(/[{}$]resource|undefined/);
      }
  });

  it('take the entry that is nearest to the member', () => {
    const facts = anyService('vpc');
    const own = {
      Status: 'Own.',
      Key: 'Own.',
      'Vpc.Status': 'Of a kind.',
      'DescribeVpcsRequest.PageSize': 'Of one.',
    };
    const describe = describeBy(facts, 'en', own, {
      Status: 'Common.',
      PageSize: 'Common.',
      'Tag.Key': 'Of all.',
    });
    expect(describe('VpcForDescribeVpcsOutput', 'Status')).to.equal('Of a kind.');
    expect(describe('SubnetForDescribeSubnetsOutput', 'Status')).to.equal('Own.');
    expect(describe('DescribeVpcsRequest', 'PageSize')).to.equal('Of one.');
    expect(describe('DescribeSubnetsRequest', 'PageSize')).to.equal('Common.');
    expect(describe('TagForCreateVpcInput', 'Key')).to.equal('Of all.');
    expect(describe('DescribeVpcsRequest', 'VpcName')).to.equal(undefined);
    expect(describe('AssociateRouteTableRequest', 'Status')).to.equal(undefined);
  });
});
