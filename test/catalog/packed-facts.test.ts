import { expect } from 'chai';
import { factsModule, packFacts } from '../../codegen/facts-module.js';
import { readFactsText } from '../../src/catalog/any-service.js';
import { serviceNames } from '../../src/catalog/load.js';
import { factsIn, unpackFacts } from '../../src/catalog/packed-facts.js';

describe('packed facts', () => {
  it('are the same facts when they are read out again, in less than a fifth of their length', () => {
    let [plain, packed] = [0, 0];
    for (const name of serviceNames()) {
      const text = readFactsText(name);
      const module = factsModule(text);
      expect(JSON.parse(factsIn(module)), name).to.deep.equal(JSON.parse(text));
      plain += text.length;
      packed += module.length;
    }
    expect(packed).to.be.below(plain / 5);
  });

  it('keep characters beyond ASCII, and take a byte of memory for each of the text', () => {
    const text = '{"name":"镜像 – é \u007f \\u00e9"}';
    expect(JSON.parse(unpackFacts(packFacts(text)))).to.deep.equal(JSON.parse(text));
    expect(unpackFacts(packFacts(text))).to.match(/^[\0-\x7f]*$/);
  });

  it('are a module without anything that a bundler would have to change', () => {
    expect(factsModule('{\n"name": "x"\n}')).to.match(/^export default '[A-Za-z0-9+/=]+';\n$/);
  });
});
