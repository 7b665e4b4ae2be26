import { open, rename, rm } from 'node:fs/promises';

/**
 * Writes a file so that it is always a whole one: the old, or the new.
 *
 * @param mode - who may read and write it, as for `open`
 */
export async function writeWhole(file: string, text: string, mode = 0o666): Promise<void> {
  const temporary = `${file}.${process.pid}.tmp`;
  try {
    const handle = await open(temporary, 'w', mode);
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
