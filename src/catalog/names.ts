/**
 * The camelCase of a wire name: `DNSName` → `dnsName`, `IPv6Address` → `ipv6Address`, `ZIDs` → `zids`,
 * `binary_data_index` → `binaryDataIndex`. The one rule for setters, getters and methods; a test shows
 * that it is free of collisions inside every shape of the catalog.
 */
export function camelName(wire: string): string {
  // Nearly all names; a client names its hundreds of methods when it is imported.
  if (/^[A-Z][a-z][A-Za-z0-9]*$/.test(wire)) return wire.charAt(0).toLowerCase() + wire.slice(1);
  const name = wire
    .replace(/^(IPv[46]|[A-Z]{2,}s(?=[A-Z]|$))/, (start) => start.toLowerCase())
    .replace(/[^A-Za-z0-9_$]+(.)?/g, (_, next: string | undefined) => next?.toUpperCase() ?? '')
    .replace(/_+([A-Za-z0-9])?/g, (all, next: string | undefined) => next?.toUpperCase() ?? all);
  const capitals = /^[A-Z]+/.exec(name)?.[0];
  if (capitals === undefined) return name;
  const rest = name.slice(capitals.length);
  if (capitals.length === 1 || rest === '' || /^[0-9]/.test(rest)) return capitals.toLowerCase() + rest;
  return capitals.slice(0, -1).toLowerCase() + capitals.slice(-1) + rest;
}

/** `camelName` with its first letter in upper case: for class and type names. */
export function pascalName(wire: string): string {
  const name = camelName(wire);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The singular of a list member's wire name, or undefined where the name is no plural: `Volumes` → `Volume`. */
export function singularName(wire: string): string | undefined {
  if (/.List$/.test(wire)) return wire.slice(0, -'List'.length);
  if (/ies$/.test(wire)) return `${wire.slice(0, -3)}y`;
  if (/(ss|x|ch|sh)es$/.test(wire)) return wire.slice(0, -2);
  if (/[^su]s$/.test(wire)) return wire.slice(0, -1);
  return undefined;
}

/** The plural of a noun, always another word than the noun itself: `Policy` → `Policies`, `Address` → `Addresses`. */
export function pluralName(noun: string): string {
  if (/[^aeiou]y$/i.test(noun)) return `${noun.slice(0, -1)}ies`;
  if (/(s|x|ch|sh)$/i.test(noun)) return `${noun}es`;
  return `${noun}s`;
}

/** A name with its article, as it is spoken: `an ecs.Instance`, `a Vpc`, `a UserGroup`, `an SslVpnServer`. */
export function withArticle(name: string): string {
  return `${soundsLikeVowel(name) ? 'an' : 'a'} ${name}`;
}

/** The same at the start of a sentence: `An ecs.Instance`. */
export function withCapitalArticle(name: string): string {
  return `${soundsLikeVowel(name) ? 'An' : 'A'} ${name}`;
}

function soundsLikeVowel(name: string): boolean {
  if (/^(u(ser|ni|sage|se|rl)|eu|one)/i.test(name)) return false;
  if (/^[aeiou]|^rds/i.test(name)) return true;
  // Read letter by letter: two capitals in a row, and a first word without a vowel.
  const isSpelled = /^[A-Z]{2}|^[A-Za-z][b-df-hj-np-tv-z]+(?![a-z])/.test(name);
  return isSpelled && /^[FHLMNRSX]/i.test(name);
}
