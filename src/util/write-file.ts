import { randomUUID } from 'node:crypto';
import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file so that it is always a whole one: the old, or the new.
 *
 * @param mode - who may read and write it, as for `open`; also where the old file let others
 */
export async function writeWhole(file: string, text: string, mode = 0o600): Promise<void> {
  // A name that nobody can foresee, and `wx`: a link that waits there is not followed.
  const temporary = `${file}.${randomUUID()}.tmp`;
  try {
    const handle = await open(temporary, 'wx', mode);
    try {
      await handle.writeFile(text);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}
