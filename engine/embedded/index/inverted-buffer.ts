import { ByteChains } from './byte-chains.js';
import { ByteCursor, ByteSink } from './byte-sink.js';
import { ColumnBuilder } from './columns.js';
import { readMask, writeMask } from './field-mask.js';
import { encodeNorm } from './norms.js';
import { skipPositions, writePositions } from './positions.js';
import { type SegmentSummary, SegmentWriter, systemColumns } from './segment-writer.js';
import { ideographSeparator, namespaces, sortableKey } from './term-key.js';

/** Rough memory of a distinct term beside its bytes: map entry, string and array cells. */
const bytesPerTerm = 160;

const order = ['id', 'word', 'ideograph', 'value', 'symbol', 'tree', 'number', 'exists'] as const;
export type Namespace = (typeof order)[number];

/**
 * The documents of a segment before it is written: postings by term in memory. In a chain, per document of the term:
 * v difference of ordinals (first: ordinal); for words and ideographs also mask, v frequency and the positions.
 */
export class InvertedBuffer {
  documents = 0;
  private readonly chains = new ByteChains();
  private readonly terms: Record<Namespace, Map<string, number>>;
  /** Smallest spelling of a `value` key, by term. */
  private readonly displays = new Map<number, string>();
  private readonly columns = new Map<string, { builder: ColumnBuilder; codes?: 'value' | 'symbol' }>();
  private readonly structure = new ByteSink(1 << 16);
  private structureEnds: number[] = [];
  private norms = new ByteSink(4096);
  private tokens = 0;
  private lastDoc = new Int32Array(1024).fill(-1);
  private firstToken = new Int32Array(1024);
  private lastToken = new Int32Array(1024);
  private nextToken = new Int32Array(4096);
  private tokenPositions = new Int32Array(4096);
  private tokenCount = 0;
  private touched: number[] = [];
  private readonly scratch = new ByteSink(1024);
  private positions = new Int32Array(1024);
  private docids: number[] = [];

  constructor(columns: { name: string; codes?: 'value' | 'symbol' }[]) {
    this.terms = Object.fromEntries(order.map((name) => [name, new Map<string, number>()])) as Record<
      Namespace,
      Map<string, number>
    >;
    for (const { name, codes } of columns) this.columns.set(name, { builder: new ColumnBuilder(), codes });
  }

  /** Memory that the buffer holds, for the flush by bytes. */
  get bytesUsed(): number {
    return this.chains.bytesUsed + this.chains.count * bytesPerTerm + this.structure.length + this.documents * 400;
  }

  begin(docid: number): void {
    this.docids.push(docid);
    this.tokenCount = 0;
    this.touched.length = 0;
  }

  private termOf(namespace: Namespace, key: string): number {
    const map = this.terms[namespace];
    let term = map.get(key);
    if (term === undefined) {
      term = this.chains.create();
      map.set(key, term);
      if (term >= this.lastDoc.length) this.growTerms();
    }
    return term;
  }

  private growTerms(): void {
    const lastDoc = new Int32Array(this.lastDoc.length * 2).fill(-1);
    lastDoc.set(this.lastDoc);
    this.lastDoc = lastDoc;
    const grow = (old: Int32Array<ArrayBuffer>) => {
      const grown = new Int32Array(old.length * 2);
      grown.set(old);
      return grown;
    };
    this.firstToken = grow(this.firstToken);
    this.lastToken = grow(this.lastToken);
  }

  /** A word at a combined position (positions.ts); positions of a document ascend. */
  addWord(word: string, position: number): void {
    this.addToken(this.termOf('word', word), position);
  }

  /** An ideograph with its right neighbour, or `''` where none follows. */
  addIdeograph(ideograph: string, neighbour: string, position: number): void {
    this.addToken(this.termOf('ideograph', ideograph + ideographSeparator + neighbour), position);
  }

  private addToken(term: number, position: number): void {
    const token = this.tokenCount++;
    if (token === this.nextToken.length) {
      const next = new Int32Array(token * 2);
      next.set(this.nextToken);
      this.nextToken = next;
      const positions = new Int32Array(token * 2);
      positions.set(this.tokenPositions);
      this.tokenPositions = positions;
    }
    this.tokenPositions[token] = position;
    this.nextToken[token] = -1;
    // The ordinal is written to lastDoc only at the end of the document, when the difference has been taken.
    if (this.firstToken[term] === 0) {
      this.firstToken[term] = token + 1;
      this.touched.push(term);
    } else this.nextToken[this.lastToken[term] ?? 0] = token;
    this.lastToken[term] = token;
  }

  /** A whole value; `key` is the field character and the value, or the id. Returns the term, for columns. */
  addPlain(namespace: Namespace, key: string): number {
    const term = this.termOf(namespace, key);
    const previous = this.lastDoc[term] ?? -1;
    if (previous !== this.documents) {
      this.scratch.reset();
      this.scratch.varint(previous < 0 ? this.documents : this.documents - previous);
      this.chains.append(term, this.scratch.bytes, this.scratch.length);
      this.lastDoc[term] = this.documents;
    }
    return term;
  }

  /** Remembers the spelling of a value as printed. */
  addDisplay(term: number, printed: string): void {
    const known = this.displays.get(term);
    if (known === printed) return;
    if (known === undefined || sortableKey(printed) < sortableKey(known)) this.displays.set(term, printed);
  }

  /** The builder of a column, to which the values of the running document are pushed. */
  column(name: string): ColumnBuilder {
    const column = this.columns.get(name);
    if (!column) throw new Error(`no column ${name}`);
    return column.builder;
  }

