import { expect } from 'chai';
import { loadService } from '../../src/catalog/load.js';
import { parseArguments } from '../../src/cli/parse-arguments.js';
import { buildRequest } from '../../src/cli/request/build-request.js';

const ecs = loadService('ecs');

describe('a request of a command line', () => {
  const request = async (words: readonly string[], shape = 'RunInstancesRequest'): Promise<unknown> =>
    buildRequest(parseArguments(words, [{ name: 'request', value: 'json', help: '' }], true), {
      facts: ecs,
      shape,
      where: 'RunInstances',
      optionNames: ['region'],
    });

  it('has members by their names in the API, nested ones by dots, and short names', async () => {
    const line =
      '--ImageId i --instance-name w --zone z --Count 3 --DryRun --Volumes.1.Size 40 --volumes.1.volume-type ESSD ' +
      '--Volumes.2.Size 50 --NetworkInterfaces.1.SecurityGroupIds sg-1 --NetworkInterfaces.1.SecurityGroupIds sg-2 ' +
      '--Placement {"Tenancy":"Default"} --CpuMaxFrequency 2.5';
    expect(await request(line.split(' '))).to.deep.equal({
      ImageId: 'i',
      InstanceName: 'w',
      ZoneId: 'z',
      Count: 3,
      DryRun: true,
      Volumes: [{ Size: 40, VolumeType: 'ESSD' }, { Size: 50 }],
      NetworkInterfaces: [{ SecurityGroupIds: ['sg-1', 'sg-2'] }],
      Placement: { Tenancy: 'Default' },
      CpuMaxFrequency: 2.5,
    });
  });

  it('keeps texts that look like numbers, and the digits of large numbers', async () => {
    expect(
      await request(['--InstanceName', '007', '--ImageId', '1e3', '--Count', '9007199254740993']),
    ).to.deep.equal({
      InstanceName: '007',
      ImageId: '1e3',
      Count: 9007199254740993n,
    });
  });

  it('begins with --request, whose members give way', async () => {
    const json = '{"ImageId": "a", "Volumes": [{"Size": 1}], "Password": "p"}';
    expect(await request(['--request', json, '--ImageId', 'b', '--Volumes', '{"Size": 2}'])).to.deep.equal({
      ImageId: 'b',
      Volumes: [{ Size: 2 }],
      Password: 'p',
    });
  });

  it('is refused with the member and what it takes, and never with a value', async () => {
    const refusals: readonly (readonly [string, RegExp])[] = [
      ['--ImagId x', /^RunInstances has no member or option --ImagId; did you mean "ImageId"\?$/],
      ['--Volumes.1.Siz 4', /^RunInstances Volumes\.1 has no member or option --Siz; did you mean "Size"/],
      ['--Volumes.0.Size 4', /items are counted from 1/],
      ['--Volumes.2.Size 4', /^--Volumes\.2\.Size: the items before it are missing$/],
      ['--Volumes.Size 4', /a list stands before "Size"/],
      ['--Volumes x', /^--Volumes takes JSON, or a member of it: --Volumes\.1\.\w+ value$/],
      ['--Count two', /^--Count takes a whole number$/],
      ['--DryRun maybe', /^--DryRun takes true or false$/],
      ['--CpuMaxFrequency x', /^--CpuMaxFrequency takes a number$/],
      ['--ImageId a --ImageId b', /^--ImageId was given twice$/],
      ['--ImageId', /^--ImageId needs a value$/],
      ['--Password {"secret --Placement {"secret', /^--Placement is not valid JSON$/],
      ['--request [1]', /^--request takes a JSON object/],
      ['--ImageId @/nowhere/file', /^--ImageId: \/nowhere\/file can't be read \(ENOENT\)$/],
    ];
    for (const [line, message] of refusals) {
      const error = await request(line.split(' ')).catch((reason: unknown) => reason);
      expect(error, line).to.be.instanceOf(Error);
      expect((error as Error).message, line)
        .to.match(message)
        .and.not.to.include('secret');
    }
  });
});
