/** The kinds of a member's value; `any` is any JSON value. */
export type MemberType = 'string' | 'integer' | 'number' | 'boolean' | 'any' | 'list' | 'map';

/** One member of a shape: a type, or a `ref` to another shape. */
export interface MemberFacts {
  /** The kind of value; undefined: see `ref`. */
  readonly type?: MemberType;
  /** The name of the shape that the value has. */
  readonly ref?: string;
  /** The items of a `list`. */
  readonly items?: MemberFacts;
  /** The values of a `map`, whose keys are strings. */
  readonly values?: MemberFacts;
  /** Whether a request must have it; without meaning in results. */
  readonly required?: boolean;
  /** The known values; the service may accept or return newer ones. */
  readonly enum?: readonly (string | number)[];
  /** The least number. */
  readonly minimum?: number;
  /** The greatest number. */
  readonly maximum?: number;
  /** The least length of a string, in characters. */
  readonly minLength?: number;
  /** The greatest length of a string, in characters. */
  readonly maxLength?: number;
}

/** A shape: its members by wire name. */
export type ShapeFacts = Readonly<Record<string, MemberFacts>>;

/** How a request is sent: in the query of a GET, as a form, or as JSON. */
export type Protocol = 'query' | 'form' | 'json';

/** What is known of the members that page a list. */
interface PageMember {
  /** The largest page size. */
  readonly sizeMax?: number;
  /** The smallest page size. */
  readonly sizeMin?: number;
  /** Whether a request must have the paging members. */
  readonly required?: boolean;
  /** The number or offset of the page is sent as a string. */
  readonly cursorType?: 'string';
  /** The page size is sent as a string. */
  readonly sizeType?: 'string';
}

/** How a list action pages; every name is a member path. */
export interface PaginationFacts {
  /** `page`, `token`, `offset`, or two of them, such as `token+page`. */
  readonly style: string;
  /** Paging by numbers: the request members of the page number and the page size. */
  readonly page?: PageMember & {
    /** The page number. */
    readonly page: string;
    /** The page size. */
    readonly size?: string;
  };
  /** Paging by tokens: the request members of the token and the page size, and the result member of the next token. */
  readonly token?: PageMember & {
    /** The token of the page. */
    readonly token: string;
    /** The page size. */
    readonly size?: string;
    /** The token of the next page, in the result. */
    readonly outToken?: string;
  };
  /** Paging by offsets: the request members of the offset and the page size. */
  readonly offset?: PageMember & {
    /** How many items to skip. */
    readonly offset: string;
    /** The page size. */
    readonly size?: string;
  };
  /** The members of the result with the position in the list: the total count, whether more follows, the page number, the page size. */
  readonly out?: {
    /** The count of all items. */
    readonly total?: string;
    /** Whether more pages follow. */
    readonly hasMore?: string;
    /** The page number. */
    readonly page?: string;
    /** The page size. */
    readonly size?: string;
  };
  /** The path of the list in the result; null: no list is known. */
  readonly items: string | null;
  /** The shape of an item. */
  readonly itemShape?: string;
  /** The items are strings or numbers, not objects. */
  readonly scalarItems?: boolean;
  /** How many lists of the result could be the items, when the choice was a guess. */
  readonly itemCandidates?: number;
}

/**
 * Where a response with HTTP 200 reports the failures of single items. An item failed when the list has failed items
 * only, or when its `ok` is false, or, without `ok`, when it has a `code` or `message` that is neither empty, 0 nor a word
 * for success.
 */
export interface ItemErrorsFacts {
  /** Path of the list in the result. */
  readonly list: string;
  /** The list has the items that failed, and no others. */
  readonly failedOnly?: true;
  /** The items are not objects: each is the id of a failed item, or the message of a failure. */
  readonly scalar?: 'id' | 'message';
  /** The path of the id in an item. */
  readonly id?: string;
  /** The path in an item that says whether it succeeded. */
  readonly ok?: string;
  /** The path of the error code in an item. */
  readonly code?: string;
  /** The path of the error message in an item. */
  readonly message?: string;
}

