import { expect } from 'chai';
import fc from 'fast-check';
import { parse } from 'yaml';
import { toYaml, toYamlItem } from '../../src/cli/output/yaml.js';

describe('YAML', () => {
  it('is what a YAML reader takes for the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        // The text of JSON has no negative zero.
        const plain = JSON.parse(JSON.stringify(value)) as unknown;
        expect(parse(toYaml(plain))).to.deep.equal(plain);
        expect(parse(toYamlItem(plain) + toYamlItem(1))).to.deep.equal([plain, 1]);
      }),
      { numRuns: 300 },
    );
  });

  it('quotes what would be read as something else', () => {
    const words = [
      'no',
      'Null',
      '1.0',
      '0x1f',
      '2026-01-02',
      '',
      ' a',
      'a: b',
      '# c',
      '~',
      '-',
      'y',
      'a\nb',
      '10:30',
    ];
    expect(parse(toYaml(words), { version: '1.1' })).to.deep.equal(words);
    expect(toYaml({ big: 9007199254740993n, gone: undefined })).to.equal('big: 9007199254740993\n');
  });
});
