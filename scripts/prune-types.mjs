// Removes the declarations that no public entry leads to: programs never read them, and they make the package larger.
import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const dist = fileURLToPath(new URL('../dist/', import.meta.url));

export function pruneTypes() {
  const all = readdirSync(dist, { recursive: true }).filter((file) => file.endsWith('.d.ts'));
  // The last three are what the files of bench/ measure by itself.
  const isEntry = (file) =>
    /^(services\/[^/]+|((ark-runtime|catalog|decorated|emulator|testing)\/)?index|catalog\/load|models\/validate|transport\/protocols\/serialize)\.d\.ts$/.test(
      file,
    );
  const reached = new Set(all.filter(isEntry));
  for (const file of reached) {
    for (const [, path] of readFileSync(join(dist, file), 'utf8').matchAll(/['"](\.[^'"\n]+)\.js['"]/g))
      reached.add(join(dirname(file), `${path}.d.ts`));
  }
  for (const file of all) if (!reached.has(file)) rmSync(join(dist, file));
}
