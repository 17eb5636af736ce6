import type { Attributes } from './xml-node.js';
import { isBlank } from './blanks.js';
import type { CodeUnits } from './code-units.js';
import { findNameEnd, nameAt } from './name-table.js';

export const noAttributes: Attributes = Object.freeze({});

/** What stands after an element's name, checked but not yet made into strings. */
export interface TagRest {
  /** Position after `>`. */
  end: number;
  isSelfClosing: boolean;
  /** Number of attributes. */
  count: number;
  /** Whether a value holds an ampersand. */
  hasReferences: boolean;
}

/** From this number of attributes on, duplicates are looked for with a set. */
const manyAttributes = 16;
const starts: number[] = [];
const ends: number[] = [];
const valueStarts: number[] = [];
const valueEnds: number[] = [];

/**
 * Checks a start tag from behind its name: quotes, equal signs, blanks between, no `<` in values, no name twice.
 * Fills and returns `rest`. Answers a message when the tag is not well-formed.
 */
export function checkTag(source: CodeUnits, from: number, rest: TagRest): string | undefined {
  const { units, length } = source;
  rest.count = 0;
  rest.hasReferences = false;
  for (let at = from; ;) {
    let code = units[at] as number;
    if (code === 62) {
      rest.end = at + 1;
      rest.isSelfClosing = false;
      return undefined;
    }
    const before = at;
    while (isBlank(code)) code = units[++at] as number;
    if (code === 62) continue;
    if (code === 47) {
      if ((units[at + 1] as number) !== 62) return 'a slash inside a tag';
      rest.end = at + 2;
      rest.isSelfClosing = true;
      return undefined;
    }
    if (at === before) return at >= length ? 'unclosed tag' : 'illegal character in a tag';
    const nameEnd = findNameEnd(source, at);
    if (nameEnd === at) return at >= length ? 'unclosed tag' : 'illegal first character of an attribute name';
    if (isRepeated(source, at, nameEnd, rest.count))
      return `attribute \`${source.text.slice(at, nameEnd)}\` is there twice`;
    starts[rest.count] = at;
    ends[rest.count] = nameEnd;
    at = nameEnd;
    while (isBlank((code = units[at] as number))) at++;
    if (code !== 61) return 'an attribute without value';
    while (isBlank((code = units[++at] as number)));
    if (code !== 34 && code !== 39) return 'an attribute value without quotes';
    const quote = code;
    valueStarts[rest.count] = at + 1;
    while ((code = units[++at] as number) !== quote) {
      if (code === 60) return '`<` in an attribute value';
      if (code === 38) rest.hasReferences = true;
      else if (at >= length) return 'unclosed attribute value';
    }
    valueEnds[rest.count++] = at++;
  }
}

let seen: Set<string> | undefined;

function isRepeated({ text, units }: CodeUnits, from: number, to: number, count: number): boolean {
  if (count >= manyAttributes) {
    if (count === manyAttributes || !seen) {
      seen = new Set();
      for (let each = 0; each < count; each++) seen.add(text.slice(starts[each], ends[each]));
    }
    const name = text.slice(from, to);
    if (seen.has(name)) return true;
    seen.add(name);
    return false;
  }
  const length = to - from;
  for (let each = 0; each < count; each++) {
    const start = starts[each] as number;
    if ((ends[each] as number) - start !== length) continue;
    let at = 0;
    while (at < length && (units[start + at] as number) === (units[from + at] as number)) at++;
    if (at === length) return true;
  }
  return false;
}

/** Attributes of the tag that `checkTag` has just accepted, by local name. `decode` resolves references. */
export function takeAttributes(source: CodeUnits, rest: TagRest, decode: (text: string) => string): Attributes {
  if (rest.count === 0) return noAttributes;
  const attributes: Record<string, string> = {};
  for (let each = 0; each < rest.count; each++) {
    const { local } = nameAt(source, starts[each] as number, ends[each] as number);
    const value = source.text.slice(valueStarts[each], valueEnds[each]);
    attributes[local] = rest.hasReferences ? decode(value) : value;
  }
  return attributes;
}
