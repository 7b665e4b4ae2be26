import { errorTable, gatewayStatus, numericCode } from '../../catalog/error-table.js';

/** An error that the gateway or a service returns in `ResponseMetadata.Error`. */
export class ApiError extends Error {
  readonly code: string;
  /** The HTTP status of the response. */
  readonly status: number;

  /** @param status - By default the status that the facts list for the code, else 400. */
  constructor(code: string, message: string, status?: number) {
    super(message);
    this.name = 'ApiError';
    this.code = code;
    this.status = status ?? gatewayStatus(code) ?? 400;
  }

  /** The numeric code; only some codes of the gateway have one. */
  get codeN(): number | undefined {
    return numericCode(this.code);
  }
}

/** The resource does not exist. Uses the code that the service is known for: `InvalidInstance.NotFound`, `UserNotExist`. */
export function notFound(service: string, typeName: string, id: string): ApiError {
  const example = examplesOf(errorTable().notFound.examples, service)[0] ?? 'Invalid.NotFound';
  let code = example;
  if (example.endsWith('NotExist')) code = `${typeName}NotExist`;
  else if (example.includes('.')) code = `Invalid${typeName}.NotFound`;
  return new ApiError(code, `The specified ${typeName} ${quote(id)} does not exist.`, 404);
}

/** The resource's status does not allow the action. Uses the code that the service is known for. */
export function invalidStatus(service: string, typeName: string, id: string, status: unknown): ApiError {
  const examples = examplesOf(errorTable().state.examples, service);
  const [constant] = examples;
  let code = `Invalid${typeName}.InvalidStatus`;
  if (examples.some((example) => /^Invalid\w+Status$/.test(example))) code = `Invalid${typeName}Status`;
  else if (constant?.startsWith('Err')) code = constant;
  const message = `The status ${String(status)} of the ${typeName} ${quote(id)} does not allow this action.`;
  return new ApiError(code, message, 400);
}

/** Another resource still uses this one. */
export function inUse(typeName: string, id: string, user: string): ApiError {
  return new ApiError(`Invalid${typeName}.InUse`, `The ${typeName} ${quote(id)} is in use by ${user}.`, 400);
}

/** A resource with this name or id already exists. */
export function alreadyExists(typeName: string, id: string): ApiError {
  return new ApiError(`${typeName}AlreadyExists`, `A ${typeName} ${quote(id)} already exists.`, 409);
}

/**
 * The service does not accept the value of a parameter.
 *
 * @param reason - the end of the sentence "The parameter X …": `is not a string`
 */
export function invalidParameter(path: string, reason: string): ApiError {
  return new ApiError(
    `InvalidParameter.${lastName(path)}`,
    `The parameter ${path.slice(0, maxPathLength)} ${reason}.`,
    400,
  );
}

/** A required parameter is missing. */
export function missingParameter(path: string): ApiError {
  return new ApiError(
    `MissingParameter.${lastName(path)}`,
    `The required parameter ${path.slice(0, maxPathLength)} is missing.`,
    400,
  );
}

/** The codes that a service is known to use; the table spells services with or without their underscores. */
function examplesOf(
  examples: Readonly<Record<string, readonly string[]>>,
  service: string,
): readonly string[] {
  return examples[service] ?? examples[service.replaceAll('_', '')] ?? [];
}

/** The names of a map's keys in a path can be of any length. */
const maxPathLength = 300;

/** The last member of a path: `Volumes.1.Size` → `Size`, `Ids.1` → `Ids`. */
function lastName(path: string): string {
  const steps = path.slice(-maxPathLength).split('.');
  return steps.findLast((step) => !/^\d+$/.test(step)) ?? '';
}

/** An id in quotes, cut to 80 characters. */
function quote(id: string): string {
  return `"${id.length > 80 ? `${id.slice(0, 80)}…` : id}"`;
}
