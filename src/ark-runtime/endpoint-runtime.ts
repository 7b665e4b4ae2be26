import { Volcengine } from '../client/volcengine.js';
import { ConfigError } from '../errors/index.js';
import { linkRuntime } from '../resources/services/ark/endpoint.js';
import { ArkRuntimeClient } from './client.js';
import type { ChatBuilder } from './chat-builder.js';

declare module '../resources/services/ark/endpoint.js' {
  interface EndpointRuntime {
    /** The whole runtime over the endpoint's session. */
    readonly client: ArkRuntimeClient;
    /** Starts a chat with this endpoint. */
    chat(): ChatBuilder;
  }
}

const clients = new WeakMap<Volcengine, ArkRuntimeClient>();

linkRuntime(({ session }, model) => {
  if (!(session instanceof Volcengine))
    throw new ConfigError('The runtime of an endpoint needs a session of its own client');
  let client = clients.get(session);
  if (client === undefined) {
    client = new ArkRuntimeClient(session);
    clients.set(session, client);
  }
  const runtime = client;
  return { model, client: runtime, chat: () => runtime.chat().model(model) };
});
