import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** A record to add. */
export interface NewRecord {
  /** The host name without the zone's name: `www`; `@` for the zone itself. */
  readonly host: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TXT' | 'SRV' | 'CAA' | (string & {});
  readonly value: string;
  /** Time to live in seconds. @defaultValue the default of the service */
  readonly ttl?: number;
  /** The line (who is served this value), by its code. @defaultValue `default` */
  readonly line?: string;
  /** The weight among records of the same name. */
  readonly weight?: number;
  readonly remark?: string;
}

/** Curated methods of a zone. */
export interface ZoneExtras {
  /** Adds a record: `addRecord({ host: 'www', type: 'A', value: '203.0.113.7' })`. */
  addRecord(record: NewRecord, options?: CallOptions): Promise<Related<'dns.Record'>>;
}

export const Zone = curate<ZoneExtras>({
  methods: {
    async addRecord({ host, type, value, ttl, line, weight, remark }, options) {
      const request = {
        ZID: this.id,
        Host: host,
        Type: type,
        Value: value,
        TTL: ttl,
        Line: line,
        Weight: weight,
        Remark: remark,
      };
      return createOf(this, 'dns', 'Record', request, options);
    },
  },
});
