import { readFileSync } from 'node:fs';

/**
 * The regions in which services have hosts of their own: those configured, and the lines of the file that
 * `VOLC_BOOTSTRAP_REGION_LIST_CONF` names. A file that cannot be read gives a warning and is ignored.
 */
export function bootstrapRegions(
  configured: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
  warn: (message: string) => void,
): ReadonlySet<string> {
  const regions = new Set(configured);
  const file = env['VOLC_BOOTSTRAP_REGION_LIST_CONF'];
  if (file === undefined || file === '') return regions;
  let text;
  try {
    text = readFileSync(file, 'utf8');
  } catch (error) {
    warn(`The list of bootstrap regions could not be read: ${(error as Error).message}`);
    return regions;
  }
  for (const line of text.split('\n')) {
    const region = line.trim();
    if (region !== '') regions.add(region);
  }
  return regions;
}
