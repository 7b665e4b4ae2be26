import type { Data } from '../model/data.js';

/** One request as the emulator saw it. It contains no secret. */
export interface RequestRecord {
  /** Counts from 1. */
  readonly id: number;
  /** The cloud's time, in milliseconds since 1970. */
  readonly atMs: number;
  readonly requestId: string;
  readonly method: string;
  /** The signing name of the service. */
  readonly service: string;
  readonly action: string;
  readonly version: string;
  readonly region: string;
  readonly account?: string | undefined;
  readonly accessKeyId?: string | undefined;
  /** The decoded input; secrets are replaced with `[redacted]`. */
  readonly input?: Readonly<Data> | undefined;
  readonly signature: SignatureRecord;
  /** Unset when no response was sent. */
  readonly status?: number | undefined;
  /** The error code of the response. */
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly durationMs: number;
  /** The kinds of the injected faults that changed the call. */
  readonly faults: readonly string[];
}

/** The result of checking a request's signature. */
export interface SignatureRecord {
  /** `unchecked`: a fault or an error ended the call before the check. */
  readonly state: 'valid' | 'refused' | 'absent' | 'unchecked';
  readonly scope?: string | undefined;
  readonly date?: string | undefined;
  readonly signedHeaders?: readonly string[] | undefined;
  readonly isPresigned?: boolean | undefined;
}

/** The most recent requests, oldest first. */
export class RequestLog {
  readonly #size: number;
  #records: RequestRecord[] = [];
  #count = 0;

  /** @param size - the number of requests to keep */
  constructor(size: number) {
    this.#size = size;
  }

  /** The number of all requests so far, kept or not. */
  get count(): number {
    return this.#count;
  }

  add(record: Omit<RequestRecord, 'id'>): void {
    this.#count += 1;
    this.#records.push({ id: this.#count, ...record });
    // Dropping the older half at twice the size is cheaper than a shift with each request.
    if (this.#records.length >= this.#size * 2) this.#records = this.#records.slice(-this.#size);
  }

  all(): readonly RequestRecord[] {
    return this.#records.slice(-this.#size);
  }

  /** The kept requests with a higher id. */
  after(id: number): readonly RequestRecord[] {
    return this.all().filter((record) => record.id > id);
  }

  clear(): void {
    this.#records = [];
    this.#count = 0;
  }
}
