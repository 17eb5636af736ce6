/**
 * The one loop of the reader that looks at every character, on sixteen bytes at a time. JavaScript has no such instructions, WebAssembly
 * has them in every engine that we run on; the module is small enough to be written here, instruction by instruction.
 */

/** What the type library of the DOM declares and ours does not. */
declare const WebAssembly: {
  readonly Module: new (bytes: Uint8Array) => object;
  readonly Instance: new (module: object) => { readonly exports: Record<string, unknown> };
};

/** Code units that are scanned at once: they and what is found in them stay in the second cache. */
export const blockLength = 16_384;
/** Vectors are read two bytes further than the block, and the last one may be part empty. */
const padding = 16;
const opensAt = blockLength * 2 + 2 * padding;
const lastBeforeAt = opensAt + blockLength * 4 + 4 * padding;
const lastAt = lastBeforeAt + blockLength * 4 + 4 * padding;
const pages = Math.ceil((lastAt + 4) / 65_536);

export interface MarkScanner {
  /** Where the code units go before a scan: the block, the unit behind it, and no marks in the eight behind that. */
  readonly units: Uint16Array;
  /** Positions of `<`, ascending. */
  readonly opens: Int32Array;
  /**
   * For each of `opens` the last position before it where text is not plain: control characters (white space that is no space), the first
   * of two spaces, `&`.
   */
  readonly lastBefore: Int32Array;
  /** One element: the last such position so far. Kept between scans. */
  readonly last: Int32Array;
  /** Scans `count` units, rounded up to eight, and adds `base` to the positions. Answers the number of opens. */
  scan(count: number, base: number): number;
}

// Instructions of the WebAssembly core specification 2.0, with their operands.
const get = (local: number) => [0x20, local];
const set = (local: number) => [0x21, local];
const tee = (local: number) => [0x22, local];
const constant = (value: number) => [0x41, ...signed(value)];
const [add, subtract, and, exclusiveOr, shiftLeft, shiftRight] = [0x6a, 0x6b, 0x71, 0x73, 0x74, 0x76];
const [countTrailingZeros, countLeadingZeros, isLess, isZero, select] = [0x68, 0x67, 0x49, 0x45, 0x1b];
const store = (offset: number) => [0x36, 2, ...unsigned(offset)];
const load = [0x28, 2, 0];
const loadVector = (offset: number) => [0xfd, 0x00, 0, offset];
/** A vector of eight units that are all this one. */
const splat = (unit: number) => [...constant(unit), 0xfd, 0x10];
const [lanesEqual, lanesLess, vectorAnd, vectorOr, bitmask] = [
  [0xfd, 0x2d],
  [0xfd, 0x30],
  [0xfd, 0x4e],
  [0xfd, 0x50],
  [0xfd, 0x84, 0x01],
];
const loop = (...body: number[]) => [0x03, 0x40, ...body, 0x0b];
const block = (...body: number[]) => [0x02, 0x40, ...body, 0x0b];
const branch = (depth: number) => [0x0c, depth];
const branchIf = (depth: number) => [0x0d, depth];

/** LEB128. */
function signed(value: number): number[] {
  const bytes: number[] = [];
  for (let rest = value; ; rest >>= 7) {
    const low = rest & 0x7f;
    if (rest >= -64 && rest < 64) return [...bytes, low];
    bytes.push(low | 0x80);
  }
}

function unsigned(value: number): number[] {
  return value < 128 ? [value] : [(value & 0x7f) | 0x80, ...unsigned(value >>> 7)];
}

// Locals: two parameters, then what the loop keeps; the last two hold vectors.
const [count, base, at, end, to, position, opens, irregulars, below, last, here, next] = [
  0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11,
];

/** Leaves the position of the highest bit of a mask on the stack, or that of `last` when the mask is empty. */
const lastOf = (mask: number) => [
  ...[...get(position), ...constant(31), add, ...get(mask), countLeadingZeros, subtract],
  ...[...get(last), ...get(mask), select],
];

const scanBody = [
  ...[...get(count), ...constant(1), shiftLeft, ...set(end)],
  ...[...constant(lastAt), ...load, ...set(last)],
  ...loop(
    ...[...get(base), ...get(at), ...constant(1), shiftRight, add, ...set(position)],
    ...[...get(at), ...loadVector(0), ...set(here), ...get(at), ...loadVector(2), ...set(next)],
    ...[...get(here), ...splat(0x3c), ...lanesEqual, ...bitmask, ...set(opens)],
    ...[...get(here), ...splat(0x20), ...lanesLess],
    ...[...get(here), ...splat(0x20), ...lanesEqual, ...get(next), ...splat(0x20), ...lanesEqual, ...vectorAnd],
    ...[...vectorOr, ...get(here), ...splat(0x26), ...lanesEqual, ...vectorOr, ...bitmask, ...set(irregulars)],
    ...block(
      ...loop(
        ...[...get(opens), isZero, ...branchIf(1)],
        // The lowest bit of `opens`, and the irregulars below it.
        ...[...get(to), ...get(position), ...get(opens), countTrailingZeros, add, ...store(opensAt)],
        ...[...get(opens), ...constant(-1), exclusiveOr, ...get(opens), ...constant(1), subtract, and],
        ...[...get(irregulars), and, ...set(below)],
        ...[...get(to), ...lastOf(below), ...store(lastBeforeAt)],
        ...[...get(to), ...constant(4), add, ...set(to)],
        ...[...get(opens), ...get(opens), ...constant(1), subtract, and, ...set(opens)],
        ...branch(0),
      ),
    ),
    ...[...lastOf(irregulars), ...set(last)],
    ...[...get(at), ...constant(16), add, ...tee(at), ...get(end), isLess, ...branchIf(0)],
  ),
  ...[...constant(lastAt), ...get(last), ...store(0)],
  ...[...get(to), ...constant(2), shiftRight],
  0x0b,
];

const section = (id: number, ...content: number[]) => [id, ...unsigned(content.length), ...content];
const named = (name: string) => [name.length, ...Buffer.from(name, 'latin1')];
const [i32, v128] = [0x7f, 0x7b];

const moduleBytes = (): Uint8Array => {
  const body = [2, 8, i32, 2, v128, ...scanBody];
  return Uint8Array.of(
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, 1, 0x60, 2, i32, i32, 1, i32),
    ...section(3, 1, 0),
    ...section(5, 1, 1, pages, pages),
    ...section(7, 2, ...named('memory'), 2, 0, ...named('scan'), 0, 0),
    ...section(10, 1, ...unsigned(body.length), ...body),
  );
};

/** A scanner with room of its own. */
export function createMarkScanner(): MarkScanner {
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(moduleBytes()));
  // What the module above exports.
  const { memory, scan } = exports as { memory: { buffer: ArrayBuffer }; scan: MarkScanner['scan'] };
  return {
    units: new Uint16Array(memory.buffer, 0, blockLength + padding),
    opens: new Int32Array(memory.buffer, opensAt, blockLength + padding),
    lastBefore: new Int32Array(memory.buffer, lastBeforeAt, blockLength + padding),
    last: new Int32Array(memory.buffer, lastAt, 1),
    scan,
  };
}
