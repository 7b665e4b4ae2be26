import type { MemberFacts } from '../../catalog/types.js';
import { emptyFiller, type Filler } from './renderer.js';
import { hash, mixer } from '../state/ids.js';

/** What would say that something went wrong stays empty. */
const tellsOfFailure = /error|fail|reason/i;

/** Fills members with values that look like the service's: the same for the same seed and place. */
export class Sampler implements Filler {
  readonly listLength: number;
  readonly makesObjects = true;

  constructor(
    private readonly seed: string,
    private readonly region: string,
    private readonly nowMs: number,
    listLength = 1,
  ) {
    this.listLength = listLength;
  }

  text(name: string, member: MemberFacts, path: string): string {
    if (tellsOfFailure.test(name)) return emptyFiller.text(name, member, path);
    const random = this.#randomAt(name, path);
    if (member.enum) return String(member.enum[random() % member.enum.length]);
    const text = this.#plainText(name, random);
    return member.maxLength === undefined ? text : text.slice(0, member.maxLength);
  }

  number(name: string, member: MemberFacts, path: string): number {
    if (tellsOfFailure.test(name)) return emptyFiller.number(name, member, path);
    const random = this.#randomAt(name, path);
    if (member.enum) return Number(member.enum[random() % member.enum.length]);
    if (/(time|date|_at|At|timestamp)$/i.test(name)) return Math.floor(this.#timeMs(random) / 1000);
    const least = member.minimum ?? 1;
    const most = Math.min(member.maximum ?? least + 99, least + 99);
    return least + (random() % Math.max(1, Math.floor(most - least + 1)));
  }

  flag(name: string, path: string): boolean {
    return !tellsOfFailure.test(name) && this.#randomAt(name, path)() % 2 === 0;
  }

  #randomAt(name: string, path: string): () => number {
    return mixer(hash(`${this.seed}${path}.${name}`));
  }

  #plainText(name: string, random: () => number): string {
    if (/(time|date|_at|At)$/i.test(name)) return new Date(this.#timeMs(random)).toISOString();
    if (/region(_?id)?$/i.test(name)) return this.region;
    if (/zone(_?id)?$/i.test(name)) return `${this.region}-a`;
    if (/(url|uri|link|endpoint)$/i.test(name)) return `https://example.com/${random().toString(36)}`;
    if (/cidr|segment/i.test(name)) return `10.${random() % 256}.0.0/16`;
    if (/(^|[a-z])ip(v4)?(_?address)?$/i.test(name)) return `192.0.2.${(random() % 254) + 1}`;
    if (/mail/i.test(name)) return `user${random() % 100}@example.com`;
    if (/(count|total|size|number|amount|price|percent|limit|quota)$/i.test(name))
      return String(random() % 100);
    if (/id$/i.test(name))
      return `${name.replace(/_?id$/i, '').toLowerCase() || 'id'}-${random().toString(36)}`;
    return `${name.toLowerCase()}-${random() % 1000}`;
  }

  /** A day in the ninety before now. */
  #timeMs(random: () => number): number {
    return this.nowMs - (random() % 90) * 86_400_000;
  }
}
