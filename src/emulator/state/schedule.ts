/** What a scheduled task is about, as plain data, so that a snapshot can hold it. */
export type TaskDetails = Readonly<Record<string, unknown>>;

/** A task that runs later. */
export interface Task {
  readonly atMs: number;
  readonly order: number;
  /** The name under which the function of the task is registered. */
  readonly name: string;
  readonly details: TaskDetails;
}

/** Tasks sorted by due time, then by the order in which they were added: a binary heap. */
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

  add(atMs: number, name: string, details: TaskDetails): void {
    const heap = this.#heap;
    heap.push({ atMs, order: this.#order++, name, details });
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      if (!this.#swapIfSooner(at, parent)) break;
      at = parent;
    }
  }

  /** Removes and returns the next task that is due by this time, if any. */
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

  /** All tasks, the next one first. */
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
      let soonest = at;
      if (this.#isSooner(left, soonest)) soonest = left;
      if (this.#isSooner(left + 1, soonest)) soonest = left + 1;
      if (soonest === at) return;
      this.#swapIfSooner(soonest, at);
      at = soonest;
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
