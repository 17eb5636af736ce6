/**
 * Whether a pattern covers a text: `*` stands for any run of characters, the empty one included, `?` for exactly one code point, `\` makes the next
 * character literal. At worst the lengths are multiplied, however many stars there are.
 */
export function matchesPattern(pattern: string, text: string): boolean {
  let [inPattern, inText] = [0, 0];
  // Behind the last star met, and where in the text its run ends; earlier stars need no second try.
  let [behindStar, runEnd] = [-1, 0];
  while (inText < text.length) {
    const sign = pattern[inPattern];
    if (sign === '*') {
      behindStar = ++inPattern;
      runEnd = inText;
      continue;
    }
    const literal = sign === '\\' ? inPattern + 1 : inPattern;
    if (sign === '?' || (literal < pattern.length && pattern[literal] === text[inText])) {
      inPattern = literal + 1;
      inText += sign === '?' ? characterLength(text, inText) : 1;
    } else if (behindStar >= 0) {
      inPattern = behindStar;
      inText = runEnd += characterLength(text, runEnd);
    } else return false;
  }
  while (pattern[inPattern] === '*') inPattern++;
  return inPattern === pattern.length;
}

/** UTF-16 units of the code point at `index`. */
function characterLength(text: string, index: number): number {
  return (text.codePointAt(index) ?? 0) > 0xffff ? 2 : 1;
}

/** Literal characters before the first sign: whatever the pattern covers starts so. */
export function literalHead(pattern: string): string {
  const head = /^(?:[^*?\\]|\\[^])*/.exec(pattern)?.[0] ?? '';
  return head.replace(/\\([^])/g, '$1');
}

/** Longest pattern in UTF-16 units: no word and hardly a name is longer, and a longer one takes its time on every value. */
export const longestPattern = 1000;

/** Runs of signs in one spelling: `a*?*b` is `a?*b`, as both ask for one character or more. */
export function normalizePattern(pattern: string): string {
  return pattern.replace(/\\[^]|[*?]+/g, (signs) =>
    signs.includes('*') && !signs.startsWith('\\') ? `${signs.replaceAll('*', '')}*` : signs,
  );
}
