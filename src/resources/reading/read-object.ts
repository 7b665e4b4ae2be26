/** An object as the API returned it: its members by wire name. */
export type ReadObject = Record<string, unknown>;
