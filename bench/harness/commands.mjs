// How the runner talks with the processes that it measures.
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** In the measured process: answers commands by functions of their names, until the runner lets go. */
export function answerCommands(commands) {
  process.on('message', async (/** @type {any} */ { id, command, argument }) => {
    try {
      process.send({ id, value: await commands[command](argument) });
    } catch (error) {
      process.send({ id, error: error instanceof Error ? error.stack : String(error) });
    }
  });
  process.on('disconnect', () => process.exit());
  process.send({ ready: true });
}

/**
 * In the runner: starts a program of `programs/` and gives the function that sends it commands.
 * The environment's proxies, keys and endpoints stay outside: they would change what is measured.
 */
export async function startProgram(program, args = [], execArgv = []) {
  const child = fork(fileURLToPath(new URL(`../programs/${program}`, import.meta.url)), args, {
    execArgv,
    env: plainEnvironment(),
  });
  const waiting = new Map();
  let count = 0;
  const died = new Promise((_, reject) => {
    child.once('exit', (code, signal) => {
      const error = new Error(`${program} ${args.join(' ')} ended early (${signal ?? code})`);
      reject(error);
      for (const { reject: refuse } of waiting.values()) refuse(error);
    });
  });
  died.catch(() => undefined);
  child.on('message', (/** @type {any} */ { id, value, error }) => {
    const one = waiting.get(id);
    if (one === undefined) return;
    waiting.delete(id);
    if (error === undefined) one.resolve(value);
    else one.reject(new Error(`${program} ${args.join(' ')}: ${error}`));
  });
  await Promise.race([once(child, 'message'), died]);
  return {
    ask(command, argument) {
      return new Promise((resolve, reject) => {
        waiting.set(++count, { resolve, reject });
        child.send({ id: count, command, argument });
      });
    },
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return;
      child.disconnect();
      await once(child, 'exit');
    },
  };
}

/** What a child process needs to run, and nothing that a client would read. */
export function plainEnvironment() {
  const { PATH = '', HOME = '' } = process.env;
  return { PATH, HOME, NODE_ENV: 'production', AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' };
}
