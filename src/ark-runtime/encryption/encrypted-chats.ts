import { ResponseParseError } from '../../errors/index.js';
import type { WithMetadata } from '../../types/call.js';
import type { DecodeEvent, EventStream } from '../../transport/streams/event-stream.js';
import type { ArkCall, ArkCaller } from '../caller.js';
import { ModelAnswerError } from '../errors.js';
import { decodeJson } from '../streams/decode-json.js';
import { Certificates } from './certificates.js';
import { sealFor, type Seal, type SealedCall } from './seal.js';
import { openedAnswer, sealedRequest } from './sealed-chat.js';

/** Sends chats whose texts only the model can read, and opens their answers. */
export class EncryptedChats {
  readonly #caller: ArkCaller;
  readonly #certificates: Certificates;

  constructor(caller: ArkCaller) {
    this.#caller = caller;
    this.#certificates = new Certificates(caller);
  }

  async send<T>(call: ArkCall): Promise<T & WithMetadata> {
    const { sealed, seal } = await this.#sealed(call);
    const answer = await this.#caller.send<T>(sealed);
    const { $metadata } = answer;
    let opened: T;
    try {
      opened = openedAnswer<T>(answer, seal);
    } catch {
      throw new ModelAnswerError(
        'The answer cannot be opened with the key of its call',
        'ERR_ANSWER_SEALED',
        $metadata,
      );
    }
    return Object.defineProperty({ ...opened }, '$metadata', { value: $metadata }) as T & WithMetadata;
  }

  async stream<T>(call: ArkCall): Promise<EventStream<T>> {
    const { sealed, seal } = await this.#sealed(call);
    const decode: DecodeEvent<unknown> = (event, stream) => {
      const decoded = decodeJson(event, stream);
      if (!('value' in decoded)) return decoded;
      try {
        return { value: openedAnswer(decoded.value, seal) };
      } catch {
        const { httpStatus: status } = stream.metadata;
        const error = new ResponseParseError('An event cannot be opened with the key of its call', '', {
          status,
        });
        return { error: stream.failure(error) };
      }
    };
    return this.#caller.stream<T>(sealed, decode as DecodeEvent<T>);
  }

  async #sealed(call: ArkCall): Promise<{ readonly sealed: ArkCall; readonly seal: Seal }> {
    const request = call.request as Record<string, unknown>;
    const isAicc = call.options?.encrypt === 'AICC';
    const pem = await this.#certificates.of(String(request['model']), isAicc, call.options);
    const { seal, headers }: SealedCall = sealFor(pem, isAicc);
    return {
      sealed: { ...call, request: sealedRequest(request, seal), headers: { ...call.headers, ...headers } },
      seal,
    };
  }
}
