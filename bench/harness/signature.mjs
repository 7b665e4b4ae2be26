// The least that signs a call: what a user would write by hand, with the key kept for the day.
import { createHash, createHmac } from 'node:crypto';

export const keys = { accessKeyId: 'AKLTbench', secretAccessKey: 'bench-secret' };
export const region = 'cn-beijing';

const emptyHash = createHash('sha256').digest('hex');
const signingKeys = new Map();

/** Headers that sign one request; `query` is encoded and sorted by name already. */
export function signedHeaders({ method, host, query, body = '', contentType, service }) {
  const date = new Date().toISOString().replace(/[-:]|\.\d+/g, '');
  const bodyHash = body === '' ? emptyHash : sha256(body);
  const lines = `content-type:${contentType}\nhost:${host}\nx-content-sha256:${bodyHash}\nx-date:${date}\n`;
  const names = 'content-type;host;x-content-sha256;x-date';
  const scope = `${date.slice(0, 8)}/${region}/${service}/request`;
  const canonical = `${method}\n/\n${query}\n${lines}\n${names}\n${bodyHash}`;
  const signature = signatureOf(canonical, date, scope);
  return {
    'content-type': contentType,
    'x-date': date,
    'x-content-sha256': bodyHash,
    authorization: `HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, SignedHeaders=${names}, Signature=${signature}`,
  };
}

/** Whether a request that came in is signed with the bench's keys, whichever headers its client chose to sign. */
export function isSignedWell({ method, url, headers }, body) {
  const parts = /Credential=[^/]+\/([^,]+), ?SignedHeaders=([^,]+), ?Signature=(\w+)/.exec(
    headers.authorization,
  );
  if (parts === null) return false;
  const [, scope, names, signature] = parts;
  const query = url
    .slice(url.indexOf('?') + 1)
    .split('&')
    .sort()
    .join('&');
  const lines = names.split(';').map((name) => `${name}:${headers[name].trim()}\n`);
  const canonical = `${method}\n/\n${query}\n${lines.join('')}\n${names}\n${sha256(body)}`;
  return signature === signatureOf(canonical, headers['x-date'], scope);
}

function signatureOf(canonical, date, scope) {
  return createHmac('sha256', signingKey(scope))
    .update(`HMAC-SHA256\n${date}\n${scope}\n${sha256(canonical)}`)
    .digest('hex');
}

function signingKey(scope) {
  let key = signingKeys.get(scope);
  if (key === undefined) {
    key = scope
      .split('/')
      .reduce((above, part) => createHmac('sha256', above).update(part).digest(), keys.secretAccessKey);
    signingKeys.set(scope, key);
  }
  return key;
}

function sha256(text) {
  return createHash('sha256').update(text).digest('hex');
}
