import { execFile } from 'node:child_process';

/** Runs a program to its end; gives what it printed, and fails with what it complained of. */
export function execute(command, args, { cwd, env = {}, timeoutMs = 120_000 }) {
  return new Promise((resolve, reject) => {
    const options = { cwd, env: { ...plainEnvironment(), ...env }, maxBuffer: 2 ** 26, timeout: timeoutMs };
    execFile(command, args, options, (error, stdout, stderr) => {
      if (error === null) resolve(stdout);
      else reject(new Error(`${command} ${args.join(' ')}\n${stdout}${stderr}`.trim(), { cause: error }));
    });
  });
}

export const node = (args, options) => execute(process.execPath, args, options);

/** The environment of a user's shell, without what the npm that runs these tests put there. */
function plainEnvironment() {
  const entries = Object.entries(process.env).filter(
    ([name]) => !/^(npm_(package|lifecycle)|node_options|node_env|init_cwd)/i.test(name),
  );
  return Object.fromEntries(entries);
}
