import type { Condition } from './condition.js';

/** Conditional requirements of servers, clusters, functions and images, by the service's module name. */
export const computeConditions: Readonly<Record<string, readonly Condition[]>> = {
  ecs: [
    // InvokeCommand: CLI, Terraform ecs_invocation.
    ...repeats('InvokeCommandRequest'),
    // RunCommand, ModifyInstanceChargeType, ModifyInstanceVpcAttribute, ModifySystemEventDefaultAction,
    // CreateScheduledInstances, CreateImage, AttachKeyPair, ModifyKeyPairAttribute: CLI.
    ...repeats('RunCommandRequest'),
    {
      shape: 'ModifyInstanceChargeTypeRequest',
      members: ['Period'],
      when: { InstanceChargeType: ['PrePaid'] },
    },
    { shape: 'ModifyInstanceVpcAttributeRequest', members: ['SecurityGroupIds'], whenSet: 'VpcId' },
    {
      shape: 'ModifySystemEventDefaultActionRequest',
      members: ['OperatedStartAt', 'OperatedEndAt'],
      when: { DefaultAction: ['Redeploy'] },
    },
    {
      shape: 'CreateScheduledInstancesRequest',
      members: ['AutoReleaseAt'],
      when: { ElasticScheduledInstanceType: ['Segmented'] },
    },
    { shape: 'CreateImageRequest', oneOf: [['InstanceId'], ['SnapshotId'], ['SnapshotGroupId']] },
    { shape: 'AttachKeyPairRequest', oneOf: [['KeyPairId'], ['KeyPairName']] },
    { shape: 'ModifyKeyPairAttributeRequest', oneOf: [['KeyPairId'], ['KeyPairName']] },
    // RunInstances, EipAddress: CLI.
    {
      shape: 'EipAddressForRunInstancesInput',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
    // RunInstances, CreateLaunchTemplateVersion and CreateScheduledInstances, Volumes: CLI.
    ...extraPerformance('VolumeForRunInstancesInput'),
    ...extraPerformance('VolumeForCreateLaunchTemplateVersionInput'),
    ...extraPerformance('VolumeForCreateScheduledInstancesInput'),
  ],
  autoscaling: [
    // CreateScalingConfiguration, Eip and Volumes: CLI.
    {
      shape: 'EipForCreateScalingConfigurationInput',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
    ...extraPerformance('VolumeForCreateScalingConfigurationInput'),
    // CreateScalingPolicy: what AlarmPolicy and ScheduledPolicy hold is required then; Cloud Control
    // autoscaling_scaling_policy, Terraform scaling_policy.
    { shape: 'CreateScalingPolicyRequest', members: ['AlarmPolicy'], when: { ScalingPolicyType: ['Alarm'] } },
    {
      shape: 'CreateScalingPolicyRequest',
      members: ['ScheduledPolicy'],
      when: { ScalingPolicyType: ['Recurrence'] },
    },
  ],
  vke: [
    // CreateNodes, BindingRemedyConfig: CLI.
    {
      shape: 'CreateNodesRequest',
      members: ['ContainerStoragePath'],
      when: { AdditionalContainerStorageEnabled: [true] },
    },
    {
      shape: 'BindingRemedyConfigRequest',
      members: ['Id'],
      when: { UseRecommendedRemedyConfigs: [false] },
    },
  ],
  vefaas: [
    // UpdateFunctionMetricScaleStrategyRules: CLI; at least one rule stays.
    { shape: 'UpdateFunctionMetricScaleStrategyRulesRequest', filled: 'Rules' },
  ],
  cr: [
    // UpdateRobotAccountPassword: CLI.
    { shape: 'UpdateRobotAccountPasswordRequest', members: ['Password'], when: { Random: [false] } },
  ],
};

/** A command that is repeated, or run later, says when. */
function repeats(shape: string): readonly Condition[] {
  return [
    { shape, members: ['LaunchTime'], when: { RepeatMode: ['Rate', 'Fixed'] } },
    { shape, members: ['Frequency', 'RecurrenceEndTime'], when: { RepeatMode: ['Rate'] } },
  ];
}

/** The extra performance of an ESSD FlexPL volume: the type says which amount goes with it. */
function extraPerformance(shape: string): readonly Condition[] {
  return [
    { shape, members: ['ExtraPerformanceIOPS'], when: { ExtraPerformanceTypeId: ['Balance', 'IOPS'] } },
    { shape, members: ['ExtraPerformanceThroughputMB'], when: { ExtraPerformanceTypeId: ['Throughput'] } },
  ];
}
