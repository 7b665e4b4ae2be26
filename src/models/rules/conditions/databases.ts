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
    // The changes that wait for a time, ModifyPlannedEventExecuteTime, ModifyTask: CLI.
    ...[
      'ModifyDBInstanceSSL',
      'ModifyDBInstanceSpec',
      'ModifyDBInstanceTDE',
      'ModifyDBInstanceType',
      'ModifyDBNodeSpec',
      'ModifyDBNodeTemporarySpec',
      'ModifyDBProxySpec',
    ].map((action) => ({
      shape: `${action}Request`,
      members: ['SpecifiedSwitchStartTime', 'SpecifiedSwitchEndTime'],
      when: { SwitchType: ['SpecifiedTime'] },
    })),
    ...['ModifyPlannedEventExecuteTime', 'ModifyTask'].map((action) => ({
      shape: `${action}Request`,
      members: ['ModifyBeginTime', 'ModifyEndTime'],
      when: { TaskEventOperation: ['ChangeToSpecifiedTime'] },
    })),
    // ModifyDBProxy, ModifyCrossBackupPolicy, ModifyDBInstanceChargeType, ModifyBackupPolicy, ModifyDBInstanceSpec,
    // RestoreToNewInstance: CLI.
    { shape: 'ModifyDBProxyRequest', members: ['ProxyNodeCustom'], when: { EnableDBProxy: [true] } },
    {
      shape: 'ModifyCrossBackupPolicyRequest',
      members: ['CrossBackupRegion'],
      when: { BackupEnabled: [true] },
    },
    {
      shape: 'ModifyDBInstanceChargeTypeRequest',
      members: ['AutoRenew', 'Period', 'PeriodUnit'],
      when: { ChargeType: ['PrePaid'] },
    },
    {
      shape: 'ModifyBackupPolicyRequest',
      members: ['IncrBackupHourPeriod'],
      when: { HourlyIncrBackupEnable: [true] },
    },
    { shape: 'ModifyDBInstanceSpecRequest', oneOf: [['NodeInfo'], ['StorageSpace']] },
    { shape: 'RestoreToNewInstanceRequest', oneOf: [['BackupId'], ['RestoreTime']] },
    // AddDiagnosticsEntity: CLI.
    {
      shape: 'AddDiagnosticsEntityRequest',
      members: ['EcsInstanceIds'],
      when: { DiagnosticsType: ['PrivateLink'] },
    },
    {
      shape: 'AddDiagnosticsEntityRequest',
      members: ['PublicIpAddresses'],
      when: { DiagnosticsType: ['PublicLink'] },
    },
    // ModifyAllowList: CLI; the Terraform provider notes the same.
    { shape: 'ModifyAllowListRequest', members: ['ApplyInstanceNum'], whenSet: 'AllowList' },
    { shape: 'ModifyAllowListRequest', members: ['ApplyInstanceNum'], whenSet: 'UserAllowList' },
  ],
  rdspostgresql: [
    // CreateDBEndpoint: CLI.
    { shape: 'CreateDBEndpointRequest', members: ['Nodes'], when: { EndpointType: ['Custom'] } },
  ],
  redis: [
    // CreateDBInstance: Terraform redis_instance, the second also Cloud Control redis_instance.
    { shape: 'CreateDBInstanceRequest', members: ['ShardNumber'], when: { ShardedCluster: [1] } },
    { shape: 'CreateDBInstanceRequest', members: ['PurchaseMonths'], when: { ChargeType: ['PrePaid'] } },
    // The others: CLI.
    {
      shape: 'CreateEnterpriseDBInstanceRequest',
      members: ['PurchaseMonths'],
      when: { ChargeType: ['PrePaid'] },
    },
    { shape: 'ModifyAllowListRequest', members: ['ApplyInstanceNum'], whenSet: 'AllowList' },
    { shape: 'ModifyAllowListRequest', members: ['ApplyInstanceNum'], whenSet: 'SecurityGroupBindInfos' },
    { shape: 'ModifyBackupPlanRequest', members: ['BackupHour', 'Period'], when: { Active: [true] } },
    {
      shape: 'ModifyCrossRegionBackupPolicyRequest',
      members: ['CrossBackupRegion'],
      when: { Active: [true] },
    },
    { shape: 'ModifyDBInstanceMinorVersionRequest', oneOf: [['ServerVersion'], ['ProxyVersion']] },
    {
      shape: 'ModifyDBInstanceVisitAddressRequest',
      members: ['NewAddressPrefix'],
      when: { UpgradeRegionDomain: [true] },
    },
    { shape: 'ModifyDBInstanceVisitAddressRequest', oneOf: [['NewAddressPrefix'], ['NewPort']] },
    { shape: 'RestoreDBInstanceRequest', members: ['BackupPointId'], when: { BackupType: ['Full'] } },
    { shape: 'RestoreDBInstanceRequest', members: ['TimePoint'], when: { BackupType: ['Inc'] } },
    { shape: 'SwitchOverRequest', oneOf: [['TargetPrimaryNodeIds'], ['TargetPrimaryNodeId']] },
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
    // ModifyDBInstanceChargeType, CreateDBEndpoint, ModifyAllowList: CLI.
    {
      shape: 'ModifyDBInstanceChargeTypeRequest',
      members: ['Period', 'PeriodUnit'],
      when: { ChargeType: ['Prepaid'] },
    },
    { shape: 'CreateDBEndpointRequest', members: ['EipIds'], when: { NetworkType: ['Public'] } },
    { shape: 'ModifyAllowListRequest', members: ['ApplyInstanceNum'], whenSet: 'AllowList' },
  ],
};
