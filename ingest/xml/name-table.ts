import type { CodeUnits } from './code-units.js';

/** A name met in markup: one object per spelling, so that names are compared by identity and cut once. */
export interface Name {
  /** As written, with prefix. */
  readonly qualified: string;
  /** Without prefix. */
  readonly local: string;
  readonly hash: number;
  /** Where this name was last looked up among rules, and what was found: most names stand below one parent only. */
  among: unknown;
  found: unknown;
}

/** Formats have some hundred names; damaged or hostile files must not make the table grow for ever. */
const maximumNames = 8_192;
const slots = 32_768;
const table: (Name | undefined)[] = new Array<Name | undefined>(slots).fill(undefined);
let count = 0;

/** Whether an ASCII character may stand in a name. Beyond ASCII everything may: the standard's ranges are not worth their time. */
const nameCharacters = new Uint8Array(128);
for (const range of ['az', 'AZ', '09', '__', '--', '..', '::'])
  for (let code = range.charCodeAt(0); code <= range.charCodeAt(1); code++) nameCharacters[code] = 1;

/** Position after the name that begins at `from`; `from` itself when no name begins there. */
export function findNameEnd({ units }: CodeUnits, from: number): number {
  const first = units[from] as number;
  // A name does not begin with a digit, a hyphen or a full stop.
  if (first < 65 && first !== 58) return from;
  let at = from;
  for (;;) {
    const code = units[at] as number;
    if (code < 128 && nameCharacters[code] !== 1) return at;
    at++;
  }
}

/** The name that stands in [from, to): looked up by its characters, without making a string of it. */
export function nameAt(source: CodeUnits, from: number, to: number): Name {
  const { units } = source;
  // Names differ at their ends and in length; what collides is told apart below.
  const hash =
    (Math.imul(units[from] as number, 31) ^
      Math.imul(units[(from + to) >> 1] as number, 961) ^
      Math.imul(units[to - 1] as number, 29_791) ^
      Math.imul(units[Math.max(from, to - 3)] as number, 923_521) ^
      Math.imul(to - from, 28_629_151)) |
    0;
  let slot = (hash ^ (hash >>> 15)) & (slots - 1);
  for (let known = table[slot]; known; known = table[(slot = (slot + 1) & (slots - 1))]) {
    if (known.hash === hash && isNameAt(source, from, to, known)) return known;
  }
  const qualified = source.text.slice(from, to);
  const local = qualified.slice(qualified.indexOf(':') + 1);
  if (count >= maximumNames) return { qualified, local, hash, among: undefined, found: undefined };
  count++;
  // A slice of a record would keep the whole record in memory; a key does not.
  const name: Name = { qualified: detach(qualified), local: detach(local), hash, among: undefined, found: undefined };
  table[slot] = name;
  return name;
}

/** Whether exactly this name stands in [from, to). */
export function isNameAt({ units }: CodeUnits, from: number, to: number, { qualified }: Name): boolean {
  if (qualified.length !== to - from) return false;
  for (let at = 0; at < qualified.length; at++) if (qualified.charCodeAt(at) !== units[from + at]) return false;
  return true;
}

/** The same characters in a string of their own, internalised as property keys are. */
function detach(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}
