import { readFile } from 'node:fs/promises';
import { noCredentials } from './no-credentials.js';

/**
 * Reads a text file.
 *
 * @param whenMissing - What to do about it when there is no such file: `run ve login`.
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
      code === 'ENOENT' ? `${path} does not exist${help}` : `${path} can't be read (${code ?? name})`,
      error,
    );
  }
}
