import { ConfigError } from '../errors/index.js';
import type { ResultMetadata, WithMetadata } from '../types/call.js';
import { parseJson, toJson } from '../util/json.js';
import { AnswerFormatError } from './errors.js';
import { checkFinish } from './finish.js';
import type { ArkCallOptions } from './options.js';
import { defineSetters, RequestBuilder } from './request-builder.js';
import type {
  ChatCompletion,
  ChatCompletionContentPartParam,
  ChatCompletionMessage,
  ChatCompletionMessageParam,
  ChatCompletionsCreateRequest,
  ChatCompletionsCreateRequestSetters,
  CompletionUsage,
} from './shapes.js';
import { ChatStream } from './streams/chat-stream.js';
import { addDelta } from './streams/accumulate.js';
import { answerFormat, type AnswerFormat, type AnswerSchema } from './structured/answer-format.js';
import { checkSchema } from './structured/check-schema.js';
import { schemaOfClass, type AnswerClass } from './structured/class-schema.js';
import { strictSchema, type JsonSchema } from './structured/strict-schema.js';

/** A function that the model may ask for. */
export interface Tool<Args = never> {
  /** 1 to 64 letters, digits, `_` and `-`. */
  readonly name: string;
  readonly description?: string | undefined;
  /** A JSON schema of its arguments, or a class with decorators of class-validator. @defaultValue no arguments */
  readonly parameters?: JsonSchema | AnswerClass | undefined;
  /**
   * Runs it, with arguments that follow `parameters`; its result is told to the model, a text as it is and all else as
   * JSON. Without it, `run` ends when the model asks for the tool.
   */
  run?(args: Args): unknown;
}

/** The answer of a chat. */
export interface ChatReply<T = undefined> extends WithMetadata {
  /** Its text; empty when it has none. */
  readonly text: string;
  /** The answer parsed, after `output`. */
  readonly parsed: T;
  readonly message: ChatCompletionMessage;
  readonly finishReason: string;
  /** Of all turns together; undefined when the service told of none. */
  readonly usage: CompletionUsage | undefined;
  /** The whole conversation, to go on with. */
  readonly messages: readonly ChatCompletionMessageParam[];
  /** The last completion. */
  readonly completion: ChatCompletion;
}

/** What a builder sends by. */
interface Completions {
  create(
    request: Omit<ChatCompletionsCreateRequest, 'stream'> & { readonly stream?: false },
    options?: ArkCallOptions,
  ): Promise<ChatCompletion & WithMetadata>;
  stream(request: Omit<ChatCompletionsCreateRequest, 'stream'>, options?: ArkCallOptions): ChatStream;
}

interface Extras {
  readonly completions: Completions;
  readonly tools: readonly Tool[];
  readonly output: AnswerSchema<unknown> | undefined;
}

/** How often a model may ask for tools before it has to answer. */
const mostTurns = 16;

/** A chat to send; each method returns a new builder, so that a half-filled one is a template. */
// Its setters come from the facts: the class has them at run time, the interface tells their types.
export interface ChatBuilder<T = undefined> extends Omit<
  ChatCompletionsCreateRequestSetters<ChatBuilder<T>>,
  'messages' | 'tools'
> {}

/**
 * A chat to send; each method returns a new builder, so that a half-filled one is a template.
 *
 * @example
 * ```ts
 * import { ArkRuntimeClient } from 'volcengine-fluent/ark-runtime';
 *
 * const ark = new ArkRuntimeClient();
 * const reply = await ark
 *   .chat()
 *   .model('ep-20260101000000-abcde')
 *   .system('You are brief.')
 *   .user('What is the weather in Beijing?')
 *   .tool({
 *     name: 'weather',
 *     parameters: { type: 'object', properties: { city: { type: 'string' } }, required: ['city'] },
 *     run: ({ city }: { city: string }) => `${city}: sunny`,
 *   })
 *   .run();
 * console.log(reply.text);
 * ```
 */
// eslint-disable-next-line @typescript-eslint/no-unsafe-declaration-merging
export class ChatBuilder<T = undefined> extends RequestBuilder {
  readonly #extras: Extras;

  private constructor(members: Readonly<Record<string, unknown>>, extras: Extras) {
    super(members);
    this.#extras = extras;
  }

  /** @internal Use `ark.chat()`. */
  static start(completions: Completions): ChatBuilder {
    return new ChatBuilder({ messages: [] }, { completions, tools: [], output: undefined });
  }

  /** Adds what the model is to keep to. */
  system(content: string): ChatBuilder<T> {
    return this.append('messages', { role: 'system', content });
  }

  /** Adds what the person says: a text, or parts such as pictures. */
  user(content: string | readonly ChatCompletionContentPartParam[]): ChatBuilder<T> {
    return this.append('messages', { role: 'user', content });
  }

  /** Adds what the model said before. */
  assistant(content: string): ChatBuilder<T> {
    return this.append('messages', { role: 'assistant', content });
  }

  /** Adds messages as they are, such as those of an earlier reply. */
  messages(...messages: readonly ChatCompletionMessageParam[]): ChatBuilder<T> {
    return this.append('messages', ...messages);
  }

