import { isObject } from '../../util/json.js';
import type { Data } from '../model/data.js';
import { hash, randomNumbers } from '../state/ids.js';
import { tokensOf } from './answer.js';
import { badRequest } from './ark-error.js';
import type { Maker } from './chat.js';
import { textOf, type ArkAnswer, type ArkEvent } from './request.js';

const usualLength = 16;

/** Vectors of texts: the same for the same text, and of length 1. */
export function embeddings(
  { input, model, dimensions, encoding_format: format }: Data,
  maker: Maker,
): ArkAnswer {
  const texts = typeof input === 'string' ? [input] : Array.isArray(input) ? input.map(String) : [];
  if (texts.length === 0) throw badRequest('input', 'The parameter `input` must not be empty.');
  const data = texts.map((text, index) => ({
    index,
    object: 'embedding',
    embedding: encoded(vectorOf(text, dimensions), format),
  }));
  const tokens = texts.reduce((sum, text) => sum + tokensOf(text).length, 0);
  const usage = { prompt_tokens: tokens, total_tokens: tokens };
  return { body: { id: maker.id('02'), created: maker.nowSeconds, model, object: 'list', data, usage } };
}

/** One vector of all parts. */
export function multimodalEmbeddings(members: Data, maker: Maker): ArkAnswer {
  const { input, model, dimensions, encoding_format: format, sparse_embedding: sparse } = members;
  if (!Array.isArray(input) || input.length === 0)
    throw badRequest('input', 'The parameter `input` must be a list that is not empty.');
  const text = textOf(input);
  const tokens = tokensOf(text);
  const wantsSparse = isObject(sparse) && sparse['type'] === 'enabled';
  const found = [...new Set(tokens)].map((token) => ({ index: hash(token) % 100_000, value: 1 }));
  return {
    body: {
      id: maker.id('02'),
      created: maker.nowSeconds,
      model,
      object: 'list',
      data: {
        object: 'embedding',
        embedding: encoded(vectorOf(JSON.stringify(input), dimensions), format),
        ...(wantsSparse && { sparse_embedding: found }),
      },
      usage: {
        prompt_tokens: tokens.length,
        total_tokens: tokens.length,
        prompt_tokens_details: { text_tokens: tokens.length, image_tokens: 0 },
      },
    },
  };
}

function vectorOf(text: string, dimensions: unknown): number[] {
  const random = randomNumbers(hash(text));
  const raw = Array.from(
    { length: typeof dimensions === 'number' ? dimensions : usualLength },
    () => random() / 2 ** 31 - 1,
  );
  const length = Math.hypot(...raw) || 1;
  return raw.map((value) => Math.fround(value / length));
}

function encoded(vector: readonly number[], format: unknown): unknown {
  return format === 'base64' ? Buffer.from(new Float32Array(vector).buffer).toString('base64') : vector;
}

/** The tokens of texts. */
export function tokenization({ text, model }: Data, maker: Maker): ArkAnswer {
  const texts = typeof text === 'string' ? [text] : Array.isArray(text) ? text.map(String) : [];
  if (texts.length === 0) throw badRequest('text', 'The parameter `text` must not be empty.');
  const data = texts.map((one, index) => {
    const tokens = tokensOf(one);
    let at = 0;
    const offsets = tokens.map((token) => [at, (at += token.length)]);
    const ids = tokens.map((token) => hash(token) % 100_000);
    return {
      index,
      object: 'tokenization',
      total_tokens: tokens.length,
      token_ids: ids,
      offset_mapping: offsets,
    };
  });
  return { body: { id: maker.id('02'), created: maker.nowSeconds, model, object: 'list', data } };
}

/** Pictures; the one with an even place of a request with `[fail]` is refused. */
export function images(members: Data, maker: Maker): ArkAnswer {
  const { model, prompt, size = '1024x1024', response_format: format, stream } = members;
  if (typeof prompt !== 'string' || prompt === '')
    throw badRequest('prompt', 'The parameter `prompt` must not be empty.');
  const options = isObject(members['sequential_image_generation_options'])
    ? members['sequential_image_generation_options']
    : {};
  const count = members['sequential_image_generation'] === 'auto' ? Number(options['max_images'] ?? 2) : 1;
  const error = { code: 'OutputImageSensitiveContentDetected', message: 'The picture was refused.' };
  const fails = (index: number): boolean => prompt.includes('[fail]') && index % 2 === 1;
  const made = Array.from({ length: count }, (_, index) =>
    fails(index)
      ? { error }
      : format === 'b64_json'
        ? { b64_json: Buffer.from(`picture ${index}`).toString('base64'), size }
        : { url: `https://ark.example/images/${maker.id('')}-${index}.png`, size },
  );
  const good = made.filter((one) => !('error' in one)).length;
  const usage = { generated_images: good, output_tokens: good * 100, total_tokens: good * 100 };
  const created = maker.nowSeconds;
  if (stream !== true) return { body: { model, created, data: made, usage } };
  const events: ArkEvent[] = made.map((one, index) => {
    const type = `image_generation.partial_${'error' in one ? 'failed' : 'succeeded'}`;
    return { event: type, data: { type, model, created, image_index: index, ...one } };
  });
  const type = 'image_generation.completed';
  return { events: [...events, { event: type, data: { type, model, created, usage } }] };
}
