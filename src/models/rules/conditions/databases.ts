import type { Condition } from './condition.js';

/** Conditional requirements of databases, by the service's module name. */
export const databasesConditions: Readonly<Record<string, readonly Condition[]>> = {
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
    // RestoreToNewInstance: CLI.
    {
      shape: 'RestoreToNewInstanceRequest',
      members: ['MongosNodeSpec', 'MongosNodeNumber', 'ShardNumber'],
      when: { InstanceType: ['ShardedCluster'] },
    },
    {
      shape: 'RestoreToNewInstanceRequest',
      members: ['Period', 'PeriodUnit'],
      when: { ChargeType: ['Prepaid'] },
    },
    { shape: 'RestoreToNewInstanceRequest', oneOf: [['BackupId'], ['RestoreTime']] },
  ],
};
