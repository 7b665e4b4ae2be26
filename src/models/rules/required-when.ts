import { isSet, type Rule } from './rule.js';

/** A member that a service requires when other members of the same shape have certain values. */
interface Condition {
  readonly shape: string;
  /** The members required then. */
  readonly members: readonly string[];
  /** The values that make them required, by member; all must hold. A list holds when it includes one. */
  readonly when: Readonly<Record<string, readonly (string | number | boolean)[]>>;
}

/**
 * By the service's module name. "CLI" stands for the parameter help of the official command line tool
 * (volcengine/volcengine-cli), "Terraform" and "Cloud Control" for the documents of the official providers.
 */
const conditions: Readonly<Record<string, readonly Condition[]>> = {
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
  vpc: [
    // AllocateEipAddress: Cloud Control vpc_eip.
    {
      shape: 'AllocateEipAddressRequest',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
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
  transitrouter: [
    // CreateTransitRouterRouteEntry: Terraform transit_router_route_entry.
    {
      shape: 'CreateTransitRouterRouteEntryRequest',
      members: ['TransitRouterRouteEntryNextHopId'],
      when: { TransitRouterRouteEntryNextHopType: ['Attachment'] },
    },
  ],
  clb: [
    // CreateListener: Cloud Control clb_listener, Terraform listener.
    { shape: 'CreateListenerRequest', members: ['StartPort', 'EndPort'], when: { Port: [0] } },
    { shape: 'CreateListenerRequest', members: ['Cookie'], when: { PersistenceType: ['server'] } },
    {
      shape: 'CreateListenerRequest',
      members: ['CertCenterCertificateId'],
      when: { CertificateSource: ['cert_center'] },
    },
  ],
  alb: [
    // CreateListener: CLI; the first also Terraform alb_listener.
    { shape: 'CreateListenerRequest', members: ['AclType', 'AclIds'], when: { AclStatus: ['on'] } },
    {
      shape: 'CreateListenerRequest',
      members: ['CertificateId'],
      when: { Protocol: ['HTTPS'], CertificateSource: ['alb'] },
    },
    {
      shape: 'CreateListenerRequest',
      members: ['CertCenterCertificateId'],
      when: { Protocol: ['HTTPS'], CertificateSource: ['cert_center'] },
    },
    {
      shape: 'CreateListenerRequest',
      members: ['CACertificateId'],
      when: { Protocol: ['HTTPS'], CACertificateSource: ['alb'] },
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
  rdsmysqlv2: [
    // CreateDBInstance, CreateResourcePackage, CreateDBNodes: CLI.
    { shape: 'CreateDBInstanceRequest', members: ['ProxyNodeCustom'], when: { InstanceType: ['MultiNode'] } },
    {
      shape: 'CreateResourcePackageRequest',
      members: ['EffectiveTime'],
      when: { EffectiveTimeType: ['Specified'] },
    },
    {
      shape: 'CreateDBNodesRequest',
      members: ['SpecifiedSwitchStartTime', 'SpecifiedSwitchEndTime'],
      when: { SwitchType: ['SpecifiedTime'] },
    },
  ],
  rdspostgresql: [
    // CreateDBEndpoint: CLI.
    { shape: 'CreateDBEndpointRequest', members: ['Nodes'], when: { EndpointType: ['Custom'] } },
  ],
  redis: [
    // CreateDBInstance: Terraform redis_instance, the second also Cloud Control redis_instance.
    { shape: 'CreateDBInstanceRequest', members: ['ShardNumber'], when: { ShardedCluster: [1] } },
    { shape: 'CreateDBInstanceRequest', members: ['PurchaseMonths'], when: { ChargeType: ['PrePaid'] } },
  ],
  mongodb: [
    // CreateDBInstance: Terraform mongodb_instance.
    {
      shape: 'CreateDBInstanceRequest',
      members: ['MongosNodeSpec', 'MongosNodeNumber', 'ShardNumber'],
      when: { InstanceType: ['ShardedCluster'] },
    },
    {
      shape: 'CreateDBInstanceRequest',
      members: ['Period', 'PeriodUnit'],
      when: { ChargeType: ['Prepaid'] },
    },
  ],
};

/** The rules of a service for members that other members make required. */
export function conditionalRules(service: string): readonly Rule[] {
  return (conditions[service] ?? []).flatMap(({ shape, members, when }) =>
    members.map((member) => ({
      shape,
      member,
      constraint: 'isRequiredHere',
      message: `${member} is required when ${inWords(when)}`,
      holds: (request) => isFilled(request[member]) || !applies(when, request),
    })),
  );
}

/** The extra performance of an ESSD FlexPL volume: the type says which amount goes with it. */
function extraPerformance(shape: string): readonly Condition[] {
  return [
    { shape, members: ['ExtraPerformanceIOPS'], when: { ExtraPerformanceTypeId: ['Balance', 'IOPS'] } },
    { shape, members: ['ExtraPerformanceThroughputMB'], when: { ExtraPerformanceTypeId: ['Throughput'] } },
  ];
}

function applies(when: Condition['when'], request: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(when).every(([name, values]) => {
    const value = request[name];
    const given: readonly unknown[] = Array.isArray(value) ? value : [value];
    return given.some((one) => values.includes((typeof one === 'bigint' ? Number(one) : one) as string));
  });
}

function isFilled(value: unknown): boolean {
  return isSet(value) && value !== '' && !(Array.isArray(value) && value.length === 0);
}

function inWords(when: Condition['when']): string {
  return Object.entries(when)
    .map(([name, values]) => `${name} is ${values.join(' or ')}`)
    .join(' and ');
}
