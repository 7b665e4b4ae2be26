/** The most frames up to the caller: builders, pages and resources lie between. */
const maxFrames = 40;

/**
 * Rewrites an error's stack so that it begins above `below` and reaches the caller, which the ten frames that V8 keeps
 * would cut off. Only failed calls pay for it.
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-function-type -- it is what V8 takes
export function withCallerStack<E extends Error>(error: E, below: Function): E {
  const usual = Error.stackTraceLimit;
  // A process that wants no stacks gets none; Reflect.set, since the limit may be frozen.
  if (usual < 10) return error;
  Reflect.set(Error, 'stackTraceLimit', Math.max(usual, maxFrames));
  Error.captureStackTrace(error, below);
  Reflect.set(Error, 'stackTraceLimit', usual);
  return error;
}
