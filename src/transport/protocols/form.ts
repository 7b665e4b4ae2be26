import { encodeRfc3986, type QueryPair } from '../../auth/signing/canonical-request.js';

/** A form's body: its pairs in their own order, a space as `+`; empty when there are none. */
export function formBody(pairs: readonly QueryPair[]): string {
  return pairs.map(([name, value]) => `${encodeForm(name)}=${encodeForm(value)}`).join('&');
}

function encodeForm(text: string): string {
  return encodeRfc3986(text).replaceAll('%20', '+');
}
