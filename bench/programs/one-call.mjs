// `one-call.mjs <peer> <origin>`: one client, one call, and what the process has cost until then.
const [, , peer, origin] = process.argv;
const { open } = await import(`../peers/${peer}.mjs`);
const { count } = await (await open(origin)).describeInstances(1);
if (count !== 1) throw new Error(`The call gave ${count} items`);
const { userCPUTime, systemCPUTime, maxRSS } = process.resourceUsage();
process.stdout.write(
  JSON.stringify({ cpuMs: (userCPUTime + systemCPUTime) / 1000, peakMb: maxRSS / 1024 }),
  () =>
    // Kept connections would hold the process for some seconds.
    process.exit(),
);
