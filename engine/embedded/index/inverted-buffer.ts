import { classAncestors } from '../../../domain/class-symbol.js';
import type { ClassificationScheme } from '../../../domain/classification.js';
import { foldKeyword, type TokenBuffer, tokenKinds } from '../../../mappings/analyze.js';
import { ByteChains } from './byte-chains.js';
import type { ByteCursor } from './byte-sink.js';
import { ByteSink } from './byte-sink.js';
import { ColumnBuilder } from './column-builder.js';
import { writeMask } from './field-mask.js';
import { encodeNorm } from './norms.js';
import { PairTable } from './pair-table.js';
import { fieldShift, writePositions } from './positions.js';
import { sortableKey } from './term-key.js';
import { WordTable } from './word-table.js';

/** Rough memory of a distinct term beside its bytes: states, and map entry and string of those that are kept in maps. */
const bytesPerTerm = 40;
const bytesPerMappedTerm = 120;

/** Namespaces (term-key.ts) whose terms are whole values of a field. */
export const plainNamespaces = ['id', 'value', 'symbol', 'tree', 'number', 'exists'] as const;
export type PlainNamespace = (typeof plainNamespaces)[number];

/** Members of a term in `terms`, side by side so that one cache line holds them. */
const lastDoc = 0;
/** First and last token of the term in the running document, counted from 1; 0 for none. */
const firstToken = 1;
const lastToken = 2;

/**
 * The documents of a segment before it is written: postings by term in memory. In a chain, per document of the term:
 * v difference of ordinals (first: ordinal); for words and ideographs also mask, v frequency and the positions.
 */
export class InvertedBuffer {
  documents = 0;
  tokens = 0;
  readonly chains = new ByteChains();
  readonly words: WordTable;
  readonly ideographs: PairTable;
  /** By namespace and field number: terms by value. Ids stand under field 0. */
  readonly plain: Record<PlainNamespace, Map<string, number>[]> = {
    id: [],
    value: [],
    symbol: [],
    tree: [],
    number: [],
    exists: [],
  };
  /** Smallest spelling of a `value` key, by term. */
  readonly displays = new Map<number, string>();
  readonly columns = new Map<string, { builder: ColumnBuilder; codes?: 'value' | 'symbol' }>();
  /** Structure bytes of the running document are appended here (structure.ts). */
  readonly structure = new ByteSink(1 << 16);
  readonly structureEnds: number[] = [];
  readonly norms = new ByteSink(4096);
  readonly docids: number[] = [];
  /** By field number: the term of each spelling met. */
  private readonly spelled: Map<string, number>[] = [];
  /** By field number: the terms of each symbol met, itself first. */
  private readonly symbols: Map<string, Int32Array>[] = [];
  /** Terms of `exists` by field number. */
  private readonly existing: number[] = [];
  private mappedTerms = 0;
  private terms = new Int32Array(4096);
  private nextToken = new Int32Array(4096);
  private tokenPositions = new Int32Array(4096);
  private tokenCount = 0;
  private touched = new Int32Array(4096);
  private touchedCount = 0;
  private readonly scratch = new ByteSink(1024);
  private positions = new Int32Array(1024);

  constructor(columns: { name: string; codes?: 'value' | 'symbol' }[]) {
    const create = () => this.createTerm();
    this.words = new WordTable(create);
    this.ideographs = new PairTable(create);
    for (const { name, codes } of columns) this.columns.set(name, { builder: new ColumnBuilder(), codes });
  }

  /** Memory that the buffer holds, for the flush by bytes. */
  get bytesUsed(): number {
    return (
      this.chains.bytesUsed +
      this.chains.count * bytesPerTerm +
      this.mappedTerms * bytesPerMappedTerm +
      this.words.bytesUsed +
      this.ideographs.bytesUsed +
      this.structure.length +
      this.documents * 400
    );
  }

  begin(docid: number): void {
    this.docids.push(docid);
    this.tokenCount = 0;
    this.touchedCount = 0;
  }

  private createTerm(): number {
    const term = this.chains.create();
    if (term * 4 === this.terms.length) this.terms = grow(this.terms);
    this.terms[term * 4 + lastDoc] = -1;
    return term;
  }

  /**
   * The tokens of one value. Each stands at `base` (the field, positions.ts) + `start` + its own position; positions of a document ascend.
   */
  addTokens(analyzed: TokenBuffer, text: string, base: number, start: number): void {
    const { count, positions, starts, ends, codes, kinds } = analyzed;
    for (let index = 0; index < count; index++) {
      const code = codes[index] ?? 0;
      const kind = kinds[index];
      const position = positions[index] ?? 0;
      let term: number;
      if (kind === tokenKinds.ideograph) {
        const isPair =
          index + 1 < count && kinds[index + 1] === tokenKinds.ideograph && positions[index + 1] === position + 1;
        term = this.ideographs.find(code, isPair ? (codes[index + 1] ?? 0) : 0);
      } else if (kind === tokenKinds.folded) {
        const word = analyzed.term(index);
        term = this.words.find(word, 0, word.length, code);
      } else term = this.words.find(text, starts[index] ?? 0, ends[index] ?? 0, code);
      this.addToken(term, base | (start + position));
    }
  }

