/** Shows how far a step is: one line on a terminal, renewed at most every 100 files; nothing in a pipe. */
export function progress(label: string): (done: number, all: number) => void {
  const stream = process.stderr;
  return (done, all) => {
    if (!stream.isTTY || (done % 100 !== 0 && done !== all)) return;
    stream.write(`\r${label}: ${done} of ${all} files${done === all ? '\n' : ''}`);
  };
}
