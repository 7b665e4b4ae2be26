import 'reflect-metadata';
import { expect } from 'chai';
import { plainToInstance, Type } from 'class-transformer';
import {
  ArrayMinSize,
  getMetadataStorage,
  IsDefined,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  registerDecorator,
  validate,
  ValidateNested,
  validateSync,
} from 'class-validator';
import { loadService } from '../../src/catalog/load.js';
import type { ServiceFacts } from '../../src/catalog/types.js';
import { modelsOf, type ModelClass } from '../../src/models/model-classes.js';
import { findIssues } from '../../src/models/validate.js';
import { everyKind, madeFacts } from './made-facts.js';

const ecs = loadService('ecs');

const server = {
  ImageId: 'image-1',
  InstanceName: 'web-1',
  ZoneId: 'cn-beijing-a',
  KeyPairName: 'vtable',
  InstanceTypeId: 'ecs.g1.large',
  NetworkInterfaces: [{ SubnetId: 'subnet-1', SecurityGroupIds: ['sg-1'] }],
  Volumes: [{ Size: 40 }],
};

/** How many classes class-validator's own store knows. */
function knownClasses(): number {
  return (getMetadataStorage() as unknown as { validationMetadatas: Map<unknown, unknown> })
    .validationMetadatas.size;
}

function modelOfShape(facts: ServiceFacts, shapeName: string): ModelClass {
  return modelsOf(facts)[shapeName]!;
}

/** What is wrong with a request, as `path constraint`. */
function wrong(request: unknown, facts = ecs, shapeName = 'RunInstancesRequest'): string[] {
  return findIssues(facts, shapeName, request).map(({ path, constraint }) => `${path} ${constraint}`);
}

