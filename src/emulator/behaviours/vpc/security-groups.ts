import type { NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { timeValue } from '../../engine/lifecycle.js';
import { change, existing, objectsOf, referred, requireStatus, textsOf } from '../../engine/references.js';
import { inUse, Refusal } from '../../model/refusal.js';
import type { Data } from '../../state/store.js';

const key = 'vpc.SecurityGroup';
/** What tells one rule from another. */
const identity = [
  'Direction',
  'Protocol',
  'PortStart',
  'PortEnd',
  'CidrIp',
  'SourceGroupId',
  'PrefixListId',
  'Policy',
];
const filters = ['Direction', 'Protocol', 'CidrIp', 'SourceGroupId', 'PrefixListId'];

export const securityGroup: NounHooks = {
  idPrefix: 'sg',
  beforeCreate: (call, data) => {
    const vpc = call.world.references === 'none' ? undefined : referred(call, 'vpc.Vpc', data['VpcId']);
    if (vpc) requireStatus('vpc.Vpc', vpc, 'Available');
    data['SecurityGroupName'] ??= '';
    data['Type'] = 'normal';
    data['Permissions'] = [];
  },
  present: (call, { data }) => ({
    Permissions: objectsOf(data, 'Permissions').filter((rule) =>
      filters.every((member) => call.input[member] === undefined || rule[member] === call.input[member]),
    ),
  }),
  beforeDelete: (call, { id }) => {
    const user = call
      .collection('vpc.NetworkInterface')
      .all()
      .find(({ data }) => textsOf(data, 'SecurityGroupIds').includes(id));
    if (user) throw inUse('SecurityGroup', id, `the NetworkInterface ${user.id}`);
    const other = call
      .collection(key)
      .all()
      .find(
        (group) =>
          group.id !== id &&
          objectsOf(group.data, 'Permissions').some((rule) => rule['SourceGroupId'] === id),
      );
    if (other) throw inUse('SecurityGroup', id, `a rule of ${other.id}`);
  },
};

function ruleOf(call: Call, Direction: string): Data {
  const { Protocol, PortStart, PortEnd, CidrIp = '', SourceGroupId = '', PrefixListId = '' } = call.input;
  const { Policy = 'accept', Priority = 1, Description = '' } = call.input;
  const time = timeValue({ type: 'string' }, call.now);
  return {
    ...{ Direction, Protocol, PortStart, PortEnd, CidrIp, SourceGroupId, PrefixListId, Policy },
    ...{ Priority, Description, CreationTime: time, UpdateTime: time },
  };
}

function isSame(a: Data, b: Data): boolean {
  return identity.every((member) => a[member] === b[member]);
}

function authorizes(direction: string): (call: Call) => Data {
  return (call) => {
    const group = existing(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const rules = objectsOf(group.data, 'Permissions');
    if (rules.some((other) => isSame(other, rule))) {
      throw new Refusal('InvalidSecurityRule.Duplicated', 'The group has this rule already.', 409);
    }
    if (!call.isDryRun) change(call, key, group, { Permissions: [...rules, rule] });
    return call.result({});
  };
}

function revokes(direction: string): (call: Call) => Data {
  return (call) => {
    const group = existing(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const rules = objectsOf(group.data, 'Permissions');
    const left = rules.filter((other) => !isSame(other, rule));
    if (left.length === rules.length) {
      throw new Refusal('InvalidSecurityRule.NotFound', 'The group has no such rule.', 404);
    }
    if (!call.isDryRun) change(call, key, group, { Permissions: left });
    return call.result({});
  };
}

function describes(direction: string): (call: Call) => Data {
  return (call) => {
    const group = existing(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const { Description, UpdateTime } = rule;
    const rules = objectsOf(group.data, 'Permissions').map((other) =>
      isSame(other, rule) ? { ...other, Description, UpdateTime } : other,
    );
    if (!call.isDryRun) change(call, key, group, { Permissions: rules });
    return call.result({});
  };
}

export const securityGroupActions = {
  AuthorizeSecurityGroupIngress: authorizes('ingress'),
  AuthorizeSecurityGroupEgress: authorizes('egress'),
  RevokeSecurityGroupIngress: revokes('ingress'),
  RevokeSecurityGroupEgress: revokes('egress'),
  ModifySecurityGroupRuleDescriptionsIngress: describes('ingress'),
  ModifySecurityGroupRuleDescriptionsEgress: describes('egress'),
};
