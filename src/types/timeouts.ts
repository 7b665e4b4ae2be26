/** Time limits in milliseconds; 0: none. */
export interface TimeoutOptions {
  /** For making a connection. */
  readonly connectMs?: number;
  /** From sending one attempt until its response is read; of a stream, between two parts of it. */
  readonly responseMs?: number;
  /** For the whole call, with all attempts and the waits between them. */
  readonly totalMs?: number;
}
