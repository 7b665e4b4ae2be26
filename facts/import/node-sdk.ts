import { parseNodeModel } from './node-model.js';
import { addAction } from './python-sdk.js';
import { parseMetaPath, type Problem, type Sdk, type SdkService } from './sdk.js';
import { skippedPackages } from './skipped-packages.js';
import type { SourceTree } from './source-tree.js';

const packagePattern = /^(?:service|packages)\/([\w-]+)\/src\/(?:types\/([\w-]+)|(api))\.ts$/;

/**
 * Reads the official Node SDK from its text; nothing of it is run.
 *
 * @throws Error when the tree holds no package of it
 */
export function readNodeSdk(tree: SourceTree, onProgress: (done: number, all: number) => void): Sdk {
  const problems: Problem[] = [];
  const services: Record<string, SdkService> = {};
  const skipped: Record<string, string> = {};
  tree.paths.forEach((path, index) => {
    onProgress(index + 1, tree.paths.length);
    const [, name, typeFile, api] = packagePattern.exec(path) ?? [];
    if (name === undefined || typeFile === 'index') return;
    const reason = skippedPackages[name.replace(/^sdk-/, '')];
    if (reason !== undefined) {
      skipped[name] = reason;
      return;
    }
    const service = (services[name] ??= { name, actions: {}, shapes: {} });
    if (api !== undefined) readCommands(service, path, tree.read(path), problems);
    else {
      const model = parseNodeModel(path, tree.read(path), problems);
      if (model) service.shapes[model.name] = model.shape;
    }
  });
  if (Object.keys(services).length === 0) throw new Error('The tree holds no service/*/src/types');
  return { version: versionOf(tree), services, problems, skipped };
}

function versionOf(tree: SourceTree): string {
  const text = tree.paths.includes('meta.json') ? tree.read('meta.json') : '{}';
  return (JSON.parse(text) as { lasted?: string }).lasted ?? 'unknown';
}

/** A command class names its request and its path; a type of the same file names the response. */
function readCommands(service: SdkService, file: string, text: string, problems: Problem[]): void {
  const outputs = new Map<string, string>();
  let input: string | undefined;
  let command: string | undefined;
  text.split('\n').forEach((line, index) => {
    const output = /^export type (\w+)CommandOutput = CommandOutput<(\w+)>;$/.exec(line);
    if (output) outputs.set(output[1] ?? '', output[2] ?? '');
    command = /^export class (\w+)Command extends Command<$/.exec(line)?.[1] ?? command;
    if (command !== undefined) input ??= /^ {2}(\w+(?:Request|Input)),$/.exec(line)?.[1];
    const path = /metaPath = '([^']*)';/.exec(line)?.[1];
    if (path === undefined) return;
    const report = (message: string): void => void problems.push({ file, line: index + 1, message });
    const meta = parseMetaPath(path);
    const result = outputs.get(command ?? '');
    if (!meta) report(`unknown path of an action: ${path}`);
    else if (input === undefined || result === undefined) report(`${meta.action} has no request or response`);
    else addAction(service, meta, input, result, report);
    input = undefined;
    command = undefined;
  });
}
