import { expect } from 'chai';
import fc from 'fast-check';
import { RequestValidationError } from 'volcengine-fluent';
import { EcsClient } from 'volcengine-fluent/ecs';
import { serverNeeds } from '../support/server.js';

const ecs = new EcsClient({ region: 'cn-beijing', credentials: { accessKeyId: 'a', secretAccessKey: 's' } });
const create = () => ecs.instances().create();

describe('a builder', () => {
  it('is a template: later settings never show in it', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ minLength: 1 }), { maxLength: 8 }), (names) => {
        const templates = [create()];
        for (const name of names)
          templates.push(
            (templates.at(-1) as ReturnType<typeof create>).volume({ Size: 40, VolumeType: name }),
          );
        const made = templates.map(
          (template) => template.toJSON().Volumes?.map((volume) => volume.VolumeType) ?? [],
        );
        expect(made).to.deep.equal(templates.map((_, index) => names.slice(0, index)));
      }),
    );
  });

  it('names what is missing, and forgets it as it is set, also by an alias', () => {
    const missing = ['imageId', 'instanceName', 'instanceTypeId', 'networkInterfaces', 'volumes', 'zoneId'];
    expect(create().missing).to.deep.equal(missing);
    expect(create().from(serverNeeds).zone('z').name('n').missing).to.deep.equal(['imageId']);
    expect(create().type('t').missing).not.to.include('instanceTypeId');
    expect(create().type('t').toJSON()).to.deep.equal({ InstanceTypeId: 't' });
  });

  it('gives the request in wire names, as a copy in both directions', () => {
    const volumes = [{ Size: 40, VolumeType: 'ESSD' }];
    const builder = create()
      .volumes(volumes)
      .volume((v) => v.size(20).type('PTSSD'));
    volumes.push({ Size: 1, VolumeType: 'x' });
    const request = builder.toJSON();
    expect(request).to.deep.equal({
      Volumes: [
        { Size: 40, VolumeType: 'ESSD' },
        { Size: 20, VolumeType: 'PTSSD' },
      ],
    });
    (request.Volumes as unknown[]).pop();
    expect(builder.toJSON().Volumes).to.have.length(2);
  });

  it('takes callbacks inside lists, nested builders, singular appenders', () => {
    const nic = create()
      .networkInterface((n) => n.subnet('s').securityGroup('a').securityGroup('b'))
      .toJSON();
    expect(nic.NetworkInterfaces).to.deep.equal([{ SubnetId: 's', SecurityGroupIds: ['a', 'b'] }]);
    expect(
      create()
        .volumes([(v) => v.size(10).type('t')])
        .toJSON().Volumes,
    ).to.deep.equal([{ Size: 10, VolumeType: 't' }]);
  });

  it('fails where a wrong nested value is written, not at run()', () => {
    const wrong = () => create().volume(((v: { type(t: string): unknown }) => v.type('ESSD')) as never);
    expect(wrong).to.throw(RequestValidationError, /Volumes\[0\]\.Size/);
  });

  it('is no promise, shows no values, and applies reusable pieces', () => {
    const builder = create().password('hunter2!');
    expect('then' in builder).to.equal(false);
    const inspect = Symbol.for('nodejs.util.inspect.custom');
    expect((builder as unknown as Record<symbol, () => string>)[inspect]?.()).to.equal(
      'RunInstancesBuilder { set: Password, missing: imageId, instanceName, instanceTypeId, networkInterfaces, volumes, zoneId }',
    );
    expect(builder.with((b) => b.zone('z')).toJSON().ZoneId).to.equal('z');
  });

  it('starts from a request and tells all that is wrong without throwing', () => {
    const issues = create()
      .from({ ...serverNeeds, ImageId: 'i', Nope: 1 } as never)
      .validate();
    expect(issues.map(({ path }) => path).sort()).to.deep.equal([
      'InstanceName',
      'Nope',
      'Password',
      'ZoneId',
    ]);
  });

  it('finds nothing wrong with newer members where its session sends them', () => {
    const newer = new EcsClient({ region: 'cn-beijing', unknownMembers: 'send' });
    const request = {
      ...serverNeeds,
      ImageId: 'i',
      InstanceName: 'n',
      ZoneId: 'z',
      KeyPairName: 'k',
      Newer: 1,
    };
    expect(newer.instances().create().from(request).validate()).to.deep.equal([]);
    expect(create().from(request).validate()).to.have.length(1);
    newer.close();
  });
});
