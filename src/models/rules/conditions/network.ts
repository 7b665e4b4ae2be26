import type { Condition } from './condition.js';

/** Conditional requirements of networks and load balancers, by the service's module name. */
export const networkConditions: Readonly<Record<string, readonly Condition[]>> = {
  vpc: [
    // AllocateEipAddress: Cloud Control vpc_eip.
    {
      shape: 'AllocateEipAddressRequest',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
    // The rules of security groups: CLI.
    ...[
      'AuthorizeSecurityGroupEgress',
      'AuthorizeSecurityGroupIngress',
      'ModifySecurityGroupRuleDescriptionsIngress',
    ].map((action) => ({
      shape: `${action}Request`,
      oneOf: [['CidrIp'], ['SourceGroupId'], ['PrefixListId']],
    })),
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
    // CreateListener and ModifyListenerAttributes: CLI.
    ...['CreateListenerRequest', 'ModifyListenerAttributesRequest'].map((shape) => ({
      shape,
      members: ['AclType', 'AclIds'],
      when: { AclStatus: ['on'] },
    })),
    {
      shape: 'CreateListenerRequest',
      members: ['ConnectionDrainTimeout'],
      when: { ConnectionDrainEnabled: ['on'] },
    },
    { shape: 'ModifyListenerAttributesRequest', members: ['Cookie'], when: { PersistenceType: ['server'] } },
    // CreateLoadBalancer: CLI.
    {
      shape: 'EipBillingConfigForCreateLoadBalancerInput',
      members: ['SecurityProtectionInstanceId'],
      when: { SecurityProtectionTypes: ['AntiDDoS_Enhanced'] },
    },
    { shape: 'CreateLoadBalancerRequest', members: ['MasterZoneId'], whenSet: 'SlaveZoneId' },
    // CreateRules: CLI, Terraform clb_rule.
    { shape: 'RuleForCreateRulesInput', members: ['ServerGroupId'], when: { ActionType: ['Forward'] } },
    { shape: 'RuleForCreateRulesInput', oneOf: [['Domain'], ['Url']] },
    // Network load balancers: CLI.
    ...['CreateNLBListenerRequest', 'ModifyNLBListenerAttributesRequest'].map((shape) => ({
      shape,
      members: ['CACertificateId', 'CACertificateSource'],
      when: { CAEnabled: [true] },
    })),
    { shape: 'CreateNLBListenerRequest', members: ['StartPort', 'EndPort'], when: { Port: [0] } },
    { shape: 'CreateNLBListenerRequest', members: ['SecurityPolicyId'], when: { Protocol: ['TLS'] } },
    {
      shape: 'CreateNLBServerGroupRequest',
      members: ['ConnectionDrainTimeout'],
      when: { ConnectionDrainEnabled: [true] },
    },
    { shape: 'ServerForAddNLBBackendServersInput', members: ['ZoneId'], when: { Type: ['ip'] } },
    {
      shape: 'ModifyNLBListenerAdditionalCertificatesRequest',
      members: ['AssociateCertificateIds'],
      whenSet: 'AssociateCertificateSource',
    },
    {
      shape: 'AddZoneMappingForModifyNetworkLoadBalancerZonesInput',
      members: ['SubnetId'],
      whenSet: 'ZoneId',
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
  cen: [
    // CreateCenServiceRouteEntry: CLI, Terraform cen_service_route_entry.
    {
      shape: 'CreateCenServiceRouteEntryRequest',
      members: ['PublishToInstances'],
      when: { PublishMode: ['Custom'] },
    },
  ],
  transitrouter: [
    // CreateTransitRouterRouteEntry: Terraform transit_router_route_entry.
    {
      shape: 'CreateTransitRouterRouteEntryRequest',
      members: ['TransitRouterRouteEntryNextHopId'],
      when: { TransitRouterRouteEntryNextHopType: ['Attachment'] },
    },
    // CreateTransitRouterPeerAttachment, ModifyTransitRouterPeerAttachmentAttributes, the route policy entries: CLI.
    {
      shape: 'CreateTransitRouterPeerAttachmentRequest',
      members: ['Bandwidth'],
      whenSet: 'TransitRouterBandwidthPackageId',
    },
    {
      shape: 'ModifyTransitRouterPeerAttachmentAttributesRequest',
      members: ['Bandwidth'],
      whenSet: 'TransitRouterBandwidthPackageId',
    },
    {
      shape: 'CreateTransitRouterRoutePolicyEntryRequest',
      members: ['SourceResourceIds'],
      whenSet: 'SourceResourceTypes',
    },
    {
      shape: 'ModifyTransitRouterRoutePolicyEntryAttributesRequest',
      members: ['SourceResourceIds'],
      whenSet: 'SourceResourceTypes',
    },
  ],
  vpn: [
    // CreateVpnConnection: CLI, Terraform vpn_connection.
    {
      shape: 'CreateVpnConnectionRequest',
      members: ['VpnGatewayId'],
      unless: { AttachType: ['TransitRouter'] },
    },
  ],
};
