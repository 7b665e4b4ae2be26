import type { CallOptions } from '../types/call.js';
import { Facet } from './facet.js';
import type { ResourcePlan } from './model/resource-model.js';
import { moveToProject, trnOf } from './project.js';
import type { Resource } from './resource.js';
import { canListTags, listTags } from './tags.js';
import { unsubscribe, type UnsubscribeOptions } from './unsubscribe.js';

type Method = (this: Resource, ...args: never[]) => unknown;

/** The methods of those nouns alone whose facts allow them: tags read by themselves, projects, prepaid orders, facets. */
export function optionalMethods(plan: ResourcePlan): Readonly<Record<string, Method>> {
  const methods: Record<string, Method> = {};
  if (canListTags(plan)) {
    methods['readTags'] = async function (options?: CallOptions) {
      return listTags(this.context.dispatcher, plan, this.id, options);
    };
  }
  if (plan.resource.projectTrn) {
    methods['trn'] = async function (options?: CallOptions) {
      return trnOf(this, options);
    };
    methods['moveToProject'] = async function (project: string, options?: CallOptions) {
      return moveToProject(this, project, options);
    };
  }
  if (plan.resource.unsubscribeProducts) {
    methods['unsubscribe'] = async function (options?: UnsubscribeOptions) {
      return unsubscribe(this, options);
    };
  }
  for (const facet of plan.facets) {
    methods[facet.name] = function () {
      return new Facet(this, facet);
    };
  }
  return methods;
}
