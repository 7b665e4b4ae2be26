import { isObject } from '../../util/json.js';
import type { Data } from '../model/data.js';
import { answerOf, tokensOf, type Conversation, type ModelAnswer } from './answer.js';
import { badRequest } from './ark-error.js';
import { textOf, type ArkAnswer, type ArkEvent } from './request.js';

/** What an answer is made with. */
export interface Maker {
  readonly nowSeconds: number;
  id(prefix: string): string;
}

/** Answers a chat, of a model, a bot or a context. */
export function chat(members: Data, maker: Maker, further: Data = {}): ArkAnswer {
  const { model, stream } = members;
  const answer = answerOf(conversationOf(members));
  const id = maker.id('02');
  const head = { id, created: maker.nowSeconds, model, service_tier: 'default' };
  if (stream === true) return { events: chunks(members, answer, head, maker, further) };
  const message = {
    role: 'assistant',
    content: answer.text,
    ...(answer.reasoning !== undefined && { reasoning_content: answer.reasoning }),
    ...(answer.toolCalls.length > 0 && { tool_calls: toolCalls(answer, maker) }),
  };
  const choice = { index: 0, finish_reason: answer.finish, logprobs: null, message };
  return {
    body: { ...head, object: 'chat.completion', choices: [choice], usage: usageOf(answer), ...further },
  };
}

function chunks(members: Data, answer: ModelAnswer, head: Data, maker: Maker, further: Data): ArkEvent[] {
  const options = isObject(members['stream_options']) ? members['stream_options'] : {};
  const events: ArkEvent[] = [];
  const add = (delta: Data, finish: string | null = null): void => {
    const choices = [{ index: 0, delta, finish_reason: finish }];
    events.push({ data: { ...head, object: 'chat.completion.chunk', choices, usage: null } });
  };
  add({ role: 'assistant', content: '' });
  for (const piece of tokensOf(answer.reasoning ?? '')) add({ reasoning_content: piece });
  for (const piece of tokensOf(answer.text)) add({ content: piece });
  toolCalls(answer, maker).forEach(({ id, type, function: called }, index) => {
    add({ tool_calls: [{ index, id, type, function: { name: called.name, arguments: '' } }] });
    for (const piece of tokensOf(called.arguments))
      add({ tool_calls: [{ index, function: { arguments: piece } }] });
  });
  add({}, answer.finish);
  if (options['include_usage'] === true)
    events.push({
      data: { ...head, object: 'chat.completion.chunk', choices: [], usage: usageOf(answer), ...further },
    });
  return events;
}

/** The conversation of a chat's request. */
function conversationOf(members: Data): Conversation {
  const { messages, tools, tool_choice: choice, response_format: format } = members;
  if (!Array.isArray(messages) || messages.length === 0)
    throw badRequest('messages', 'The parameter `messages` must be a list that is not empty.');
  const max = members['max_completion_tokens'] ?? members['max_tokens'];
  return {
    messages: messages
      .filter(isObject)
      .map(({ role, content }) => ({ role: String(role), text: textOf(content) })),
    tools: (Array.isArray(tools) ? tools : []).filter(isObject).map((tool) => {
      const called = isObject(tool['function']) ? tool['function'] : {};
      return {
        name: String(called['name']),
        parameters: isObject(called['parameters']) ? called['parameters'] : {},
      };
    }),
    toolChoice: chosenTool(choice),
    schema: schemaOf(format),
    maxTokens: typeof max === 'number' ? max : undefined,
    thinks: isObject(members['thinking']) && members['thinking']['type'] === 'enabled',
  };
}

export function chosenTool(choice: unknown): string | undefined {
  if (typeof choice === 'string') return choice === 'auto' ? undefined : choice;
  if (!isObject(choice)) return undefined;
  const called = isObject(choice['function']) ? choice['function'] : choice;
  return typeof called['name'] === 'string' ? called['name'] : undefined;
}

export function schemaOf(format: unknown): Data | undefined {
  if (!isObject(format)) return undefined;
  if (format['type'] === 'json_object') return {};
  if (format['type'] !== 'json_schema') return undefined;
  const nested = isObject(format['json_schema']) ? format['json_schema'] : format;
  return isObject(nested['schema']) ? nested['schema'] : {};
}

interface MadeCall {
  readonly id: string;
  readonly type: 'function';
  readonly function: { readonly name: string; readonly arguments: string };
}

function toolCalls({ toolCalls: calls }: ModelAnswer, maker: Maker): MadeCall[] {
  return calls.map(({ name, args }) => ({
    id: maker.id('call_'),
    type: 'function',
    function: { name, arguments: args },
  }));
}

function usageOf({ usage }: ModelAnswer): Data {
  const { input, output, reasoning } = usage;
  return {
    prompt_tokens: input,
    completion_tokens: output + reasoning,
    total_tokens: input + output + reasoning,
    prompt_tokens_details: { cached_tokens: 0 },
    completion_tokens_details: { reasoning_tokens: reasoning },
  };
}
