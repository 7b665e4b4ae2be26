/** The error that a promise rejects with; fails when it does not reject, or not with an error. */
export async function errorOf(promise: Promise<unknown>): Promise<Error> {
  const error = await promise.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error)) throw new Error('It did not reject with an error');
  return error;
}
