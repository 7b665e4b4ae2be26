import { readFileSync } from 'node:fs';
import { isReadAction } from '../../src/catalog/action-kinds.js';
import type { MemberFacts, ServiceFacts } from '../../src/catalog/types.js';

/** Who says that a member is required, or leaves it out. */
export type Speaker = 'sdk' | 'terraform' | 'cloudControl' | 'commandLine' | 'page' | 'example';

/** A member that not all of them require. */
export interface Difference {
  /** `ClusterConfig.SubnetIds`. */
  readonly member: string;
  readonly requiredBy: readonly Speaker[];
  readonly leftOutBy: readonly Speaker[];
  readonly decided: 'required' | 'optional';
  /** Of a member left optional; where it is required, its correction has the reason. */
  readonly why?: string;
}

/** The documents that an action's request was compared with, and where they differ. */
export interface ComparedAction {
  /** Name of the catalog file. */
  readonly service: string;
  readonly action: string;
  readonly documents?: {
    /** Resources of the Terraform provider that call it. */
    readonly terraform?: readonly string[];
    /** Cloud Control schemas whose handlers call it. */
    readonly cloudControl?: readonly string[];
    /** The parameter help of the official command line tool was read. */
    readonly commandLine?: true;
    readonly pages?: readonly string[];
  };
  /** Set where there are no documents. */
  readonly note?: string;
  readonly differ?: readonly Difference[];
}

/** The services whose changing actions are compared. */
export const comparedServices = [
  ...['alb', 'autoscaling', 'cen', 'certificateservice', 'clb', 'cr', 'dns', 'ecs', 'iam', 'kms', 'mongodb'],
  ...['natgateway', 'rdsmysqlv2', 'rdspostgresql', 'redis', 'storageebs', 'transitrouter', 'vefaas', 'vke'],
  ...['vpc', 'vpn'],
] as const;

/** `facts/evidence/compared.json`. */
export function readCompared(): readonly ComparedAction[] {
  const file = new URL('../evidence/compared.json', import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as readonly ComparedAction[];
}

/** The actions of a service that change something. */
export function changingActions(facts: ServiceFacts): readonly string[] {
  return Object.keys(facts.actions)
    .filter((action) => !isReadAction(facts, action))
    .sort();
}

/** Creations and updates by their verbs; the others attach, delete, start and the like. */
export function kindOf(action: string): 'create' | 'update' | 'other' {
  if (/^(Create|Run|Allocate|Upload|Import|CertificateAdd|QuickApply|Clone|Copy|RestoreToNew)/.test(action))
    return 'create';
  return /^(Modify|Update|Set|Replace|CertificateUpdate)/.test(action) ? 'update' : 'other';
}

/** The shape, name and facts of a member such as `ClusterConfig.SubnetIds` of an action's request. */
export function memberOf(
  facts: ServiceFacts,
  action: string,
  path: string,
): { readonly shape: string; readonly name: string; readonly member: MemberFacts } | undefined {
  let shape = facts.actions[action]?.input;
  let found: ReturnType<typeof memberOf>;
  for (const name of path.split('.')) {
    const member = shape === undefined ? undefined : facts.shapes[shape]?.[name];
    if (shape === undefined || !member) return undefined;
    found = { shape, name, member };
    shape = member.ref ?? member.items?.ref ?? member.values?.ref;
  }
  return found;
}
