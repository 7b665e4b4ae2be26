import { loadShared } from '../../catalog/load.js';

interface ErrorTable {
  readonly gateway: {
    readonly codes: Readonly<Record<string, number>>;
    readonly codeN: Readonly<Record<string, number>>;
    readonly codeNThirdParty: Readonly<Record<string, number>>;
  };
  readonly state: { readonly examples: Readonly<Record<string, readonly string[]>> };
  readonly notFound: { readonly examples: Readonly<Record<string, readonly string[]>> };
}

let table: ErrorTable | undefined;

/** The error codes of the facts, read once. */
function errorTable(): ErrorTable {
  table ??= loadShared<ErrorTable>('errors');
  return table;
}

/** An answer that says no: what the gateway or a service puts into `ResponseMetadata.Error`. */
export class Refusal extends Error {
  readonly code: string;
  readonly status: number;

  constructor(code: string, message: string, status?: number) {
    super(message);
    this.name = 'Refusal';
    this.code = code;
    this.status = status ?? errorTable().gateway.codes[code] ?? 400;
  }

  /** The numeric code, for the codes of the gateway that have one. */
  get codeN(): number | undefined {
    const { codeN, codeNThirdParty } = errorTable().gateway;
    return codeN[this.code] ?? codeNThirdParty[this.code];
  }
}

/** The codes that a service is known to use: the table spells services with or without their underscores. */
function examplesOf(
  { examples }: { readonly examples: Readonly<Record<string, readonly string[]>> },
  service: string,
): readonly string[] {
  return examples[service] ?? examples[service.replaceAll('_', '')] ?? [];
}

/** No such resource, under the code that the service is known to use: `InvalidInstance.NotFound`, `UserNotExist`. */
export function notFound(service: string, noun: string, id: string): Refusal {
  const example = examplesOf(errorTable().notFound, service)[0] ?? 'Invalid.NotFound';
  let code = example;
  if (example.endsWith('NotExist')) code = `${noun}NotExist`;
  else if (example.includes('.')) code = `Invalid${noun}.NotFound`;
  return new Refusal(code, `The specified ${noun} ${quote(id)} does not exist.`, 404);
}

/** The resource can't be changed in the state that it is in, under the code that its service is known to use. */
export function badStatus(service: string, noun: string, id: string, status: unknown): Refusal {
  const examples = examplesOf(errorTable().state, service);
  const [constant] = examples;
  let code = `Invalid${noun}.InvalidStatus`;
  if (examples.some((example) => /^Invalid\w+Status$/.test(example))) code = `Invalid${noun}Status`;
  else if (constant?.startsWith('Err')) code = constant;
  return new Refusal(
    code,
    `The ${noun} ${quote(id)} can't do this while its status is ${String(status)}.`,
    400,
  );
}

/** The resource is still used by another one. */
export function inUse(noun: string, id: string, by: string): Refusal {
  return new Refusal(`Invalid${noun}.InUse`, `The ${noun} ${quote(id)} is in use by ${by}.`, 400);
}

/** A resource of that name or id exists. */
export function alreadyExists(noun: string, id: string): Refusal {
  return new Refusal(`${noun}AlreadyExists`, `A ${noun} ${quote(id)} exists already.`, 409);
}

/** A member whose value the service doesn't take. */
export function invalidParameter(path: string, why: string): Refusal {
  return new Refusal(`InvalidParameter.${lastName(path)}`, `The parameter ${path} ${why}.`, 400);
}

/** A required member that isn't there. */
export function missingParameter(path: string): Refusal {
  return new Refusal(`MissingParameter.${lastName(path)}`, `The required parameter ${path} is missing.`, 400);
}

/** The last member of a path: `Volumes.1.Size` → `Size`, `Ids.1` → `Ids`. */
function lastName(path: string): string {
  return path.replace(/(\.\d+)+$/, '').replace(/^.*\./, '');
}

/** An id as a message shows it: short, whatever was sent. */
function quote(id: string): string {
  return `"${id.length > 80 ? `${id.slice(0, 80)}…` : id}"`;
}
