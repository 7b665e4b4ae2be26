import type { Data } from '../model/data.js';
import { isObject, toJson } from '../../util/json.js';
import { sampleOf } from './sample.js';

/** What the model says: always the same for the same request. */
export interface ModelAnswer {
  readonly text: string;
  readonly reasoning: string | undefined;
  readonly toolCalls: readonly { readonly name: string; readonly args: string }[];
  readonly finish: 'stop' | 'length' | 'tool_calls' | 'content_filter';
  readonly usage: { readonly input: number; readonly output: number; readonly reasoning: number };
}

/** A conversation, whichever operation it came by. */
export interface Conversation {
  readonly messages: readonly { readonly role: string; readonly text: string }[];
  readonly tools: readonly { readonly name: string; readonly parameters: Data }[];
  /** Whether the model must, may (undefined) or may not ask for a tool; a name: which one. */
  readonly toolChoice: string | undefined;
  /** The schema that the answer has to follow; `{}` for any JSON. */
  readonly schema: Data | undefined;
  readonly maxTokens: number | undefined;
  readonly thinks: boolean;
}

/**
 * Answers a conversation. `count N` counts to N, `[filter]` is stopped by the filter, a tool that the last message names
 * is called with the JSON in that message, a tool's result is told, a schema is filled with samples, all else is echoed.
 */
export function answerOf(conversation: Conversation): ModelAnswer {
  const { messages, maxTokens, thinks } = conversation;
  const last = messages.at(-1) ?? { role: 'user', text: '' };
  const input = messages.reduce((sum, { text }) => sum + tokensOf(text).length, 0);
  const reasoning = thinks ? `Thinking about ${tokensOf(last.text).length} tokens.` : undefined;
  const reasoned = reasoning === undefined ? 0 : tokensOf(reasoning).length;
  const call = last.role === 'tool' ? undefined : calledTool(conversation, last.text);
  if (call !== undefined) {
    const usage = { input, output: tokensOf(call.args).length, reasoning: reasoned };
    return { text: '', reasoning, toolCalls: [call], finish: 'tool_calls', usage };
  }
  if (last.text.includes('[filter]'))
    return {
      text: '',
      reasoning,
      toolCalls: [],
      finish: 'content_filter',
      usage: { input, output: 0, reasoning: reasoned },
    };
  const tokens = tokensOf(textOf(conversation, last));
  const isCut = maxTokens !== undefined && tokens.length > maxTokens;
  const text = (isCut ? tokens.slice(0, maxTokens) : tokens).join('');
  const output = Math.min(tokens.length, maxTokens ?? Infinity);
  return {
    text,
    reasoning,
    toolCalls: [],
    finish: isCut ? 'length' : 'stop',
    usage: { input, output, reasoning: reasoned },
  };
}

/** A text in tokens: words with the space before them, and single characters where there are no words. */
export function tokensOf(text: string): string[] {
  return text.match(/\s?[\p{L}\p{N}_]{1,12}|\s?[^\s\p{L}\p{N}_]|\s/gu) ?? [];
}

function textOf(
  { schema }: Conversation,
  { role, text }: { readonly role: string; readonly text: string },
): string {
  if (role === 'tool') return `The tool said: ${text}`;
  if (schema !== undefined) {
    const sampled = Object.keys(schema).length === 0 ? { echo: text } : sampleOf(schema, schema, text);
    return toJson(sampled);
  }
  const count = /^count (\d{1,6})$/i.exec(text.trim())?.[1];
  return count === undefined ? text : Array.from({ length: Number(count) }, (_, at) => at + 1).join(' ');
}

function calledTool(
  { tools, toolChoice }: Conversation,
  text: string,
): { name: string; args: string } | undefined {
  if (toolChoice === 'none') return undefined;
  const named = tools.find(({ name }) => name === toolChoice);
  const tool =
    named ??
    tools.find(({ name }) => text.includes(name)) ??
    (toolChoice === 'required' ? tools[0] : undefined);
  if (tool === undefined) return undefined;
  const end = text.lastIndexOf('}') + 1;
  const json = text.includes('{') && end > 0 ? text.slice(text.indexOf('{'), end) : undefined;
  const isJson = json !== undefined && isObject(parsed(json));
  return { name: tool.name, args: isJson ? json : toJson(sampleOf(tool.parameters, tool.parameters, text)) };
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
