import { isObject } from '../../util/json.js';
import type { Data } from '../model/data.js';
import { answerOf, tokensOf, type Conversation, type ModelAnswer } from './answer.js';
import { badRequest, notThere } from './ark-error.js';
import { chosenTool, schemaOf, type Maker } from './chat.js';
import { textOf, type ArkAnswer, type ArkEvent } from './request.js';

interface Stored {
  readonly response: Data;
  /** The input of this response and of all before it, with their outputs. */
  readonly items: readonly Data[];
}

/** Stored responses, by their ids. */
export class StoredResponses {
  readonly #stored = new Map<string, Stored>();

  create(members: Data, maker: Maker): ArkAnswer {
    const { previous_response_id: previous, input, stream, model, store = true } = members;
    const before = typeof previous === 'string' ? this.#get(previous).items : [];
    const own = itemsOf(input, maker);
    const items = [...before, ...own];
    const answer = answerOf(conversationOf(members, items));
    const output = outputOf(answer, maker);
    const { input: inputTokens, output: outputTokens, reasoning } = answer.usage;
    const isCut = answer.finish === 'length' || answer.finish === 'content_filter';
    const response: Data = {
      id: maker.id('resp_'),
      object: 'response',
      created_at: maker.nowSeconds,
      model,
      status: isCut ? 'incomplete' : 'completed',
      ...(isCut && { incomplete_details: { reason: answer.finish } }),
      output,
      tools: members['tools'] ?? [],
      ...(typeof previous === 'string' && { previous_response_id: previous }),
      store,
      usage: {
        input_tokens: inputTokens,
        output_tokens: outputTokens + reasoning,
        total_tokens: inputTokens + outputTokens + reasoning,
        input_tokens_details: { cached_tokens: 0 },
        output_tokens_details: { reasoning_tokens: reasoning },
      },
    };
    if (store !== false) this.#stored.set(String(response['id']), { response, items: [...items, ...output] });
    return stream === true ? { events: eventsOf(response, output) } : { body: response };
  }

  retrieve(id: string): ArkAnswer {
    return { body: this.#get(id).response };
  }

  delete(id: string): ArkAnswer {
    this.#get(id);
    this.#stored.delete(id);
    return { body: {} };
  }

  inputItems(id: string, query: URLSearchParams): ArkAnswer {
    const items = this.#get(id).items.filter(({ role }) => role !== 'assistant');
    const ordered = query.get('order') === 'asc' ? [...items] : [...items].reverse();
    const after = ordered.findIndex((item) => item['id'] === query.get('after'));
    const limit = Number(query.get('limit') ?? 20);
    const data = ordered.slice(after + 1, after + 1 + limit);
    const more = after + 1 + limit < ordered.length;
    return {
      body: { object: 'list', data, first_id: data[0]?.['id'], last_id: data.at(-1)?.['id'], has_more: more },
    };
  }

  clear(): void {
    this.#stored.clear();
  }

  #get(id: string): Stored {
    const stored = this.#stored.get(id);
    if (stored === undefined) throw notThere('response', id);
    return stored;
  }
}

function itemsOf(input: unknown, maker: Maker): Data[] {
  if (typeof input === 'string')
    return [
      { id: maker.id('msg_'), type: 'message', role: 'user', content: [{ type: 'input_text', text: input }] },
    ];
  if (!Array.isArray(input) || input.length === 0)
    throw badRequest('input', 'The parameter `input` must be a text or a list that is not empty.');
  return input.filter(isObject).map((item) => ({ id: maker.id('msg_'), type: 'message', ...item }));
}

function conversationOf(members: Data, items: readonly Data[]): Conversation {
  const { tools, text, instructions, max_output_tokens: max } = members;
  const said = items.map(({ type, role, content, output }) =>
    type === 'function_call_output'
      ? { role: 'tool', text: textOf(output) }
      : { role: String(role ?? 'assistant'), text: textOf(content) },
  );
  return {
    messages: typeof instructions === 'string' ? [{ role: 'system', text: instructions }, ...said] : said,
    tools: (Array.isArray(tools) ? tools : [])
      .filter(isObject)
      .filter(({ type }) => type === 'function')
      .map(({ name, parameters }) => ({
        name: String(name),
        parameters: isObject(parameters) ? parameters : {},
      })),
    toolChoice: chosenTool(members['tool_choice']),
    schema: isObject(text) ? schemaOf(text['format']) : undefined,
    maxTokens: typeof max === 'number' ? max : undefined,
    thinks: isObject(members['thinking']) && members['thinking']['type'] === 'enabled',
  };
}

function outputOf(answer: ModelAnswer, maker: Maker): Data[] {
  const { text, reasoning, toolCalls } = answer;
  const status = 'completed';
  const thought = {
    id: maker.id('rs_'),
    type: 'reasoning',
    summary: [{ type: 'summary_text', text: reasoning }],
    status,
  };
  const calls = toolCalls.map(({ name, args }) => ({
    id: maker.id('fc_'),
    type: 'function_call',
    call_id: maker.id('call_'),
    name,
    arguments: args,
    status,
  }));
  const content = [{ type: 'output_text', text, annotations: [] }];
  const said = { id: maker.id('msg_'), type: 'message', role: 'assistant', status, content };
  return [...(reasoning === undefined ? [] : [thought]), ...calls, ...(calls.length > 0 ? [] : [said])];
}

function eventsOf(response: Data, output: readonly Data[]): ArkEvent[] {
  const events: ArkEvent[] = [];
  const add = (type: string, members: Data): void => {
    events.push({ event: type, data: { type, ...members, sequence_number: events.length } });
  };
  const begun = { ...response, status: 'in_progress', output: [], usage: null };
  add('response.created', { response: begun });
  add('response.in_progress', { response: begun });
  output.forEach((item, at) => {
    const place = { item_id: item['id'], output_index: at };
    add('response.output_item.added', { output_index: at, item: { ...item, status: 'in_progress' } });
    if (item['type'] === 'function_call') {
      const args = String(item['arguments']);
      for (const piece of tokensOf(args))
        add('response.function_call_arguments.delta', { ...place, delta: piece });
      add('response.function_call_arguments.done', { ...place, arguments: args });
    } else if (item['type'] === 'message') {
      const [part] = item['content'] as [Data];
      const text = String(part['text']);
      add('response.content_part.added', { ...place, content_index: 0, part: { ...part, text: '' } });
      for (const piece of tokensOf(text))
        add('response.output_text.delta', { ...place, content_index: 0, delta: piece });
      add('response.output_text.done', { ...place, content_index: 0, text });
      add('response.content_part.done', { ...place, content_index: 0, part });
    }
    add('response.output_item.done', { output_index: at, item });
  });
  add(`response.${String(response['status'])}`, { response });
  return events;
}