/** One action of a service. */
export interface ActionFacts {
  /** The HTTP method. */
  readonly method: 'GET' | 'POST';
  /** How the request is sent: in the query of a GET, as a form, or as JSON. */
  readonly protocol: Protocol;
  /** The name of the request shape. */
  readonly input: string;
  /** The name of the shape of the response's `Result`. */
  readonly output: string;
  /** How it pages; undefined: it does not. */
  readonly pagination?: PaginationFacts;
  /** Where a successful response reports the failures of single items. */
  readonly itemErrors?: ItemErrorsFacts;
}

/** The state of a resource and how to wait for it. */
export interface StatusFacts {
  /** The path of the member that holds the state. */
  readonly member?: string;
  /** Whether `member` is in an item of the list or in the object of the get action. */
  readonly in?: 'list' | 'get';
  /** The type of the member, if it is not a string. */
  readonly type?: string;
  /** All known states. */
  readonly values?: readonly (string | number)[];
  /** States of a resource that is ready for use. */
  readonly ready?: readonly (string | number)[];
  /** States from which a resource does not become ready by itself. */
  readonly failed?: readonly (string | number)[];
  /** By phase (`create`, `update`, `delete`) and action: the states to wait for after it. */
  readonly waits?: Readonly<
    Record<
      string,
      Readonly<
        Record<
          string,
          {
            /** The states that end the wait. */
            readonly states: readonly (string | number)[];
          }
        >
      >
    >
  >;
  /** How long to wait in each phase, in minutes. */
  readonly timeoutMinutes?: Readonly<Partial<Record<'create' | 'update' | 'delete', number>>>;
  /** The first pause between two polls, in seconds. */
  readonly delaySeconds?: number;
  /** A new resource may not be found for a moment. */
  readonly notFoundWhileCreating?: boolean;
  /** The request member of the list action that filters by state. */
  readonly filter?: string;
  /** The values that the filter accepts. */
  readonly filterValues?: readonly (string | number)[];
}

/** An action that is called with the id of a resource. */
export interface MethodFacts {
  /** The action. */
  readonly action: string;
  /** The request member that takes the id. */
  readonly by: string;
  /** The member takes a list of ids. */
  readonly list?: boolean;
  /** The action only refers to this resource type: it belongs to another one, or to none. */
  readonly ref?: true;
}

