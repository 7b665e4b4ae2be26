import { expect } from 'chai';
import { applyDescribed, describedFacts, readDescriptions } from '../../../facts/import/descriptions.js';
import { sentenceFacts } from '../../../facts/import/sentence-facts.js';
import { fixture, importShop } from './fixture.js';

describe('facts of descriptions', () => {
  const read = (text: string, example = ''): object => sentenceFacts(text, example);

  it('are ranges and lengths that a sentence states', () => {
    expect(read('Value range: 1 to 100.')).to.deep.equal({ minimum: 1, maximum: 100 });
    expect(read('The size in GiB, between 10 and 2,048.')).to.deep.equal({ minimum: 10, maximum: 2048 });
    expect(read('Valid values: 20~32768')).to.deep.equal({ minimum: 20, maximum: 32768 });
    expect(read('The minimum value is 5.')).to.deep.equal({ minimum: 5 });
    expect(read('A name of 1 to 128 characters.')).to.deep.equal({ minLength: 1, maxLength: 128 });
    expect(read('It must not exceed 255 characters.')).to.deep.equal({ maxLength: 255 });
  });

  it('are defaults, allowed values and plain examples', () => {
    expect(read('How it is paid. Default: PostPaid.', ' PrePaid ')).to.deep.equal({
      default: 'PostPaid',
      example: 'PrePaid',
    });
    expect(read('Valid values:\n- `Open`: for all.\n- Closed (for none)')).to.deep.equal({ enum: ['Open', 'Closed'] });
    expect(read('Allowed values: red, green or blue.')).to.deep.equal({ enum: ['red', 'green', 'blue'] });
  });

  it('are none where a sentence says more than the rules read', () => {
    expect(read('Value range: 1 to 10 for small ones. Value range: 1 to 20 for large ones.')).to.deep.equal({});
    expect(read('Default: the same as its parent.')).to.deep.equal({});
    expect(read('Default: 10 if the basket is open.')).to.deep.equal({});
    expect(read('Valid values: see the list of colours.')).to.deep.equal({});
    expect(read('Value range: 9 to 1.')).to.deep.equal({});
    expect(read('A basket.', '{"Key": "a b"}')).to.deep.equal({});
  });

  it('are taken over where the SDKs are silent, each marked', () => {
    const { services } = importShop();
    const added = applyDescribed(services, describedFacts(readDescriptions(fixture('descriptions.json'))));
    expect(added.map(({ action, parameter }) => `${action}.${parameter}`)).to.deep.equal([
      'CreateBasket.Capacity',
      'CreateBasket.Layout-Code',
      'CreateBasket.Owner',
      'CreateBasket.Tags.N.Key',
      'DescribeBaskets.PageSize',
    ]);
    const shop = services.get('shop');
    const members = shop?.facts.shapes['CreateBasketRequest'];
    expect(members?.['Capacity']).to.deep.equal({ maximum: 500, minimum: 1, required: true, type: 'integer' });
    expect(members?.['Layout-Code']).to.deep.equal({ maxLength: 32, minLength: 2, type: 'string' });
    expect(members?.['Owner']).to.deep.equal({ enum: ['House', 'Guest'], type: 'string' });
    expect(shop?.facts.shapes['DescribeBasketsRequest']?.['PageSize']).to.deep.equal({
      maximum: 50,
      minimum: 1,
      type: 'integer',
    });
    expect(shop?.provenance.described).to.deep.equal({
      'shapes.CreateBasketRequest.Capacity': { set: ['required'], default: '20', example: '40' },
      'shapes.CreateBasketRequest.Layout-Code': { set: ['minLength', 'maxLength'], example: 'grid-4' },
      'shapes.CreateBasketRequest.Owner': { set: ['enum'] },
      'shapes.TagForCreateBasketInput.Key': { set: ['required', 'maxLength'] },
      'shapes.DescribeBasketsRequest.PageSize': { set: ['minimum'], default: '10', example: '10' },
    });
  });

  it('give way to corrections, and require nothing of a shape that several requests use', () => {
    const described = describedFacts(readDescriptions(fixture('descriptions.json')));
    const required = (change: (shapes: Record<string, Record<string, unknown>>) => void, at?: string): unknown[] => {
      const { services } = importShop();
      const shapes = services.get('shop')?.facts.shapes as unknown as Record<string, Record<string, unknown>>;
      change(shapes);
      applyDescribed(services, described, (service, place) => service === 'shop' && place === at);
      const isRequired = (shape: string, member: string): unknown =>
        (shapes[shape]?.[member] as { required?: boolean }).required;
      return [isRequired('CreateBasketRequest', 'Capacity'), isRequired('TagForCreateBasketInput', 'Key')];
    };
    expect(required(() => {})).to.deep.equal([true, true]);
    expect(required(() => {}, 'shapes.CreateBasketRequest.Capacity.required')).to.deep.equal([undefined, true]);
    const shared = required((shapes) => {
      shapes['CreateAppleRequest'] = { Tags: { items: { ref: 'TagForCreateBasketInput' }, type: 'list' } };
    });
    expect(shared).to.deep.equal([true, undefined]);
  });

  it('do not hold a sentence', () => {
    const { services } = importShop();
    applyDescribed(services, describedFacts(readDescriptions(fixture('descriptions.json'))));
    const text = JSON.stringify([...services.values()]);
    for (const words of ['things fit in', 'laid out', 'somebody else']) expect(text).not.to.include(words);
    expect(() => readDescriptions(fixture('expected-shop.json'))).to.throw('no "apis"');
  });
});
