/** The public names of signing. */
export { encodePairs, type QueryPair } from './canonical-query.js';
export { presignQuery, type RequestToPresign } from './presigner.js';
export { sign, type RequestToSign, type SignedRequest, type SigningScope } from './signer.js';
export { SigningKeys } from './signing-key.js';
