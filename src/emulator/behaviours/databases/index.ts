import type { Behaviour, NounHooks } from '../../engine/behaviour.js';
import type { Call } from '../../engine/call.js';
import { existing, moveTo, referred, requireStatus, textOf } from '../../engine/references.js';
import { Refusal } from '../../model/refusal.js';
import type { Data } from '../../state/store.js';

/** What differs between the services of databases. */
interface Engine {
  readonly module: string;
  readonly prefix: string;
  readonly port: string;
  /** Nouns inside of an instance, addressed with its id. */
  readonly inside: readonly string[];
  readonly restart: string;
  readonly setParameters: string;
}

function database({ module, prefix, port, inside, restart, setParameters }: Engine): Behaviour {
  const key = `${module}.DBInstance`;
  /** What goes into an instance needs one that runs. */
  const child: NounHooks = {
    beforeCreate: (call, data) => {
      if (call.world.references === 'none') return;
      requireStatus(key, existing(call, key, data['InstanceId']), 'Running');
    },
  };
  const instance: NounHooks = {
    idPrefix: prefix,
    states: { creating: 'Creating', deleting: 'Deleting' },
    beforeCreate: (call, data) => {
      referred(call, 'vpc.Vpc', data['VpcId']);
      referred(call, 'vpc.Subnet', data['SubnetId']);
      data['InstanceName'] ??= '';
      data['DeletionProtection'] ??= 'disabled';
    },
    present: (_call, { id, data }) => {
      const host = `${id}.${prefix}.example.com`;
      const Port = String(data['Port'] ?? port);
      return {
        // What one answer groups, another has at the top.
        BasicInfo: data,
        AddressObject: [{ NetworkType: 'Private', Domain: host, IPAddress: '10.0.0.20', Port }],
        VisitAddrs: [{ AddrType: 'Private', Address: host, Port }],
      };
    },
    beforeDelete: (call, entity) => {
      if (/^enabled$/i.test(textOf(entity.data, 'DeletionProtection'))) {
        throw new Refusal(
          'OperationDenied.DeletionProtection',
          `The instance ${entity.id} is protected.`,
          400,
        );
      }
      if (call.world.references !== 'none') requireStatus(key, entity, 'Running', 'Error');
    },
  };
  return {
    module,
    nouns: { DBInstance: instance, ...Object.fromEntries(inside.map((noun) => [noun, child])) },
    actions: {
      [restart]: (call: Call): Data => {
        const entity = existing(call, key, call.input['InstanceId']);
        requireStatus(key, entity, 'Running');
        moveTo(call, key, entity, 'Restarting', 'Running');
        return call.result({});
      },
      [setParameters]: (call: Call): Data => {
        existing(call, key, call.input['InstanceId']);
        return call.result({});
      },
    },
  };
}

/** Instances of MySQL, with the accounts and databases in them. */
export const rdsmysqlv2 = database({
  module: 'rdsmysqlv2',
  prefix: 'mysql',
  port: '3306',
  inside: ['DBAccount', 'Database', 'Backup'],
  restart: 'RestartDBInstance',
  setParameters: 'ModifyDBInstanceParameters',
});

/** Instances of Redis, with the accounts in them. */
export const redis = database({
  module: 'redis',
  prefix: 'redis',
  port: '6379',
  inside: ['DBAccount'],
  restart: 'RestartDBInstance',
  setParameters: 'ModifyDBInstanceParams',
});
