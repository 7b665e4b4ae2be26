/** The methods that requests can have. */
export type HttpMethod = 'GET' | 'HEAD' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A body that is read while it is sent, so that it is never whole in memory. */
export interface StreamedBody {
  /** In bytes; undefined: unknown, so that it is sent in chunks. */
  readonly length: number | undefined;
  /** Whether `open` can be called once more, for another attempt. */
  readonly isRepeatable: boolean;
  /** Starts to read it from its beginning. */
  open(): AsyncIterable<Uint8Array>;
}

/** One HTTP request of the transport or of a credential provider. */
export interface HttpRequest {
  readonly method: HttpMethod;
  /** The whole URL with its query, already encoded; handlers send it as it is. */
  readonly url: string;
  /** By lower-case name. `host` is set by the handler from the URL. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | undefined;
  readonly signal?: AbortSignal | undefined;
  /** In milliseconds, until a connection is made; 0 or undefined: no limit. */
  readonly connectTimeoutMs?: number | undefined;
  /** In milliseconds, from sending the request until its response is read; for a streamed body or response, between two parts of it. 0 or undefined: no limit. */
  readonly responseTimeoutMs?: number | undefined;
  /** In milliseconds, for everything: waiting for a free connection, connecting, the response; 0 or undefined: no limit. */
  readonly totalTimeoutMs?: number | undefined;
  /** A longer response is an error. Undefined: no limit. */
  readonly maxResponseBytes?: number | undefined;
  /** Sent without a proxy, for addresses of this machine's own network, such as the metadata service. */
  readonly direct?: boolean | undefined;
  /** Not sent over a connection that has been idle for long, which the server may have just closed: for what is sent only once. */
  readonly freshConnection?: boolean | undefined;
}

/** A whole HTTP response. */
export interface HttpResponse {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /** The whole body, decoded from UTF-8 once. */
  readonly body: string;
}

/** A request for {@link HttpHandler.open}, whose body can be streamed too. */
export interface HttpStreamRequest extends Omit<HttpRequest, 'body'> {
  readonly body?: string | StreamedBody | undefined;
}

/** An HTTP response whose body is read as it comes. */
export interface HttpStream {
  readonly status: number;
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The parts of the body. Leaving the loop early closes the connection; the loop throws a {@link ConnectionError},
   * {@link TimeoutError} or {@link AbortedError} when the body does not end well.
   */
  readonly body: AsyncIterable<Uint8Array>;
}

/**
 * Sends HTTP requests; the option `http` replaces it. It follows no redirect and retries nothing.
 *
 * `send` rejects with a {@link ConnectionError}, {@link TimeoutError} or {@link AbortedError}; it resolves for any HTTP
 * status.
 *
 * @example
 * ```ts
 * import { Volcengine, type HttpHandler } from 'volcengine-fluent';
 *
 * const http: HttpHandler = {
 *   async send({ method, url, headers, body }) {
 *     const response = await fetch(url, { method, headers, ...(body ? { body } : {}) });
 *     return {
 *       status: response.status,
 *       headers: Object.fromEntries(response.headers),
 *       body: await response.text(),
 *     };
 *   },
 *   close() {},
 * };
 * const session = new Volcengine({ http });
 * ```
 */
export interface HttpHandler {
  send(request: HttpRequest): Promise<HttpResponse>;
  /** Like `send`, but resolves with the headers of the response. Without it, streams, uploads and downloads are refused. */
  open?(request: HttpStreamRequest): Promise<HttpStream>;
  /** Closes idle connections; requests under way may end. */
  close(): void;
}
