import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** What a record can do beyond its facts. */
export interface RecordExtras {
  /** Lets it be answered again. */
  activate(options?: CallOptions): Promise<void>;
  /** Keeps it from being answered. */
  deactivate(options?: CallOptions): Promise<void>;
  /** Gives it another value; host, line, type and TTL stay, and are read first where they were not. */
  changeTo(value: string, options?: CallOptions): Promise<void>;
}

export const Record = curate<RecordExtras>({
  methods: {
    async activate(options) {
      await this.perform('UpdateRecordStatus', { Enable: true }, options);
    },
    async deactivate(options) {
      await this.perform('UpdateRecordStatus', { Enable: false }, options);
    },
    async changeTo(value, options) {
      if (!this.isLoaded) await this.reload(options);
      const { Host, Line, Type, TTL } = this.data;
      await this.perform('UpdateRecord', { Host, Line, Type, TTL, Value: value }, options);
    },
  },
});
