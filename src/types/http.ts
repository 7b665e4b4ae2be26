/** One HTTP exchange as the transport and the credential providers ask for it. */
export interface HttpRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** The whole URL with its query, already encoded; handlers send it as it is. */
  readonly url: string;
  /** By lower-case name. `host` is set by the handler from the URL. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds, until a connection is made; 0 or unset: no limit of its own. */
  readonly connectTimeoutMs?: number | undefined;
  /** In milliseconds, from the request being sent to its answer being read whole; 0 or unset: no limit of its own. */
  readonly responseTimeoutMs?: number | undefined;
  /** In milliseconds, for everything: waiting for a free connection, connecting, the answer; 0 or unset: no limit. */
  readonly totalTimeoutMs?: number | undefined;
  /** A longer answer is an error. Unset: no limit. */
  readonly maxResponseBytes?: number | undefined;
  /** Sent without a proxy: for addresses that only mean something on this machine's own link, as the metadata service's. */
  readonly direct?: boolean | undefined;
}

export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, decoded from UTF-8 once. */
  readonly body: string;
}

/**
 * What sends HTTP requests: replaceable by `http: …`. It follows no redirect and retries nothing.
 *
 * `send` rejects with a {@link ConnectionError}, {@link TimeoutError} or {@link AbortedError}; any HTTP status is an answer.
 */
export interface HttpHandler {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Closes idle connections; requests under way may end. */
  close(): void;
}
