import { isObject } from '../../util/json.js';

type Data = Record<string, unknown>;

/**
 * Adds a delta to what has come so far: texts are joined, numbers added, maps merged, lists of plain values extended, and
 * lists of objects merged by their `index`. `index` and `type` are replaced; null changes nothing.
 */
export function addDelta(target: Data, delta: Readonly<Data>): Data {
  for (const [name, value] of Object.entries(delta)) {
    const before = target[name];
    if (before === undefined || before === null) {
      target[name] = Array.isArray(value)
        ? addList([], value)
        : isObject(value)
          ? addDelta({}, value)
          : value;
    } else if (value === undefined || value === null) continue;
    else if (name === 'index' || name === 'type') target[name] = value;
    else if (typeof before === 'string' && typeof value === 'string') target[name] = before + value;
    else if (typeof before === 'number' && typeof value === 'number') target[name] = before + value;
    else if (Array.isArray(before) && Array.isArray(value)) addList(before, value);
    else if (isObject(before) && isObject(value)) addDelta(before, value);
    else target[name] = value;
  }
  return target;
}

function addList(target: unknown[], delta: readonly unknown[]): unknown[] {
  for (const item of delta) {
    const { index } = isObject(item) ? item : {};
    const same =
      typeof index === 'number' ? target.find((one) => isObject(one) && one['index'] === index) : undefined;
    if (isObject(same) && isObject(item)) addDelta(same, item);
    else target.push(isObject(item) ? addDelta({}, item) : item);
  }
  return target;
}

/** Puts the chunks of a chat together into the completion that they are parts of. */
export class ChatAccumulator {
  #completion: (Data & { choices: Data[] }) | undefined;

  /** The completion so far; undefined before the first chunk. */
  get completion(): Readonly<Data> | undefined {
    return this.#completion;
  }

  add(chunk: Readonly<Data>): void {
    const { choices: pieces, usage, ...rest }: Data = chunk;
    delete rest['object'];
    this.#completion ??= { object: 'chat.completion', choices: [] };
    const completion = this.#completion;
    for (const [name, value] of Object.entries(rest))
      if (value !== null && value !== undefined) completion[name] = value;
    if ('usage' in chunk) completion['usage'] = usage;
    for (const piece of (pieces ?? []) as readonly Data[]) this.#addChoice(completion.choices, piece);
  }

  #addChoice(choices: Data[], piece: Readonly<Data>): void {
    const { index, delta, finish_reason: reason, logprobs, ...rest } = piece;
    let choice = choices.find((one) => one['index'] === index);
    if (choice === undefined) {
      choice = { index, message: {}, finish_reason: null };
      choices.push(choice);
    }
    if (isObject(delta)) addDelta(choice['message'] as Data, delta);
    if (reason !== null && reason !== undefined) choice['finish_reason'] = reason;
    if (isObject(logprobs)) addDelta((choice['logprobs'] ??= {}) as Data, logprobs);
    for (const [name, value] of Object.entries(rest))
      if (value !== null && value !== undefined) choice[name] = value;
  }
}
