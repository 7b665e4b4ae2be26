/** The kinds of value a member can hold; `any` is whatever JSON can hold. */
export type MemberType = 'string' | 'integer' | 'number' | 'boolean' | 'any' | 'list' | 'map';

/** One member of a shape, as the facts state it: a type, or a `ref` to another shape. */
export interface MemberFacts {
  readonly type?: MemberType;
  readonly ref?: string;
  readonly items?: MemberFacts;
  readonly values?: MemberFacts;
  readonly required?: boolean;
  readonly enum?: readonly (string | number)[];
  readonly minimum?: number;
  readonly maximum?: number;
  readonly minLength?: number;
  readonly maxLength?: number;
}

/** A shape: its members by wire name. */
export type ShapeFacts = Readonly<Record<string, MemberFacts>>;

export type Protocol = 'query' | 'form' | 'json';

interface PageMember {
  readonly sizeMax?: number;
  readonly sizeMin?: number;
  readonly required?: boolean;
  readonly cursorType?: 'string';
  readonly sizeType?: 'string';
}

/** How a list action pages; every name is a member path. */
export interface PaginationFacts {
  readonly style: string;
  readonly page?: PageMember & { readonly page: string; readonly size?: string };
  readonly token?: PageMember & {
    readonly token: string;
    readonly size?: string;
    readonly outToken?: string;
  };
  readonly offset?: PageMember & { readonly offset: string; readonly size?: string };
  readonly out?: {
    readonly total?: string;
    readonly hasMore?: string;
    readonly page?: string;
    readonly size?: string;
  };
  readonly items: string | null;
  readonly itemShape?: string;
  readonly scalarItems?: boolean;
  readonly itemCandidates?: number;
}

/**
 * Where an answer with HTTP 200 tells the failures of single items. An item failed when the list has failed items only, or
 * when its `ok` is false, or, without `ok`, when it has a `code` or `message` that is neither empty, 0 nor a word for success.
 */
export interface ItemErrorsFacts {
  /** Path of the list in the result. */
  readonly list: string;
  /** The list has the items that failed, and no others. */
  readonly failedOnly?: true;
  /** The items are no objects: each is the id of what failed, or the message of a failure. */
  readonly scalar?: 'id' | 'message';
  /** Paths in an item: what tells which it is, whether it went well, the error's code and its message. */
  readonly id?: string;
  readonly ok?: string;
  readonly code?: string;
  readonly message?: string;
}

export interface ActionFacts {
  readonly method: 'GET' | 'POST';
  readonly protocol: Protocol;
  readonly input: string;
  readonly output: string;
  readonly pagination?: PaginationFacts;
  readonly itemErrors?: ItemErrorsFacts;
}

export interface StatusFacts {
  readonly member?: string;
  readonly in?: 'list' | 'get';
  readonly type?: string;
  readonly values?: readonly (string | number)[];
  readonly ready?: readonly (string | number)[];
  readonly failed?: readonly (string | number)[];
  readonly waits?: Readonly<
    Record<string, Readonly<Record<string, { readonly states: readonly (string | number)[] }>>>
  >;
  readonly timeoutMinutes?: Readonly<Partial<Record<'create' | 'update' | 'delete', number>>>;
  readonly delaySeconds?: number;
  readonly notFoundWhileCreating?: boolean;
  readonly filter?: string;
  readonly filterValues?: readonly (string | number)[];
}

export interface MethodFacts {
  readonly action: string;
  readonly by: string;
  readonly list?: boolean;
  readonly ref?: true;
}

