import { expect } from 'chai';
import type { Emulator } from 'volcengine-fluent/emulator';
import { MongodbClient } from 'volcengine-fluent/mongodb';
import { RdsMysqlClient } from 'volcengine-fluent/rdsmysql';
import { RdsMysqlV2Client } from 'volcengine-fluent/rdsmysqlv2';
import { RdsPostgreSqlClient } from 'volcengine-fluent/rdspostgresql';
import { RedisClient } from 'volcengine-fluent/redis';
import { lastInput, makeNetwork, soon, startCloud } from '../../support/cloud-fixture.js';

const password = 'hunter2-Hunter2';
const hidden = '[redacted]';
const nodes = {
  NodeInfo: [{ NodeType: 'Primary', ZoneId: 'cn-beijing-a', NodeSpec: 'rds.1c2g' }],
  ChargeInfo: { ChargeType: 'PostPaid' },
};

describe('databases, by their curated methods', () => {
  let cloud: Emulator;
  let mysql: RdsMysqlV2Client;
  let where: { readonly VpcId: string; readonly SubnetId: string };

  before(async () => {
    cloud = await startCloud();
    mysql = new RdsMysqlV2Client(cloud.config());
    const { vpc, subnet } = await makeNetwork(mysql);
    where = { VpcId: vpc.id, SubnetId: subnet.id };
  });
  after(async () => {
    mysql.close();
    await cloud.stop();
  });
  afterEach('no password is left anywhere', () => {
    expect(JSON.stringify(cloud.requests)).not.to.contain('hunter2');
  });

  it('of MySQL: accounts that may use databases, allow lists, parameters', async () => {
    const instance = await mysql
      .instances()
      .create()
      .from({ ...where, DBEngineVersion: 'MySQL_8_0', StorageSpace: 100, StorageType: 'LocalSSD', ...nodes })
      .run(soon);
    const shop = await instance.databases().create().dbName('shop').run();
    const account = await instance
      .accounts()
      .create()
      .accountName('app')
      .accountPassword(password)
      .accountType('Normal')
      .host('10.0.%')
      .run();
    expect((await instance.accounts().list().toArray()).map(({ id }) => id)).to.deep.equal(['app']);
    await account.resetPassword(password);
    const identity = { InstanceId: instance.id, AccountName: 'app' };
    expect(lastInput(cloud, 'ResetDBAccount')).to.deep.equal({ ...identity, AccountPassword: hidden });
    await account.grant(shop, 'ReadWrite');
    await account.reload();
    await account.grant('logs', 'Custom', { detail: 'SELECT,INSERT' });
    expect(lastInput(cloud, 'GrantDBAccountPrivilege')).to.deep.equal({
      ...identity,
      Host: '10.0.%',
      AccountPrivileges: [
        { DBName: 'logs', AccountPrivilege: 'Custom', AccountPrivilegeDetail: 'SELECT,INSERT' },
      ],
    });
    await account.revoke([shop, 'logs']);
    expect(lastInput(cloud, 'RevokeDBAccountPrivilege')).to.include({ ...identity, DBNames: 'shop,logs' });
    expect(mysql.account(identity).id).to.equal('app');

    const office = await mysql.allowLists().create().allowListName('office').run();
    await office.attachTo(instance);
    expect(lastInput(cloud, 'AssociateAllowList')).to.deep.equal({
      AllowListIds: [office.id],
      InstanceIds: [instance.id],
    });
    await instance.allowLists().toArray();
    expect(lastInput(cloud, 'DescribeAllowLists')).to.include({
      InstanceId: instance.id,
      RegionId: 'cn-beijing',
    });
    await office.detachFrom([instance, 'mysql-2']);
    expect(lastInput(cloud, 'DisassociateAllowList')?.['InstanceIds']).to.deep.equal([
      instance.id,
      'mysql-2',
    ]);
    await instance.setParameters({ max_connections: 500, event_scheduler: 'ON' });
    expect(lastInput(cloud, 'ModifyDBInstanceParameters')?.['Parameters']).to.deep.equal([
      { ParameterName: 'max_connections', ParameterValue: '500' },
      { ParameterName: 'event_scheduler', ParameterValue: 'ON' },
    ]);
    await instance.endpoints().list().toArray();
  });

  it('of MySQL in its first version: accounts that may use databases', async () => {
    const first = new RdsMysqlClient(mysql.session);
    const instance = await first
      .instances()
      .create()
      .from({ StorageSpaceGB: 100, Zone: 'cn-beijing-a' })
      .run(soon);
    const account = await instance.accounts().create().accountName('app').run();
    await account.grant('shop', 'Custom', { detail: 'SELECT' });
    expect(lastInput(cloud, 'GrantAccountPrivilege')).to.deep.equal({
      InstanceId: instance.id,
      AccountName: 'app',
      DBName: 'shop',
      AccountPrivilege: 'Custom',
      AccountPrivilegeStr: 'SELECT',
    });
  });

  it('of PostgreSQL: privileges, owners, allow lists, parameters', async () => {
    const pg = new RdsPostgreSqlClient(mysql.session);
    const instance = await pg
      .instances()
      .create()
      .from({ ...where, DBEngineVersion: 'PostgreSQL_14', StorageType: 'LocalSSD', ...nodes })
      .run(soon);
    const identity = { InstanceId: instance.id, AccountName: 'app' };
    const account = await instance
      .accounts()
      .create()
      .accountName('app')
      .accountPassword(password)
      .accountType('Normal')
      .run();
    await account.resetPassword(password);
    expect(lastInput(cloud, 'ResetDBAccount')).to.deep.equal({ ...identity, AccountPassword: hidden });
    await account.setPrivileges(['Login', 'CreateDB']);
    expect(lastInput(cloud, 'ModifyDBAccountPrivilege')).to.deep.equal({
      ...identity,
      AccountPrivileges: 'Login,CreateDB',
    });
    const shop = await instance.databases().create().dbName('shop').run();
    await shop.setOwner(account);
    expect(lastInput(cloud, 'ModifyDatabaseOwner')).to.deep.equal({
      InstanceId: instance.id,
      DBName: 'shop',
      Owner: 'app',
    });
    const office = await pg.allowLists().create().allowListName('office').run();
    await office.attachTo(instance.id);
    await office.detachFrom(instance);
    await instance.allowLists().toArray();
    await instance.setParameters({ work_mem: 4096 });
    expect(lastInput(cloud, 'ModifyDBInstanceParameters')).to.deep.equal({
      InstanceId: instance.id,
      Parameters: [{ Name: 'work_mem', Value: '4096' }],
    });
  });

  it('of Redis: roles, allow lists, parameters', async () => {
    const redis = new RedisClient(mysql.session);
    const instance = await redis
      .instances()
      .create()
      .from({
        ...where,
        EngineVersion: '7.0',
        MultiAZ: 'disabled',
        NodeNumber: 2,
        RegionId: 'cn-beijing',
        ShardCapacity: 1024,
        ShardedCluster: 0,
      })
      .run(soon);
    const account = await instance
      .accounts()
      .create()
      .accountName('app')
      .password(password)
      .roleName('ReadOnly')
      .run();
    await account.resetPassword(password);
    expect(lastInput(cloud, 'ModifyDBAccount')).to.deep.include({ AccountName: 'app', Password: hidden });
    await account.setRole('ReadWrite');
    expect((await account.reload()).role).to.equal('ReadWrite');
    const office = await redis.allowLists().create().allowListName('office').run();
    await office.attachTo(instance);
    await office.detachFrom(instance);
    await instance.allowLists().toArray();
    await instance.parameters().list().toArray();
    await instance.setParameters({ 'maxmemory-policy': 'allkeys-lru' });
    expect(lastInput(cloud, 'ModifyDBInstanceParams')).to.deep.include({
      InstanceId: instance.id,
      ParamValues: [{ Name: 'maxmemory-policy', Value: 'allkeys-lru' }],
    });
  });

  it('of MongoDB: roles by database, allow lists, databases', async () => {
    const mongo = new MongodbClient(mysql.session);
    const instance = await mongo
      .instances()
      .create()
      .from({ ...where, NodeSpec: 'mongo.1c2g', StorageSpaceGB: 20, ZoneId: 'cn-beijing-a' })
      .run(soon);
    const account = await instance
      .accounts()
      .create()
      .accountName('app')
      .accountPassword(password)
      .authDB('shop')
      .run();
    await account.resetPassword(password);
    const identity = { InstanceId: instance.id, AccountName: 'app' };
    expect(lastInput(cloud, 'ResetDBAccount')).to.deep.equal({ ...identity, AccountPassword: hidden });
    await account.reload();
    await account.setPrivileges({ shop: ['readWrite'], logs: ['read'] });
    expect(lastInput(cloud, 'UpdateDBAccountPrivilege')).to.deep.equal({
      ...identity,
      AuthDB: 'shop',
      AccountDBPrivileges: [
        { DBName: 'shop', RoleNames: ['readWrite'] },
        { DBName: 'logs', RoleNames: ['read'] },
      ],
    });
    const office = await mongo.allowLists().create().allowListName('office').allowList('10.0.0.0/8').run();
    await office.attachTo(instance);
    await office.detachFrom(instance);
    await instance.allowLists().toArray();
    await instance.databases().toArray();
    expect(lastInput(cloud, 'DescribeDatabaseDetail')).to.include({ InstanceID: instance.id });
    await mongo.account(identity).delete();
  });
});
