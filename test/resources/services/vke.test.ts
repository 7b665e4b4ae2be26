import { expect } from 'chai';
import type { Emulator } from 'volcengine-fluent/emulator';
import { VkeClient } from 'volcengine-fluent/vke';
import { lastInput, makeNetwork, soon, startCloud } from '../../support/cloud-fixture.js';

const podNetwork = {
  PodsConfig: { PodNetworkMode: 'VpcCniShared' as const, VpcCniConfig: { SubnetIds: ['subnet-1'] } },
  ServicesConfig: { ServiceCidrsv4: ['172.16.0.0/18'] },
};
const nodeConfig = {
  InstanceTypeIds: ['ecs.g1.large'],
  SubnetIds: ['subnet-1'],
  Security: { Login: { SshKeyPairName: 'key' } },
};

describe('clusters and node pools, by their curated methods', () => {
  let cloud: Emulator;
  let vke: VkeClient;

  before(async () => {
    cloud = await startCloud();
    vke = new VkeClient(cloud.config());
  });
  after(async () => {
    vke.close();
    await cloud.stop();
  });

  it('a cluster gives a kubeconfig as text, and leads to its network', async () => {
    const { subnet } = await makeNetwork(vke);
    const cluster = await vke
      .clusters()
      .create()
      .name('main')
      .clusterConfig((config) => config.subnetIds([subnet.id]))
      .podsConfig(podNetwork.PodsConfig)
      .servicesConfig(podNetwork.ServicesConfig)
      .run(soon);
    expect(cluster.version).to.equal(cluster.kubernetesVersion);
    expect(cluster.subnets().map(({ id }) => id)).to.deep.equal([subnet.id]);
    expect(cluster.vpc()?.id).to.equal(cluster.data.ClusterConfig?.VpcId || undefined);
    const unseen = cloud.inject({ kind: 'eventual', ms: 40, action: 'CreateKubeconfig' });
    const text = await cluster.kubeconfig({ type: 'Private', validHours: 48, ...soon });
    expect(text).to.match(/^apiVersion: v1\nkind: Config/);
    expect(lastInput(cloud, 'CreateKubeconfig')).to.deep.equal({
      ClusterId: cluster.id,
      Type: 'Private',
      ValidDuration: 48,
    });
    expect(unseen.hits).to.equal(1);
    const [listed] = await cluster.kubeconfigs().list().toArray();
    expect(listed?.text()).to.equal(text);
  });

  it('a node pool grows and shrinks to what is asked, and lists its nodes', async () => {
    const { subnet } = await makeNetwork(vke);
    const cluster = await vke
      .clusters()
      .create()
      .name('pools')
      .clusterConfig({ SubnetIds: [subnet.id] })
      .podsConfig(podNetwork.PodsConfig)
      .servicesConfig(podNetwork.ServicesConfig)
      .run(soon);
    const pool = await cluster.nodePools().create().name('workers').nodeConfig(nodeConfig).run(soon);
    const other = await cluster.nodePools().create().name('others').nodeConfig(nodeConfig).run(soon);
    await pool.scaleTo(3, soon);
    await other.scaleTo(1, soon);
    expect(pool.nodeStatistics.RunningCount).to.equal(3);
    const nodes = await pool.nodes().toArray();
    expect(nodes.map(({ nodePoolId }) => nodePoolId)).to.deep.equal([pool.id, pool.id, pool.id]);
    await pool.scaleTo(1);
    await pool.scaleTo(1, soon);
    expect(await pool.nodes().toArray()).to.have.length(1);
  });
});
