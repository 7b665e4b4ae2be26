import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { handleOf } from '../../relations.js';
import { idsOf, type Ref } from '../../refs.js';
import type { Related } from '../../types.js';

/** How a command is run. */
export interface RunOptions extends CallOptions {
  /** The name under which the run is found. @defaultValue the command's id */
  readonly name?: string;
  /** Values for the command's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** What a command can do beyond its facts. */
export interface CommandExtras {
  /** Runs it on instances by `InvokeCommand`; the invocation's `output()` waits for the end. */
  runOn(
    instances: Ref<'ecs.Instance'> | readonly Ref<'ecs.Instance'>[],
    options?: RunOptions,
  ): Promise<Related<'ecs.Invocation'>>;
}

export const Command = curate<CommandExtras>({
  defaults: { Type: 'Shell' },
  methods: {
    async runOn(instances, { name, parameters, ...options } = {}) {
      const request = {
        InvocationName: name ?? String(this.id),
        InstanceIds: idsOf(this, instances),
        ...(parameters && { Parameters: JSON.stringify(parameters) }),
      };
      const response = (await this.perform('InvokeCommand', request, options)) as { InvocationId?: string };
      return handleOf(this, 'ecs', 'Invocation', response.InvocationId);
    },
  },
});
