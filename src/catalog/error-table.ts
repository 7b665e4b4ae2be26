import { loadShared } from './load.js';

/** What `catalog/shared/errors.json` says of the error codes of the gateway and of the services. */
interface ErrorTable {
  readonly gateway: {
    /** The HTTP status of each code of the gateway. */
    readonly codes: Readonly<Record<string, number>>;
    /** The numeric code of each code of the gateway. */
    readonly codeN: Readonly<Record<string, number>>;
    /** Numeric codes that only public SDKs and documents name. */
    readonly codeNThirdParty: Readonly<Record<string, number>>;
  };
  /** By service: the codes it is known to use when a resource's state forbids an action. */
  readonly state: { readonly examples: Readonly<Record<string, readonly string[]>> };
  /** By service: the codes it is known to use when a resource does not exist. */
  readonly notFound: { readonly examples: Readonly<Record<string, readonly string[]>> };
}

let table: ErrorTable | undefined;

/** The error codes of the facts; reads the file on first use. */
export function errorTable(): ErrorTable {
  table ??= loadShared<ErrorTable>('errors');
  return table;
}

/** The HTTP status of an error code of the gateway, or undefined for other codes. */
export function gatewayStatus(code: string): number | undefined {
  return errorTable().gateway.codes[code];
}

/** The numeric code (`CodeN`) of an error code of the gateway, or undefined for codes without one. */
export function numericCode(code: string): number | undefined {
  const { codeN, codeNThirdParty } = errorTable().gateway;
  return codeN[code] ?? codeNThirdParty[code];
}
