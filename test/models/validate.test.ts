import { execFileSync } from 'node:child_process';
import { inspect } from 'node:util';
import { expect } from 'chai';
import { loadService } from '../../src/catalog/load.js';
import { RequestValidationError } from '../../src/errors/validation.js';
import { assertValid, findIssues } from '../../src/models/validate.js';
import { everyKind, madeFacts } from './made-facts.js';

const ecs = loadService('ecs');
const facts = madeFacts(everyKind);
const flat = madeFacts(everyKind, 'query');

const server = {
  ImageId: 'image-1',
  InstanceName: 'web-1',
  InstanceTypeId: 'ecs.g1.large',
  ZoneId: 'cn-beijing-a',
  KeyPairName: 'vtable',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ VolumeType: 'ESSD_PL0', Size: 40 }],
};

/** What is wrong with a request of the made-up service, as `path constraint`; by facts of its own, so that nothing is kept. */
function wrong(request: unknown, of = madeFacts(everyKind)): string[] {
  return findIssues(of, 'Whole', request).map(({ path, constraint }) => `${path} ${constraint}`);
}

describe('validation of requests', () => {
  it('finds nothing wrong with a good request', () => {
    expect(findIssues(ecs, 'RunInstancesRequest', server)).to.deep.equal([]);
    expect(() => assertValid(ecs, 'RunInstances', server)).to.not.throw();
  });

  it('names everything that is wrong at once, each at its place', () => {
    const request = {
      ...server,
      ZoneId: undefined,
      imageId: 'image-1',
      NetworkInterfaces: [{ SubnetID: 'subnet-1', SecurityGroupIds: ['sg-1', 5] }, 'eth1'],
      Volumes: [{ Size: '40' }],
      Tags: { Key: 'a' },
    };
    expect(findIssues(ecs, 'RunInstancesRequest', request)).to.have.deep.members([
      { path: 'ZoneId', constraint: 'isDefined', message: 'ZoneId is required' },
      {
        path: 'imageId',
        constraint: 'whitelistValidation',
        message: 'imageId is not a member of RunInstancesRequest; did you mean "ImageId"?',
      },
      {
        path: 'NetworkInterfaces[0].SubnetID',
        constraint: 'whitelistValidation',
        message: 'SubnetID is not a member of NetworkInterfaceForRunInstancesInput; did you mean "SubnetId"?',
      },
      { path: 'NetworkInterfaces[0].SubnetId', constraint: 'isDefined', message: 'SubnetId is required' },
      {
        path: 'NetworkInterfaces[0].SecurityGroupIds[1]',
        constraint: 'isString',
        message: 'each value in SecurityGroupIds must be a string',
      },
      {
        path: 'NetworkInterfaces[1]',
        constraint: 'isObject',
        message: 'each value in NetworkInterfaces must be an object',
      },
      { path: 'Volumes[0].Size', constraint: 'isInt', message: 'Size must be an integer' },
      { path: 'Tags', constraint: 'isArray', message: 'Tags must be a list' },
    ]);
  });

  it('throws an error that names the action and says all of it', () => {
    expect(() => assertValid(ecs, 'RunInstances', { ...server, ImageId: 7, ZoneId: null }))
      .to.throw(
        RequestValidationError,
        /^RunInstances was not sent.*\n {2}ImageId: .* string\n {2}ZoneId: .* required/,
      )
      .with.property('errors')
      .that.has.length(2);
  });

  it('takes undefined members for absent ones', () => {
    expect(wrong({ Id: 'a', Name: undefined, nonsense: undefined })).to.deep.equal([]);
    expect(wrong({ Id: undefined })).to.deep.equal(['Id isDefined']);
  });

  it('takes null for absent where a member may be, and refuses it in lists and maps', () => {
    expect(wrong({ Id: 'a', Name: null, Part: null, Parts: null })).to.deep.equal([]);
    expect(wrong({ Id: null })).to.deep.equal(['Id isDefined']);
    expect(wrong({ Id: 'a', Tags: [null], Parts: [null], Labels: { a: null } })).to.deep.equal([
      'Tags[0] isString',
      'Labels.a isString',
      'Parts[0] isObject',
    ]);
  });

  it('takes null inside of free values only where the wire carries it', () => {
    const request = { Id: 'a', Extra: { list: [1, null], nothing: null } };
    expect(wrong(request)).to.deep.equal([]);
    expect(wrong(request, flat)).to.deep.equal(['Extra isJson']);
    expect(wrong({ Id: 'a', Extra: { nothing: null } }, flat)).to.deep.equal([]);
  });

  it('refuses holes in lists', () => {
    const holed = ['Red', 'Blue'];
    delete holed[0];
    expect(wrong({ Id: 'a', Tags: holed })).to.deep.equal(['Tags[0] isString']);
  });

  it('accepts bigint for integers and holds it to their range', () => {
    expect(wrong({ Id: 'a', Count: 10n, Part: { Size: 2n ** 63n } })).to.deep.equal([]);
    expect(wrong({ Id: 'a', Count: 11n, Ratio: 1n })).to.deep.equal(['Count max', 'Ratio isNumber']);
  });

  it('refuses numbers that have lost digits, are not finite or not whole', () => {
    expect(wrong({ Id: 'a', Part: { Size: 2 ** 53 } })).to.deep.equal(['Part.Size isExact']);
    expect(wrong({ Id: 'a', Count: 1.5, Ratio: NaN, Part: { Size: Infinity } })).to.deep.equal([
      'Count isInt',
      'Ratio isNumber',
      'Part.Size isInt',
    ]);
  });

  it('counts characters, not code units or what is seen', () => {
    expect(wrong({ Id: 'a', Name: '😀😀😀😀😀' })).to.deep.equal([]);
    expect(wrong({ Id: 'a', Name: '😀' })).to.deep.equal(['Name minLength']);
    expect(wrong({ Id: 'a', Name: '❤️❤️❤️' })).to.deep.equal(['Name maxLength']);
  });

  it('lets values through that an enum does not know, and refuses one that is only spelt wrong', () => {
    expect(wrong({ Id: 'a', Kind: 'Spot', Tags: ['Green'] })).to.deep.equal([]);
    expect(findIssues(facts, 'Whole', { Id: 'a', Kind: 'prepaid', Tags: ['Red', ' Blue'] })).to.deep.equal([
      { path: 'Kind', constraint: 'isIn', message: 'Kind must be spelt as one of PrePaid, PostPaid' },
      {
        path: 'Tags[1]',
        constraint: 'isIn',
        message: 'each value in Tags must be spelt as one of Red, Blue',
      },
    ]);
  });

  it('checks the values of maps by their facts', () => {
    expect(wrong({ Id: 'a', Labels: { env: 5 }, Groups: { one: [1], two: [1, 'x'] } })).to.deep.equal([
      'Labels.env isString',
      'Groups.two[1] isInt',
    ]);
  });

  it('lets unknown members through where it is told to, if the wire can carry them', () => {
    const options = { unknownMembers: 'send' } as const;
    expect(
      findIssues(facts, 'Whole', { Id: 'a', New: { a: [1n] }, Part: { Size: 1, New: 'x' } }, options),
    ).to.deep.equal([]);
    const issues = findIssues(facts, 'Whole', { Id: 5, New: NaN, Part: { Size: 1, New: () => 1 } }, options);
    expect(issues.map(({ path }) => path)).to.have.members(['Id', 'New', 'Part.New']);
  });

  it('refuses names that every object has', () => {
    const request = JSON.parse('{"Id":"a","constructor":1,"__proto__":{"x":1},"toString":2}') as unknown;
    expect(wrong(request)).to.have.members([
      'constructor whitelistValidation',
      '__proto__ whitelistValidation',
      'toString whitelistValidation',
    ]);
  });

  it('refuses cycles', () => {
    const extra: Record<string, unknown> = {};
    extra['again'] = extra;
    expect(wrong({ Id: 'a', Extra: extra })).to.deep.equal(['Extra isJson']);

    const nested = madeFacts({
      Whole: { Inner: { ref: 'Whole' }, Many: { type: 'list', items: { ref: 'Whole' } } },
    });
    const request: Record<string, unknown> = { Inner: { Inner: {} } };
    expect(wrong(request, nested)).to.deep.equal([]);
    request['Many'] = [request];
    expect(wrong(request, nested)).to.deep.equal(['Many[0] isJson']);
  });

  it('refuses what is no object where members are expected', () => {
    for (const request of [undefined, null, 'x', [], new Date(), new Map([['Id', 'a']])]) {
      expect(wrong(request)).to.deep.equal([' isObject']);
    }
    expect(wrong({ Id: 'a', Part: new Map([['Size', 1]]), Parts: new Set() })).to.deep.equal([
      'Part isObject',
      'Parts isArray',
    ]);
  });

  it('accepts objects without a prototype and instances of classes for their members', () => {
    class Request {
      Id = 'a';
      helper(): string {
        return this.Id;
      }
    }
    expect(wrong(new Request())).to.deep.equal([]);
    expect(wrong(Object.assign(Object.create(null) as object, { Id: 'a' }))).to.deep.equal([]);
  });

  it('never shows a value', () => {
    const secret = 'hunter2-s3cret';
    const request = {
      Id: { [`x`]: secret },
      Name: secret,
      Kind: 'prepaid',
      Count: secret,
      Flag: [secret],
      Labels: { a: [secret] },
      Parts: [{ Size: secret, unknown: secret, constructor: secret }],
      Password: secret,
      Extra: () => secret,
    };
    try {
      assertValid(facts, 'Make', request);
      expect.fail('it is not valid');
    } catch (error) {
      if (!(error instanceof RequestValidationError)) throw error;
      expect(error.issues).to.have.length(11);
      const shown = [
        error.message,
        error.stack,
        JSON.stringify(error),
        JSON.stringify(error.errors),
        inspect(error.errors, { depth: 20, showHidden: true }),
        inspect(error, { depth: 20, showHidden: true }),
      ];
      for (const text of shown) expect(text).to.not.contain(secret);
    }
  });

  it('does not load class-validator for good requests', () => {
    const script = `
      import { createRequire } from 'node:module';
      import { anyService } from '${new URL('../../src/catalog/any-service.ts', import.meta.url).href}';
      import { findIssues } from '${new URL('../../src/models/validate.ts', import.meta.url).href}';
      const loaded = () => Object.keys(createRequire(import.meta.url).cache).some((file) => file.includes('class-validator'));
      const seen = [findIssues(anyService('ecs'), 'RunInstancesRequest', ${JSON.stringify(server)}).length, loaded()];
      seen.push(findIssues(anyService('ecs'), 'RunInstancesRequest', {}).length, loaded());
      console.log(JSON.stringify(seen));
    `;
    const args = ['--import', 'tsx', '--input-type=module', '--eval', script];
    const printed = execFileSync(process.execPath, args, { encoding: 'utf8' });
    expect(JSON.parse(printed)).to.deep.equal([0, false, 7, true]);
  });
});
