import { readFile } from 'node:fs/promises';
import { jsonErrorPosition } from '../util/json-position.js';
import { isObject, withoutBom } from '../util/json.js';
import { noCredentials } from './no-credentials.js';

/**
 * Reads a text file.
 *
 * @param whenMissing - the advice when there is no such file: `run ve login`.
 * @throws {@link CredentialsError} with the path and the reason
 */
export async function readText(provider: string, path: string, whenMissing?: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    const { code, name } = error as NodeJS.ErrnoException;
    const help = whenMissing === undefined ? '' : `; ${whenMissing}`;
    throw noCredentials(
      provider,
      code === 'ENOENT' ? `${path} does not exist${help}` : `${path} cannot be read (${code ?? name})`,
      error,
    );
  }
}

/**
 * Reads a file that holds a JSON object.
 *
 * @param whenMissing - the advice when there is no such file: `run ve login`.
 * @throws {@link CredentialsError} with the path, and for broken JSON with line and column; never with a part of the text
 */
export async function readJsonFile(
  provider: string,
  path: string,
  whenMissing: string,
): Promise<Record<string, unknown>> {
  const text = withoutBom(await readText(provider, path, whenMissing));
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    // The parser's own error quotes the text, which may be a key: it is neither repeated nor kept.
    throw noCredentials(provider, `${path}${await jsonErrorPosition(text)} is not valid JSON`);
  }
  if (!isObject(value)) throw noCredentials(provider, `${path} does not hold a JSON object`);
  return value;
}
