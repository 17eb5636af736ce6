import Database from 'better-sqlite3';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, inflateRawSync, inflateSync } from 'node:zlib';

/*
 * A reader of data folders written from docs/index-format.md alone: it imports nothing of the engine, on purpose. It serves the test that holds page and
 * bytes together; the engine itself reads through index/segment-reader.ts.
 */

export interface Posting {
  ordinal: number;
  /** Numbers of text fields -> positions; empty for keys without positions. */
  positions: Map<number, number[]>;
}
export interface Term {
  key: Buffer;
  printed: string | undefined;
  postings: Posting[];
  /** Of a reversed word: the number of the word. */
  word?: number;
}
type Values = (number | undefined)[][];
export interface ReadSegment {
  documents: number;
  terms: Term[];
  /** Per document: text field -> [position, kind]. */
  structure: Map<number, [number, number][]>[];
  columns: Map<string, Values>;
}

class Bytes {
  constructor(
    readonly bytes: Buffer,
    public at = 0,
  ) {}
  u(width: number): number {
    this.at += width;
    return this.bytes.readUIntLE(this.at - width, width);
  }
  v(): number {
    let value = 0;
    for (let scale = 1; ; scale *= 128) {
      const byte = this.u(1);
      value += (byte % 128) * scale;
      if (byte < 128) return value;
    }
  }
  take(length: number): Buffer {
    this.at += length;
    return this.bytes.subarray(this.at - length, this.at);
  }
  /** Packed numbers, up to the end of their last byte. */
  packed(count: number, width: number): number[] {
    const bytes = this.take(Math.ceil((count * width) / 8));
    return Array.from({ length: count }, (_, place) => {
      let value = 0;
      for (let bit = 0; bit < width; bit++) {
        const at = place * width + bit;
        value += (Math.floor((bytes[Math.floor(at / 8)] ?? 0) / 2 ** (at % 8)) % 2) * 2 ** bit;
      }
      return value;
    });
  }
  mask(): number[] {
    const first = this.u(1);
    if (first >= 0x80 && first < 0xa0) return [first - 0x80];
    const set = first < 0x80 ? first : this.u(4);
    return Array.from({ length: 32 }, (_, field) => field).filter((field) => Math.floor(set / 2 ** field) % 2 === 1);
  }
}

const withPositions = (key: Buffer): boolean => key[0] === 2 || key[0] === 3;

const sum = (numbers: number[]): number => numbers.reduce((all, each) => all + each, 0);

/** Positions of the documents of a block. */
function readPositions(from: Bytes, masks: number[][], occurrences: number[]): Map<number, number[]>[] {
  const steps = from.packed(sum(occurrences), from.u(1));
  const counted = sum(masks.map(({ length }) => length - 1));
  const counts = counted === 0 ? [] : from.packed(counted, from.u(1));
  return masks.map((mask, document) => {
    let left = occurrences[document] ?? 0;
    return new Map(
      mask.map((field, place) => {
        const count = place === mask.length - 1 ? left : (counts.shift() ?? 0);
        left -= count;
        let position = 0;
        return [field, steps.splice(0, count).map((step) => (position += step))];
      }),
    );
  });
}

function readPostings(from: Bytes, key: Buffer, count: number, positions: Bytes): Posting[] {
  const blocks = Math.ceil(count / 128);
  const lasts = [-1];
  for (let block = 0; blocks > 1 && block < blocks; block++) {
    lasts.push((lasts[block] ?? 0) + from.v());
    from.v();
    if (withPositions(key)) for (const skip of [() => from.v(), () => from.v(), () => from.u(1)]) skip();
  }
  const found: Posting[] = [];
  for (let block = 0; block < blocks; block++) {
    const size = Math.min(128, count - block * 128);
    const ofOrdinals = from.u(1);
    const ofOccurrences = withPositions(key) ? from.u(1) : 0;
    const kinds = withPositions(key) ? Array.from({ length: from.u(1) }, () => from.mask()) : [];
    let ordinal = lasts[block] ?? -1;
    const ordinals = from.packed(size, ofOrdinals).map((step) => (ordinal += step + 1));
    if (blocks > 1 && ordinal !== lasts[block + 1]) throw new Error('the skip table names another last ordinal');
    if (!withPositions(key)) {
      found.push(...ordinals.map((each) => ({ ordinal: each, positions: new Map<number, number[]>() })));
      continue;
    }
    const masks = from.packed(size, Math.ceil(Math.log2(kinds.length))).map((kind) => kinds[kind] ?? []);
    const occurrences = from.packed(size, ofOccurrences).map((less) => less + 1);
    const places = readPositions(positions, masks, occurrences);
    ordinals.forEach((each, place) => found.push({ ordinal: each, positions: places[place] ?? new Map() }));
  }
  return found;
}

