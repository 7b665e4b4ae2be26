import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import ts from 'typescript';

/**
 * How long the language service takes to list the members of `ecs.`, each time after a character was typed, as in an
 * editor: the first time, which reads all types, and the times after that.
 *
 * @param config - the tsconfig.json of a program that exports `ecs`
 */
export async function completionsMs(config, rounds) {
  const { options, fileNames } = ts.parseJsonConfigFileContent(
    ts.readConfigFile(config, ts.sys.readFile).config,
    ts.sys,
    dirname(config),
  );
  const [file] = fileNames;
  const source = readFileSync(file, 'utf8');
  let [text, version] = [source, 0];
  const service = ts.createLanguageService({
    getCompilationSettings: () => options,
    getScriptFileNames: () => fileNames,
    getScriptVersion: (name) => (name === file ? String(version) : '0'),
    getScriptSnapshot: (name) => {
      const content = name === file ? text : ts.sys.readFile(name);
      return content === undefined ? undefined : ts.ScriptSnapshot.fromString(content);
    },
    getCurrentDirectory: () => dirname(config),
    getDefaultLibFileName: ts.getDefaultLibFilePath,
    fileExists: ts.sys.fileExists,
    readFile: ts.sys.readFile,
    readDirectory: ts.sys.readDirectory,
    directoryExists: ts.sys.directoryExists,
    getDirectories: ts.sys.getDirectories,
  });
  let members = 0;
  const once = () => {
    version += 1;
    text = `${source}\nconst _${version} = 0;\necs.`;
    const start = performance.now();
    const found = service.getCompletionsAtPosition(file, text.length, {});
    const ms = performance.now() - start;
    members = found?.entries.length ?? 0;
    if (!found?.entries.some(({ name }) => name === 'runInstances'))
      throw new Error('The completions have no runInstances');
    return ms;
  };
  const first = once();
  return { first, ms: Array.from({ length: rounds }, once), members };
}