  private addToken(term: number, position: number): void {
    const token = this.tokenCount++;
    if (token === this.nextToken.length) {
      this.nextToken = grow(this.nextToken);
      this.tokenPositions = grow(this.tokenPositions);
    }
    this.tokenPositions[token] = position;
    this.nextToken[token] = 0;
    const { terms } = this;
    const at = term * 4;
    // The ordinal is written to lastDoc only at the end of the document, when the difference has been taken.
    if (terms[at + firstToken] === 0) {
      terms[at + firstToken] = token + 1;
      if (this.touchedCount === this.touched.length) this.touched = grow(this.touched);
      this.touched[this.touchedCount++] = term;
    } else this.nextToken[(terms[at + lastToken] ?? 0) - 1] = token + 1;
    terms[at + lastToken] = token + 1;
  }

  /** The running document has a value in the field. */
  addExists(fieldNumber: number): void {
    this.addDocument((this.existing[fieldNumber] ??= this.plainTerm('exists', fieldNumber, '')));
  }

  /** A whole value of a field, or the id. Returns the term, for columns. */
  addPlain(namespace: PlainNamespace, fieldNumber: number, value: string): number {
    const term = this.plainTerm(namespace, fieldNumber, value);
    this.addDocument(term);
    return term;
  }

  private plainTerm(namespace: PlainNamespace, fieldNumber: number, value: string): number {
    const map = (this.plain[namespace][fieldNumber] ??= new Map<string, number>());
    let term = map.get(value);
    if (term === undefined) {
      map.set(value, (term = this.createTerm()));
      this.mappedTerms++;
    }
    return term;
  }

  /** Notes that the running document has a plain term. */
  private addDocument(term: number): void {
    const { terms, scratch } = this;
    const previous = terms[term * 4 + lastDoc] ?? -1;
    if (previous === this.documents) return;
    terms[term * 4 + lastDoc] = this.documents;
    scratch.reset();
    scratch.varint(previous < 0 ? this.documents : this.documents - previous);
    this.chains.append(term, scratch.bytes, scratch.length);
  }

  /** A value as printed: its folded form is the key. Returns the term. */
  addSpelled(fieldNumber: number, value: string): number {
    const known = (this.spelled[fieldNumber] ??= new Map<string, number>());
    let term = known.get(value);
    if (term === undefined) {
      const printed = value.toWellFormed();
      term = this.plainTerm('value', fieldNumber, foldKeyword(printed));
      this.addDisplay(term, printed);
      known.set(value, term);
    }
    this.addDocument(term);
    return term;
  }

  /** A class symbol with everything above it in its scheme. Returns the term of the symbol. */
  addSymbol(fieldNumber: number, scheme: ClassificationScheme | undefined, value: string): number {
    const known = (this.symbols[fieldNumber] ??= new Map<string, Int32Array>());
    let terms = known.get(value);
    if (terms === undefined) {
      const symbol = value.toWellFormed();
      const above = scheme ? classAncestors(scheme, symbol) : [];
      terms = Int32Array.of(
        this.plainTerm('symbol', fieldNumber, symbol),
        ...above.map((ancestor) => this.plainTerm('tree', fieldNumber, ancestor)),
      );
      known.set(value, terms);
    }
    for (let index = 0; index < terms.length; index++) this.addDocument(terms[index] ?? 0);
    return terms[0] ?? 0;
  }

  /** Remembers the spelling of a value as printed. */
  private addDisplay(term: number, printed: string): void {
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

  end(): void {
    const doc = this.documents;
    const { scratch, touched, nextToken, tokenPositions, terms } = this;
    for (let index = 0; index < this.touchedCount; index++) {
      const term = touched[index] ?? 0;
      const at = term * 4;
      let count = 0;
      let mask = 0;
      for (let token = terms[at + firstToken] ?? 0; token > 0; token = nextToken[token - 1] ?? 0) {
        if (count === this.positions.length) this.positions = grow(this.positions);
        const position = tokenPositions[token - 1] ?? 0;
        mask |= 1 << (position >>> fieldShift);
        this.positions[count++] = position;
      }
      terms[at + firstToken] = 0;
      const previous = terms[at + lastDoc] ?? -1;
      terms[at + lastDoc] = doc;
      scratch.reset();
      scratch.varint(previous < 0 ? doc : doc - previous);
      writeMask(scratch, mask);
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

  /** Points the cursor at the postings of a term; returns where they end. */
  readTerm(term: number, sink: ByteSink, cursor: ByteCursor): number {
    return this.chains.read(term, sink, cursor);
  }
}

function grow(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const grown = new Int32Array(old.length * 2);
  grown.set(old);
  return grown;
}
