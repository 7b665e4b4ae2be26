import type { Behaviour } from '../../engine/behaviour.js';
import type { ResourceHooks } from '../../engine/call.js';
import { requireResource, moveTo, resolveReference, requireStatus, textOf } from '../../engine/references.js';
import { ApiError } from '../../model/api-error.js';

/** How the database services differ. */
interface DatabaseService {
  readonly module: string;
  readonly prefix: string;
  readonly port: string;
  /** Resource types inside an instance, addressed with its id. */
  readonly inside: readonly string[];
  /** The action that restarts an instance. */
  readonly restart: string;
  /** The action that changes the parameters of an instance. */
  readonly setParameters: string;
}

function database({ module, prefix, port, inside, restart, setParameters }: DatabaseService): Behaviour {
  const key = `${module}.DBInstance`;
  const childHooks: ResourceHooks = {
    beforeCreate: (call, data) => {
      if (call.cloud.references === 'none') return;
      requireStatus(key, requireResource(call, key, data['InstanceId']), 'Running');
    },
  };
  const instanceHooks: ResourceHooks = {
    idPrefix: prefix,
    states: { creating: 'Creating', deleting: 'Deleting' },
    beforeCreate: (call, data) => {
      resolveReference(call, 'vpc.Vpc', data['VpcId']);
      resolveReference(call, 'vpc.Subnet', data['SubnetId']);
      data['InstanceName'] ??= '';
      data['DeletionProtection'] ??= 'disabled';
    },
    computed: (_call, { id, data }) => {
      const host = `${id}.${prefix}.example.com`;
      const Port = String(data['Port'] ?? port);
      return {
        // Some responses group the members that others show at the top.
        BasicInfo: data,
        AddressObject: [{ NetworkType: 'Private', Domain: host, IPAddress: '10.0.0.20', Port }],
        VisitAddrs: [{ AddrType: 'Private', Address: host, Port }],
      };
    },
    beforeDelete: (call, entity) => {
      if (/^enabled$/i.test(textOf(entity.data, 'DeletionProtection'))) {
        throw new ApiError(
          'OperationDenied.DeletionProtection',
          `The instance ${entity.id} has deletion protection.`,
          400,
        );
      }
      if (call.cloud.references !== 'none') requireStatus(key, entity, 'Running', 'Error');
    },
  };
  return {
    module,
    resourceTypes: {
      DBInstance: instanceHooks,
      ...Object.fromEntries(inside.map((name) => [name, childHooks])),
    },
    actions: {
      [restart]: (call) => {
        const entity = requireResource(call, key, call.input['InstanceId']);
        requireStatus(key, entity, 'Running');
        moveTo(call, key, entity, 'Restarting', 'Running');
        return call.result({});
      },
      ...takesParameters(key, setParameters),
    },
  };
}

/** An instance takes any parameter: those that exist from the start are samples. */
function takesParameters(key: string, action: string): NonNullable<Behaviour['actions']> {
  return {
    [action]: (call) => {
      requireResource(call, key, call.input['InstanceId']);
      return call.result({});
    },
  };
}

/** MySQL instances with their accounts and databases. */
export const rdsmysqlv2 = database({
  module: 'rdsmysqlv2',
  prefix: 'mysql',
  port: '3306',
  inside: ['DBAccount', 'Database', 'Backup'],
  restart: 'RestartDBInstance',
  setParameters: 'ModifyDBInstanceParameters',
});

/** Redis instances with their accounts. */
export const redis = database({
  module: 'redis',
  prefix: 'redis',
  port: '6379',
  inside: ['DBAccount'],
  restart: 'RestartDBInstance',
  setParameters: 'ModifyDBInstanceParams',
});

/** PostgreSQL instances, from the facts alone but for their parameters. */
export const rdspostgresql: Behaviour = {
  module: 'rdspostgresql',
  actions: takesParameters('rdspostgresql.DBInstance', 'ModifyDBInstanceParameters'),
};
