import { AnswerLengthError, ContentFilterError } from './errors.js';
import type { ChatCompletion } from './shapes.js';

/**
 * @param mustBeWhole - whether an answer at the limit of tokens is an error too
 * @throws {@link ContentFilterError} and {@link AnswerLengthError}
 */
export function checkFinish(
  { choices }: Pick<ChatCompletion, 'choices'>,
  about: { readonly requestId?: string | undefined },
  mustBeWhole: boolean,
): void {
  for (const { finish_reason: reason } of choices) {
    if (reason === 'content_filter') throw new ContentFilterError(about);
    if (reason === 'length' && mustBeWhole) throw new AnswerLengthError(about);
  }
}
