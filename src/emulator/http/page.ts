import { hash } from 'node:crypto';
import { readFileSync } from 'node:fs';

// The build replaces these reads with the texts, so that the package needs no further files.
const html = readFileSync(new URL('./page/page.html', import.meta.url), 'utf8');
const script = readFileSync(new URL('./page/page.js', import.meta.url), 'utf8');
const style = readFileSync(new URL('./page/page.css', import.meta.url), 'utf8');

/** The page at `/_emulator`, with its script and style inside: it loads nothing else. */
export const page = html
  .replace(/<link rel="stylesheet"[^<>]*>/, () => `<style>${style}</style>`)
  .replace(/<script src="page\.js">/, () => `<script>${script}`);

/** Lets the browser run this script and this style only, and call nothing but this server. */
export const contentSecurityPolicy = [
  "default-src 'none'",
  `script-src 'sha256-${hash('sha256', script, 'base64')}'`,
  `style-src 'sha256-${hash('sha256', style, 'base64')}'`,
  "connect-src 'self'",
  'img-src data:',
  "frame-ancestors 'none'",
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');
