import { expect } from 'chai';
import type { Engine } from '../../../src/emulator/engine/engine.js';
import { authorize } from '../../../src/emulator/engine/policy.js';
import type { ActionModel } from '../../../src/emulator/model/service-model.js';
import { ServiceModel } from '../../../src/emulator/model/service-model.js';
import type { Caller, Principal } from '../../../src/emulator/state/accounts.js';
import type { ServiceFacts } from '../../../src/catalog/types.js';
import { newEngine } from '../../support/cloud-engine.js';
import { bookFacts } from '../../support/made-up-service.js';

const everything = { Effect: 'Allow', Action: '*', Resource: '*' };
const ann: Principal = { kind: 'user', name: 'ann' };

interface Attempt {
  readonly action?: string;
  readonly input?: Record<string, unknown>;
  readonly principal?: Principal;
  readonly sourceIp?: string;
  readonly sessionPolicy?: string;
  readonly facts?: ServiceFacts;
}

describe('what a caller may do', () => {
  let engine: Engine;
  beforeEach(() => (engine = newEngine()));

  const iam = (key: string) => engine.cloud.partition('1', '', 'iam').collection(key);
  /** A policy with these statements, or with this text. */
  const policy = (name: string, ...statements: readonly (object | string)[]): { PolicyName: string } => {
    const [first] = statements;
    const document = typeof first === 'string' ? first : JSON.stringify({ Statement: statements });
    iam('iam.Policy').add(name, { PolicyDocument: document });
    return { PolicyName: name };
  };
  /** Gives the user ann a policy with these statements. */
  const grant = (...statements: readonly (object | string)[]): void =>
    void iam('iam.User').add('ann', { policies: [policy('granted', ...statements)] });

  /** Undefined when the call is allowed, or the message of the refusal. */
  function refusal({
    action = 'GetBook',
    input = {},
    principal = ann,
    facts = bookFacts,
    ...rest
  }: Attempt = {}) {
    const service = new ServiceModel(facts);
    const caller: Caller = {
      ...{ account: '1', accessKeyId: 'AKLT', principal },
      ...(rest.sessionPolicy !== undefined && { sessionPolicy: rest.sessionPolicy }),
    };
    const origin = { region: 'cn-beijing', ...(rest.sourceIp !== undefined && { sourceIp: rest.sourceIp }) };
    const model = service.actions.get(action) as ActionModel;
    try {
      authorize(engine.cloud, service, model, input, caller, origin);
      return undefined;
    } catch (error) {
      expect(error).to.have.property('code', 'AccessDenied');
      return (error as Error).message;
    }
  }
  const mayDo = (attempt?: Attempt): boolean => refusal(attempt) === undefined;
  /** Whether ann may do it when she is allowed everything under this condition. */
  function mayUnder(Condition: object, attempt?: Attempt): boolean {
    engine = newEngine();
    grant({ ...everything, Condition });
    return mayDo(attempt);
  }

  it('is everything for the account itself, and nothing for a user without policies', () => {
    expect(mayDo({ principal: { kind: 'root', name: 'root' } })).to.equal(true);
    expect(mayDo()).to.equal(false);
    iam('iam.User').add('ann', {});
    expect(mayDo()).to.equal(false);
  });

  it('is refused by a message that names the caller, the action and the resources', () => {
    expect(refusal({ input: { BookId: 'b1' } })).to.equal(
      'trn:iam::1:user/ann may not do shop:GetBook on trn:shop:cn-beijing:1:book/b1.',
    );
    expect(refusal({ action: 'ListBooks', input: { BookIds: ['b1', 'b2'] } })).to.contain('book/*.');
  });

  it('is what the policies of a user, of the groups and of a role allow together', () => {
    const [read, list] = [
      { ...everything, Action: 'shop:GetBook' },
      { ...everything, Action: 'shop:ListBooks' },
    ];
    iam('iam.User').add('ann', { policies: [policy('read', read)], groups: ['team', 'gone'] });
    iam('iam.Group').add('team', { policies: [policy('list', list), { PolicyName: 'gone' }] });
    iam('iam.Role').add('ann', { policies: [policy('open', { ...everything, Action: 'shop:OpenShop' })] });
    iam('iam.Policy').add('odd', { PolicyDocument: 5 });
    iam('iam.Group').add('odd', { policies: [{ PolicyName: 'odd' }] });
    const may = (principal: Principal) =>
      ['GetBook', 'ListBooks', 'OpenShop'].filter((action) => mayDo({ action, principal }));
    expect(may(ann)).to.deep.equal(['GetBook', 'ListBooks']);
    expect(may({ kind: 'role', name: 'ann' })).to.deep.equal(['OpenShop']);
    expect(may({ kind: 'role', name: 'gone' })).to.deep.equal([]);
  });

  it('is nothing by a policy that cannot be read, and no policy by one without a document', () => {
    iam('iam.User').add('ann', { policies: [policy('all', everything), policy('broken', '{')] });
    expect(mayDo()).to.equal(false);
    engine = newEngine();
    iam('iam.Policy').add('empty', { PolicyDocument: 5 });
    iam('iam.User').add('ann', { policies: [policy('all', everything), { PolicyName: 'empty' }] });
    expect(mayDo()).to.equal(true);
  });

  it('is restricted by the policy of the session, which adds nothing', () => {
    const session = (...Statement: object[]) => JSON.stringify({ Statement });
    grant({ ...everything, Action: ['shop:GetBook', 'shop:ListBooks'] });
    const sessionPolicy = session({ ...everything, Action: ['shop:GetBook', 'shop:OpenShop'] });
    const may = ['GetBook', 'ListBooks', 'OpenShop'].filter((action) => mayDo({ action, sessionPolicy }));
    expect(may).to.deep.equal(['GetBook']);
    expect(mayDo({ sessionPolicy: session(everything) })).to.equal(true);
    expect(mayDo({ sessionPolicy: session() })).to.equal(false);
  });

  it('covers resources by their TRN: by id, by list of ids, and all of a type without ids', () => {
    const trn = (rest: string) => `trn:shop:cn-beijing:1:${rest}`;
    grant({ ...everything, Resource: [trn('book/b1'), trn('book/b2')] });
    expect(mayDo({ input: { BookId: 'b1' } })).to.equal(true);
    expect(mayDo({ input: { BookId: 'b3' } })).to.equal(false);
    expect(mayDo({ input: {} })).to.equal(false);
    expect(refusal({ input: { BookId: { Id: 'b1' } } }), 'no id').to.contain('book/*.');
    expect(refusal({ input: { BookId: ['b3', 'b4'] } })).to.contain('on trn:shop:cn-beijing:1:book/b3, trn:');
    const facts = {
      ...bookFacts,
      resources: {
        Book: {
          ...bookFacts.resources['Book'],
          id: { request: 'BookId', item: 'BookId', requestList: 'BookIds' },
        },
      },
    } as unknown as ServiceFacts;
    expect(mayDo({ action: 'ListBooks', facts, input: { BookIds: ['b1', 'b2'] } })).to.equal(true);
    expect(mayDo({ action: 'ListBooks', facts, input: { BookIds: ['b1', 'b3'] } })).to.equal(false);
  });

  it('covers the service as a whole for an action without a resource type', () => {
    grant({ ...everything, Resource: 'trn:shop:cn-beijing:1:*' });
    expect(mayDo({ action: 'OpenShop' })).to.equal(true);
    expect(refusal({ action: 'OpenShop', principal: { kind: 'role', name: 'x' } })).to.contain(
      'on trn:shop:cn-beijing:1:*.',
    );
    const bare = { ...bookFacts, resources: { Book: { ...bookFacts.resources['Book'], id: undefined } } };
    expect(refusal({ facts: bare as never, principal: { kind: 'role', name: 'x' } })).to.contain(':book/*.');
  });

  it('covers resources by the service and type that the facts give their TRN', () => {
    const projectTrn = { service: 'store', type: 'tome' };
    const facts = {
      ...bookFacts,
      resources: { Book: { ...bookFacts.resources['Book'], projectTrn } },
    } as ServiceFacts;
    grant({ ...everything, Resource: 'trn:store:cn-beijing:1:tome/b1' });
    expect(mayDo({ facts, input: { BookId: 'b1' } })).to.equal(true);
    expect(mayDo({ input: { BookId: 'b1' } })).to.equal(false);
  });

  describe('under a condition', () => {
    it('depends on the region, the time and the address', () => {
      expect(mayUnder({ StringEquals: { 'volc:RequestedRegion': 'cn-beijing' } })).to.equal(true);
      expect(mayUnder({ StringEquals: { 'volc:RequestedRegion': 'cn-shanghai' } })).to.equal(false);
      expect(mayUnder({ DateEquals: { 'volc:CurrentTime': '1970-01-01T00:00:00Z' } })).to.equal(true);
      expect(mayUnder({ DateGreaterThan: { 'volc:CurrentTime': '1970-01-01T00:00:00Z' } })).to.equal(false);
      const home = { IpAddress: { 'volc:SourceIp': '10.0.0.0/8' } };
      expect(mayUnder(home, { sourceIp: '10.1.2.3' })).to.equal(true);
      expect(mayUnder(home, { sourceIp: '11.1.2.3' })).to.equal(false);
      expect(mayUnder({ Null: { 'volc:SourceIp': 'true' } })).to.equal(true);
      expect(mayUnder({ Null: { 'volc:SourceIp': 'true' } }, { sourceIp: '10.1.2.3' })).to.equal(false);
    });

    it('depends on who calls', () => {
      expect(mayUnder({ StringEquals: { 'volc:PrincipalTrn': 'trn:iam::1:user/ann' } })).to.equal(true);
      expect(mayUnder({ StringEquals: { 'volc:PrincipalTrn': 'trn:iam::1:user/bob' } })).to.equal(false);
      expect(mayUnder({ StringEquals: { 'volc:UserName': 'ann' } })).to.equal(true);
      expect(mayUnder({ StringEquals: { 'volc:UserName': 'bob' } })).to.equal(false);
      iam('iam.Role').add('ops', {
        policies: [policy('roles', { ...everything, Condition: { Null: { 'volc:UserName': 'true' } } })],
      });
      expect(mayDo({ principal: { kind: 'role', name: 'ops' } }), 'a role is no user').to.equal(true);
      expect(mayUnder({ Null: { 'volc:UserName': 'true' } })).to.equal(false);
    });

    it('depends on the project of the request', () => {
      const web = { StringEquals: { 'volc:ProjectName': 'web' } };
      expect(mayUnder(web, { input: { ProjectName: 'web' } })).to.equal(true);
      expect(mayUnder(web, { input: { ProjectName: 'db' } })).to.equal(false);
      expect(mayUnder(web)).to.equal(false);
      const none = { Null: { 'volc:ProjectName': 'true' } };
      expect(mayUnder(none)).to.equal(true);
      expect(mayUnder(none, { input: { ProjectName: 5 } })).to.equal(true);
      expect(mayUnder(none, { input: { ProjectName: 'web' } })).to.equal(false);
    });

    it('depends on the tags of the request and their keys', () => {
      const Tags = [{ Key: 'team', Value: 'web' }, { Value: 'no key' }, { Key: 'env', Value: 'prod' }];
      const team = { StringEquals: { 'volc:RequestTag/team': 'web' } };
      expect(mayUnder(team, { input: { Tags } })).to.equal(true);
      expect(mayUnder(team, { input: { Tags: [{ Key: 'team', Value: 'db' }] } })).to.equal(false);
      expect(mayUnder(team, { input: { Tags: [{ Key: 'env', Value: 'web' }] } })).to.equal(false);
      expect(mayUnder(team, { input: { Tags: { Key: 'team', Value: 'web' } } })).to.equal(true);
      const known = { 'ForAllValues:StringEquals': { 'volc:TagKeys': ['team', 'env'] } };
      expect(mayUnder(known, { input: { Tags } })).to.equal(true);
      expect(mayUnder(known, { input: { Tags: [{ Key: 'other', Value: 'x' }] } })).to.equal(false);
      expect(mayUnder({ Null: { 'volc:TagKeys': 'true' } })).to.equal(true);
      expect(mayUnder({ Null: { 'volc:TagKeys': 'true' } }, { input: { Tags } })).to.equal(false);
      expect(
        mayUnder({ 'ForAnyValue:StringEquals': { 'volc:TagKeys': 'env' } }, { input: { Tags } }),
      ).to.equal(true);
      expect(
        mayUnder({ 'ForAnyValue:StringEquals': { 'volc:TagKeys': 'undefined' } }, { input: { Tags } }),
      ).to.equal(false);
    });

    it('knows that a tag which a policy asks for is absent, also in the policy of the session', () => {
      expect(mayUnder({ Null: { 'volc:RequestTag/team': 'true' } })).to.equal(true);
      expect(mayUnder({ StringNotEquals: { 'volc:RequestTag/team': 'web' } })).to.equal(true);
      expect(mayUnder({ StringEquals: { 'volc:RequestTag/team': 'web' } })).to.equal(false);
      engine = newEngine();
      grant(everything);
      const Condition = { Null: { 'volc:RequestTag/team': 'true' } };
      const sessionPolicy = JSON.stringify({ Statement: [{ ...everything, Condition }] });
      expect(mayDo({ sessionPolicy })).to.equal(true);
    });

    it('is nothing by a key that nobody knows', () => {
      expect(mayUnder({ Null: { 'volc:Moon': 'true' } })).to.equal(false);
      expect(mayUnder({ Null: { 'other:volc:RequestTag/': 'true' } })).to.equal(false);
    });
  });
});
