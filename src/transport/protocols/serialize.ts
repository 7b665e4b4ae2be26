import { encodePairs, encodeRfc3986, type QueryPair } from '../../auth/signing/canonical-request.js';
import type { CallTarget } from '../../types/call.js';
import { flatten } from './flatten.js';
import { formBody } from './form.js';
import { jsonBody } from './json.js';
import { refuseMember } from './refuse.js';

/** A request in the bytes of its protocol; the path is always `/`. */
export interface WireRequest {
  readonly method: 'GET' | 'POST';
  /** Canonical: the same for the signature and the URL. */
  readonly query: string;
  readonly body: string;
  readonly contentType: string;
}

/**
 * Puts a request on the wire: in the query, in a form or as JSON, as its action's protocol says.
 *
 * @throws {@link RequestValidationError} for values that have no form there
 */
export function serialize(target: CallTarget, request: Readonly<Record<string, unknown>>): WireRequest {
  const { action, method } = target;
  switch (target.protocol) {
    case 'query': {
      const query = encodeOrRefuse(action, queryPairs(target, request), encodePairs);
      return { method, query, body: '', contentType: 'text/plain' };
    }
    case 'form': {
      const body = encodeOrRefuse(action, flatten(action, request), formBody);
      return { method, query: actionQuery(target), body, contentType: 'application/x-www-form-urlencoded' };
    }
    case 'json': {
      const body = jsonBody(action, request);
      return { method, query: actionQuery(target), body, contentType: 'application/json' };
    }
  }
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

function actionQuery({ action, version }: CallTarget): string {
  return `Action=${encodeRfc3986(action)}&Version=${encodeRfc3986(version)}`;
}

function isWellFormed(text: string): boolean {
  return !/[\uD800-\uDBFF](?![\uDC00-\uDFFF])|(?<![\uD800-\uDBFF])[\uDC00-\uDFFF]/.test(text);
}
