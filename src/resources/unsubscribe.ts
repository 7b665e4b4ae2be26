import type { CallOptions } from '../types/call.js';
import { ConflictError, NotFoundError, ServiceError } from '../errors/service.js';
import type { Resource } from './resource.js';

/** How to give back a resource that is paid for in advance. */
export interface UnsubscribeOptions extends CallOptions {
  /** The product that it was ordered as. Unset: those that its kind is sold as are tried one after the other. */
  readonly product?: string | undefined;
  /** Whether what was ordered with it goes too. */
  readonly related?: boolean | undefined;
}

/** Gives back a resource that is paid for in advance, which can't be deleted; gives the order's response. */
export async function unsubscribe(
  resource: Resource,
  { product, related, ...options }: UnsubscribeOptions = {},
): Promise<unknown> {
  const { dispatcher, model } = resource.context;
  const billing = dispatcher.sibling('billing');
  const products = product === undefined ? (model.resource.unsubscribeProducts ?? []) : [product];
  let refused: unknown;
  for (const each of products) {
    const request = {
      ...{ InstanceID: String(resource.id), Product: each },
      ...(related !== undefined && { UnsubscribeRelatedInstance: related }),
    };
    try {
      return await billing.send('UnsubscribeInstance', request, options);
    } catch (error) {
      if (!isOfOtherProduct(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

/** An order of another product is not found, or the parameter is called wrong; all else is about this order. */
function isOfOtherProduct(error: unknown): boolean {
  if (error instanceof NotFoundError) return true;
  return (
    error instanceof ServiceError && !(error instanceof ConflictError) && error.code.startsWith('Invalid')
  );
}
