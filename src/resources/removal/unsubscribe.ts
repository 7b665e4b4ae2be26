import { engineFactsOf } from '../../catalog/load.js';
import type { CallOptions } from '../../types/call.js';
import { ConflictError, NotFoundError, ServiceError } from '../../errors/service.js';
import { sendForOne } from '../identified-call.js';
import type { Resource } from '../resource.js';

/** Options of unsubscribing a prepaid resource. */
export interface UnsubscribeOptions extends CallOptions {
  /** The billing product of the resource. When omitted, each billing product of this resource type is tried in turn. */
  readonly product?: string | undefined;
  /** Whether the resources of the same order are unsubscribed too. */
  readonly related?: boolean | undefined;
}

/** Unsubscribes a prepaid resource, which can't be deleted; resolves to the order's response. */
export async function unsubscribe(
  resource: Resource,
  { product, related, ...options }: UnsubscribeOptions = {},
): Promise<unknown> {
  const { dispatcher, model } = resource.context;
  const billing = dispatcher.sibling(engineFactsOf('billing'));
  const products = product === undefined ? (model.resource.unsubscribeProducts ?? []) : [product];
  let refused: unknown;
  for (const each of products) {
    const request = {
      InstanceID: String(resource.id),
      Product: each,
      UnsubscribeRelatedInstance: related,
    };
    try {
      return await sendForOne(billing, 'UnsubscribeInstance', request, options);
    } catch (error) {
      if (!isOfOtherProduct(error)) throw error;
      refused = error;
    }
  }
  throw refused;
}

/** Under another product the order is not found, or the service calls a parameter invalid. */
function isOfOtherProduct(error: unknown): boolean {
  if (error instanceof NotFoundError) return true;
  return (
    error instanceof ServiceError && !(error instanceof ConflictError) && error.code.startsWith('Invalid')
  );
}
