import { isIP } from 'node:net';

/** A range of IPv4 addresses. */
export interface Cidr {
  /** Its first address, as a number. */
  readonly first: number;
  readonly maskLength: number;
  readonly size: number;
}

/** Reads `10.0.0.0/16`; undefined where it is none, or its address isn't the range's first. */
export function parseCidr(text: string): Cidr | undefined {
  const [, address = '', mask = ''] = /^(\d+\.\d+\.\d+\.\d+)\/(\d{1,2})$/.exec(text) ?? [];
  const first = parseAddress(address);
  const maskLength = Number(mask);
  if (first === undefined || mask === '' || maskLength > 32) return undefined;
  const size = 2 ** (32 - maskLength);
  return first % size === 0 ? { first, maskLength, size } : undefined;
}

export function parseAddress(text: string): number | undefined {
  const parts = text.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !(Number.isInteger(part) && part >= 0 && part < 256))) {
    return undefined;
  }
  return parts.reduce((sum, part) => sum * 256 + part, 0);
}

export function formatAddress(address: number): string {
  return [24, 16, 8, 0].map((shift) => Math.floor(address / 2 ** shift) % 256).join('.');
}

/** Whether the inner range lies wholly in the outer. */
export function contains(outer: Cidr, inner: Cidr): boolean {
  return inner.first >= outer.first && inner.first + inner.size <= outer.first + outer.size;
}

export function overlap(a: Cidr, b: Cidr): boolean {
  return a.first < b.first + b.size && b.first < a.first + a.size;
}

/** Whether a text is an IPv4 or IPv6 range in CIDR notation; its address may be any of the range. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/');
  const version = isIP(text.slice(0, Math.max(slash, 0)));
  const bits = text.slice(slash + 1);
  return version !== 0 && /^\d{1,3}$/.test(bits) && Number(bits) <= (version === 4 ? 32 : 128);
}
