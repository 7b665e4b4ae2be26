/**
 * Whether a text matches a pattern in which `*` stands for any characters and `?` for one. Takes at most
 * `text × pattern` steps: only the last `*` is ever tried again, because an earlier one cannot match better.
 *
 * @param onStep - called for each step; for tests
 */
export function matchesPattern(text: string, pattern: string, onStep?: () => void): boolean {
  let at = 0;
  let patternAt = 0;
  /** Where the last `*` stands, and where in the text the part after it is tried. */
  let star = -1;
  let tried = 0;
  while (at < text.length) {
    onStep?.();
    const char = pattern[patternAt];
    // A `*` of the pattern is never a character to compare, even when the text has one.
    if (char === '*') {
      star = patternAt;
      tried = at;
      patternAt += 1;
    } else if (char === '?' || char === text[at]) {
      at += 1;
      patternAt += 1;
    } else if (star >= 0) {
      tried += 1;
      at = tried;
      patternAt = star + 1;
    } else return false;
  }
  while (pattern[patternAt] === '*') patternAt += 1;
  return patternAt === pattern.length;
}
