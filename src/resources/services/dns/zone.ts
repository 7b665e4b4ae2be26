import type { CallOptions } from '../../../types/call.js';
import { curate } from '../../curate.js';
import { createOf } from '../../relations.js';
import type { Related } from '../../types.js';

/** A record to add. */
export interface NewRecord {
  /** The name before the zone's: `www`; `@` for the zone itself. */
  readonly host: string;
  readonly type: 'A' | 'AAAA' | 'CNAME' | 'MX' | 'NS' | 'TXT' | 'SRV' | 'CAA' | (string & {});
  readonly value: string;
  /** In seconds. @defaultValue the service's */
  readonly ttl?: number;
  /** For whom it is: a line by its value. @defaultValue `default` */
  readonly line?: string;
  /** Its share among records of the same name. */
  readonly weight?: number;
  readonly remark?: string;
}

/** What a zone can do beyond its facts. */
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