export interface ResourceFacts {
  readonly kind: 'full' | 'createRead' | 'readDelete' | 'createDelete' | 'readonly';
  readonly confidence: 'high' | 'medium' | 'low';
  readonly id?: {
    readonly request?: string;
    readonly requestList?: string;
    readonly item?: string;
    readonly identity?: readonly string[];
    readonly parents?: readonly string[];
    readonly shared?: boolean;
  };
  readonly create?: {
    readonly action: string;
    readonly idPath?: string;
    readonly idFromInput?: string;
    readonly clientToken?: string;
    readonly dryRun?: string;
    readonly project?: string;
    readonly task?: readonly string[];
    readonly alternatives?: readonly string[];
  };
  readonly read?: 'get' | 'listFilter' | 'listScan' | 'embedded';
  readonly readFrom?: {
    readonly action: string;
    readonly source?: string;
    readonly members?: readonly string[];
  };
  readonly get?: {
    readonly action: string;
    readonly id?: string;
    readonly idIsList?: boolean;
    readonly object?: string;
    readonly required?: readonly string[];
    readonly alternatives?: readonly string[];
  };
  readonly list?: {
    readonly action: string;
    readonly items?: string;
    readonly shape?: string;
    readonly scalarItems?: boolean;
    readonly idFilter?: string;
    readonly idFilterIsList?: boolean;
    readonly required?: readonly string[];
    readonly paging?: string;
    readonly alternatives?: readonly string[];
  };
  readonly update?: readonly string[];
  readonly delete?: {
    readonly action: string;
    readonly id?: string;
    readonly idIsList?: boolean;
    /** Where `id` takes another value than the id: the member of the read object that holds it. */
    readonly idFrom?: string;
    readonly required?: readonly string[];
    readonly optional?: readonly string[];
    readonly alternatives?: readonly string[];
    readonly precededBy?: readonly string[];
    readonly notFoundIsSuccess?: boolean;
    readonly retryMinutes?: number;
    readonly waitGoneMinutes?: number;
  };
  readonly status?: StatusFacts;
  readonly name?: string;
  readonly tags?: {
    readonly onCreate?: string;
    readonly inItem?: string;
    readonly listFilter?: string;
    readonly resourceType?: string;
  };
  readonly projectTrn?: { readonly service: string; readonly type: string };
  readonly methods?: readonly MethodFacts[];
  readonly collectionMethods?: readonly string[];
  readonly facets?: Readonly<
    Record<string, Readonly<Partial<Record<'get' | 'update' | 'enable' | 'disable', string>>>>
  >;
  readonly pairs?: readonly (readonly string[])[];
  readonly pairVerbs?: readonly string[];
  readonly associations?: readonly {
    readonly create: readonly string[];
    readonly delete: readonly string[];
    readonly members?: readonly string[];
    readonly createWait?: readonly string[];
    readonly deleteWait?: readonly string[];
  }[];
  readonly parents?: Readonly<Record<string, { readonly resource: string; readonly required: boolean }>>;
  readonly children?: readonly string[];
  readonly refs?: Readonly<Record<string, string>>;
  readonly createRefs?: Readonly<Record<string, string>>;
  readonly createOnly?: readonly string[];
  readonly readOnly?: readonly string[];
  readonly scopedBy?: readonly string[];
  readonly viewOf?: string;
  readonly unsubscribeProducts?: readonly string[];
}

interface TagActionFacts {
  readonly action: string;
  readonly ids: string;
  readonly type?: string;
  readonly tags?: string;
  readonly keys?: string;
  readonly filters?: string;
  readonly items?: string;
  readonly types?: readonly string[];
  readonly alternatives?: readonly string[];
}

/** The service's tag actions. */
export interface TaggingFacts {
  readonly add?: TagActionFacts;
  readonly remove?: TagActionFacts;
  readonly list?: TagActionFacts;
  /** Tag actions of a part of the service, which take other members. */
  readonly other?: readonly string[];
}

/** Everything the SDK knows of one service: `catalog/<name>.json`. */
export interface ServiceFacts {
  /** The module's name: `rdsmysqlv2`. */
  readonly name: string;
  /** The name for signing and endpoints: `rds_mysql`. */
  readonly service: string;
  readonly version: string;
  readonly actions: Readonly<Record<string, ActionFacts>>;
  readonly shapes: Readonly<Record<string, ShapeFacts>>;
  readonly resources: Readonly<Record<string, ResourceFacts>>;
  readonly tagging: TaggingFacts;
  /** Actions that belong to no resource. */
  readonly operations: readonly string[];
}
