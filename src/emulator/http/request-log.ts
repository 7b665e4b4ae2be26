import type { Data } from '../state/store.js';

/** One request as the emulator saw it; never with a secret. */
export interface RequestRecord {
  /** Counts from 1. */
  readonly id: number;
  /** By the emulator's clock, in milliseconds since 1970. */
  readonly atMs: number;
  readonly requestId: string;
  readonly method: string;
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly account?: string | undefined;
  readonly accessKeyId?: string | undefined;
  /** The decoded input, with secrets replaced. */
  readonly input?: Readonly<Data> | undefined;
  readonly signature: SignatureRecord;
  /** Unset: no answer was given. */
  readonly status?: number | undefined;
  /** The code of the error that was answered. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly durationMs: number;
  /** The kinds of the injected faults that struck. */
  readonly faults: readonly string[];
}

/** What became of a request's signature. */
export interface SignatureRecord {
  readonly state: 'valid' | 'refused' | 'absent' | 'unchecked';
  readonly scope?: string | undefined;
  readonly date?: string | undefined;
  readonly signedHeaders?: readonly string[] | undefined;
  readonly isPresigned?: boolean | undefined;
}

/** The last requests, oldest first. */
export class RequestLog {
  readonly #size: number;
  #records: RequestRecord[] = [];
  #count = 0;

  constructor(size: number) {
    this.#size = size;
  }

  /** How many there were ever. */
  get count(): number {
    return this.#count;
  }

  add(record: Omit<RequestRecord, 'id'>): void {
    this.#records.push({ id: ++this.#count, ...record });
    // Twice the size is let in before the older half goes: cheaper than shifting on each request.
    if (this.#records.length >= this.#size * 2) this.#records = this.#records.slice(-this.#size);
  }

  all(): readonly RequestRecord[] {
    return this.#records.slice(-this.#size);
  }

  after(id: number): readonly RequestRecord[] {
    return this.all().filter((record) => record.id > id);
  }

  clear(): void {
    this.#records = [];
    this.#count = 0;
  }
}
