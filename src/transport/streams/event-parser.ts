import { StringDecoder } from 'node:string_decoder';

/** A server-sent event. */
export interface ServerEvent {
  /** Its name; undefined when it has none. */
  readonly event: string | undefined;
  /** Its data lines, joined by a line feed; undefined when it has none. */
  readonly data: string | undefined;
  /** The last id that the stream has named. */
  readonly id: string | undefined;
}

/** A longer event is refused, so that a stream without line ends does not fill the memory. In characters. */
const longestEvent = 2 ** 26;

/**
 * Parses the bytes of server-sent events, however they are cut. Lines end with LF, CR or CRLF; an event ends with an
 * empty line, and one without it at the end of the body is dropped, since it may be cut off.
 */
export class EventParser {
  readonly #decoder = new StringDecoder('utf8');
  /** The pieces of a line whose end has not come. */
  #pending: string[] = [];
  #pendingLength = 0;
  #isStart = true;
  #afterReturn = false;
  #event: string | undefined;
  #data: string | undefined;
  #id: string | undefined;

  /**
   * Adds the events that end in these bytes to a list.
   *
   * @throws RangeError for an event that is too long
   */
  push(bytes: Uint8Array, events: ServerEvent[]): void {
    let text = this.#decoder.write(bytes as Buffer);
    if (text === '') return;
    if (this.#isStart) {
      this.#isStart = false;
      if (text.startsWith('\uFEFF')) text = text.slice(1);
    }
    if (this.#afterReturn && text !== '') {
      this.#afterReturn = false;
      if (text.startsWith('\n')) text = text.slice(1);
    }
    const hasReturns = text.includes('\r');
    if (!hasReturns && !text.includes('\n')) {
      this.#keep(text);
      return;
    }
    if (this.#pending.length > 0) {
      this.#pending.push(text);
      text = this.#pending.join('');
      this.#pending = [];
      this.#pendingLength = 0;
    }
    this.#keep(hasReturns ? this.#anyLines(text, events) : this.#lines(text, events));
  }

  /** Lines that end with LF, as nearly all do; returns the rest. */
  #lines(text: string, events: ServerEvent[]): string {
    let from = 0;
    for (let end = text.indexOf('\n'); end >= 0; end = text.indexOf('\n', from)) {
      this.#line(text, from, end, events);
      from = end + 1;
    }
    return text.slice(from);
  }

  #anyLines(text: string, events: ServerEvent[]): string {
    let from = 0;
    const ends = /\r\n|\n|\r/g;
    for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
      this.#line(text, from, match.index, events);
      from = ends.lastIndex;
      // Its LF may come with the next bytes.
      this.#afterReturn = from === text.length && text.endsWith('\r');
    }
    return text.slice(from);
  }

  #keep(text: string): void {
    if (text === '') return;
    this.#pending.push(text);
    this.#pendingLength += text.length;
    this.#checkLength(this.#pendingLength);
  }

  #line(text: string, from: number, end: number, events: ServerEvent[]): void {
    if (from === end) {
      this.#dispatch(events);
      return;
    }
    if (text.startsWith('data:', from)) {
      const value = valueOf(text, from + 5, end);
      this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
      this.#checkLength(this.#data.length);
      return;
    }
    const colon = text.indexOf(':', from);
    const hasValue = colon >= 0 && colon < end;
    const value = hasValue ? valueOf(text, colon + 1, end) : '';
    switch (text.slice(from, hasValue ? colon : end)) {
      case 'data':
        this.#data = this.#data === undefined ? value : `${this.#data}\n${value}`;
        break;
      case 'event':
        this.#event = value;
        break;
      case 'id':
        if (!value.includes('\0')) this.#id = value;
        break;
    }
  }

  #dispatch(events: ServerEvent[]): void {
    if (this.#data !== undefined || this.#event !== undefined)
      events.push({ event: this.#event, data: this.#data, id: this.#id });
    this.#event = undefined;
    this.#data = undefined;
  }

  #checkLength(length: number): void {
    if (length > longestEvent) throw new RangeError(`an event is longer than ${longestEvent} characters`);
  }
}

/** The value of a field, without the one space that may stand before it. */
function valueOf(text: string, from: number, end: number): string {
  return text.slice(text.charCodeAt(from) === 32 && from < end ? from + 1 : from, end);
}
