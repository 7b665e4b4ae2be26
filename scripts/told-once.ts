import { anyService } from '../src/catalog/any-service.js';
import { serviceNames } from '../src/catalog/load.js';
import { reachableShapes, readShapes } from '../src/catalog/shapes.js';
import type { MemberFacts, ServiceFacts } from '../src/catalog/types.js';
import { isSensitiveMember } from '../src/util/secrets.js';

/** A creation whose response has secrets. */
export interface SecretCreation {
  /** The service module and the resource type. */
  readonly service: string;
  readonly resourceType: string;
  readonly action: string;
  /** The paths of the secrets in the response. */
  readonly secrets: readonly string[];
  /** Whether reading the resource returns them again, by the names of the members. */
  readonly isReadAgain: boolean;
}

/** Every creation of the catalog whose response has a secret, found by the names of all members that it can hold. */
export function secretCreations(): readonly SecretCreation[] {
  return serviceNames().flatMap((service) => {
    const facts = anyService(service);
    return Object.entries(facts.resources).flatMap(([resourceType, resource]) => {
      const { create } = resource;
      const readable = new Set(
        [...reachableShapes(facts, readShapes(facts, resource))].flatMap((shape) =>
          Object.keys(facts.shapes[shape] ?? {}),
        ),
      );
      return (create ? [create.action, ...(create.alternatives ?? [])] : []).flatMap((action) => {
        // What a resource is addressed by is shown everywhere, whatever it is called.
        const secrets = secretsIn(facts, facts.actions[action]?.output ?? '', []).filter(
          (path) => path !== create?.idPath,
        );
        if (secrets.length === 0) return [];
        const isReadAgain = secrets.every((path) => readable.has(path.split('.').at(-1) as string));
        return [{ service, resourceType, action, secrets, isReadAgain }];
      });
    });
  });
}

function secretsIn(facts: ServiceFacts, shape: string, around: readonly string[]): readonly string[] {
  if (around.includes(shape)) return [];
  return Object.entries(facts.shapes[shape] ?? {}).flatMap(([name, member]) => {
    const { ref, type } = innermost(member);
    if (ref === undefined) return type === 'string' && isSensitiveMember(name) ? [name] : [];
    return secretsIn(facts, ref, [...around, shape]).map((path) => `${name}.${path}`);
  });
}

function innermost({ items, values, ...member }: MemberFacts): MemberFacts {
  const inner = items ?? values;
  return inner ? innermost(inner) : member;
}

/** `docs/told-once.md`. */
export function toldOncePage(): string {
  const rows = secretCreations().map(
    ({ service, resourceType, action, secrets, isReadAgain }) =>
      `| \`${service}.${resourceType}\` | \`${action}\` | ${secrets.map((path) => `\`${path}\``).join(', ')} | ${isReadAgain ? 'yes' : 'no'} |`,
  );
  return `# Creations that tell a secret

Made by \`npm run accept\` from the members of every response in the catalog whose names say that they hold a secret. A test
holds it to them, and tries each: the resource that \`run()\` resolves to keeps the response as \`created\`, and shows it neither
in \`console.log\` nor in \`JSON.stringify\`.

| resource type | action | in the response | read again |
| --- | --- | --- | --- |
${rows.join('\n')}
`;
}
