import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import type { Curated, CuratedService } from '../../curated.js';
import { idsOf, type Ref } from '../../refs.js';
import { collectionOf } from '../../relations.js';
import type { Resource } from '../../resource.js';
import type { RelatedList } from '../../types.js';

/** The services whose instances have allow lists. */
export type Databases = 'rdsmysqlv2' | 'rdspostgresql' | 'redis' | 'mongodb';

/** Curated methods of a database instance. */
export interface DatabaseInstanceExtras<Service extends Databases> {
  /** Lists the allow lists of the instance. */
  allowLists(): RelatedList<`${Service}.AllowList`>;
}

/** The method of a client that gives accounts: `accounts()`. */
export const accountNames = { many: 'accounts', one: 'account' } as const;

/** Values of parameters, by their names in the database. */
export type ParameterValues = Readonly<Record<string, string | number | boolean>>;

/** A database instance whose parameters are set by their names. */
export interface ParametersExtras {
  /** Sets parameters: `setParameters({ max_connections: 500 })`; some take effect after a restart only. */
  setParameters(values: ParameterValues, options?: CallOptions): Promise<void>;
}

/** Curated methods of an allow list. */
export interface DatabaseAllowListExtras<Service extends Databases> {
  /** Applies the allow list to these instances. */
  attachTo(instances: Instances<Service>, options?: CallOptions): Promise<void>;
  /** Removes the allow list from these instances. */
  detachFrom(instances: Instances<Service>, options?: CallOptions): Promise<void>;
}

type Instances<Service extends Databases> =
  Ref<`${Service}.DBInstance`> | readonly Ref<`${Service}.DBInstance`>[];

/** How the curated files of one database service differ from those of another. */
interface DatabaseDifferences {
  readonly account: Curated;
  /** Short names on an instance; every service has `accounts`. */
  readonly shortNames?: Readonly<Record<string, string>>;
  /** The action that sets parameters, and how its request holds one. */
  readonly parameters?: {
    readonly action: string;
    readonly member: string;
    readonly entry: (name: string, value: string) => object;
  };
  /** Further methods of an instance. */
  readonly methods?: Readonly<Record<string, (this: Resource) => unknown>>;
}

/** The instances, accounts and allow lists of a database service. */
export function database(
  service: Databases,
  { account, shortNames, parameters, methods }: DatabaseDifferences,
): CuratedService {
  const instance: Curated = {
    accessors: { many: 'instances', one: 'instance' },
    shortNames: { accounts: 'dbAccounts', ...shortNames },
    methods: {
      allowLists(this: Resource) {
        const list = collectionOf(this, service, 'AllowList').list({ RegionId: this.region });
        return list.from({ InstanceId: this.id });
      },
      ...(parameters && { setParameters: parameterSetter(parameters) }),
      ...methods,
    },
  };
  return { AllowList: allowList(), DBAccount: account, DBInstance: instance };
}

function parameterSetter({ action, member, entry }: NonNullable<DatabaseDifferences['parameters']>) {
  return async function (this: Resource, values: ParameterValues, options?: CallOptions): Promise<void> {
    const entries = Object.entries(values).map(([name, value]) => entry(name, String(value)));
    await this.perform(action, { [member]: entries }, options);
  };
}

/** The allow lists of a service. */
function allowList(): Curated {
  return curate<DatabaseAllowListExtras<Databases>>({
    methods: {
      async attachTo(instances, options) {
        await this.perform('AssociateAllowList', { InstanceIds: idsOf(this, instances) }, options);
      },
      async detachFrom(instances, options) {
        await this.perform('DisassociateAllowList', { InstanceIds: idsOf(this, instances) }, options);
      },
    },
  });
}
