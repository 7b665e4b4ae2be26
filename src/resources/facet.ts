import type { ActionBuilder } from '../builders/action-builder.js';
import { withArticle } from '../catalog/names.js';
import type { CallOptions } from '../types/call.js';
import { ResourceError } from '../errors/resource.js';
import type { FacetModel } from './model/facets.js';
import type { Resource } from './resource.js';

type Request = Readonly<Record<string, unknown>>;

/** A group of settings of one resource, with a reader and a writer of its own. Makes no call by itself. */
export class Facet {
  readonly #resource: Resource;
  readonly #model: FacetModel;

  constructor(resource: Resource, model: FacetModel) {
    this.#resource = resource;
    this.#model = model;
  }

  /** Reads the settings and resolves to the response, in wire names. */
  async get(request?: Request, options?: CallOptions): Promise<unknown> {
    return this.#resource.perform(this.#known('get'), request, options);
  }

  /** Builds an update of the settings; `run()` resolves to the response. */
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
    const action = this.#model[way];
    if (action !== undefined) return action;
    throw new ResourceError(
      `The ${this.#model.name} of ${withArticle(this.#resource.$resource)} has no ${way}(): the API has no action for it`,
    );
  }
}
