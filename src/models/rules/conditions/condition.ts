type Values = Readonly<Record<string, readonly (string | number | boolean)[]>>;

/** Members that a service requires when other members of the same shape have certain values, or are set. */
export interface RequiredMembers {
  readonly shape: string;
  /** The members required then. */
  readonly members: readonly string[];
  /** The values that make them required, by member; all must hold. A list holds when it includes one. */
  readonly when?: Values;
  /** The member that makes them required when it is set. */
  readonly whenSet?: string;
  /** The values that make them optional, by member. */
  readonly unless?: Values;
}

/** Several ways to say the same thing, of which a service requires one. */
export interface Alternatives {
  readonly shape: string;
  /** Each way is the members that it takes. */
  readonly oneOf: readonly (readonly string[])[];
}

/** A list that a service takes only with at least one item, also where an empty one could be sent. */
export interface FilledList {
  readonly shape: string;
  readonly filled: string;
}

/**
 * A requirement that depends on other members. In the comments beside them, "CLI" stands for the parameter help of the
 * official command line tool (volcengine/volcengine-cli), "Terraform" and "Cloud Control" for the documents of the
 * official providers.
 */
export type Condition = RequiredMembers | Alternatives | FilledList;
