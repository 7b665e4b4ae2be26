import type { Protocol, ServiceFacts, ShapeFacts } from '../../src/catalog/types.js';

/** Facts of a made-up service with one action, `Make`, whose request is the shape `Whole`. */
export function madeFacts(
  shapes: Readonly<Record<string, ShapeFacts>>,
  protocol: Protocol = 'json',
): ServiceFacts {
  return {
    name: 'made',
    service: 'made',
    version: '2026-01-01',
    actions: {
      Make: { method: protocol === 'query' ? 'GET' : 'POST', protocol, input: 'Whole', output: 'Made' },
    },
    shapes: { Made: {}, ...shapes },
    resources: {},
    tagging: {},
    operations: [],
  };
}

/** One member of every kind. */
export const everyKind = {
  Whole: {
    Id: { type: 'string', required: true },
    Name: { type: 'string', minLength: 2, maxLength: 5 },
    Count: { type: 'integer', minimum: 1, maximum: 10 },
    Ratio: { type: 'number', minimum: 0, maximum: 1 },
    Flag: { type: 'boolean' },
    Kind: { type: 'string', enum: ['PrePaid', 'PostPaid'] },
    Tags: { type: 'list', items: { type: 'string' }, enum: ['Red', 'Blue'] },
    Labels: { type: 'map', values: { type: 'string' } },
    Groups: { type: 'map', values: { type: 'list', items: { type: 'integer' } } },
    Extra: { type: 'any' },
    Part: { ref: 'Part' },
    Parts: { type: 'list', items: { ref: 'Part' } },
  },
  Part: { Size: { type: 'integer', required: true }, Note: { type: 'string' } },
} as const satisfies Record<string, ShapeFacts>;