  /** Structure bytes of the running document are appended here (structure.ts). */
  get structureSink(): ByteSink {
    return this.structure;
  }

  end(): void {
    const doc = this.documents;
    const { scratch, touched, nextToken } = this;
    for (let index = 0; index < touched.length; index++) {
      const term = touched[index] ?? 0;
      let count = 0;
      for (let token = (this.firstToken[term] ?? 0) - 1; token >= 0; token = nextToken[token] ?? -1) {
        if (count === this.positions.length) {
          const grown = new Int32Array(count * 2);
          grown.set(this.positions);
          this.positions = grown;
        }
        this.positions[count++] = this.tokenPositions[token] ?? 0;
      }
      this.firstToken[term] = 0;
      const previous = this.lastDoc[term] ?? -1;
      this.lastDoc[term] = doc;
      scratch.reset();
      scratch.varint(previous < 0 ? doc : doc - previous);
      writeMask(scratch, maskOf(this.positions, count));
      scratch.varint(count);
      writePositions(scratch, this.positions, count);
      this.chains.append(term, scratch.bytes, scratch.length);
    }
    for (const { builder } of this.columns.values()) builder.end();
    this.structureEnds.push(this.structure.length);
    this.norms.byte(encodeNorm(this.tokenCount));
    this.tokens += this.tokenCount;
    this.documents++;
  }

  /** Writes the segment and makes it durable. The buffer is spent afterwards. */
  write(folder: string, segment: number): SegmentSummary {
    const writer = new SegmentWriter(folder, segment, this.norms.bytes);
    try {
      this.writeTerms(writer);
      let start = 0;
      for (const end of this.structureEnds) {
        writer.structure.add(this.structure.bytes, start, end);
        start = end;
      }
      const norms = new ColumnBuilder();
      const docids = new ColumnBuilder();
      for (let doc = 0; doc < this.documents; doc++) {
        norms.add([this.norms.bytes[doc] ?? 0]);
        docids.add([this.docids[doc] ?? 0]);
      }
      writer.addColumn(systemColumns.norm, norms, 'u8');
      writer.addColumn(systemColumns.docid, docids, 'u32');
      return writer.finish({
        documents: this.documents,
        firstDocid: this.docids[0] ?? 0,
        lastDocid: this.docids.at(-1) ?? 0,
        tokens: this.tokens,
      });
    } catch (error) {
      writer.abandon();
      throw error;
    }
  }

  private writeTerms(writer: SegmentWriter): void {
    const codes = new Int32Array(this.chains.count);
    const ranks = new Int32Array(this.documents);
    const chain = new ByteSink(1 << 16);
    const cursor = new ByteCursor(chain.bytes);
    const encoder = new TextEncoder();
    let key = new Uint8Array(1024);
    for (const namespace of order) {
      const withPositions = namespace === 'word' || namespace === 'ideograph';
      const map = this.terms[namespace];
      let field = '';
      let code = 0;
      for (const local of sortKeys(map)) {
        const term = map.get(local) ?? 0;
        if (key.length < 8 + local.length * 3) key = new Uint8Array(8 + local.length * 6);
        const length = encoder.encodeInto(namespaces[namespace] + local, key).written;
        if (local.charAt(0) !== field && namespace !== 'id') {
          field = local.charAt(0);
          code = 0;
        }
        codes[term] = code;
        this.chains.copyTo(term, chain);
        cursor.bytes = chain.bytes;
        cursor.at = 0;
        writer.beginTerm(key, length);
        let doc = 0;
        while (cursor.at < chain.length) {
          doc += cursor.varint();
          if (withPositions) {
            const mask = readMask(cursor);
            const frequency = cursor.varint();
            const start = cursor.at;
            skipPositions(cursor, mask, frequency);
            writer.addPosting(doc, mask, frequency, cursor.bytes, start, cursor.at);
          } else writer.addPlain(doc);
          if (namespace === 'id') ranks[doc] = code;
        }
        const display = namespace === 'value' ? this.displays.get(term) : undefined;
        writer.endTerm(display === undefined || display === local.slice(1) ? undefined : encoder.encode(display));
        code++;
      }
    }
    const rankColumn = new ColumnBuilder();
    for (let doc = 0; doc < this.documents; doc++) rankColumn.add([ranks[doc] ?? 0]);
    writer.addColumn(systemColumns.rank, rankColumn, 'u32');
    for (const [name, { builder, codes: isCoded }] of this.columns) {
      if (builder.isEmpty) continue;
      if (isCoded) builder.recode(codes);
      writer.addColumn(name, builder, name.startsWith('#') ? 'i32' : undefined);
    }
  }
}

function maskOf(positions: Int32Array, count: number): number {
  let mask = 0;
  for (let index = 0; index < count; index++) mask |= 1 << ((positions[index] ?? 0) >>> 26);
  return mask;
}

/** Keys in UTF-8 byte order. */
function sortKeys(map: Map<string, number>): string[] {
  const keys = [...map.keys()];
  const originals = new Map<string, string>();
  for (let index = 0; index < keys.length; index++) {
    const key = keys[index] ?? '';
    const sortable = sortableKey(key);
    if (sortable !== key) {
      originals.set(sortable, key);
      keys[index] = sortable;
    }
  }
  keys.sort();
  if (originals.size > 0)
    for (let index = 0; index < keys.length; index++)
      keys[index] = originals.get(keys[index] ?? '') ?? keys[index] ?? '';
  return keys;
}