/** One resource type: how its instances are addressed, created, read, changed and deleted. Paths are member paths in a request or a result. */
export interface ResourceFacts {
  /** What its actions can do; `createDelete` is often an attachment. */
  readonly kind: 'full' | 'createRead' | 'readDelete' | 'createDelete' | 'readonly';
  /** How sure the facts are: `high`: confirmed by two sources; `low`: a guess. */
  readonly confidence: 'high' | 'medium' | 'low';
  /** How it is addressed; paths are member paths. */
  readonly id?: {
    /** The request member of the id. */
    readonly request?: string;
    /** The request member of several ids. */
    readonly requestList?: string;
    /** The member of the read object that holds the id. */
    readonly item?: string;
    /** All members that together address one; its own id is the last. */
    readonly identity?: readonly string[];
    /** The members of `identity` that are the ids of other resources. */
    readonly parents?: readonly string[];
    /** Other resource types have the id member too. */
    readonly shared?: boolean;
  };
  /** How it is created. */
  readonly create?: {
    /** The action. */
    readonly action: string;
    /** The path of the new id in the result; `[0]` is the first item of a list. */
    readonly idPath?: string;
    /** The request member of an id that the caller chooses. */
    readonly idFromInput?: string;
    /** The request member of the idempotency token. */
    readonly clientToken?: string;
    /** The request member of a dry run. */
    readonly dryRun?: string;
    /** The request member of the project. */
    readonly project?: string;
    /** The paths in the result of the ids of asynchronous tasks or orders. */
    readonly task?: readonly string[];
    /** Other actions that create it. */
    readonly alternatives?: readonly string[];
  };
  /** How a resource is read: by a get action, by a list filtered by id, by searching a list, or from another resource that contains it. */
  readonly read?: 'get' | 'listFilter' | 'listScan' | 'embedded';
  /** For `embedded`: the action whose result contains it. */
  readonly readFrom?: {
    /** The action. */
    readonly action: string;
    /** Where the fact comes from, such as `terraform`. */
    readonly source?: string;
    /** The request members that address the resource that contains it. */
    readonly members?: readonly string[];
  };
  /** The action that reads one. */
  readonly get?: {
    /** The action. */
    readonly action: string;
    /** The request member of the id. */
    readonly id?: string;
    /** That member takes a list of ids. */
    readonly idIsList?: boolean;
    /** The path of the object in the result; undefined: the result itself. */
    readonly object?: string;
    /** Further members that the request must have. */
    readonly required?: readonly string[];
    /** Other actions that read it. */
    readonly alternatives?: readonly string[];
  };
  /** The action that lists them. */
  readonly list?: {
    /** The action. */
    readonly action: string;
    /** The path of the list in the result. */
    readonly items?: string;
    /** The shape of an item. */
    readonly shape?: string;
    /** The items are ids, not objects. */
    readonly scalarItems?: boolean;
    /** The request member that filters by id. */
    readonly idFilter?: string;
    /** That member takes a list of ids. */
    readonly idFilterIsList?: boolean;
    /** Members that the request must have. */
    readonly required?: readonly string[];
    /** The style of paging. */
    readonly paging?: string;
    /** Other actions that list them. */
    readonly alternatives?: readonly string[];
  };
  /** The actions that change it. */
  readonly update?: readonly string[];
  /** The request member of the id, by updating action, where it is not the usual one; a path such as `Questionnaire.Id`. */
  readonly updateBy?: Readonly<Record<string, string>>;
  /** How it is deleted. */
  readonly delete?: {
    /** The action. */
    readonly action: string;
    /** The request member of the id. */
    readonly id?: string;
    /** That member takes a list of ids. */
    readonly idIsList?: boolean;
    /** The member of the read object whose value the request member takes, if it is not the id. */
    readonly idFrom?: string;
    /** Further members that the request must have. */
    readonly required?: readonly string[];
    /** Further members that the request may have. */
    readonly optional?: readonly string[];
    /** Other actions that delete it. */
    readonly alternatives?: readonly string[];
    /** Actions that must be called before. */
    readonly precededBy?: readonly string[];
    /** A "not found" means that it is deleted. */
    readonly notFoundIsSuccess?: boolean;
    /** How long a refusal because of its state is retried, in minutes. */
    readonly retryMinutes?: number;
    /** How long to wait until it is gone, in minutes. */
    readonly waitGoneMinutes?: number;
  };
  /** Its state; undefined: it has none. */
  readonly status?: StatusFacts;
  /** The member that holds its display name. */
  readonly name?: string;
  /** Where its tags are. */
  readonly tags?: {
    /** The member of the create request. */
    readonly onCreate?: string;
    /** The member of the read object. */
    readonly inItem?: string;
    /** The request member that filters a list by tags. */
    readonly listFilter?: string;
    /** The resource type that the tag actions take. */
    readonly resourceType?: string;
  };
  /** The parts of its TRN for moving it to another project: `trn:{service}:{region}:{account}:{type}/{id}`. */
  readonly projectTrn?: {
    /** The service in the TRN. */
    readonly service: string;
    /** The resource type in the TRN. */
    readonly type: string;
  };
  /** Further actions that are called with its id. */
  readonly methods?: readonly MethodFacts[];
  /** Its actions that take no id. */
  readonly collectionMethods?: readonly string[];
  /** Settings that have a reader and a writer of their own, by name: the actions that read, change, enable and disable them. */
  readonly facets?: Readonly<
    Record<string, Readonly<Partial<Record<'get' | 'update' | 'enable' | 'disable', string>>>>
  >;
  /** Actions that undo each other, two by two. */
  readonly pairs?: readonly (readonly string[])[];
  /** Two opposite verbs of its actions: `Attach`, `Detach`. */
  readonly pairVerbs?: readonly string[];
  /** Attachments to other resources. */
  readonly associations?: readonly {
    /** The actions that attach. */
    readonly create: readonly string[];
    /** The actions that detach. */
    readonly delete: readonly string[];
    /** The request members that name the two sides. */
    readonly members?: readonly string[];
    /** States to wait for after attaching. */
    readonly createWait?: readonly string[];
    /** States to wait for after detaching. */
    readonly deleteWait?: readonly string[];
  }[];
  /** The resources that it belongs to, by request member: `service.Type`. */
  readonly parents?: Readonly<
    Record<
      string,
      {
        /** The resource type of the parent: `service.Type`. */
        readonly resource: string;
        /** A creation requires the member. */
        readonly required: boolean;
      }
    >
  >;
  /** The resource types that belong to it. */
  readonly children?: readonly string[];
  /** Members of the read object that hold the id of another resource: `service.Type` by member. */
  readonly refs?: Readonly<Record<string, string>>;
  /** Members of the create request that take the id of another resource: `service.Type` by member. */
  readonly createRefs?: Readonly<Record<string, string>>;
  /** Members that are set at creation and cannot be changed. */
  readonly createOnly?: readonly string[];
  /** Members of the read object that no request sets. */
  readonly readOnly?: readonly string[];
  /** Further request members that limit a list, like those of `parents`. */
  readonly scopedBy?: readonly string[];
  /** The resource type that it is another view of. */
  readonly viewOf?: string;
  /** The billing products under which it is unsubscribed, in the order to try. */
  readonly unsubscribeProducts?: readonly string[];
}

