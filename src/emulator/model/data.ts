/** The members of a resource, a request or a result, by wire name. */
export type Data = Record<string, unknown>;
