import { loadService } from '../../src/catalog/load.js';
import type { EmulatorConfig } from '../../src/emulator/index.js';
import { sendCall, type Answer, type CallSetup, type Target } from './signed-call.js';

/** What a call came to: its result, or the code it was refused with. */
export interface Caller {
  /** The whole answer. */
  answer(module: string, action: string, input?: Record<string, unknown>): Promise<Answer>;
  /** The result; an error is thrown as such. */
  call(module: string, action: string, input?: Record<string, unknown>): Promise<Record<string, unknown>>;
  /** The code of the error; a success is thrown as such. */
  apiError(module: string, action: string, input?: Record<string, unknown>): Promise<string>;
}

export function targetOf(module: string, action: string): Target {
  const { service, version, actions } = loadService(module);
  const { method, protocol } = actions[action] ?? {};
  return { service, version, action, ...(method && { method }), ...(protocol && { protocol }) };
}

/** Calls actions by their modules' names, signed by the tests' own signer. */
export function callerOf(config: EmulatorConfig | CallSetup): Caller {
  const answer: Caller['answer'] = (module, action, input = {}) =>
    sendCall(config, targetOf(module, action), input);
  return {
    answer,
    async call(module, action, input) {
      const { metadata, result } = await answer(module, action, input);
      if (metadata.Error) throw new Error(`${action}: ${metadata.Error.Code} ${metadata.Error.Message}`);
      return result;
    },
    async apiError(module, action, input) {
      const { metadata, text } = await answer(module, action, input);
      if (!metadata.Error) throw new Error(`${action} was not refused: ${text.slice(0, 300)}`);
      return metadata.Error.Code;
    },
  };
}