/** One tag action and its members. */
interface TagActionFacts {
  /** The action. */
  readonly action: string;
  /** The request member of the resource ids. */
  readonly ids: string;
  /** The request member of the resource type. */
  readonly type?: string;
  /** The request member of the tags to add. */
  readonly tags?: string;
  /** The request member of the tag keys to remove. */
  readonly keys?: string;
  /** The request member of the filters by tag. */
  readonly filters?: string;
  /** The path of the list in the result. */
  readonly items?: string;
  /** The resource types that it accepts. */
  readonly types?: readonly string[];
  /** Other actions that do the same. */
  readonly alternatives?: readonly string[];
}

/** The service's tag actions. */
export interface TaggingFacts {
  /** Adds tags. */
  readonly add?: TagActionFacts;
  /** Removes tags. */
  readonly remove?: TagActionFacts;
  /** Lists tags. */
  readonly list?: TagActionFacts;
  /** Tag actions of a part of the service; they take other members. */
  readonly other?: readonly string[];
}

/** Everything the SDK knows of one service: `catalog/<name>.json`. */
export interface ServiceFacts {
  /** The module's name: `rdsmysqlv2`. */
  readonly name: string;
  /** The name for signing and endpoints: `rds_mysql`. */
  readonly service: string;
  /** The API version of all its actions: `2020-04-01`. */
  readonly version: string;
  /** By name. */
  readonly actions: Readonly<Record<string, ActionFacts>>;
  /** By name. */
  readonly shapes: Readonly<Record<string, ShapeFacts>>;
  /** By resource type, in the singular: `Instance`. */
  readonly resources: Readonly<Record<string, ResourceFacts>>;
  /** Its tag actions. */
  readonly tagging: TaggingFacts;
  /** Actions that belong to no resource type. */
  readonly operations: readonly string[];
}
