import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { handleOf } from '../../relations.js';
import { idsOf, type Ref } from '../../refs.js';
import type { Related } from '../../types.js';

/** Options of running a command. */
export interface RunOptions extends CallOptions {
  /** The name of the invocation. @defaultValue the id of the command */
  readonly name?: string;
  /** Values for the command's parameters. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** Curated methods of a command. */
export interface CommandExtras {
  /** Runs the command on instances by `InvokeCommand`; `output()` of the invocation waits until it has ended. */
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
