import type { VolcengineOptions } from '../client/volcengine.js';
import type { ApiKeySource, CallOptions } from '../types/call.js';

/** The options of an {@link ArkRuntimeClient}, besides those of its session. */
export interface ArkRuntimeOptions extends VolcengineOptions {
  /**
   * An API key of Ark. @defaultValue `ARK_API_KEY`; without one, the session's cloud keys are traded for a key of each
   * endpoint, model or bot
   */
  readonly apiKey?: string | ApiKeySource | undefined;
  /** @defaultValue `ARK_BASE_URL`, else the session's own endpoint with `/api/v3`, else the API in Beijing */
  readonly baseUrl?: string | undefined;
  /** The project of preset endpoints and model ids, which cloud keys need to be traded for a key of these. */
  readonly project?: string | undefined;
  /** In seconds, from 3600: how long keys that are traded for cloud keys live. @defaultValue 604,800, a week */
  readonly apiKeySeconds?: number | undefined;
}

/** The options of one call; for omitted ones the client's apply. */
export interface ArkCallOptions extends Pick<
  CallOptions,
  | 'apiKey'
  | 'headers'
  | 'logLevel'
  | 'maxResponseBytes'
  | 'query'
  | 'retry'
  | 'signal'
  | 'timeoutMs'
  | 'timeouts'
> {
  readonly project?: string | undefined;
  /**
   * Seals the texts and pictures of a chat, so that only the model can read them; `AICC`: in the form of confidential
   * computing. For `chat` and `batch.chat` only.
   */
  readonly encrypt?: boolean | 'AICC' | undefined;
  /** Further members of the request, which win over those of the same name. */
  readonly body?: Readonly<Record<string, unknown>> | undefined;
}
