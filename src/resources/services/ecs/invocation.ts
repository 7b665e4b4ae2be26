import type { WaitOptions } from '../../../types/wait.js';
import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import { waitFor } from '../../waiting/wait-for.js';

/** The result of a command on one instance. */
export interface CommandOutput {
  readonly instanceId: string;
  /** The state of the run on this instance: `Success`, `Failed`, `Timeout` and others. */
  readonly status: string;
  readonly exitCode: number | undefined;
  /** The output, in the encoding of the service. */
  readonly output: string;
  readonly errorMessage: string | undefined;
}

/** Curated methods of an invocation. */
export interface InvocationExtras {
  /** Waits until the command has ended on every instance and returns the result of each. A command that failed is a result, not an error. */
  output(options?: WaitOptions): Promise<readonly CommandOutput[]>;
}

const ended = ['Success', 'Failed', 'PartialFailed', 'Finished', 'Stopped', 'Timeout'];

export const Invocation = curate<InvocationExtras>({
  methods: {
    async output(options = {}) {
      const isEnded = (data: Record<string, unknown>) => ended.includes(String(data['InvocationStatus']));
      await waitFor(this, 'the end of the command', isEnded, options);
      const results = collectionOf(this, 'ecs', 'InvocationResult')
        .list({ InvocationId: this.id })
        .options({ ...options.call, ...(options.signal && { signal: options.signal }) });
      const outputs: CommandOutput[] = [];
      for await (const result of results) outputs.push(outputOf((result as typeof this).data));
      return outputs;
    },
  },
});

function outputOf(data: Record<string, unknown>): CommandOutput {
  const text = (member: string) => (data[member] === undefined ? undefined : String(data[member]));
  return {
    instanceId: text('InstanceId') ?? '',
    status: text('InvocationResultStatus') ?? '',
    exitCode: data['ExitCode'] === undefined ? undefined : Number(data['ExitCode']),
    output: text('Output') ?? '',
    errorMessage: text('ErrorMessage') || undefined,
  };
}
