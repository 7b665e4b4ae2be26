import type { MemberFacts } from '../../catalog/types.js';
import { emptyFiller, type Filler } from '../model/renderer.js';
import { hash, randomNumbers } from '../state/ids.js';

/** Members that report a failure stay empty. */
const failureMember = /error|fail|reason/i;

/** Fills members with plausible values, equal for the same seed and path. */
export class Sampler implements Filler {
  readonly makesObjects = true;

  constructor(
    private readonly seed: string,
    private readonly region: string,
    private readonly nowMs: number,
    readonly listLength = 1,
  ) {}

  text(name: string, member: MemberFacts, path: string): string {
    if (failureMember.test(name)) return emptyFiller.text(name, member, path);
    const random = this.#randomAt(name, path);
    if (member.enum) return String(member.enum[random() % member.enum.length]);
    const text = this.#textFor(name, random);
    return member.maxLength === undefined ? text : text.slice(0, member.maxLength);
  }

  number(name: string, member: MemberFacts, path: string): number {
    if (failureMember.test(name)) return emptyFiller.number(name, member, path);
    const random = this.#randomAt(name, path);
    if (member.enum) return Number(member.enum[random() % member.enum.length]);
    if (/(time|date|_at|At|timestamp)$/i.test(name)) return Math.floor(this.#timeMs(random) / 1000);
    const min = member.minimum ?? 1;
    const max = Math.min(member.maximum ?? min + 99, min + 99);
    return min + (random() % Math.max(1, Math.floor(max - min + 1)));
  }

  flag(name: string, path: string): boolean {
    return !failureMember.test(name) && this.#randomAt(name, path)() % 2 === 0;
  }

  #randomAt(name: string, path: string): () => number {
    return randomNumbers(hash(`${this.seed}${path}.${name}`));
  }

  #textFor(name: string, random: () => number): string {
    if (/(time|date|_at|At)$/i.test(name)) return new Date(this.#timeMs(random)).toISOString();
    if (/region(_?id)?$/i.test(name)) return this.region;
    if (/zone(_?id)?$/i.test(name)) return `${this.region}-a`;
    if (/(url|uri|link|endpoint)$/i.test(name)) return `https://example.com/${random().toString(36)}`;
    if (/cidr|segment/i.test(name)) return `10.${random() % 256}.0.0/16`;
    if (/(^|[a-z])ip(v4)?(_?address)?$/i.test(name)) return `192.0.2.${(random() % 254) + 1}`;
    if (/mail/i.test(name)) return `user${random() % 100}@example.com`;
    if (/(count|total|size|number|amount|price|percent|limit|quota)$/i.test(name)) {
      return String(random() % 100);
    }
    if (/id$/i.test(name)) {
      return `${name.replace(/_?id$/i, '').toLowerCase() || 'id'}-${random().toString(36)}`;
    }
    return `${name.toLowerCase()}-${random() % 1000}`;
  }

  /** A time in the last ninety days. */
  #timeMs(random: () => number): number {
    return this.nowMs - (random() % 90) * 86_400_000;
  }
}
