import type { CallOptions } from '../types/call.js';
import { Facet } from './facet.js';
import type { ResourceModel } from './model/resource-model.js';
import { moveToProject, trnOf } from './project.js';
import type { Resource } from './resource.js';
import { canListTags, listTags } from './tags.js';
import { unsubscribe, type UnsubscribeOptions } from './removal/unsubscribe.js';

type Method = (this: Resource, ...args: never[]) => unknown;

/** The methods of those resource types alone whose facts allow them: tags read by themselves, projects, prepaid orders, facets. */
export function optionalMethods(model: ResourceModel): Readonly<Record<string, Method>> {
  const methods: Record<string, Method> = {};
  if (canListTags(model)) {
    methods['readTags'] = async function (options?: CallOptions) {
      this.requireIdentity();
      return listTags(this.context.dispatcher, model, this.id, options);
    };
  }
  if (model.resource.projectTrn) {
    methods['trn'] = async function (options?: CallOptions) {
      this.requireIdentity();
      return trnOf(this, options);
    };
    methods['moveToProject'] = async function (project: string, options?: CallOptions) {
      this.requireIdentity();
      return moveToProject(this, project, options);
    };
  }
  if (model.resource.unsubscribeProducts) {
    methods['unsubscribe'] = async function (options?: UnsubscribeOptions) {
      this.requireIdentity();
      return unsubscribe(this, options);
    };
  }
  for (const facet of model.facets) {
    methods[facet.name] = function () {
      return new Facet(this, facet);
    };
  }
  return methods;
}
