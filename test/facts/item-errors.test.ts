import { expect } from 'chai';
import { itemErrorsOf } from '../../facts/item-errors.js';
import { loadService, serviceNames } from '../../src/catalog/load.js';
import type { ItemErrorsFacts, MemberFacts, ServiceFacts } from '../../src/catalog/types.js';

/** The facts of one action whose answer has these members. */
function answering(action: string, output: object, shapes: object = {}): ServiceFacts {
  const { actions } = loadService('ecs');
  const facts = { ...actions['DeleteKeyPairs'], input: 'In', output: 'Out' };
  return {
    ...loadService('ecs'),
    actions: { [action]: facts },
    shapes: { In: {}, Out: output, ...shapes },
  } as ServiceFacts;
}

const listOf = (ref: string): MemberFacts => ({ type: 'list', items: { ref } });
const text: MemberFacts = { type: 'string' };

describe('the failures of single items in an answer', () => {
  const all = serviceNames().flatMap((name) => {
    const facts = loadService(name);
    return Object.keys(facts.actions).map((action) => ({ facts, action }));
  });

  it('are facts of each action whose answer has room for them, by the rule', () => {
    const wrong = all
      .filter(({ facts, action }) => {
        const has = JSON.stringify(facts.actions[action]?.itemErrors);
        return has !== JSON.stringify(itemErrorsOf(facts, action));
      })
      .map(({ facts, action }) => `${facts.name}.${action}`);
    expect(wrong, 'run npm run facts:derive').to.deep.equal([]);
    const having = all.filter(({ facts, action }) => facts.actions[action]?.itemErrors);
    expect(having).to.have.length(89);
    expect(new Set(having.map(({ facts }) => facts.name)).size).to.equal(21);
  });

  it('lead to members that there are', () => {
    const memberAt = (facts: ServiceFacts, shape: string, path: string): MemberFacts | undefined => {
      let at: MemberFacts | undefined = { ref: shape };
      for (const step of path.split('.')) at = facts.shapes[at?.ref ?? at?.items?.ref ?? '']?.[step];
      return at;
    };
    for (const { facts, action } of all) {
      const { output = '', itemErrors } = facts.actions[action] ?? {};
      if (!itemErrors) continue;
      const list = memberAt(facts, output, itemErrors.list);
      expect(list?.type, `${facts.name}.${action}`).to.equal('list');
      for (const field of ['id', 'ok', 'code', 'message'] as const) {
        const path = itemErrors[field];
        if (path === undefined) continue;
        expect(memberAt(facts, list?.items?.ref ?? '', path), `${action} ${field}`).not.to.equal(undefined);
      }
    }
  });

  it('are told in the forms that services have', () => {
    const of = (service: string, action: string): ItemErrorsFacts | undefined =>
      loadService(service).actions[action]?.itemErrors;
    const error = { code: 'Error.Code', message: 'Error.Message' };
    expect(of('ecs', 'DeleteKeyPairs')).to.deep.equal({
      list: 'OperationDetails',
      id: 'KeyPairName',
      ...error,
    });
    expect(of('ecs', 'StopInstances')).to.deep.equal({
      list: 'OperationDetails',
      id: 'InstanceId',
      ...error,
    });
    expect(of('vmp', 'DeleteAlertingRules')).to.deep.equal({
      ...{ list: 'UnsuccessfulItems', failedOnly: true, id: 'Id' },
      ...error,
    });
    expect(of('veenedge', 'BatchResetSystem')).to.deep.equal({
      ...{ list: 'failed_instance_identities', failedOnly: true, scalar: 'id' },
    });
    expect(of('acep', 'PowerOnPod')).to.deep.equal({
      ...{ list: 'Details', id: 'PodId', ok: 'Success', code: 'ErrCode', message: 'ErrMsg' },
    });
    expect(of('ecs', 'DescribeInstances')).to.equal(undefined);
  });

  it('are found by the shape of the answer, and not in what is only read', () => {
    const shapes = { Item: { Id: text, Error: { ref: 'Error' } }, Error: { Code: text, Message: text } };
    const output = { Details: listOf('Item') };
    expect(itemErrorsOf(answering('StopThings', output, shapes), 'StopThings')).to.deep.equal({
      ...{ list: 'Details', id: 'Id', code: 'Error.Code', message: 'Error.Message' },
    });
    expect(itemErrorsOf(answering('DescribeThings', output, shapes), 'DescribeThings')).to.equal(undefined);
    expect(
      itemErrorsOf(answering('StopThings', { Errors: { type: 'list', items: text } }), 'StopThings'),
    ).to.deep.equal({
      ...{ list: 'Errors', failedOnly: true, scalar: 'message' },
    });
    expect(
      itemErrorsOf(answering('StopThings', { Ids: { type: 'list', items: text } }), 'StopThings'),
    ).to.equal(undefined);
    const plain = { Item: { Id: text, Status: text } };
    expect(itemErrorsOf(answering('StopThings', output, plain), 'StopThings')).to.equal(undefined);
  });
});
