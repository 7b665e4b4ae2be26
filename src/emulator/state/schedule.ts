/** Something that happens later: plain data, so that a snapshot holds it. */
export interface Task {
  readonly atMs: number;
  readonly order: number;
  /** The name of the function that does it, as it was registered. */
  readonly name: string;
  readonly details: Readonly<Record<string, unknown>>;
}

/** Tasks by the time they are due, then by the order they were added: a binary heap. */
export class Schedule {
  #heap: Task[] = [];
  #order = 0;

  get size(): number {
    return this.#heap.length;
  }

  /** When the next task is due, in milliseconds since 1970; infinity when there is none. */
  get nextAtMs(): number {
    return this.#heap[0]?.atMs ?? Infinity;
  }

  add(atMs: number, name: string, details: Readonly<Record<string, unknown>>): void {
    const heap = this.#heap;
    heap.push({ atMs, order: this.#order++, name, details });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfSooner(at, parent)) break;
      at = parent;
    }
  }

  /** Takes the next task that is due by then, if there is one. */
  takeDue(nowMs: number): Task | undefined {
    const heap = this.#heap;
    const first = heap[0];
    if (first === undefined || first.atMs > nowMs) return undefined;
    const last = heap.pop();
    if (last !== undefined && heap.length > 0) {
      heap[0] = last;
      this.#sink();
    }
    return first;
  }

  /** All tasks, soonest first. */
  all(): Task[] {
    return [...this.#heap].sort((a, b) => a.atMs - b.atMs || a.order - b.order);
  }

  clear(): void {
    this.#heap = [];
  }

  #sink(): void {
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let least = at;
      if (this.#isSooner(left, least)) least = left;
      if (this.#isSooner(left + 1, least)) least = left + 1;
      if (least === at) return;
      this.#swapIfSooner(least, at);
      at = least;
    }
  }

  #isSooner(a: number, b: number): boolean {
    const x = this.#heap[a];
    const y = this.#heap[b];
    return x !== undefined && y !== undefined && (x.atMs - y.atMs || x.order - y.order) < 0;
  }

  #swapIfSooner(a: number, b: number): boolean {
    if (!this.#isSooner(a, b)) return false;
    const heap = this.#heap;
    [heap[a], heap[b]] = [heap[b] as Task, heap[a] as Task];
    return true;
  }
}
