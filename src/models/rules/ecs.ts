import { isSet, type Rule } from './rule.js';

/** Rules of the compute service, from the documentation pages of the actions named. */
export const ecsRules: readonly Rule[] = [
  // RunInstances, Password, KeyPairName and KeepImageCredential: the three ways to log in; a call with none of them is
  // refused by the service. The third holds for images that bring a login of their own.
  {
    shape: 'RunInstancesRequest',
    member: 'Password',
    constraint: 'hasLogin',
    message:
      'a login is required: set Password or KeyPairName, or KeepImageCredential to true for an image with its own',
    holds: ({ Password, KeyPairName, KeepImageCredential }) =>
      isFilled(Password) || isFilled(KeyPairName) || KeepImageCredential === true,
  },
  // RunInstances, Period: required when InstanceChargeType is PrePaid; the default is PostPaid.
  {
    shape: 'RunInstancesRequest',
    member: 'Period',
    constraint: 'hasPeriodWhenPrepaid',
    message:
      'Period is required when InstanceChargeType is PrePaid: for how many PeriodUnits to pay in advance',
    holds: ({ InstanceChargeType, Period }) => InstanceChargeType !== 'PrePaid' || isSet(Period),
  },
  // RunInstances, MinCount: at most Count.
  {
    shape: 'RunInstancesRequest',
    member: 'MinCount',
    constraint: 'isAtMostCount',
    message: 'MinCount must be at most Count',
    holds: ({ MinCount, Count }) =>
      typeof MinCount !== 'number' || typeof Count !== 'number' || MinCount <= Math.max(Count, 1),
  },
];

function isFilled(value: unknown): boolean {
  return isSet(value) && value !== '';
}
