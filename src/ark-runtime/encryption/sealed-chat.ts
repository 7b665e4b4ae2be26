import { ConfigError } from '../../errors/index.js';
import { isObject } from '../../util/json.js';
import type { Seal } from './seal.js';

type Data = Record<string, unknown>;

/**
 * A chat's request with its texts and pictures sealed; roles, names, tools, and what has an address on the web stay plain.
 *
 * @throws {@link ConfigError} for parts that cannot be sealed, such as audio
 */
export function sealedRequest(request: Readonly<Data>, seal: Seal): Data {
  const { messages } = request;
  if (!Array.isArray(messages)) return { ...request };
  return { ...request, messages: messages.map((message: unknown) => sealedMessage(message, seal)) };
}

function sealedMessage(message: unknown, seal: Seal): unknown {
  if (!isObject(message)) return message;
  const { content } = message;
  if (typeof content === 'string') return { ...message, content: seal.seal(content) };
  if (!Array.isArray(content)) return message;
  return { ...message, content: content.map((part: unknown) => sealedPart(part, seal)) };
}

function sealedPart(part: unknown, seal: Seal): unknown {
  const { type, text, image_url: image } = isObject(part) ? part : {};
  if (type === 'text' && typeof text === 'string') return { ...(part as Data), text: seal.seal(text) };
  if (type === 'video_url') return part;
  if (type === 'image_url' && isObject(image) && typeof image['url'] === 'string') {
    const { url } = image;
    if (/^https?:/.test(url)) return part;
    if (url.startsWith('data:')) return { ...(part as Data), image_url: { ...image, url: seal.seal(url) } };
  }
  throw new ConfigError(
    `An encrypted chat cannot hold a part of the type ${String(type)}: it would be sent as it is`,
  );
}

/** A completion, or a chunk of one, with its texts opened. What the filter says is plain, and so is an empty text. */
export function openedAnswer<T>(answer: T, seal: Seal): T {
  const { choices } = answer as { readonly choices?: unknown };
  if (!Array.isArray(choices)) return answer;
  return { ...answer, choices: choices.map((choice: unknown) => openedChoice(choice, seal)) };
}

function openedChoice(choice: unknown, seal: Seal): unknown {
  if (!isObject(choice) || choice['finish_reason'] === 'content_filter') return choice;
  const name = isObject(choice['message']) ? 'message' : 'delta';
  const said = choice[name];
  if (!isObject(said) || typeof said['content'] !== 'string') return choice;
  return { ...choice, [name]: { ...said, content: seal.open(said['content']) } };
}
