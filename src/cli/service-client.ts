import type { ServiceClient, ServiceClientConstructor } from '../client/service-client.js';
import type { Volcengine } from '../client/volcengine.js';
import { loadSdk, loadServiceModule } from './sdk.js';

/** The client of a service, with what its curated files add. */
export async function openClient(service: string, session: Volcengine): Promise<ServiceClient> {
  const [, Client] = await clientOf(service);
  return new Client(session);
}

/** What the client class of a service is called: `EcsClient`. */
export async function clientName(service: string): Promise<string> {
  const [name] = await clientOf(service);
  return name;
}

async function clientOf(service: string): Promise<readonly [string, ServiceClientConstructor]> {
  const [module, { ServiceClient }] = await Promise.all([loadServiceModule(service), loadSdk()]);
  // A resource type can be called a client, too: `id.Client`.
  const found = Object.entries(module).find(
    ([name, value]) =>
      name.endsWith('Client') &&
      (value as { readonly prototype: unknown }).prototype instanceof ServiceClient,
  );
  return found as readonly [string, ServiceClientConstructor];
}
