import { expect } from 'chai';
import fc from 'fast-check';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import { commands } from '../../src/cli/commands.js';
import { parseArguments, wholeNumber } from '../../src/cli/parse-arguments.js';

const options = [
  { name: 'region', value: 'region', help: '' },
  { name: 'yes', short: 'y', help: '' },
  { name: 'remove', value: 'key', repeats: true, help: '' },
];

describe('a command line', () => {
  it('is split into options, members and words', () => {
    const line =
      'ecs --region=cn-beijing --ImageId i -y --Count -5 --DryRun --remove a --remove b - -- --last';
    const args = parseArguments(line.split(' '), options, true);
    expect(args.positionals).to.deep.equal(['ecs', '-', '--last']);
    expect(args.get('region')).to.equal('cn-beijing');
    expect(args.has('yes')).to.equal(true);
    expect(args.all('remove')).to.deep.equal(['a', 'b']);
    expect(args.members).to.deep.equal([
      { name: 'ImageId', value: 'i' },
      { name: 'Count', value: '-5' },
      { name: 'DryRun', value: undefined },
    ]);
  });

  it('keeps values as they are typed', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        const [member] = parseArguments([`--Name=${value}`], options, true).members;
        expect(member).to.deep.equal({ name: 'Name', value });
      }),
    );
  });

  it('is refused for options that are unknown, given twice or without their value', () => {
    const refused =
      (line: string, takesMembers = false) =>
      () =>
        parseArguments(line.split(' '), options, takesMembers);
    expect(refused('--regoin x')).to.throw('There is no option --regoin; did you mean "--region"?');
    expect(refused('-n', true)).to.throw('There is no option -n');
    expect(refused('--region')).to.throw('--region needs a value: --region <region>');
    expect(refused('--region --yes')).to.throw('--region needs a value');
    expect(refused('--region a --region b')).to.throw('--region was given twice');
    expect(refused('--yes=1')).to.throw('--yes takes no value');
    const args = parseArguments(['--region', '1e3'], options, false);
    expect(() => wholeNumber(args, 'region')).to.throw('--region takes one whole number of at least 1');
  });

  it('has no option that hides a member of more than two actions', () => {
    const names = new Set(
      commands
        .filter((each) => each.takesMembers)
        .flatMap((each) => each.options)
        .map((each) => each.name),
    );
    const hidden = serviceNames().flatMap((service) => {
      const { actions, shapes } = loadService(service);
      return Object.values(actions).flatMap(({ input }) =>
        Object.keys(shapes[input] ?? {}).filter((each) => names.has(each)),
      );
    });
    // --request takes them.
    expect(hidden.sort()).to.deep.equal(['query', 'wait']);
  });
});
