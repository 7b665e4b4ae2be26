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
  // CreateVolume, Size: 10 to 32,768 GiB over all types of volume, which RunInstances, Volumes, makes too. Each type has
  // narrower limits of its own, which change with the types.
  {
    shape: 'VolumeForRunInstancesInput',
    member: 'Size',
    constraint: 'isVolumeSize',
    message: 'Size must be from 10 to 32768 GiB',
    holds: ({ Size }) =>
      (typeof Size !== 'number' && typeof Size !== 'bigint') || (Size >= 10 && Size <= 32_768),
  },
];

function isFilled(value: unknown): boolean {
  return isSet(value) && value !== '';
}
