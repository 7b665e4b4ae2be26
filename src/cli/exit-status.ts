import {
  ConfigError,
  isVolcengineError,
  NotFoundError,
  RequestValidationError,
  ServiceError,
  TransportError,
} from '../errors/index.js';
import { UsageError } from './usage-error.js';

/** What the command's process ends with, for scripts. */
export const exitStatus = {
  ok: 0,
  /** Failed on this side: no credentials, a wait that ran out or met a failed state, a file that can't be written. */
  failed: 1,
  /** Not understood, or a request that the facts forbid; nothing was sent. */
  usage: 2,
  /** The service refused. */
  refused: 3,
  /** There is no such thing. */
  notFound: 4,
  /** No usable answer came: no connection, a time limit, an answer that can't be read. */
  noAnswer: 5,
  /** Ended by Ctrl-C, as shells count it: 128 and the signal's number. */
  interrupted: 130,
} as const;

/** The status for an error of this package; undefined for a mistake of the program itself. */
export function exitStatusOf(error: unknown): number | undefined {
  if (!isVolcengineError(error)) return undefined;
  const isUsage = [UsageError, ConfigError, RequestValidationError].some((each) => error instanceof each);
  if (isUsage) return exitStatus.usage;
  if (error instanceof NotFoundError) return exitStatus.notFound;
  if (error instanceof ServiceError) return exitStatus.refused;
  if (error instanceof TransportError) return exitStatus.noAnswer;
  return exitStatus.failed;
}
