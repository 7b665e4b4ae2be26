import { strict as assert } from 'node:assert';
import { copyFileSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { bundlers, bundleWith } from '../harness/bundle.mjs';
import { node } from '../harness/execute.mjs';

const kilobyte = 1000;

export function cases(workspace) {
  const { env } = workspace;
  const bundled = async (program, bundler, format, minify) => {
    const project = workspace.installed(`${bundler}-${format}`, ['check.mjs', program]);
    return bundleWith[bundler]({ project, entry: program, format, minify });
  };
  const oneFile = Object.keys(bundleWith).flatMap((bundler) =>
    ['esm', 'cjs'].flatMap((format) =>
      [false, true].map((minify) => ({
        name: `${bundler} ${bundlers[bundler]}, ${format}${minify ? ', minified' : ''}`,
        async run() {
          const file = await bundled('run.mjs', bundler, format, minify);
          const alone = workspace.folder('alone');
          const name = `bundle.${format === 'esm' ? 'mjs' : 'cjs'}`;
          copyFileSync(file, join(alone, name));
          assert.equal((await node([name], { cwd: alone, env })).trim(), 'works');
          assert.deepEqual(readdirSync(alone), [name]);
          return `${Math.round(statSync(file).size / kilobyte)} KB`;
        },
      })),
    ),
  );
  return [
    ...oneFile,
    {
      name: 'one-file ecs program, minified: at most 420 KB, with the facts of ecs alone',
      async run() {
        const file = await bundled('one-service.mjs', 'esbuild', 'esm', true);
        const bytes = statSync(file).size;
        assert.deepEqual(servicesIn(file, workspace), ['ecs']);
        assert(bytes <= 420 * kilobyte, `${bytes} bytes`);
        return `${Math.round(bytes / kilobyte)} KB`;
      },
    },
    {
      name: 'two services more cost their facts and little else',
      async run() {
        const one = await bundled('one-service.mjs', 'esbuild', 'esm', true);
        const more = await bundled('two-services.mjs', 'esbuild', 'esm', true);
        assert.deepEqual(servicesIn(more, workspace), ['alb', 'cdn', 'ecs']);
        const facts = lengthOf('alb', workspace) + lengthOf('cdn', workspace);
        const added = statSync(more).size - statSync(one).size;
        // A class for each resource type, and the curated methods of alb.
        assert(added - facts < 20 * kilobyte, `${added} bytes for ${facts} bytes of facts`);
        return `${(added / kilobyte).toFixed(1)} KB, of which facts ${(facts / kilobyte).toFixed(1)}`;
      },
    },
  ];
}

const folderOf = ({ modules }) => join(modules, 'volcengine-fluent/dist/facts');
const factsOf = (file) => /'(.+)'/.exec(readFileSync(file, 'utf8'))[1];
const lengthOf = (name, workspace) => factsOf(join(folderOf(workspace), `${name}.js`)).length;

/** The services whose facts are in a bundle. */
function servicesIn(bundle, workspace) {
  const text = readFileSync(bundle, 'utf8');
  return readdirSync(folderOf(workspace))
    .filter((file) => text.includes(factsOf(join(folderOf(workspace), file))))
    .map((file) => file.slice(0, -'.js'.length))
    .sort();
}