function* readTerms(terms: Buffer, postings: Buffer, positions: Buffer): Generator<Term> {
  const footer = new Bytes(terms, terms.length - 32);
  const [index = 0, blocks = 0, count = 0] = [footer.u(6), footer.u(6), footer.u(6)];
  for (let block = 0; block < blocks; block++) {
    const from = new Bytes(terms, new Bytes(terms, index + block * 12).u(6));
    const [ofPostings, ofPositions] = [new Bytes(postings, from.u(6)), new Bytes(positions, from.u(6))];
    let key = Buffer.alloc(0);
    for (let place = block * 32; place < Math.min(count, block * 32 + 32); place++) {
      const lengths = from.u(1);
      let shared = Math.floor(lengths / 16);
      if (shared === 15) shared += from.v();
      let further = lengths % 16;
      if (further === 15) further += from.v();
      key = Buffer.concat([key.subarray(0, shared), from.take(further)]);
      const number = from.v();
      if (key[0] === 9) {
        yield { key, printed: undefined, postings: [], word: number };
        continue;
      }
      let found: Posting[];
      if (number % 2 === 1) {
        let positions = new Map<number, number[]>();
        if (withPositions(key)) {
          const [mask, occurrences, place] = [from.mask(), from.v(), from.v()];
          const end = ofPositions.at + (occurrences === 1 ? 0 : place);
          if (occurrences === 1) positions.set(mask[0] ?? -1, [place]);
          else [positions = positions] = readPositions(ofPositions, [mask], [occurrences]);
          if (ofPositions.at !== end) throw new Error('a length is not as written');
        }
        found = [{ ordinal: (number - 1) / 2, positions }];
      } else {
        const end = from.v() + ofPostings.at;
        const endOfPositions = withPositions(key) ? from.v() + ofPositions.at : ofPositions.at;
        found = readPostings(ofPostings, key, number / 2, ofPositions);
        if (ofPostings.at !== end || ofPositions.at !== endOfPositions) throw new Error('a length is not as written');
      }
      const printed = key[0] === 4 ? from.take(from.v()).toString() : undefined;
      yield { key, printed: printed === '' ? undefined : printed, postings: found };
    }
  }
}

function readStructure(bytes: Buffer, documents: number): ReadSegment['structure'] {
  const offsets = new Bytes(bytes, new Bytes(bytes, bytes.length - 14).u(6));
  return Array.from({ length: documents }, () => {
    const from = new Bytes(bytes, offsets.u(6));
    const fields = new Map<number, [number, number][]>();
    for (let field = from.v(); field > 0; field = from.v()) {
      let position = 0;
      fields.set(
        field - 1,
        Array.from({ length: from.v() }, () => {
          const packed = from.v();
          return [(position += Math.floor(packed / 4)), packed % 4];
        }),
      );
    }
    return fields;
  });
}

const readers: Record<string, { width: number; none: number; read: (bytes: Buffer, at: number) => number }> = {
  u8: { width: 1, none: 0xff, read: (bytes, at) => bytes.readUInt8(at) },
  u16: { width: 2, none: 0xffff, read: (bytes, at) => bytes.readUInt16LE(at) },
  u32: { width: 4, none: 0xffffffff, read: (bytes, at) => bytes.readUInt32LE(at) },
  i32: { width: 4, none: -(2 ** 31), read: (bytes, at) => bytes.readInt32LE(at) },
  f64: { width: 8, none: -Infinity, read: (bytes, at) => bytes.readDoubleLE(at) },
};

interface ColumnLine {
  name: string;
  width: string;
  offset: number;
  count: number;
  countBits?: number;
  packed?: { bits: number; base: number };
}

