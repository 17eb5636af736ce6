import { ByteCursor, ByteSink } from './byte-sink.js';
import { ColumnBuilder } from './column-builder.js';
import { readMask } from './field-mask.js';
import type { InvertedBuffer, PlainNamespace } from './inverted-buffer.js';
import { PositionNumbers } from './positions.js';
import { type SegmentSummary, SegmentWriter, systemColumns } from './segment-writer.js';
import { ideographSeparator, namespaces, reverseWord, sortableKey } from './term-key.js';

/** Writes the documents of a buffer as a segment, durable once `durable` resolves (it never rejects). The buffer is spent afterwards. */
export function writeBuffer(
  buffer: InvertedBuffer,
  folder: string,
  segment: number,
): { summary: SegmentSummary; durable: Promise<{ failure?: unknown }> } {
  const writer = new SegmentWriter(folder, segment, buffer.norms.bytes);
  try {
    new BufferWriter(buffer, writer).write();
    const summary = writer.finish({
      documents: buffer.documents,
      firstDocid: buffer.docids[0] ?? 0,
      lastDocid: buffer.docids.at(-1) ?? 0,
      tokens: buffer.tokens,
    });
    return {
      summary,
      durable: writer.syncTogether().then(
        () => ({}),
        (failure: unknown) => ({ failure }),
      ),
    };
  } catch (error) {
    writer.abandon();
    throw error;
  }
}

/** Hands the terms of a buffer to a segment writer in key order: namespace by namespace, field by field. */
class BufferWriter {
  /** Number of a value or symbol among those of its field, by term. */
  private readonly codes: Int32Array;
  /** Number of a document's id among all ids. */
  private readonly ranks: Int32Array;
  private readonly gathered = new ByteSink(1 << 16);
  private readonly cursor = new ByteCursor(this.gathered.bytes);
  private readonly numbers = new PositionNumbers();
  private readonly encoder = new TextEncoder();
  private key = new Uint8Array(1024);

  constructor(
    private readonly buffer: InvertedBuffer,
    private readonly writer: SegmentWriter,
  ) {
    this.codes = new Int32Array(buffer.chains.count);
    this.ranks = new Int32Array(buffer.documents);
  }

  write(): void {
    const { buffer, writer } = this;
    this.writePlain('id');
    const words = this.writeWords();
    this.writeIdeographs();
    for (const namespace of ['value', 'symbol', 'tree', 'number', 'exists'] as const) this.writePlain(namespace);
    this.writeReversed(words);
    this.writeColumns();
    let start = 0;
    for (const end of buffer.structureEnds) {
      writer.structure.add(buffer.structure.bytes, start, end);
      start = end;
    }
  }

  /** Returns the words in the order of their keys. */
  private writeWords(): string[] {
    const { words } = this.buffer;
    const sorted = sortKeys(words.words());
    for (const word of sorted) this.writeText(this.encode(namespaces.word, word), words.numberOf(word));
    return sorted;
  }

  private writeReversed(words: readonly string[]): void {
    // The number of a word is sorted along with it, behind a character that no word holds.
    const keys = words.map((word, number) => `${reverseWord(word)}\0${number}`);
    for (const key of sortKeys(keys)) {
      const end = key.indexOf('\0');
      const length = this.encode(namespaces.reversed, key.slice(0, end));
      this.writer.addReversed(this.key, length, Number(key.slice(end + 1)));
    }
  }

  private writeIdeographs(): void {
    this.buffer.ideographs.eachInOrder((first, second, term) => {
      const pair = String.fromCodePoint(first) + ideographSeparator + (second > 0 ? String.fromCodePoint(second) : '');
      this.writeText(this.encode(namespaces.ideograph, pair), term);
    });
  }

  /** Puts a key into `key`; returns its length. */
  private encode(prefix: string, text: string): number {
    if (this.key.length < 8 + text.length * 3) this.key = new Uint8Array(8 + text.length * 6);
    const { key } = this;
    let at = 0;
    for (; at < prefix.length; at++) key[at] = prefix.charCodeAt(at);
    for (let index = 0; index < text.length; index++) {
      const unit = text.charCodeAt(index);
      // Most keys are ASCII, and a call of the encoder costs more than the loop.
      if (unit > 0x7f) return prefix.length + this.encoder.encodeInto(text, key.subarray(prefix.length)).written;
      key[at++] = unit;
    }
    return at;
  }

  private writeText(length: number, term: number): void {
    const { writer, cursor, numbers } = this;
    writer.beginTerm(this.key, length);
    const end = this.buffer.readTerm(term, this.gathered, cursor);
    let doc = 0;
    while (cursor.at < end) {
      doc += cursor.varint();
      const mask = readMask(cursor);
      const frequency = cursor.varint();
      numbers.reset();
      numbers.readVarints(cursor, mask, frequency);
      writer.addPosting(doc, mask, frequency, numbers, 0, 0);
    }
    writer.endTerm();
  }

  private writePlain(namespace: PlainNamespace): void {
    const { buffer, writer, cursor, codes, ranks } = this;
    buffer.plain[namespace].forEach((terms, fieldNumber) => {
      const prefix = namespaces[namespace] + (namespace === 'id' ? '' : String.fromCharCode(fieldNumber + 1));
      let code = 0;
      for (const value of sortKeys([...terms.keys()])) {
        const term = terms.get(value) ?? 0;
        codes[term] = code;
        const length = this.encode(prefix, value);
        writer.beginTerm(this.key, length);
        const end = buffer.readTerm(term, this.gathered, cursor);
        let doc = 0;
        while (cursor.at < end) {
          doc += cursor.varint();
          writer.addPlain(doc);
          if (namespace === 'id') ranks[doc] = code;
        }
        const display = namespace === 'value' ? buffer.displays.get(term) : undefined;
        writer.endTerm(display === undefined || display === value ? undefined : this.encoder.encode(display));
        code++;
      }
    });
  }

  private writeColumns(): void {
    const { buffer, writer } = this;
    const rankColumn = new ColumnBuilder();
    const norms = new ColumnBuilder();
    const docids = new ColumnBuilder();
    for (let doc = 0; doc < buffer.documents; doc++) {
      rankColumn.add([this.ranks[doc] ?? 0]);
      norms.add([buffer.norms.bytes[doc] ?? 0]);
      docids.add([buffer.docids[doc] ?? 0]);
    }
    writer.addColumn(systemColumns.rank, rankColumn, 'u32');
    for (const [name, { builder, codes: isCoded }] of buffer.columns) {
      if (builder.isEmpty) continue;
      if (isCoded) builder.recode(this.codes);
      writer.addColumn(name, builder, name.startsWith('#') ? 'i32' : undefined);
    }
    writer.addColumn(systemColumns.norm, norms, 'u8');
    writer.addColumn(systemColumns.docid, docids, 'u32');
  }
}

/** Sorts keys in UTF-8 byte order, in place. */
function sortKeys(keys: string[]): string[] {
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