describe('model classes', () => {
  it('are one for each shape, of its name, and the same at each use', () => {
    const models = modelsOf(ecs);
    expect(Object.keys(models)).to.have.members(Object.keys(ecs.shapes));
    expect(models['RunInstancesRequest']?.name).to.equal('RunInstancesRequest');
    expect(models['RunInstancesRequest']).to.equal(modelsOf(ecs)['RunInstancesRequest']);
  });

  it("leave class-validator's own store alone while requests are checked", () => {
    const before = knownClasses();
    const storeBefore = getMetadataStorage();
    for (const service of ['vpc', 'iam', 'rdsmysqlv2']) {
      const facts = loadService(service);
      for (const { input } of Object.values(facts.actions)) findIssues(facts, input, { unknown: 1 });
    }
    expect(knownClasses()).to.equal(before);
    expect(getMetadataStorage()).to.equal(storeBefore);
  });

  it('are not in that store when they are looked at, only when one is made', () => {
    const facts = madeFacts(everyKind);
    const before = knownClasses();
    const Part = modelOfShape(facts, 'Part');
    class Small extends Part {}
    expect(knownClasses()).to.equal(before);
    new Small();
    expect(knownClasses()).to.equal(before + 1);
    new Part();
    expect(knownClasses()).to.equal(before + 1);
  });

  describe('by themselves', () => {
    it('are validated by class-validator', async () => {
      const Request = modelOfShape(ecs, 'RunInstancesRequest');
      expect(await validate(plainToInstance(Request, server) as object)).to.deep.equal([]);
      const errors = await validate(Object.assign(new Request(), { ImageId: 5, ZoneId: 'a', nonsense: 1 }), {
        whitelist: true,
        forbidNonWhitelisted: true,
      });
      expect(
        Object.fromEntries(errors.map(({ property, constraints }) => [property, constraints])),
      ).to.deep.equal({
        nonsense: { whitelistValidation: 'property nonsense should not exist' },
        ImageId: { isString: 'ImageId must be a string' },
        InstanceName: { isDefined: 'InstanceName is required' },
        InstanceTypeId: { isDefined: 'InstanceTypeId is required' },
        NetworkInterfaces: { isDefined: 'NetworkInterfaces is required' },
        Volumes: { isDefined: 'Volumes is required' },
        Password: {
          hasLogin:
            'a login is required: set Password or KeyPairName, or KeepImageCredential to true for an image with its own',
        },
      });
    });

    it('are valid when they have no members', async () => {
      const [empty] = Object.entries(ecs.shapes).find(([, shape]) => Object.keys(shape).length === 0) ?? [''];
      expect(await validate(new (modelOfShape(ecs, empty))())).to.deep.equal([]);
    });

    it('are made from plain objects by class-transformer, nested ones too', async () => {
      const Request = modelOfShape(ecs, 'RunInstancesRequest');
      const request = plainToInstance(Request, { ...server, Volumes: [{ Size: 'x' }], Placement: {} }) as {
        NetworkInterfaces: object[];
        Placement: object;
      };
      expect(request).to.be.instanceOf(Request);
      expect(request.NetworkInterfaces[0]).to.be.instanceOf(
        modelOfShape(ecs, 'NetworkInterfaceForRunInstancesInput'),
      );
      expect(request.Placement).to.be.instanceOf(modelOfShape(ecs, 'PlacementForRunInstancesInput'));
      const errors = await validate(request);
      expect(errors.map(({ property }) => property)).to.deep.equal(['Volumes']);
      expect(errors[0]?.children?.[0]?.children?.[0]?.constraints).to.deep.equal({
        isInt: 'Size must be an integer',
      });
    });

    it('are good requests', () => {
      const Request = modelOfShape(ecs, 'RunInstancesRequest');
      expect(wrong(Object.assign(new Request(), server))).to.deep.equal([]);
      expect(wrong(plainToInstance(Request, { ...server, ZoneId: 1 }))).to.deep.equal(['ZoneId isString']);
    });
  });

  describe('extended by a class with decorators of its own', () => {
    class Web extends modelOfShape(ecs, 'RunInstancesRequest') {
      @Matches(/^web-/, { message: '$value is no name for a web server' })
      InstanceName?: string;

      @IsDefined()
      ProjectName?: string;

      @MaxLength(9)
      Description?: string;

      @IsOptional()
      @MaxLength(9)
      HostName?: string;
    }
    const good = { ...server, ProjectName: 'shop', Description: '' };

    it('are held to both', () => {
      expect(wrong(Object.assign(new Web(), good))).to.deep.equal([]);
      expect(
        wrong(
          Object.assign(new Web(), { ...good, InstanceName: 'db-1', ImageId: 5, HostName: 'much-too-long' }),
        ),
      ).to.deep.equal(['ImageId isString', 'InstanceName matches', 'HostName maxLength']);
    });

    it('are held to their own rules in a plain request as well', () => {
      class Nic extends modelOfShape(ecs, 'NetworkInterfaceForRunInstancesInput') {
        @Matches(/^subnet-/)
        SubnetId?: string;
      }
      const nic = { SubnetId: 'x', SecurityGroupIds: ['sg-1'] };
      const request = {
        ...server,
        NetworkInterfaces: [nic, Object.assign(new Nic(), nic)],
      };
      expect(wrong(request)).to.deep.equal(['NetworkInterfaces[1].SubnetId matches']);
    });

    it('make a member required that is optional by the facts, as decorators do on any class', () => {
      expect(
        wrong(Object.assign(new Web(), { ...good, ProjectName: undefined, Description: undefined })),
      ).to.deep.equal(['ProjectName isDefined', 'Description maxLength']);
    });

    it('are validated by class-validator itself in the same way', async () => {
      expect(await validate(plainToInstance(Web, good))).to.deep.equal([]);
      const errors = await validate(plainToInstance(Web, { ...server, InstanceName: 'db-1', ZoneId: 5 }));
      expect(errors.map(({ property }) => property)).to.have.members([
        'InstanceName',
        'ProjectName',
        'Description',
        'ZoneId',
      ]);
    });

    it('never show a value, whatever their messages ask for', () => {
      const issues = findIssues(
        ecs,
        'RunInstancesRequest',
        Object.assign(new Web(), { ...good, InstanceName: 's3cret' }),
      );
      expect(issues).to.deep.equal([
        { path: 'InstanceName', constraint: 'matches', message: '(hidden) is no name for a web server' },
      ]);
    });

    it('may reach into nested classes with @ValidateNested and @Type', () => {
      class Tag extends modelOfShape(ecs, 'TagForRunInstancesInput') {
        @Matches(/^team:/)
        Key?: string;
      }
      class Tagged extends modelOfShape(ecs, 'RunInstancesRequest') {
        @ArrayMinSize(1)
        @ValidateNested()
        @Type(() => Tag)
        Tags?: Tag[];
      }
      const request = plainToInstance(Tagged, { ...server, Tags: [{ Key: 'team:a' }, { Key: 'b' }] });
      expect(wrong(request)).to.deep.equal(['Tags[1].Key matches']);
      expect(wrong(plainToInstance(Tagged, server))).to.deep.equal(['Tags arrayMinSize']);
    });

    it('may keep what they need in private fields', () => {
      class Guarded extends modelOfShape(ecs, 'RunInstancesRequest') {
        readonly #allowed = ['web-1'];
        @Named((request) => (request as Guarded).allows())
        InstanceName?: string;
        allows(): boolean {
          return this.#allowed.includes(this.InstanceName ?? '');
        }
      }
      expect(wrong(Object.assign(new Guarded(), server))).to.deep.equal([]);
      expect(wrong(Object.assign(new Guarded(), { ...server, InstanceName: 'web-2' }))).to.deep.equal([
        'InstanceName named',
      ]);
    });

    it('are refused when a rule is asynchronous, rather than passed unchecked', () => {
      for (const declared of [true, false]) {
        class Slow extends modelOfShape(ecs, 'RunInstancesRequest') {
          @Named(async () => Promise.reject(new Error('never seen')), declared)
          InstanceName?: string;
        }
        const issues = findIssues(ecs, 'RunInstancesRequest', Object.assign(new Slow(), server));
        expect(issues).to.have.length(1);
        expect(issues[0]?.message).to.match(/^InstanceName has an asynchronous rule/);
      }
    });

    it('add rules, not members', () => {
      class Newer extends modelOfShape(ecs, 'RunInstancesRequest') {
        @IsString()
        Newest = 'x';
      }
      const request = Object.assign(new Newer(), server);
      expect(wrong(request)).to.deep.equal(['Newest whitelistValidation']);
      expect(findIssues(ecs, 'RunInstancesRequest', request, { unknownMembers: 'send' })).to.deep.equal([]);
    });
  });

  it('leave the rules of other classes as they are', () => {
    class Order {
      @IsString()
      id: unknown = 5;
    }
    class Big {
      @ValidateNested()
      order = new Order();
    }
    const before = validateSync(new Big());
    findIssues(ecs, 'RunInstancesRequest', { order: 1 });
    expect(validateSync(new Big())).to.deep.equal(before);
    expect(wrong({ ...server, Description: Object.assign(new Order(), { id: 1 }) })).to.deep.equal([
      'Description isString',
      'Description.id isString',
    ]);
  });
});

/** A decorator by a function of the whole object. */
function Named(test: (request: object) => boolean | Promise<boolean>, async = false): PropertyDecorator {
  return (target, property) => {
    registerDecorator({
      name: 'named',
      async,
      target: target.constructor,
      propertyName: property as string,
      validator: { validate: (_, args) => test(args!.object) },
    });
  };
}
