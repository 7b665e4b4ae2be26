/** Time limits in milliseconds; 0: none. */
export interface TimeoutOptions {
  /** For making a connection. */
  readonly connectMs?: number;
  /** From sending one attempt until its response is read. */
  readonly responseMs?: number;
  /** For the whole call, with all attempts and the waits between them. */
  readonly totalMs?: number;
}
