import type { ModelResponse } from './shapes.js';

/** All texts that a response's messages say, one after the other. */
export function outputText({ output }: Pick<ModelResponse, 'output'>): string {
  let text = '';
  for (const item of output) {
    if (item.type !== 'message') continue;
    for (const part of item.content) if (part.type === 'output_text') text += part.text;
  }
  return text;
}
