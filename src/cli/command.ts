import type { Arguments, OptionDefinition } from './parse-arguments.js';
import type { Terminal } from './terminal/terminal.js';

/** What a command is called, and what it takes. */
export interface CommandDefinition {
  readonly name: string;
  readonly summary: string;
  /** What stands after the name: `SERVICE ACTION`. */
  readonly usage: string;
  readonly options: readonly OptionDefinition[];
  /** Whether further options are members of a request. */
  readonly takesMembers?: boolean;
  readonly examples?: readonly string[];
  /** Further lines of the command's help. */
  readonly notes?: readonly string[];
}

/** What a command is run with. */
export interface CommandContext {
  readonly command: CommandDefinition;
  readonly args: Arguments;
  readonly terminal: Terminal;
  /** Ends what is under way: Ctrl-C, or the reader of standard output is gone. */
  readonly signal: AbortSignal;
}

/** A command's code. Gives the exit status where it is not 0. */
export type CommandRun = (context: CommandContext) => Promise<number | void>;
