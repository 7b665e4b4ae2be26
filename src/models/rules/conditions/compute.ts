import type { Condition } from './condition.js';

/** Conditional requirements of servers, clusters, functions and images, by the service's module name. */
export const computeConditions: Readonly<Record<string, readonly Condition[]>> = {
  ecs: [
    // InvokeCommand: CLI, Terraform ecs_invocation.
    { shape: 'InvokeCommandRequest', members: ['LaunchTime'], when: { RepeatMode: ['Rate', 'Fixed'] } },
    {
      shape: 'InvokeCommandRequest',
      members: ['Frequency', 'RecurrenceEndTime'],
      when: { RepeatMode: ['Rate'] },
    },
    // RunInstances, EipAddress: CLI.
    {
      shape: 'EipAddressForRunInstancesInput',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
    // RunInstances and CreateLaunchTemplateVersion, Volumes: CLI.
    ...extraPerformance('VolumeForRunInstancesInput'),
    ...extraPerformance('VolumeForCreateLaunchTemplateVersionInput'),
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

/** The extra performance of an ESSD FlexPL volume: the type says which amount goes with it. */
function extraPerformance(shape: string): readonly Condition[] {
  return [
    { shape, members: ['ExtraPerformanceIOPS'], when: { ExtraPerformanceTypeId: ['Balance', 'IOPS'] } },
    { shape, members: ['ExtraPerformanceThroughputMB'], when: { ExtraPerformanceTypeId: ['Throughput'] } },
  ];
}
