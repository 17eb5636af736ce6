/** A name met in markup: one object per spelling, so that names are compared by identity and cut once. */
export interface Name {
  /** As written, with prefix. */
  readonly qualified: string;
  /** Without prefix. */
  readonly local: string;
}

/** Formats have some hundred names; damaged or hostile files must not make the table grow for ever. */
const maximumNames = 8_192;
const slots = 32_768;
const table: (Name | undefined)[] = new Array<Name | undefined>(slots).fill(undefined);
let count = 0;

/** Whether a character may stand in a name. Beyond ASCII everything may: the standard's ranges are not worth their time. */
const nameCharacters = new Uint8Array(128);
for (const range of ['az', 'AZ', '09', '__', '--', '..', '::'])
  for (let code = range.charCodeAt(0); code <= range.charCodeAt(1); code++) nameCharacters[code] = 1;

export function isNameCode(code: number): boolean {
  return code < 128 ? nameCharacters[code] === 1 : code >= 128;
}

/** Position after the name that begins at `from`; `from` itself when no name begins there. */
export function findNameEnd(xml: string, from: number): number {
  const first = xml.charCodeAt(from);
  // A name does not begin with a digit, a hyphen or a full stop.
  if (first < 65 && first !== 58) return from;
  let at = from;
  while (isNameCode(xml.charCodeAt(at))) at++;
  return at;
}

/** The name that stands in xml[from, to): looked up by its characters, without making a string of it. */
export function nameAt(xml: string, from: number, to: number): Name {
  let hash = to - from;
  for (let at = from; at < to; at++) hash = (Math.imul(hash, 31) + xml.charCodeAt(at)) | 0;
  let slot = (hash ^ (hash >>> 15)) & (slots - 1);
  for (let known = table[slot]; known; known = table[(slot = (slot + 1) & (slots - 1))]) {
    if (isSame(xml, from, to, known.qualified)) return known;
  }
  const qualified = xml.slice(from, to);
  const name: Name = { qualified, local: qualified.slice(qualified.indexOf(':') + 1) };
  if (count < maximumNames) {
    count++;
    // A slice of a record would keep the whole record in memory; a literal key does not.
    table[slot] = { qualified: detach(qualified), local: detach(name.local) };
    return table[slot] as Name;
  }
  return name;
}

function isSame(xml: string, from: number, to: number, name: string): boolean {
  if (name.length !== to - from) return false;
  for (let at = 0; at < name.length; at++) if (name.charCodeAt(at) !== xml.charCodeAt(from + at)) return false;
  return true;
}

/** The same characters in a string of their own, internalised as property keys are. */
function detach(text: string): string {
  return Object.keys({ [text]: 0 })[0] as string;
}
