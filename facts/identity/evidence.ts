import { readFileSync } from 'node:fs';

/** How the official Terraform provider treats one resource. */
export interface TerraformRecord {
  readonly type: string;
  /** Name of the catalog file. */
  readonly service: string;
  readonly create?: readonly string[];
  readonly createAlternatives?: readonly string[];
  /** Where the answer of the creation holds the id. */
  readonly idPath?: string;
  readonly read?: readonly string[];
  /** Members of the reading request, and the part of the id that goes into each: `id`, `id[1]`. */
  readonly readMembers?: Readonly<Record<string, string>>;
  /** Member of a listed item that holds the id. */
  readonly item?: string;
  readonly delete?: readonly {
    readonly action: string;
    readonly members?: Readonly<Record<string, string>>;
    /** Members that take another attribute than the id. */
    readonly others?: Readonly<Record<string, string>>;
  }[];
  readonly states?: {
    readonly member: string;
    readonly ready?: readonly string[];
    readonly failed?: readonly string[];
    readonly waits?: Readonly<Record<string, readonly string[]>>;
  };
}

/** A resource schema of Cloud Control: its identifier, and the actions that its handlers call. */
export interface CloudControlRecord {
  readonly type: string;
  readonly service: string;
  readonly identifier: readonly string[];
  readonly create?: readonly string[];
  readonly read?: readonly string[];
  readonly list?: readonly string[];
  readonly delete?: readonly string[];
  readonly states?: Readonly<Record<string, readonly string[]>>;
}

/** Members with which an official example program calls an action, and the form of their values: `vpc-`, `number`, `text`. */
export interface ExampleRecord {
  readonly service: string;
  readonly action: string;
  readonly members: Readonly<Record<string, string>>;
}

export type ChainStep = 'create' | 'id' | 'read' | 'delete';

/** What public documentation states of a resource's chain. */
export interface DocumentationRecord {
  readonly resource: string;
  readonly confirms: readonly ChainStep[];
  readonly source: string;
}

/** Why something that contradicts the facts, or looks like a mix, is right. */
export interface Explanation {
  readonly resource: string;
  /** A kind of mix, or the source that contradicts. */
  readonly about: string;
  readonly reason: string;
  readonly source: string;
}

function read<T>(file: string): readonly T[] {
  return JSON.parse(readFileSync(new URL(`../evidence/${file}`, import.meta.url), 'utf8')) as readonly T[];
}

/** All that was collected from the second sources; `facts/README.md` says where each comes from. */
export const evidence = {
  terraform: () => read<TerraformRecord>('terraform.json'),
  cloudControl: () => read<CloudControlRecord>('cloud-control.json'),
  examples: () => read<ExampleRecord>('examples.json'),
  documentation: () => read<DocumentationRecord>('documentation.json'),
  explanations: () => read<Explanation>('explanations.json'),
};
