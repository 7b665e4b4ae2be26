import { encodePairs, encodeRfc3986, type QueryPair } from '../../auth/signing/canonical-request.js';
import type { CallTarget } from '../../types/call.js';
import type { HttpMethod, StreamedBody } from '../../types/http.js';
import { bracketPairs } from './bracket-pairs.js';
import { flatten } from './flatten.js';
import { formBody } from './form.js';
import { jsonBody } from './json.js';
import { multipartBody } from './multipart.js';
import { refuseMember } from './refuse.js';

/** A request in the bytes of its protocol. */
export interface WireRequest {
  readonly method: HttpMethod;
  /** Encoded; `/` for actions. */
  readonly path: string;
  /** Canonical, the same for the signature and the URL: sorted, unless the call is not signed. */
  readonly query: string;
  readonly body: string;
  /** In place of `body`, for files. */
  readonly upload?: StreamedBody | undefined;
  readonly contentType: string;
}

/** How a request is put on the wire, besides its target. */
export interface SerializeOptions {
  /** Further members of the query. */
  readonly query?: Readonly<Record<string, unknown>> | undefined;
  /** Keeps the order of the members in the query of a path. */
  readonly isUnsigned?: boolean | undefined;
}

/**
 * Puts a request on the wire: in the query, in a form or as JSON, as its action's protocol says.
 *
 * @throws {@link RequestValidationError} for values that have no form there
 */
export function serialize(
  target: CallTarget,
  request: Readonly<Record<string, unknown>>,
  options: SerializeOptions = {},
): WireRequest {
  const { action, method, path = '/' } = target;
  if (target.path === undefined && options.query === undefined && target.protocol === 'json')
    return {
      method,
      path,
      query: actionQuery(target),
      body: jsonBody(action, request),
      contentType: jsonType,
    };
  const encode = (pairs: readonly QueryPair[]): string =>
    encodeOrRefuse(
      action,
      pairs,
      target.path !== undefined && options.isUnsigned === true ? encodeInOrder : encodePairs,
    );
  switch (target.protocol) {
    case 'query': {
      const pairs = requestPairs(target, request);
      if (options.query !== undefined) pairs.push(...furtherPairs(action, options));
      const query = encode(pairs);
      return { method, path, query, body: '', contentType: 'text/plain' };
    }
    case 'form': {
      const body = encodeOrRefuse(action, flatten(action, request), formBody);
      const query = encode(outsidePairs(target, options));
      return { method, path, query, body, contentType: 'application/x-www-form-urlencoded' };
    }
    case 'json': {
      const body = jsonBody(action, request);
      const query = encode(outsidePairs(target, options));
      return { method, path, query, body, contentType: jsonType };
    }
    case 'multipart': {
      const query = encode(outsidePairs(target, options));
      const { body: upload, contentType } = multipartBody(action, request);
      return { method, path, query, body: '', upload, contentType };
    }
  }
}

function requestPairs(target: CallTarget, request: Readonly<Record<string, unknown>>): QueryPair[] {
  return target.path === undefined ? queryPairs(target, request) : bracketPairs(target.action, request);
}

/** The query of a request whose members are in its body. */
function outsidePairs(target: CallTarget, options: SerializeOptions): QueryPair[] {
  const { action, version } = target;
  const own: QueryPair[] =
    target.path === undefined
      ? [
          ['Action', action],
          ['Version', version],
        ]
      : [];
  return [...own, ...furtherPairs(action, options)];
}

function furtherPairs(action: string, { query }: SerializeOptions): QueryPair[] {
  return query === undefined ? [] : bracketPairs(action, query);
}

function actionQuery({ action, version }: CallTarget): string {
  return `Action=${encodeRfc3986(action)}&Version=${encodeRfc3986(version)}`;
}

const jsonType = 'application/json';

function encodeInOrder(pairs: readonly QueryPair[]): string {
  return pairs.map(([name, value]) => `${encodeRfc3986(name)}=${encodeRfc3986(value)}`).join('&');
}

/** The pairs of a `query` action; `Action` and `Version` win over members of the same name. */
export function queryPairs(target: CallTarget, request: Readonly<Record<string, unknown>>): QueryPair[] {
  const flat = flatten(target.action, request);
  const pairs =
    'Action' in request || 'Version' in request
      ? flat.filter(([name]) => name !== 'Action' && name !== 'Version')
      : flat;
  pairs.push(['Action', target.action], ['Version', target.version]);
  return pairs;
}

/** Encodes pairs, and names the one that can't be. */
export function encodeOrRefuse(
  action: string,
  pairs: readonly QueryPair[],
  encode: (pairs: readonly QueryPair[]) => string,
): string {
  try {
    return encode(pairs);
  } catch (error) {
    if (!(error instanceof URIError)) throw error;
    const [path] = pairs.find((pair) => !pair.every(isWellFormed)) ?? [''];
    refuseMember(action, path, 'isString', 'holds half a surrogate pair, which has no bytes in UTF-8');
  }
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
