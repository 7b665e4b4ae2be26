/** Runs a task so many times, so many at once. */
export async function inParallel(times, atOnce, task) {
  let next = 0;
  const worker = async () => {
    while (next < times) await task(next++);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}
