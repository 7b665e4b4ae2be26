import { expect } from 'chai';
import { actionBuilder, type ActionContext } from '../../src/builders/action-builder.js';
import type { ShapeFacts } from '../../src/catalog/types.js';
import { ConfigError, RequestValidationError, type ServiceError } from '../../src/errors/index.js';
import type { Dispatcher } from '../../src/types/dispatcher.js';
import { madeFacts } from '../models/made-facts.js';
import { errorOf } from '../support/error-of.js';
import { FakeCloud } from '../support/fake-cloud.js';

const text = { type: 'string' } as const;
const shape: ShapeFacts = { Id: { ...text, required: true }, Name: text, DryRun: { type: 'boolean' } };

/** A builder of the action `Make` of the made-up service, and the cloud that gets its calls. */
function make(
  settings?: Readonly<Record<string, unknown>>,
  { whole = shape, over = {} as Partial<Dispatcher>, finish = undefined as ActionContext['finish'] } = {},
) {
  const cloud = new FakeCloud(() => ({ Answer: 42 }));
  const dispatcher = { ...cloud.dispatcher(madeFacts({ Whole: whole })), ...over };
  const builder = actionBuilder({ dispatcher, action: 'Make', ...(finish && { finish }) }, settings);
  return { cloud, builder };
}

/** A dispatcher's `send` that refuses every call with this code. */
function refusing(code: string): Partial<Dispatcher> {
  const details = { serviceMessage: 'no', status: 400, requestId: 'r-1', action: 'Make', raw: undefined };
  return {
    send: () => Promise.reject(new FakeCloud().dispatcher(madeFacts({})).errorOf({ ...details, code })),
  };
}

describe('the builder of an action', () => {
  it('starts with the settings that it is given, which later ones replace', () => {
    expect(make().builder.toJSON()).to.deep.equal({});
    const { builder } = make({ Id: 'a', Name: 'first' });
    expect(builder.toJSON()).to.deep.equal({ Id: 'a', Name: 'first' });
    expect(builder.from({ Name: 'second' }).toJSON()).to.deep.equal({ Id: 'a', Name: 'second' });
  });

  it('sends the request with its options and resolves to the response', async () => {
    const { builder, cloud } = make({ Id: 'a' });
    const options = { timeoutMs: 5 };
    expect(await builder.run(options)).to.deep.include({ Answer: 42 });
    expect(cloud.sent).to.have.length(1);
    expect(cloud.last).to.deep.include({ action: 'Make', request: { Id: 'a' }, options });
  });

  it('resolves to what its outcome is made of, with the request and the options at hand', async () => {
    const finish: ActionContext['finish'] = ({ Answer }, { Id }, options) => [Answer, Id, options?.timeoutMs];
    const { builder } = make({ Id: 'a' }, { finish });
    expect(await builder.run({ timeoutMs: 5 })).to.deep.equal([42, 'a', 5]);
  });

  it('finds what is wrong by itself, and unknown members unless its session sends them', () => {
    const paths = (over: Partial<Dispatcher>) =>
      make({ New: 1 }, { over })
        .builder.validate()
        .map(({ path }) => path);
    expect(paths({})).to.have.members(['Id', 'New']);
    expect(paths({ unknownMembers: 'send' })).to.deep.equal(['Id']);
  });

  it('presigns its request', async () => {
    const asked: unknown[] = [];
    const presign: Dispatcher['presign'] = (...args) => {
      asked.push(args);
      return Promise.resolve('https://signed');
    };
    const { builder } = make({ Id: 'a' }, { over: { presign } });
    expect(await builder.presign({ expiresInSeconds: 60 })).to.equal('https://signed');
    expect(asked).to.deep.equal([['Make', { Id: 'a' }, { expiresInSeconds: 60 }]]);
  });

  describe('in a dry run', () => {
    it('sends DryRun with the request and says that it would succeed', async () => {
      const { builder, cloud } = make({ Id: 'a' });
      expect(await builder.dryRun({ timeoutMs: 5 })).to.deep.equal({
        wouldSucceed: true,
        requestId: undefined,
      });
      expect(cloud.last).to.deep.include({
        action: 'Make',
        request: { Id: 'a', DryRun: true },
        options: { timeoutMs: 5 },
      });
      expect(builder.toJSON()).to.deep.equal({ Id: 'a' });
    });

    it('sends DryRun as a string where the service wants one', async () => {
      const { builder, cloud } = make({ Id: 'a' }, { whole: { ...shape, DryRun: text } });
      await builder.dryRun();
      expect(cloud.last?.request).to.deep.equal({ Id: 'a', DryRun: 'true' });
    });

    it('tells the id of the response', async () => {
      const send = () => Promise.resolve({ $metadata: { requestId: 'r-1' } } as never);
      expect(await make({ Id: 'a' }, { over: { send } }).builder.dryRun()).to.deep.equal({
        wouldSucceed: true,
        requestId: 'r-1',
      });
    });

    it('takes the error of a passing dry run for a success', async () => {
      for (const code of ['DryRunOperation', 'InvalidParameter.DryRunOperation'])
        expect(await make({ Id: 'a' }, { over: refusing(code) }).builder.dryRun()).to.deep.equal({
          wouldSucceed: true,
          requestId: 'r-1',
        });
    });

    it('rejects with every other error', async () => {
      const refused = await errorOf(make({ Id: 'a' }, { over: refusing('QuotaExceeded') }).builder.dryRun());
      expect((refused as ServiceError).code).to.equal('QuotaExceeded');
      expect(await errorOf(make().builder.dryRun())).to.be.instanceOf(RequestValidationError);
      const bug = Object.assign(new Error('a bug'), { code: 'DryRunOperation' });
      const over = { send: () => Promise.reject(bug) };
      expect(await errorOf(make({ Id: 'a' }, { over }).builder.dryRun())).to.equal(bug);
    });

    it('does not exist for an action without DryRun, and sends nothing then', async () => {
      const { builder, cloud } = make({ Id: 'a' }, { whole: { Id: text } });
      const error = await errorOf(builder.dryRun());
      expect(error).to.be.instanceOf(ConfigError);
      expect(error.message).to.equal('Make has no dry run: its request has no member DryRun');
      expect(cloud.sent).to.have.length(0);
      const unknown = madeFacts({});
      const none = actionBuilder({ dispatcher: cloud.dispatcher(unknown), action: 'Make' });
      expect(await errorOf(none.dryRun())).to.be.instanceOf(ConfigError);
    });
  });
});
