/** What a name without separators, in lower case, ends or begins with when its value is a secret. */
const secretNames = new RegExp(
  [
    'passw',
    'pwd',
    'passphrase',
    'secret',
    'privatekey',
    'token$',
    '(access|api|app|auth|account|client|crypt|cryption|decoded|license|master|plaintext|raw|session|shared|signing|ssec)keys?$',
    'keyvalue$',
    'credentials?(data)?$',
    'userdata$',
    'plaintext',
    'kubeconfig',
    'connectionstring',
    'cookies?$',
    'saml(resp|response)$',
    'assertion$',
    'sessiondata$',
    '^(psk|presharedkey)$',
    '(verify|verification|captcha|mfa|otp)code$',
    'authorization$',
    'signature$',
  ].join('|'),
);

/** Names that look like it and hold none: tokens of paging and of retrying, counts, descriptions. */
const openNames =
  /(client|next|page|continue|continuation|idempotence|input|output)token$|(name|names|type|trn|state|status|id|ids|enabled|required|time|at|count|expiration)$/;

/** Keys that whole names are, where a part of a name would also fit `Task` and `Disk`. */
const exactNames = /^(ak|sk)$|[a-z](AK|SK)$|_(ak|sk)$/;

const decided = new Map<string, boolean>();

/** Whether a member of this wire name holds a secret, so that no log may show its value. The one rule for all services. */
export function isSensitiveMember(name: string): boolean {
  let isSensitive = decided.get(name);
  if (isSensitive === undefined) {
    const plain = name.replace(/[^A-Za-z0-9]/g, '').toLowerCase();
    isSensitive =
      (secretNames.test(plain) && !openNames.test(plain)) || exactNames.test(name) || /^(ak|sk)$/.test(plain);
    if (decided.size < 10_000) decided.set(name, isSensitive);
  }
  return isSensitive;
}

/** Whether a header holds a secret. */
export function isSensitiveHeader(name: string): boolean {
  return /auth|token|cookie|secret|key(?!-?alive)|signature|credential/i.test(name);
}
