import type { WaitOptions } from '../../../types/wait.js';
import { curate } from '../../curate.js';
import { collectionOf } from '../../relations.js';
import { waitFor } from '../../waiting/wait-for.js';

/** What a command left behind on one instance. */
export interface CommandOutput {
  readonly instanceId: string;
  /** The state of the run on this instance: `Success`, `Failed`, `Timeout` and others. */
  readonly status: string;
  readonly exitCode: number | undefined;
  /** What it printed, in the encoding in which the service hands it out. */
  readonly output: string;
  readonly errorMessage: string | undefined;
}

/** What an invocation can do beyond its facts. */
export interface InvocationExtras {
  /** Waits until it ended on every instance, and gives what it left behind on each; a failed run is no error. */
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
