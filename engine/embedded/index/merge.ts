import { ByteCursor } from './byte-sink.js';
import { ColumnBuilder, type ColumnWidth } from './columns.js';
import { compareBytes, type TermWalk } from './dictionary-reader.js';
import { lengthOfNorm } from './norms.js';
import { PostingsReader } from './postings-reader.js';
import { skipPositions } from './positions.js';
import { SegmentReader } from './segment-reader.js';
import { type SegmentSummary, SegmentWriter, systemColumns } from './segment-writer.js';
import { SequentialBytes } from './sequential-bytes.js';
import { hasPositions } from './term-key.js';

export interface MergeRequest {
  folder: string;
  /** Neighbours in docid order. */
  segments: SegmentSummary[];
  /** Docids to leave out. */
  dead: number[];
  /** Number of the new segment. */
  target: number;
}

/** One source of a merge. */
interface Source {
  reader: SegmentReader;
  walk: TermWalk;
  isDone: boolean;
  /** New ordinal by old one; -1 for the dead. */
  ordinals: Int32Array;
  isWhole: boolean;
  postings: SequentialBytes;
  positions: SequentialBytes;
  /** New code by old one, by column name. */
  codes: Map<string, Int32Array>;
}

/** Columns whose codes number keys: name and namespace byte and field byte of the keys. */
export interface CodedColumn {
  name: string;
  namespace: 'value' | 'symbol';
  fieldNumber: number;
}

/**
 * Writes one segment from several, without the dead. Ordinals keep the order of docids. Returns undefined when nothing is left alive.
 * Runs in the merge worker; the files are orphans until the writer's commit names them.
 */
export function mergeSegments(request: MergeRequest, coded: readonly CodedColumn[]): SegmentSummary | undefined {
  const dead = new Set(request.dead);
  const sources = request.segments.map((summary) => openSource(request.folder, summary));
  try {
    let documents = 0;
    for (const source of sources) {
      const docids = source.reader.columns.required(systemColumns.docid).values;
      for (let doc = 0; doc < source.reader.documents; doc++) {
        const isDead = dead.has(docids[doc] ?? 0);
        if (isDead) source.isWhole = false;
        source.ordinals[doc] = isDead ? -1 : documents++;
      }
    }
    return documents === 0 ? undefined : writeMerged(request, sources, documents, coded);
  } finally {
    for (const { reader } of sources) reader.close();
  }
}

function openSource(folder: string, summary: SegmentSummary): Source {
  const reader = new SegmentReader(folder, summary);
  const walk = reader.dictionary.walkAll();
  return {
    reader,
    walk,
    isDone: !walk.next(),
    ordinals: new Int32Array(reader.documents),
    isWhole: true,
    postings: new SequentialBytes((offset, length) => reader.readPostings(offset, length), summary.files.postings.size),
    positions: new SequentialBytes(
      (offset, length) => reader.readPositions(offset, length),
      summary.files.positions.size,
    ),
    codes: new Map(),
  };
}

