import type { ActionHandler, Behaviour } from '../../engine/behaviour.js';
import type { Call, ResourceHooks } from '../../engine/call.js';
import { timeValue } from '../../engine/lifecycle.js';
import {
  change,
  requireResource,
  objectsOf,
  resolveReference,
  requireStatus,
  textsOf,
} from '../../engine/references.js';
import { inUse, ApiError } from '../../model/api-error.js';
import type { Data } from '../../model/data.js';

const key = 'vpc.SecurityGroup';
/** The members that distinguish one rule from another. */
const identityMembers = [
  'Direction',
  'Protocol',
  'PortStart',
  'PortEnd',
  'CidrIp',
  'SourceGroupId',
  'PrefixListId',
  'Policy',
];
/** The members by which DescribeSecurityGroupAttributes filters the rules. */
const filterMembers = ['Direction', 'Protocol', 'CidrIp', 'SourceGroupId', 'PrefixListId'];

export const securityGroup: ResourceHooks = {
  idPrefix: 'sg',
  beforeCreate: (call, data) => {
    const vpc =
      call.cloud.references === 'none' ? undefined : resolveReference(call, 'vpc.Vpc', data['VpcId']);
    if (vpc) requireStatus('vpc.Vpc', vpc, 'Available');
    data['SecurityGroupName'] ??= '';
    data['Type'] = 'normal';
    data['Permissions'] = [];
  },
  computed: (call, { data }) => ({
    Permissions: objectsOf(data, 'Permissions').filter((rule) =>
      filterMembers.every(
        (member) => call.input[member] === undefined || rule[member] === call.input[member],
      ),
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

/** The rule that a request describes. */
function ruleOf(call: Call, Direction: string): Data {
  const { Protocol, PortStart, PortEnd, CidrIp = '', SourceGroupId = '', PrefixListId = '' } = call.input;
  const { Policy = 'accept', Priority = 1, Description = '' } = call.input;
  const time = timeValue({ type: 'string' }, call.now);
  return {
    Direction,
    Protocol,
    PortStart,
    PortEnd,
    CidrIp,
    SourceGroupId,
    PrefixListId,
    Policy,
    Priority,
    Description,
    CreationTime: time,
    UpdateTime: time,
  };
}

function isSame(a: Data, b: Data): boolean {
  return identityMembers.every((member) => a[member] === b[member]);
}

function authorizeRule(direction: string): ActionHandler {
  return (call) => {
    const group = requireResource(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const rules = objectsOf(group.data, 'Permissions');
    if (rules.some((other) => isSame(other, rule))) {
      throw new ApiError('InvalidSecurityRule.Duplicated', 'The group already has this rule.', 409);
    }
    if (!call.isDryRun) change(call, key, group, { Permissions: [...rules, rule] });
    return call.result({});
  };
}

function revokeRule(direction: string): ActionHandler {
  return (call) => {
    const group = requireResource(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const rules = objectsOf(group.data, 'Permissions');
    const left = rules.filter((other) => !isSame(other, rule));
    if (left.length === rules.length) {
      throw new ApiError('InvalidSecurityRule.NotFound', 'The group has no such rule.', 404);
    }
    if (!call.isDryRun) change(call, key, group, { Permissions: left });
    return call.result({});
  };
}

function describeRule(direction: string): ActionHandler {
  return (call) => {
    const group = requireResource(call, key, call.input['SecurityGroupId']);
    const rule = ruleOf(call, direction);
    const { Description, UpdateTime } = rule;
    const rules = objectsOf(group.data, 'Permissions').map((other) =>
      isSame(other, rule) ? { ...other, Description, UpdateTime } : other,
    );
    if (!call.isDryRun) change(call, key, group, { Permissions: rules });
    return call.result({});
  };
}

export const securityGroupActions: NonNullable<Behaviour['actions']> = {
  AuthorizeSecurityGroupIngress: authorizeRule('ingress'),
  AuthorizeSecurityGroupEgress: authorizeRule('egress'),
  RevokeSecurityGroupIngress: revokeRule('ingress'),
  RevokeSecurityGroupEgress: revokeRule('egress'),
  ModifySecurityGroupRuleDescriptionsIngress: describeRule('ingress'),
  ModifySecurityGroupRuleDescriptionsEgress: describeRule('egress'),
};
