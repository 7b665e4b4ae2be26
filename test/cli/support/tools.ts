import { spawnSync } from 'node:child_process';

/** Skips a test or a suite on a machine without one of these programs; the tests of every change run where they are. */
export function needTools(context: Mocha.Context, ...tools: readonly string[]): void {
  const isMissing = (tool: string): boolean =>
    spawnSync('sh', ['-c', `command -v ${tool}`], { stdio: 'ignore' }).status !== 0;
  if (tools.some(isMissing)) context.skip();
}
