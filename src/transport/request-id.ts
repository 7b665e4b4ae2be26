import { randomInt } from 'node:crypto';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** An id for a request as Ark's clients make it: the local time and 20 random letters. */
export function newRequestId(nowMs: number): string {
  const now = new Date(nowMs);
  const local = new Date(nowMs - now.getTimezoneOffset() * 60_000);
  let id = local.toISOString().replace(/\D/g, '').slice(0, 14);
  for (let count = 0; count < 20; count++) id += letters[randomInt(letters.length)];
  return id;
}
