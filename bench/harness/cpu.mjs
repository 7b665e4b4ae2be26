/** What one call of a function costs this process, in microseconds of CPU: what others do on the machine hardly counts. */
export async function cpuPerCall(calls, run) {
  const before = process.cpuUsage();
  for (let call = 0; call < calls; call++) {
    const outcome = run(call);
    if (outcome instanceof Promise) await outcome;
  }
  const { user, system } = process.cpuUsage(before);
  return (user + system) / calls;
}

/** How much memory the process keeps, in MB; needs `--expose-gc`. */
export function heapMb() {
  globalThis.gc();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
