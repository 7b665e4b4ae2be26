import { engineFactsOf } from '../catalog/load.js';
import { withArticle } from '../catalog/names.js';
import type { CallOptions } from '../types/call.js';
import { ResourceError } from '../errors/resource.js';
import { sendForOne } from './identified-call.js';
import type { Resource } from './resource.js';

/**
 * The resource's name across services: `trn:ecs:cn-beijing:2100000001:instance/i-1`.
 *
 * @throws {@link ResourceError} when the facts don't know how the resource type is named
 */
export async function trnOf(resource: Resource, options?: CallOptions): Promise<string> {
  const { dispatcher, model } = resource.context;
  const { projectTrn } = model.resource;
  if (!projectTrn) throw new ResourceError(`The facts have no TRN of ${withArticle(resource.$resource)}`);
  const { AccountId } = await dispatcher.sibling(engineFactsOf('sts')).send('GetCallerIdentity', {}, options);
  if (!['string', 'number', 'bigint'].includes(typeof AccountId)) {
    throw new ResourceError('GetCallerIdentity returned no AccountId, which a TRN contains');
  }
  const { service, type } = projectTrn;
  return `trn:${service}:${resource.region}:${String(AccountId)}:${type}/${String(resource.id)}`;
}

/** Moves a resource to another project; its data stays as read. */
export async function moveToProject(
  resource: Resource,
  project: string,
  options?: CallOptions,
): Promise<void> {
  const trn = await trnOf(resource, options);
  const request = { TargetProjectName: project, ResourceTrn: [trn] };
  const iam = resource.context.dispatcher.sibling(engineFactsOf('iam20210801'));
  await sendForOne(iam, 'MoveProjectResource', request, options);
}
