import type { ResourceFacts, ServiceFacts } from './types.js';

/** The shapes that a noun's read objects have: what `get` gives, then what `list` gives. */
export function readShapes(facts: ServiceFacts, { get, list, read }: ResourceFacts): readonly string[] {
  const shapes: string[] = [];
  const output = get && read === 'get' ? facts.actions[get.action]?.output : undefined;
  if (get && output !== undefined) {
    const object = get.object === undefined ? output : shapeAt(facts, output, get.object);
    if (object !== undefined) shapes.push(object);
  }
  if (list?.shape !== undefined && !list.scalarItems && facts.shapes[list.shape]) shapes.push(list.shape);
  return [...new Set(shapes)];
}

/** The shape that a member path of a shape leads to; lists are entered. */
export function shapeAt(facts: ServiceFacts, start: string, path: string): string | undefined {
  let shape: string | undefined = start;
  for (const step of path.replace(/\[\d+\]/g, '').split('.')) {
    const member: { ref?: string; items?: { ref?: string } } | undefined = facts.shapes[shape ?? '']?.[step];
    shape = member?.ref ?? member?.items?.ref;
  }
  return shape;
}
