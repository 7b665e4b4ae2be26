import type { Protocol } from '../../src/catalog/types.js';

/** A member of a shape as it is read and merged, before it is written to the catalog. */
export interface SdkMember {
  type?: string;
  ref?: string;
  items?: SdkMember;
  values?: SdkMember;
  required?: boolean;
  enum?: (string | number)[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
}

export type SdkShape = Record<string, SdkMember>;

export interface SdkAction {
  method: 'GET' | 'POST';
  protocol: Protocol;
  input: string;
  output: string;
}

/** What one official SDK says of one of its packages. */
export interface SdkService {
  /** The module's name: the package without its prefix. */
  readonly name: string;
  /** The name for signing and endpoints; undefined when the package has no actions. */
  service?: string;
  version?: string;
  readonly actions: Record<string, SdkAction>;
  readonly shapes: Record<string, SdkShape>;
}

/** A place of a source that the reader does not understand; never left out silently. */
export interface Problem {
  readonly file: string;
  /** Counted from 1. */
  readonly line: number;
  readonly message: string;
}

export interface Sdk {
  readonly version: string;
  readonly services: Record<string, SdkService>;
  readonly problems: Problem[];
  /** Packages left out on purpose, with the reason. */
  readonly skipped: Record<string, string>;
}

/** The parts of the path that every official SDK keeps for an action: `/Action/version/service/method/content_type/`. */
export function parseMetaPath(
  path: string,
):
  | { action: string; version: string; service: string; method: 'GET' | 'POST'; protocol: Protocol }
  | undefined {
  const match = /^\/([^/]+)\/(\d{4}-\d{2}-\d{2})\/([^/]+)\/(get|post)\/([^/]*)\/?$/.exec(path);
  if (!match) return undefined;
  const [, action = '', version = '', service = '', verb, contentType = ''] = match;
  const protocol = protocols[contentType];
  if (!protocol) return undefined;
  return { action, version, service, method: verb === 'get' ? 'GET' : 'POST', protocol };
}

const protocols: Readonly<Record<string, Protocol>> = {
  text_plain: 'query',
  application_json: 'json',
  '': 'json',
  'application_x-www-form-urlencoded': 'form',
};
