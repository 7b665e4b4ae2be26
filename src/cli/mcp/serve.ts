import { Server } from '@modelcontextprotocol/sdk/server/index.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import {
  CallToolRequestSchema,
  ListToolsRequestSchema,
  type CallToolResult,
} from '@modelcontextprotocol/sdk/types.js';
import { packageVersion } from '../../catalog/built-in.js';
import { isVolcengineError } from '../../errors/volcengine-error.js';
import { program } from '../help.js';
import { UsageError } from '../usage-error.js';
import { AnswerPages, type TextPart } from './answer-pages.js';
import { offeredTools, type Tool, type ToolContext } from './tools.js';

type Json = Readonly<Record<string, unknown>>;

const cursorProperty = {
  cursor: {
    type: 'string',
    description: 'Where an answer was cut: its cursor gives the next part, without a new call',
  },
};

const instructions =
  'The Volcengine cloud. Use search to find an action, describe to see what its request takes, then read. ' +
  'Long answers are cut; call the same tool with the cursor to go on.';

/**
 * Serves assistants on standard input and output until the input ends or the signal is aborted.
 *
 * @param log - takes a line for each call; standard output belongs to the protocol
 */
export async function serve(
  context: ToolContext,
  maxChars: number,
  log: (line: string) => void,
  signal: AbortSignal,
): Promise<void> {
  // The class for servers that describe their tools by JSON Schema themselves; the other one wants zod for it.
  const server = new Server(
    { name: program, version: packageVersion },
    { capabilities: { tools: {} }, instructions },
  );
  const tools = offeredTools(context);
  const pages = new AnswerPages(maxChars);

  server.setRequestHandler(ListToolsRequestSchema, () => ({ tools: tools.map(definitionOf) }));
  server.setRequestHandler(CallToolRequestSchema, async ({ params }, extra): Promise<CallToolResult> => {
    const start = Date.now();
    const told = (outcome: string): void =>
      log(`${new Date(start).toISOString()} ${params.name} ${outcome} (${Date.now() - start} ms)`);
    try {
      const tool = tools.find(({ name }) => name === params.name);
      if (tool === undefined) throw new UsageError(`There is no tool ${params.name}`);
      const args: Json = params.arguments ?? {};
      const { part, summary } = await answer(tool, args, context, pages, extra.signal);
      told(`${summary}: ok`);
      return { content: contentOf(part) };
    } catch (error) {
      if (!isVolcengineError(error)) {
        told('failed by a mistake of the program');
        throw error;
      }
      told(`failed: ${oneLine(error.message)}`);
      return { content: [{ type: 'text', text: error.message }], isError: true };
    }
  });

  const ended = new Promise<void>((resolve) => {
    process.stdin.once('end', resolve);
    process.stdin.once('close', resolve);
    signal.addEventListener('abort', () => resolve(), { once: true });
  });
  await server.connect(new StdioServerTransport());
  log(
    `${program} serves ${context.services?.join(', ') ?? 'all services'}; tools: ${tools.map(({ name }) => name).join(', ')}`,
  );
  await ended;
  await server.close();
}

async function answer(
  tool: Tool,
  args: Json,
  context: ToolContext,
  pages: AnswerPages,
  signal: AbortSignal,
): Promise<{ readonly part: TextPart; readonly summary: string }> {
  const { cursor } = args;
  if (typeof cursor === 'string' && cursor !== '')
    return { part: pages.next(cursor), summary: `cursor ${cursor}` };
  const { text, summary } = await tool.run(args, context, signal);
  return { part: pages.first(text), summary };
}

function definitionOf({ name, description, properties, required, isRead }: Tool) {
  return {
    name,
    description,
    inputSchema: {
      type: 'object' as const,
      properties: { ...properties, ...cursorProperty },
      required: [...required],
    },
    annotations: { readOnlyHint: isRead, destructiveHint: !isRead, openWorldHint: true },
  };
}

function contentOf({ text, cursor, place }: TextPart): CallToolResult['content'] {
  if (place === '') return [{ type: 'text', text }];
  const next = cursor === undefined ? 'this is the end' : `go on with {"cursor": "${cursor}"}`;
  return [
    { type: 'text', text },
    { type: 'text', text: `Cut: ${place}; ${next}` },
  ];
}

function oneLine(text: string): string {
  const lines = text.split('\n').map((line) => line.trim());
  return lines.filter((line) => line !== '').join(' ');
}
