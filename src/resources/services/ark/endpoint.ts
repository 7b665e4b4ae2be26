import { ConfigError } from '../../../errors/index.js';
import type { Dispatcher } from '../../../types/dispatcher.js';
import { curate } from '../../curate.js';

/** The models behind an endpoint; `volcengine-fluent/ark-runtime` says what it can do. */
export interface EndpointRuntime {
  /** The endpoint's id, which calls name as their model. */
  readonly model: string;
}

/** Curated methods of an endpoint. */
export interface EndpointExtras {
  /**
   * The runtime of this endpoint over the same session, without a call. The program has to import
   * `volcengine-fluent/ark-runtime`.
   *
   * @throws {@link ConfigError} when it does not
   */
  runtime(): EndpointRuntime;
}

let makeRuntime: ((dispatcher: Dispatcher, id: string) => EndpointRuntime) | undefined;

/** Tells endpoints of the runtime, which stands above them. */
export function linkRuntime(make: (dispatcher: Dispatcher, id: string) => EndpointRuntime): void {
  makeRuntime = make;
}

export const Endpoint = curate<EndpointExtras>({
  methods: {
    runtime() {
      if (makeRuntime === undefined)
        throw new ConfigError("Import 'volcengine-fluent/ark-runtime' to use the runtime of an endpoint");
      return makeRuntime(this.context.dispatcher, String(this.id));
    },
  },
});
