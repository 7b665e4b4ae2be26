import { BoundedMap } from '../../util/bounded-map.js';
import { UsageError } from '../usage-error.js';

/** A part of a long text. */
export interface TextPart {
  readonly text: string;
  /** Leads to the next part; unset on the last one. */
  readonly cursor: string | undefined;
  /** What part this is: `characters 1 to 20000 of 51234`. */
  readonly place: string;
}

/** How many cut texts are kept; the oldest is forgotten first. */
const mostKept = 20;

/** Gives long texts in parts, cut at the ends of lines. The parts of one text belong together: nothing is called again. */
export class AnswerPages {
  readonly #kept = new BoundedMap<string, string>(mostKept);
  readonly #maxChars: number;
  #count = 0;

  constructor(maxChars: number) {
    this.#maxChars = maxChars;
  }

  /** The first part of a text, which is kept for the others. */
  first(text: string): TextPart {
    if (text.length <= this.#maxChars) return { text, cursor: undefined, place: '' };
    this.#count += 1;
    const key = String(this.#count);
    this.#kept.set(key, text);
    return this.#part(key, text, 0);
  }

  /**
   * The part that a cursor leads to.
   *
   * @throws {@link UsageError} for a cursor that leads nowhere, or not any more
   */
  next(cursor: string): TextPart {
    const [, key = '', at = ''] = /^(\d+):(\d+)$/.exec(cursor) ?? [];
    const text = this.#kept.get(key);
    const start = Number(at);
    if (text === undefined || start >= text.length)
      throw new UsageError('This cursor leads nowhere, or not any more: ask again without it');
    return this.#part(key, text, start);
  }

  #part(key: string, text: string, start: number): TextPart {
    const most = start + this.#maxChars;
    const line = text.lastIndexOf('\n', most - 1);
    const end = most >= text.length ? text.length : line > start ? line + 1 : most;
    return {
      text: text.slice(start, end),
      cursor: end < text.length ? `${key}:${end}` : undefined,
      place: `characters ${start + 1} to ${end} of ${text.length}`,
    };
  }
}
