// What the server answers: made once, so that it costs the server next to nothing.

/** An instance as DescribeInstances gives it, 2 KB of JSON. */
function instance(index) {
  const id = instanceId(index);
  return {
    InstanceId: id,
    InstanceName: `web-${index}`,
    Status: 'RUNNING',
    ZoneId: 'cn-beijing-a',
    VpcId: 'vpc-2d68bh73d858ozfekrm8fj',
    ImageId: 'image-ybvz29l3da4ox5h0m9',
    InstanceTypeId: 'ecs.g1.large',
    InstanceChargeType: 'PostPaid',
    Cpus: 2,
    MemorySize: 8192,
    OsName: 'Debian 12',
    OsType: 'Linux',
    KeyPairName: 'vtable',
    KeyPairId: 'kp-ybvyy5drpq4ox5h0m9',
    Hostname: `web-${index}`,
    Description: 'Serves the shop '.repeat(40),
    CreatedAt: '2026-01-02T03:04:05+08:00',
    UpdatedAt: '2026-01-02T03:04:05+08:00',
    DeletionProtection: false,
    ProjectName: 'default',
    SpotStrategy: 'NoSpot',
    CpuOptions: { CoreCount: 1, ThreadsPerCore: 2, TopologyType: '' },
    EipAddress: { AllocationId: 'eip-3rfe8ppkflhq85zsk2hkalcfi', IpAddress: '203.0.113.7' },
    NetworkInterfaces: [1, 2].map((nic) => ({
      NetworkInterfaceId: `eni-${nic}2bzhvn9jpcs8o2dx0eg17wo2y`,
      MacAddress: '00:16:3e:48:0b:7a',
      PrimaryIpAddress: `192.168.1.${nic}`,
      SubnetId: 'subnet-2d68bh73d858ozfekrm8fj',
      VpcId: 'vpc-2d68bh73d858ozfekrm8fj',
      Type: 'primary',
      SecurityGroupIds: ['sg-2b3dq7v0ha0w2dx0eg0nhljv'],
    })),
    Placement: { Tenancy: 'Default', DedicatedHostId: '', Affinity: '', DedicatedHostClusterId: '' },
    Tags: ['team', 'stage', 'owner'].map((key) => ({ Key: key, Value: `${key}-of-the-shop` })),
    Volumes: [{ VolumeId: 'vol-9u9uljapqp3zzs9bjyv0' }],
    RdmaIpAddresses: [],
    LocalVolumes: [],
  };
}

export function instanceId(index) {
  return `i-ybv${String(index).padStart(17, '0')}`;
}

const made = new Map();

/** The body of a DescribeInstances answer with so many items. */
export function instances(count) {
  return kept(`instances ${count}`, () =>
    Buffer.from(
      envelope('DescribeInstances', {
        Instances: range(count).map(instance),
        TotalCount: count,
        NextToken: '',
      }),
    ),
  );
}

/** The same items as the AWS JSON protocol would give them, for a client of that. */
export function secrets(count) {
  const secret = ({ InstanceId, InstanceName, Description, ...others }) => ({
    ARN: InstanceId,
    Name: InstanceName,
    Description,
    Tags: Object.entries(others)
      .slice(0, 20)
      .map(([Key, value]) => ({ Key, Value: String(value) })),
  });
  return kept(`secrets ${count}`, () =>
    Buffer.from(JSON.stringify({ SecretList: range(count).map((index) => secret(instance(index))) })),
  );
}

/** One page of a long list, a small item each; `token` as DescribeInstances has it, else `PageNumber`. */
export function listPage(action, member, { from, size, total }) {
  const until = Math.min(total, from + size);
  const items = range(until - from).map((offset) => listItem(from + offset));
  const more = {
    Instances: { NextToken: until < total ? String(until) : '' },
    Volumes: { PageNumber: from / size + 1 },
  };
  return envelope(action, { [member]: items, TotalCount: total, ...more[member] });
}

function listItem(index) {
  const id = instanceId(index);
  return {
    InstanceId: id,
    VolumeId: id,
    Status: 'running',
    ZoneId: 'cn-beijing-a',
    VolumeName: `data-${index}`,
  };
}

export function envelope(action, result) {
  return JSON.stringify({
    ResponseMetadata: {
      RequestId: '202601020304050102030405060708090A',
      Action: action,
      Version: '2020-04-01',
      Service: 'ecs',
      Region: 'cn-beijing',
    },
    Result: result,
  });
}

export function refusal(action, code) {
  const { ResponseMetadata } = JSON.parse(envelope(action, null));
  return JSON.stringify({
    ResponseMetadata: { ...ResponseMetadata, Error: { Code: code, Message: 'Try again later.' } },
  });
}

function kept(name, make) {
  if (!made.has(name)) made.set(name, make());
  return made.get(name);
}

function range(count) {
  return Array.from({ length: count }, (_, index) => index);
}
