import type { WriteStream } from 'node:tty';

type Stream = NodeJS.WriteStream & Partial<Pick<WriteStream, 'columns'>>;
type Style = 'bold' | 'dim' | 'red';

const codes: Readonly<Record<Style, readonly [number, number]>> = {
  bold: [1, 22],
  dim: [2, 22],
  red: [31, 39],
};

/** Where a command prints: results on standard output, everything else on standard error. */
export class Terminal {
  readonly #out: Stream;
  readonly #error: Stream;
  readonly #env: NodeJS.ProcessEnv;
  #isUnread = false;
  #whenUnread: (() => void) | undefined;
  #hasProgress = false;

  constructor(out: Stream, error: Stream, env: NodeJS.ProcessEnv) {
    this.#out = out;
    this.#error = error;
    this.#env = env;
    out.on('error', (problem: NodeJS.ErrnoException) => {
      if (problem.code !== 'EPIPE') throw problem;
      this.#isUnread = true;
      this.#whenUnread?.();
    });
    // Nobody reads the errors: that is no reason to end what is under way.
    error.on('error', () => undefined);
  }

  /** Calls once the reader of standard output is gone, as after `| head`. */
  onceUnread(callback: () => void): void {
    this.#whenUnread = callback;
  }

  /** Columns of the terminal; 120 where standard output is none. */
  get width(): number {
    return this.#out.columns ?? 120;
  }

  /** Whether standard output is a terminal. */
  get isTerminal(): boolean {
    return this.#out.isTTY === true;
  }

  /** Whether somebody sits there to be asked. */
  get canAsk(): boolean {
    return process.stdin.isTTY === true && this.#error.isTTY === true;
  }

  /** Writes to standard output, and waits where its reader is slower. */
  async print(text: string): Promise<void> {
    this.clearProgress();
    if (this.#isUnread || text === '') return;
    await new Promise<void>((resolve) => this.#out.write(text, () => resolve()));
  }

  /** One line on standard error. */
  complain(line: string): void {
    this.clearProgress();
    this.#error.write(`${this.#styled(this.#error, 'red', line)}\n`);
  }

  /** One line on standard error that says what is happening. */
  note(line: string): void {
    this.clearProgress();
    this.#error.write(`${line}\n`);
  }

  /** A line on standard error that the next one replaces; nothing where that is no terminal. */
  progress(line: string): void {
    if (this.#error.isTTY !== true) return;
    this.#error.write(`\r\u001b[K${this.#styled(this.#error, 'dim', line)}`);
    this.#hasProgress = true;
  }

  clearProgress(): void {
    if (this.#hasProgress) this.#error.write('\r\u001b[K');
    this.#hasProgress = false;
  }

  /** Text for standard output in bold, where that is a terminal. */
  bold(text: string): string {
    return this.#styled(this.#out, 'bold', text);
  }

  #styled(stream: Stream, style: Style, text: string): string {
    const { NO_COLOR, TERM } = this.#env;
    if (stream.isTTY !== true || (NO_COLOR ?? '') !== '' || TERM === 'dumb') return text;
    const [on, off] = codes[style];
    return `\u001b[${on}m${text}\u001b[${off}m`;
  }
}
