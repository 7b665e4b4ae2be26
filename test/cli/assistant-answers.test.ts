import { expect } from 'chai';
import fc from 'fast-check';
import { AnswerPages } from '../../src/cli/mcp/answer-pages.js';
import { maskAnswer } from '../../src/cli/mcp/mask.js';

describe('answers for an assistant', () => {
  it('are cut at the ends of lines into parts that make the whole', () => {
    fc.assert(
      fc.property(
        fc.array(fc.string({ maxLength: 30 }), { maxLength: 60 }),
        fc.integer({ min: 5, max: 50 }),
        (lines, most) => {
          const text = lines.join('\n');
          const pages = new AnswerPages(most);
          let part = pages.first(text);
          let whole = part.text;
          while (part.cursor !== undefined) {
            expect(part.text.length).to.be.within(1, most);
            part = pages.next(part.cursor);
            whole += part.text;
          }
          expect(whole).to.equal(text);
        },
      ),
    );
  });

  it('have no secrets, in texts that are JSON either', () => {
    const credentials = { secretAccessKey: 'own-secret', sessionToken: undefined };
    const answer = {
      Kubeconfig: 'k',
      Data: '{"password": "inner"}',
      Text: 'own-secret typed-secret',
      Id: 'i-1',
      Big: 1n,
    };
    expect(maskAnswer(answer, { Password: 'typed-secret' }, credentials)).to.deep.equal({
      Kubeconfig: '[redacted]',
      Data: '{"password": "[redacted]"}',
      Text: '[redacted] [redacted]',
      Id: 'i-1',
      Big: 1n,
    });
  });
});
