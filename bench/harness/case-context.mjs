import { startProgram } from './commands.mjs';
import { isInstalled } from './peers.mjs';

/** What a case is handed: whether it shall be quick, and processes that end with it. */
export class CaseContext {
  #programs = [];

  constructor({ quick }) {
    this.quick = quick;
  }

  installed = (peer) => isInstalled(peer);

  startProgram = async (name, args, execArgv) => {
    const program = await startProgram(name, args, execArgv);
    this.#programs.push(program);
    return program;
  };

  startServer = () => this.startProgram('server.mjs');

  startPeer = (peer) => this.startProgram('peer.mjs', [peer.id]);

  async end() {
    await Promise.all(this.#programs.map((program) => program.stop()));
  }
}
