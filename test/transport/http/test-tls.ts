import { readFileSync } from 'node:fs';

/** A certificate for 127.0.0.1 and localhost, made for these tests: it is its own authority. */
export const testTls = {
  key: readFileSync(new URL('./tls/key.pem', import.meta.url), 'utf8'),
  cert: readFileSync(new URL('./tls/cert.pem', import.meta.url), 'utf8'),
};
