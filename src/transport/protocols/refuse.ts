import { RequestValidationError } from '../../errors/index.js';

/** Ends a call whose request has a member without a form on the wire; the value stays out of the error. */
export function refuseMember(action: string, path: string, constraint: string, message: string): never {
  throw new RequestValidationError(action, [{ path, constraint, message }]);
}
