import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';

/** Curated methods of a record. */
export interface RecordExtras {
  /** Enables the record. */
  activate(options?: CallOptions): Promise<void>;
  /** Disables the record, so that queries no longer resolve to it. */
  deactivate(options?: CallOptions): Promise<void>;
  /** Changes the value; host, line, type and TTL stay as they are, and are read first if they were not read. */
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
