import { ResponseParseError } from '../../errors/index.js';
import { refusalIn } from '../../transport/parse-response.js';
import type { DecodeEvent } from '../../transport/streams/event-stream.js';
import { isObject, parseJson } from '../../util/json.js';

const skip = { skip: true } as const;
const done = { done: true } as const;

/**
 * Parses the data of an event. `[DONE]` ends the stream; an event without data is passed over. An object with a member
 * `error` is a failure of the whole stream, unless its `type` makes it an event of its own, such as a picture that failed.
 */
export const decodeJson: DecodeEvent<unknown> = ({ data }, stream) => {
  if (data === undefined || data === '') return skip;
  if (data.startsWith('[DONE]')) return done;
  let value: unknown;
  try {
    value = parseJson(data);
  } catch {
    // Its cause would quote the answer.
    const { httpStatus: status } = stream.metadata;
    return { error: stream.failure(new ResponseParseError('An event is not JSON', '', { status })) };
  }
  if (!isObject(value) || !value['error']) return { value };
  const { type } = value;
  if (typeof type === 'string' && type !== 'error') return { value };
  const refused = refusalIn(value) ?? {
    code: 'UndefinedError',
    message: 'The stream reported an error',
    body: value,
  };
  return { error: stream.refusal(refused) };
};
