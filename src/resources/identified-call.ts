import { itemOutcomes, type ItemFailure } from '../catalog/item-failures.js';
import type { ServiceError } from '../errors/service.js';
import type { CallOptions, WithMetadata } from '../types/call.js';
import type { Dispatcher } from '../types/dispatcher.js';

type Json = Readonly<Record<string, unknown>>;
type Response = Record<string, unknown> & WithMetadata;

/**
 * Sends an action about one resource. Rejects as well if a response with HTTP 200 reports that an item failed.
 *
 * @throws {@link ServiceError} with the item's error and its id
 */
export async function sendForOne(
  dispatcher: Dispatcher,
  action: string,
  request: Json,
  options: CallOptions | undefined,
): Promise<Response> {
  const response = await dispatcher.send(action, request, options);
  requireSuccess(dispatcher, action, response);
  return response;
}

/** @throws {@link ServiceError} with the error of the first item that failed, if the response has one */
export function requireSuccess(dispatcher: Dispatcher, action: string, response: Json): void {
  const [failure] = itemOutcomes(dispatcher.facts, action, response).failures;
  if (failure) throw itemError(dispatcher, action, failure, response);
}

/** The error of an item that a successful response lists as failed. */
export function itemError(
  dispatcher: Dispatcher,
  action: string,
  { id, code, message }: ItemFailure,
  response: Json,
): ServiceError {
  const { requestId, httpStatus = 200 } = (response as Partial<WithMetadata>).$metadata ?? {};
  return dispatcher.errorOf({
    action,
    code,
    serviceMessage: message,
    status: httpStatus,
    requestId,
    itemId: id,
    raw: response,
  });
}
