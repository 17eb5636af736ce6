import { statSync } from 'node:fs';
import { join } from 'node:path';
import { DamagedFile } from '../damage.js';
import { ColumnsReader } from './columns-reader.js';
import type { Column } from './columns.js';
import { DictionaryReader, type TermEntry } from './dictionary-reader.js';
import type { PostingsSource } from './postings-source.js';
import { segmentFileName } from './segment-file.js';
import { SegmentFile } from './segment-file-reader.js';
import { type SegmentSummary, systemColumns } from './segment-writer.js';
import { StructureReader } from './structure.js';
import { fieldKey, namespaces } from './term-key.js';

/** Codes of a field's column are numbers of keys counted from `first`. */
export interface KeyRange {
  first: number;
  count: number;
}

/**
 * A file that was cut or overwritten must not answer for less than it held.
 * @throws DamagedFile; ENOENT when the file is gone
 */
export function assertWhole(path: string, size: number): void {
  const found = statSync(path).size;
  if (found !== size) throw new DamagedFile(path, `has ${found} bytes instead of ${size}`);
}

/** An open segment. Immutable; its files stay readable after a merge removed their names. */
export class SegmentReader {
  readonly documents: number;
  readonly dictionary: DictionaryReader;
  readonly columns: ColumnsReader;
  private readonly files: SegmentFile[] = [];
  private readonly postingsFile: SegmentFile;
  private readonly positionsFile: SegmentFile;
  private readonly structureFile: SegmentFile;
  private structureReader: StructureReader | undefined;
  private everyDoc: Int32Array | undefined;
  private readonly keyRanges = new Map<string, KeyRange>();

  /** Throws ENOENT when a merge has removed a file in between. */
  constructor(
    folder: string,
    readonly summary: SegmentSummary,
  ) {
    this.documents = summary.documents;
    try {
      const open = (kind: 'terms' | 'postings' | 'positions' | 'structure' | 'columns') => {
        const path = join(folder, segmentFileName(summary.segment, kind));
        assertWhole(path, summary.files[kind].size);
        const file = new SegmentFile(path, summary.files[kind]);
        this.files.push(file);
        return file;
      };
      this.postingsFile = open('postings');
      this.positionsFile = open('positions');
      this.structureFile = open('structure');
      this.dictionary = new DictionaryReader(open('terms'));
      this.columns = new ColumnsReader(open('columns'), summary.documents);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  /** Postings of a dictionary entry, read in one go; positions when first asked for. */
  postings(entry: TermEntry): PostingsSource {
    const { single, withPositions, documentFrequency: count } = entry;
    return {
      count,
      withPositions,
      single,
      bytes: single ? undefined : this.postingsFile.read(entry.postingsOffset, entry.postingsLength),
      positions: withPositions
        ? (offset, length) => this.positionsFile.read(entry.positionsOffset + offset, length)
        : undefined,
      positionsLength: entry.positionsLength,
    };
  }

  /** Bytes of the postings of neighbouring terms, for walks over many. */
  readPostings(offset: number, length: number): Uint8Array {
    return this.postingsFile.read(offset, length);
  }

  readPositions(offset: number, length: number): Uint8Array {
    return this.positionsFile.read(offset, length);
  }

  get structure(): StructureReader {
    this.structureReader ??= new StructureReader(this.structureFile);
    return this.structureReader;
  }

  /** All ordinals; shared, not to be changed. */
  allDocs(): Int32Array {
    this.everyDoc ??= Int32Array.from({ length: this.documents }, (_, doc) => doc);
    return this.everyDoc;
  }

  docid(doc: number): number {
    return this.columns.required(systemColumns.docid).values[doc] ?? 0;
  }

  /** Ordinal of a docid; -1 when it is not here. */
  ordinalOf(docid: number): number {
    const { values } = this.columns.required(systemColumns.docid);
    let low = 0;
    let high = this.documents - 1;
    while (low <= high) {
      const middle = (low + high) >> 1;
      const found = values[middle] ?? 0;
      if (found === docid) return middle;
      if (found < docid) low = middle + 1;
      else high = middle - 1;
    }
    return -1;
  }

  get ranks(): Column {
    return this.columns.required(systemColumns.rank);
  }

  get norms(): Column {
    return this.columns.required(systemColumns.norm);
  }

  /** Where the values (or symbols) of a field stand among the keys: code c of its column is key `first + c`. */
  keyRange(namespace: 'value' | 'symbol', fieldNumber: number): KeyRange {
    const key = fieldKey(namespaces[namespace], fieldNumber);
    const known = this.keyRanges.get(key);
    if (known) return known;
    const first = this.dictionary.rankOf(key);
    // The next field character closes the range.
    const end = this.dictionary.rankOf(fieldKey(namespaces[namespace], fieldNumber + 1));
    const range = { first, count: end - first };
    this.keyRanges.set(key, range);
    return range;
  }

  /** Reads every byte. @throws DamagedFile for the first that is not what was written */
  checkAll(): void {
    for (const file of this.files) file.checkAll();
  }

  close(): void {
    for (const file of this.files) file.close();
  }
}