function writeMerged(
  request: MergeRequest,
  sources: Source[],
  documents: number,
  coded: readonly CodedColumn[],
): SegmentSummary {
  const norms = new Uint8Array(documents);
  eachLive(sources, ({ reader }, doc, target) => (norms[target] = reader.norms.values[doc] ?? 0));
  const writer = new SegmentWriter(request.folder, request.target, norms);
  try {
    const ranks = new Int32Array(documents);
    mergeTerms(sources, writer, ranks, coded);
    for (const { reader, ordinals } of sources)
      for (let doc = 0; doc < reader.documents; doc++)
        if ((ordinals[doc] ?? -1) >= 0) {
          const bytes = reader.structure.bytes(doc);
          writer.structure.add(bytes, 0, bytes.length);
        }
    mergeColumns(sources, writer, ranks, documents);
    const first = sources[0]?.reader.summary;
    let tokens = 0;
    for (const norm of norms) tokens += lengthOfNorm[norm] ?? 0;
    const whole = sources.every(({ isWhole }) => isWhole);
    const summary = writer.finish({
      documents,
      // The range stays that of the sources, so that ranges of neighbours never overlap.
      firstDocid: first?.firstDocid ?? 0,
      lastDocid: sources.at(-1)?.reader.summary.lastDocid ?? 0,
      tokens: whole ? sources.reduce((sum, { reader }) => sum + reader.summary.tokens, 0) : Math.round(tokens),
    });
    writer.sync();
    return summary;
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

function eachLive(sources: Source[], visit: (source: Source, doc: number, target: number) => void): void {
  for (const source of sources)
    for (let doc = 0; doc < source.reader.documents; doc++) {
      const target = source.ordinals[doc] ?? -1;
      if (target >= 0) visit(source, doc, target);
    }
}

function mergeTerms(sources: Source[], writer: SegmentWriter, ranks: Int32Array, coded: readonly CodedColumn[]): void {
  const numbering = new CodeNumbering(coded);
  const postings = new PostingsReader();
  const cursor = new ByteCursor(new Uint8Array());
  const equal: Source[] = [];
  let key = new Uint8Array(256);
  let rank = 0;
  for (;;) {
    equal.length = 0;
    for (const source of sources) {
      if (source.isDone) continue;
      const least = equal[0];
      const order = least
        ? compareBytes(source.walk.key, 0, source.walk.keyLength, least.walk.key, least.walk.keyLength)
        : 0;
      if (order < 0) equal.length = 0;
      if (order <= 0) equal.push(source);
    }
    const first = equal[0];
    if (!first) return;
    const length = first.walk.keyLength;
    if (key.length < length) key = new Uint8Array(length * 2);
    for (let index = 0; index < length; index++) key[index] = first.walk.key[index] ?? 0;
    const isId = key[0] === 1;
    let display: Uint8Array | undefined;
    writer.beginTerm(key, length);
    for (let index = 0; index < equal.length; index++) {
      const source = equal[index];
      if (!source) continue;
      if (key[0] === 4) display = smaller(display, source.walk.display() ?? key.subarray(2, length));
      copyPostings(source, writer, postings, cursor, isId ? ranks : undefined, rank);
    }
    const isSame = display && compareBytes(display, 0, display.length, key.subarray(2, length), length - 2) === 0;
    const isWritten = writer.endTerm(isSame ? undefined : display);
    numbering.note(key, equal, isWritten);
    if (isWritten && isId) rank++;
    for (const source of equal) source.isDone = !source.walk.next();
  }
}

function smaller(known: Uint8Array | undefined, other: Uint8Array): Uint8Array {
  return known && compareBytes(known, 0, known.length, other, other.length) <= 0 ? known : other;
}

/** Gives the keys of coded fields their new numbers. */
class CodeNumbering {
  private readonly names = new Map<number, string>();
  private running = -1;
  private next = 0;

  constructor(coded: readonly CodedColumn[]) {
    for (const { name, namespace, fieldNumber } of coded)
      this.names.set((namespace === 'value' ? 4 : 5) * 256 + fieldNumber + 1, name);
  }

  note(key: Uint8Array, holders: Source[], isWritten: boolean): void {
    const field = (key[0] ?? 0) * 256 + (key[1] ?? 0);
    const name = this.names.get(field);
    if (name === undefined) return;
    if (field !== this.running) {
      this.running = field;
      this.next = 0;
    }
    const namespace = key[0] === 4 ? 'value' : 'symbol';
    for (const { reader, walk, codes } of holders) {
      const range = reader.keyRange(namespace, (key[1] ?? 1) - 1);
      let map = codes.get(name);
      if (!map) codes.set(name, (map = new Int32Array(range.count)));
      map[walk.ordinal - range.first] = this.next;
    }
    if (isWritten) this.next++;
  }
}

function copyPostings(
  source: Source,
  writer: SegmentWriter,
  postings: PostingsReader,
  cursor: ByteCursor,
  ranks: Int32Array | undefined,
  rank: number,
): void {
  const { walk, ordinals } = source;
  const withPositions = hasPositions(walk.key[0] ?? 0);
  if (withPositions) source.positions.seek(walk.positionsOffset, walk.positionsLength, cursor);
  if (walk.documentFrequency === 1) {
    const target = ordinals[walk.doc] ?? -1;
    if (target < 0) return;
    if (withPositions)
      writer.addPosting(target, walk.mask, walk.frequency, cursor.bytes, cursor.at, cursor.at + walk.positionsLength);
    else writer.addPlain(target);
    if (ranks) ranks[target] = rank;
    return;
  }
  const place = source.postings.locate(walk.postingsOffset, walk.postingsLength);
  postings.open({ count: walk.documentFrequency, withPositions, bytes: place.bytes, at: place.at });
  for (let block = 0; block < postings.blockCount; block++) {
    postings.load(block);
    const { docs, masks, frequencies, filled } = postings;
    if (withPositions) postings.loadFrequencies();
    for (let index = 0; index < filled; index++) {
      const target = ordinals[docs[index] ?? 0] ?? -1;
      if (withPositions) {
        const mask = masks[index] ?? 0;
        const frequency = frequencies[index] ?? 1;
        const start = cursor.at;
        skipPositions(cursor, mask, frequency);
        if (target >= 0) writer.addPosting(target, mask, frequency, cursor.bytes, start, cursor.at);
      } else if (target >= 0) {
        writer.addPlain(target);
        if (ranks) ranks[target] = rank;
      }
    }
  }
}

function mergeColumns(sources: Source[], writer: SegmentWriter, ranks: Int32Array, documents: number): void {
  const names = new Set(sources.flatMap(({ reader }) => reader.columns.names));
  names.delete(systemColumns.rank);
  const rankColumn = new ColumnBuilder();
  for (let doc = 0; doc < documents; doc++) rankColumn.add([ranks[doc] ?? 0]);
  writer.addColumn(systemColumns.rank, rankColumn, 'u32');
  for (const name of names) {
    const builder = new ColumnBuilder();
    for (const { reader, ordinals, codes } of sources) {
      const column = reader.columns.column(name);
      const map = codes.get(name);
      for (let doc = 0; doc < reader.documents; doc++) {
        if ((ordinals[doc] ?? -1) < 0) continue;
        if (column?.offsets) {
          const end = column.offsets[doc + 1] ?? 0;
          for (let index = column.offsets[doc] ?? 0; index < end; index++) {
            const value = column.values[index] ?? 0;
            builder.push(map ? (map[value] ?? 0) : value);
          }
        } else if (column) {
          const value = column.values[doc] ?? column.missing;
          if (value !== column.missing || name === systemColumns.norm) builder.push(map ? (map[value] ?? 0) : value);
        }
        builder.end();
      }
    }
    if (!builder.isEmpty) writer.addColumn(name, builder, widths[name] ?? (name.startsWith('#') ? 'i32' : undefined));
  }
}

const widths: Record<string, ColumnWidth> = { [systemColumns.norm]: 'u8', [systemColumns.docid]: 'u32' };
