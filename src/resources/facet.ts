import type { ActionBuilder } from '../builders/action-builder.js';
import type { CallOptions } from '../types/call.js';
import { ResourceError } from '../errors/resource.js';
import type { FacetPlan } from './model/facets.js';
import type { Resource } from './resource.js';

type Request = Readonly<Record<string, unknown>>;

/** A group of settings of one resource, with a reader and a writer of its own. Makes no call by itself. */
export class Facet {
  readonly #resource: Resource;
  readonly #plan: FacetPlan;

  constructor(resource: Resource, plan: FacetPlan) {
    this.#resource = resource;
    this.#plan = plan;
  }

  /** Reads the settings: gives the answer, in wire names. */
  async get(request?: Request, options?: CallOptions): Promise<unknown> {
    return this.#resource.perform(this.#known('get'), request, options);
  }

  /** A builder that changes them; `run()` gives the answer. */
  update(): ActionBuilder {
    return this.#resource.action(this.#known('update'));
  }

  async enable(request?: Request, options?: CallOptions): Promise<unknown> {
    return this.#resource.perform(this.#known('enable'), request, options);
  }

  async disable(request?: Request, options?: CallOptions): Promise<unknown> {
    return this.#resource.perform(this.#known('disable'), request, options);
  }

  #known(way: 'get' | 'update' | 'enable' | 'disable'): string {
    const action = this.#plan[way];
    if (action !== undefined) return action;
    throw new ResourceError(
      `The ${this.#plan.name} of a ${this.#resource.$resource} has no ${way}(): the API has no action for it`,
    );
  }
}
