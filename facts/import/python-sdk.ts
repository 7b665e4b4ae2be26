import { parsePythonModels } from './python-model.js';
import { parseMetaPath, type Problem, type Sdk, type SdkService } from './sdk.js';
import { skippedPackages } from './skipped-packages.js';
import type { SourceTree } from './source-tree.js';

const packagePattern = /^(?:src\/)?volcenginesdk(\w+)\/(models|api)\/(\w+)\.py$/;

/**
 * Reads the official Python SDK from its text; nothing of it is run.
 *
 * @throws Error when the tree holds no package of it
 */
export function readPythonSdk(tree: SourceTree, onProgress: (done: number, all: number) => void): Sdk {
  const problems: Problem[] = [];
  const services: Record<string, SdkService> = {};
  const skipped: Record<string, string> = {};
  tree.paths.forEach((path, index) => {
    onProgress(index + 1, tree.paths.length);
    const [, name, folder, file] = packagePattern.exec(path) ?? [];
    if (name === undefined || file === '__init__') return;
    const reason = skippedPackages[name];
    if (reason !== undefined) {
      skipped[name] = reason;
      return;
    }
    const service = (services[name] ??= { name, actions: {}, shapes: {} });
    if (folder === 'api') readActions(service, path, tree.read(path), problems);
    else {
      for (const { name: shape, shape: members } of parsePythonModels(path, tree.read(path), problems))
        service.shapes[shape] = members;
    }
  });
  if (Object.keys(services).length === 0)
    throw new Error('The tree holds no volcenginesdk* package with models');
  return { version: versionOf(tree), services, problems, skipped };
}

function versionOf(tree: SourceTree): string {
  const text = tree.paths.includes('setup.py') ? tree.read('setup.py') : '';
  return /^VERSION = "([^"]+)"/m.exec(text)?.[1] ?? 'unknown';
}

/** Each `…_with_http_info` method names its request in the parameter `body`, and calls the action's path once. */
function readActions(service: SdkService, file: string, text: string, problems: Problem[]): void {
  const lines = text.split('\n');
  let input: string | undefined;
  lines.forEach((line, index) => {
    input = /^ {8}:param (\w+) body:/.exec(line)?.[1] ?? input;
    const call = /^ {12}'(\/[^']*)', '(\w+)',$/.exec(line);
    if (!call) return;
    const meta = parseMetaPath(call[1] ?? '');
    const output = lines
      .slice(index, index + 10)
      .map((next) => /response_type='(\w+)'/.exec(next)?.[1])
      .find((found) => found !== undefined);
    const report = (message: string): void => void problems.push({ file, line: index + 1, message });
    if (!meta) report(`unknown path of an action: ${call[1]}`);
    else if (input === undefined || output === undefined) report(`${meta.action} has no request or response`);
    else if (meta.method !== call[2])
      report(`${meta.action} is ${call[2]}, but its path says ${meta.method}`);
    else addAction(service, meta, input, output, report);
    input = undefined;
  });
}

/** Adds an action; all actions of a package have one service and one version. */
export function addAction(
  service: SdkService,
  meta: NonNullable<ReturnType<typeof parseMetaPath>>,
  input: string,
  output: string,
  report: (message: string) => void,
): void {
  service.service ??= meta.service;
  service.version ??= meta.version;
  if (service.service !== meta.service || service.version !== meta.version)
    report(
      `${meta.action} is of ${meta.service} ${meta.version}, the package of ${service.service} ${service.version}`,
    );
  service.actions[meta.action] = { method: meta.method, protocol: meta.protocol, input, output };
}
