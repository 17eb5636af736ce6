import type { CodeUnits } from './code-units.js';

/** A name met in markup: one object per spelling, so that names are compared by identity and cut once. */
export interface Name {
  /** As written, with prefix. */
  readonly qualified: string;
  /** Without prefix. */
  readonly local: string;
  /** Where this name was last looked up among rules, and what was found: most names stand below one parent only. */
  among: unknown;
  found: unknown;
  /** The name of the element that was opened after one of this name the last time: mostly it is so again. */
  next: Name | undefined;
  /** Where its code units begin in the pool; -1 when they are not there. */
  readonly begin: number;
}

/** Formats have some hundred names; damaged or hostile files must not make the table grow for ever. */
const maximumNames = 4_096;
const slotCount = 16_384;
/** Hash -> number of a name + 1. The few hundred in use and their code units stay in the fastest cache. */
const slots = new Int16Array(slotCount);
const names: Name[] = [];
/** Code units of all names, one after another; name `n` is [begins[n], begins[n + 1]). */
const pool = new Uint16Array(maximumNames * 24);
const begins = new Int32Array(maximumNames + 1);

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
    Math.imul(units[from] as number, 31) ^
    Math.imul(units[(from + to) >> 1] as number, 961) ^
    Math.imul(units[to - 1] as number, 29_791) ^
    Math.imul(units[Math.max(from, to - 3)] as number, 923_521) ^
    Math.imul(to - from, 28_629_151);
  let slot = (hash ^ (hash >>> 15)) & (slotCount - 1);
  for (let known = slots[slot] as number; known !== 0; known = slots[slot] as number) {
    if (isName(known - 1, units, from, to)) return names[known - 1] as Name;
    slot = (slot + 1) & (slotCount - 1);
  }
  const qualified = source.text.slice(from, to);
  const local = qualified.slice(qualified.indexOf(':') + 1);
  const number = names.length;
  const begin = begins[number] as number;
  if (number === maximumNames || begin + to - from > pool.length) return makeName(qualified, local, -1);
  pool.set(units.subarray(from, to), begin);
  begins[number + 1] = begin + to - from;
  slots[slot] = number + 1;
  // A slice of a record would keep the whole record in memory; a key does not.
  const name = makeName(detach(qualified), detach(local), begin);
  names.push(name);
  return name;
}

const makeName = (qualified: string, local: string, begin: number): Name => ({
  qualified,
  local,
  among: undefined,
  found: undefined,
  next: undefined,
  begin,
});

/** A name that no element has: what is opened first comes after it. */
export const noName: Name = makeName('', '', -1);

/** Position after `name` when exactly this name begins at `from`, or 0. */
export function endOfName({ units }: CodeUnits, from: number, { begin, qualified }: Name): number {
  if (begin < 0) return 0;
  const end = from + qualified.length;
  for (let at = from, own = begin; at < end; at++, own++) if (pool[own] !== units[at]) return 0;
  const behind = units[end] as number;
  return behind < 128 && nameCharacters[behind] !== 1 ? end : 0;
}

function isName(number: number, units: Uint16Array, from: number, to: number): boolean {
  const begin = begins[number] as number;
  if ((begins[number + 1] as number) - begin !== to - from) return false;
  for (let at = from, own = begin; at < to; at++, own++) if (pool[own] !== units[at]) return false;
  return true;
}

/** The same characters in a string of their own, internalised as property keys are. */
function detach(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}