function readColumns(bytes: Buffer, documents: number): Map<string, Values> {
  const size = bytes.readUInt32LE(bytes.length - 12);
  const directory = bytes.subarray(bytes.length - 12 - size, bytes.length - 12).toString();
  return new Map(
    (JSON.parse(directory) as ColumnLine[]).map((line) => {
      const from = new Bytes(bytes, line.offset);
      const counts = line.countBits === undefined ? undefined : from.packed(documents, line.countBits);
      const values = readValues(from, line, counts ? 2 ** 31 - 1 : undefined);
      if (!counts) return [line.name, values.map((value) => (value === undefined ? [] : [value]))];
      return [line.name, counts.map((count) => values.splice(0, count))];
    }),
  );
}

function readValues(
  from: Bytes,
  { width, count, packed }: ColumnLine,
  zero: number | undefined,
): (number | undefined)[] {
  const { width: size, none, read } = readers[width] ?? { width: 0, none: 0, read: () => 0 };
  if (packed) return from.packed(count, packed.bits).map((number) => (number === 0 ? zero : packed.base + number - 1));
  const start = Math.ceil(from.at / 8) * 8;
  return Array.from({ length: count }, (_, place) => {
    const value = read(from.bytes, start + place * size);
    return value === none ? undefined : value;
  });
}

/** Everything that a data folder holds, read by the page. Throws when a checksum, a magic number or a length does not fit. */
export function readFolder(folder: string) {
  const database = new Database(join(folder, 'ipradar.sqlite'), { readonly: true });
  try {
    const rows = database.prepare('SELECT summary FROM segments ORDER BY first_docid').pluck().all() as string[];
    const segments = rows.map((row): ReadSegment => {
      const summary = JSON.parse(row) as {
        segment: number;
        documents: number;
        files: Record<string, { size: number; checksums: string }>;
      };
      const open = (kind: string, magic?: string): Buffer => {
        const bytes = readFileSync(join(folder, 'segments', `${summary.segment}.${kind}`));
        const { size, checksums } = summary.files[kind] ?? { size: -1, checksums: '' };
        const parts = Array.from({ length: Math.ceil(size / 65_536) }, (_, part) =>
          crc32(bytes.subarray(part * 65_536, (part + 1) * 65_536)),
        );
        if (bytes.length !== size || Buffer.from(Uint32Array.from(parts).buffer).toString('base64') !== checksums)
          throw new Error(`${kind} is not the file of the manifest`);
        if (magic !== undefined && bytes.subarray(-8).toString() !== magic) throw new Error(`${kind} lacks ${magic}`);
        return bytes;
      };
      const { documents } = summary;
      return {
        documents,
        terms: [...readTerms(open('terms', 'IPRTERM2'), open('postings'), open('positions'))],
        structure: readStructure(open('structure', 'IPRSTRU1'), documents),
        columns: readColumns(open('columns', 'IPRCOLS2'), documents),
      };
    });
    const schema = String(database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get());
    const documents = database.prepare('SELECT * FROM documents').all() as {
      docid: number;
      id: string;
      body: Buffer;
      raw_file: number | null;
      raw_offset: number;
      raw_length: number;
    }[];
    const groupOf = database.prepare(
      'SELECT * FROM raw_groups WHERE file = ? AND start <= ? ORDER BY start DESC LIMIT 1',
    );
    return {
      segments,
      fields: schema
        .split(' ')
        .slice(1)
        .map((each) => each.split(':')),
      tombstones: new Set(database.prepare('SELECT docid FROM tombstones').pluck().all() as number[]),
      records: documents.map((row) => {
        const group = groupOf.get(row.raw_file, row.raw_offset) as
          { start: number; offset: number; length: number } | undefined;
        const file = row.raw_file === null ? undefined : readFileSync(join(folder, 'raw', `${row.raw_file}.bin`));
        const raw =
          group &&
          file &&
          inflateRawSync(file.subarray(group.offset, group.offset + group.length)).subarray(
            row.raw_offset - group.start,
          );
        return {
          docid: row.docid,
          id: row.id,
          record: JSON.parse(inflateSync(row.body).toString()) as unknown,
          raw: raw?.subarray(0, row.raw_length),
        };
      }),
    };
  } finally {
    database.close();
  }
}