  /** Adds a function that the model may ask for. */
  tool<Args>(tool: Tool<Args>): ChatBuilder<T> {
    return new ChatBuilder<T>(this.members, {
      ...this.#extras,
      tools: [...this.#extras.tools, tool as unknown as Tool],
    });
  }

  /** Asks for an answer that follows a class or a schema; the reply has it as `parsed`. */
  output<Answer>(schema: AnswerSchema<Answer>): ChatBuilder<Answer> {
    return new ChatBuilder<Answer>(this.members, {
      ...this.#extras,
      output: schema as AnswerSchema<unknown>,
    });
  }

  /** The same chat with other members, merged over those that it has. */
  with(members: Partial<ChatCompletionsCreateRequest>): ChatBuilder<T> {
    return this.withMembers({ ...this.members, ...members });
  }

  /**
   * Sends the chat. When the model asks for tools that can all be run, they are, and it is asked again with their
   * results, until it answers.
   *
   * @throws {@link ServiceError} when the service refuses
   * @throws {@link ContentFilterError} when the answer was stopped
   * @throws {@link AnswerFormatError} when arguments or the answer do not follow their schema
   * @throws {@link ConfigError} without a model, and when the model asks for tools without end
   */
  async run(options?: ArkCallOptions): Promise<ChatReply<T>> {
    const { completions, tools } = this.#extras;
    const format = await this.#format();
    const request = await this.#request(format);
    const known = new Map(
      await Promise.all(tools.map(async (tool) => [tool.name, await ready(tool)] as const)),
    );
    const messages = [...request.messages];
    let usage: Record<string, unknown> | undefined;
    for (let turn = 0; turn < mostTurns; turn++) {
      const completion = await completions.create({ ...request, messages }, options);
      const { $metadata } = completion;
      checkFinish(completion, $metadata, format !== undefined);
      const choice = completion.choices[0];
      if (choice === undefined)
        throw new AnswerFormatError([{ path: 'choices', message: 'is empty' }], $metadata);
      const { message, finish_reason: finishReason } = choice;
      if (completion.usage) usage = addDelta(usage ?? {}, completion.usage as never);
      messages.push(message as ChatCompletionMessageParam);
      const calls = message.tool_calls ?? [];
      const runs = calls.map((call) => known.get(call.function.name)?.run);
      if (calls.length > 0 && runs.every((run) => run !== undefined)) {
        for (const { id, function: called } of calls) {
          const content = await known.get(called.name)?.run?.(called.arguments, $metadata);
          messages.push({ role: 'tool', tool_call_id: id, content } as ChatCompletionMessageParam);
        }
        continue;
      }
      const text = message.content ?? '';
      const parsed = calls.length > 0 ? undefined : await format?.parse(text, $metadata);
      const reply = { text, parsed, message, finishReason, usage, messages, completion };
      return Object.defineProperty(reply, '$metadata', { value: $metadata }) as unknown as ChatReply<T>;
    }
    throw new ConfigError(
      `The model asked for tools ${mostTurns} times without an answer: check what they return`,
    );
  }

  /** Sends the chat and returns the text of the answer. */
  async text(options?: ArkCallOptions): Promise<string> {
    return (await this.run(options)).text;
  }

  /** Sends the chat and reads the answer as it is written; tools are not run. Usage is asked for. */
  stream(options?: ArkCallOptions): ChatStream {
    return new ChatStream(async () => {
      const request = await this.#request(await this.#format());
      return this.#extras.completions
        .stream({ stream_options: { include_usage: true }, ...request }, options)
        .open();
    });
  }

  protected override withMembers(members: Readonly<Record<string, unknown>>): this {
    return new ChatBuilder<T>(members, this.#extras) as this;
  }

  async #format(): Promise<AnswerFormat<unknown> | undefined> {
    const { output } = this.#extras;
    return output === undefined ? undefined : answerFormat(output);
  }

  async #request(
    format: AnswerFormat<unknown> | undefined,
  ): Promise<Omit<ChatCompletionsCreateRequest, 'stream'> & { readonly stream?: false }> {
    const members = this.members as unknown as Omit<ChatCompletionsCreateRequest, 'stream'>;
    if (typeof members.model !== 'string' || members.model === '')
      throw new ConfigError('A chat needs a model: the id of an endpoint or of a model');
    const { tools } = this.#extras;
    const made = await Promise.all(tools.map(async (tool) => (await ready(tool)).definition));
    return {
      ...members,
      ...(made.length > 0 && { tools: [...(members.tools ?? []), ...made] }),
      ...(format !== undefined && { response_format: format.format }),
    };
  }
}

defineSetters(ChatBuilder, 'ChatCompletionsCreateRequest');

interface ReadyTool {
  readonly definition: NonNullable<ChatCompletionsCreateRequest['tools']>[number];
  readonly run: ((text: string, about: ResultMetadata) => Promise<string>) | undefined;
}

async function ready({ name, description, parameters, run }: Tool): Promise<ReadyTool> {
  const isClass = typeof parameters === 'function';
  const schema = isClass ? strictSchema(await schemaOfClass(parameters)) : parameters;
  const definition = {
    type: 'function',
    function: {
      name,
      ...(description !== undefined && { description }),
      ...(schema !== undefined && { parameters: schema }),
      ...(isClass && { strict: true }),
    },
  } as const;
  if (run === undefined) return { definition, run };
  return {
    definition,
    async run(text, about) {
      let args: unknown;
      try {
        args = text === '' ? {} : parseJson(text);
      } catch {
        throw new AnswerFormatError([{ path: `${name}.arguments`, message: 'is not JSON' }], about);
      }
      const issues = schema === undefined ? [] : checkSchema(args, schema, schema, `${name}.arguments`);
      if (issues.length > 0) throw new AnswerFormatError(issues, about);
      const result = await run(args as never);
      return typeof result === 'string' ? result : toJson(result ?? null);
    },
  };
}
