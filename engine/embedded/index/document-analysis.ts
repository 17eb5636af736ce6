import { analyzeInto, findBoundaries, TokenBuffer } from '../../../mappings/analyze.js';
import { type EmbeddedField, embeddedFields } from '../../../mappings/embedded.js';
import type { FieldValue } from '../../../mappings/field.js';
import { InvertedBuffer } from './inverted-buffer.js';
import { fieldShift, positionMask, valueGap } from './positions.js';
import type { PreparedRecord } from './prepared-record.js';
import { systemColumns } from './segment-writer.js';
import { boundaryKinds } from './structure.js';

/** The record has more text than positions can number. */
export class RecordTooLongError extends Error {}

/** An empty buffer with the columns of the fields. */
export function createBuffer(): InvertedBuffer {
  const columns: { name: string; codes?: 'value' | 'symbol' }[] = [];
  for (const { spec, column } of embeddedFields) {
    if (column === 'values') columns.push({ name: spec.code, codes: 'value' });
    else if (column === 'symbols') columns.push({ name: spec.code, codes: 'symbol' });
    else if (column === 'days' || column === 'integers') columns.push({ name: spec.code });
  }
  columns.push({ name: systemColumns.status }, { name: systemColumns.publicSince }, { name: systemColumns.dataDay });
  return new InvertedBuffer(columns);
}

/** Puts one version of a record into the buffer. */
export function indexRecord(buffer: InvertedBuffer, docid: number, record: PreparedRecord): void {
  const { id, values, status, publicSince, dataDay } = record;
  buffer.begin(docid);
  buffer.addPlain('id', 0, id);
  for (let index = 0; index < embeddedFields.length; index++) {
    const field = embeddedFields[index];
    const own = values[index];
    if (field && own && own.length > 0) indexField(buffer, field, own);
  }
  buffer.structure.byte(0);
  const periods = buffer.column(systemColumns.status);
  for (const number of status) periods.push(number);
  if (publicSince !== undefined) buffer.column(systemColumns.publicSince).push(publicSince);
  if (dataDay !== undefined) buffer.column(systemColumns.dataDay).push(dataDay);
  buffer.end();
}

function indexField(buffer: InvertedBuffer, field: EmbeddedField, values: readonly FieldValue[]): void {
  const { spec, column, number: fieldNumber } = field;
  buffer.addExists(fieldNumber);
  if (field.textBit !== undefined) indexText(buffer, field.textBit, values);
  if (column === 'days' || column === 'integers') {
    const builder = buffer.column(spec.code);
    const numbers = values.map(Number);
    for (const number of numbers.length > 1 ? [...new Set(numbers)].sort((a, b) => a - b) : numbers)
      builder.push(number);
    return;
  }
  if (spec.type === 'class') indexSymbols(buffer, field, values);
  else if (spec.type === 'number') for (const value of values) buffer.addPlain('number', fieldNumber, String(value));
  if (spec.type === 'keyword' || spec.type === 'name' || column === 'values') {
    const terms = values.map((value) => buffer.addSpelled(fieldNumber, String(value)));
    if (column === 'values') {
      const builder = buffer.column(spec.code);
      for (const term of terms.length > 1 ? new Set(terms) : terms) builder.push(term);
    }
  }
}

function indexSymbols(buffer: InvertedBuffer, field: EmbeddedField, values: readonly FieldValue[]): void {
  const terms = values.map((value) => buffer.addSymbol(field.number, field.scheme, String(value)));
  if (field.column === 'symbols') {
    const builder = buffer.column(field.spec.code);
    for (const term of terms.length > 1 ? new Set(terms) : terms) builder.push(term);
  }
}

const analyzed = new TokenBuffer();

function indexText(buffer: InvertedBuffer, bit: number, values: readonly FieldValue[]): void {
  const base = bit << fieldShift;
  const sink = buffer.structure;
  const boundaries: number[] = [];
  let start = 0;
  for (const value of values) {
    const text = String(value).toWellFormed();
    const { lastPosition } = analyzeInto(analyzed, text);
    if (lastPosition < 0) continue;
    if (start + lastPosition + valueGap > positionMask) throw new RecordTooLongError('too many words in one field');
    buffer.addTokens(analyzed, text, base, start);
    addBoundaries(boundaries, analyzed, text, start);
    start += lastPosition + valueGap;
    boundaries.push(start, boundaryKinds.value);
  }
  if (boundaries.length === 0) return;
  sink.varint(bit + 1);
  sink.varint(boundaries.length / 2);
  let previous = 0;
  for (let index = 0; index < boundaries.length; index += 2) {
    const position = boundaries[index] ?? 0;
    sink.varint(((position - previous) << 2) | (boundaries[index + 1] ?? 0));
    previous = position;
  }
}

/** Appends position and kind of each boundary inside a value. */
function addBoundaries(boundaries: number[], tokens: TokenBuffer, text: string, start: number): void {
  const ends = findBoundaries(text, tokens);
  const { positions, count, lastPosition } = tokens;
  // As many words as positions: none is empty.
  const hasGaps = lastPosition + 1 > count;
  let token = 0;
  const addCells = (until: number): void => {
    for (; token < count && (positions[token] ?? 0) < until; token++)
      if (token > 0 && (positions[token] ?? 0) - (positions[token - 1] ?? 0) > 1)
        boundaries.push(start + (positions[token] ?? 0), boundaryKinds.cell);
  };
  for (const { position, kind } of ends) {
    // A cell that ends with its sentence comes first: the position before both is empty. That before a paragraph is empty anyway.
    if (hasGaps) addCells(kind === 'paragraph' ? position : position + 1);
    boundaries.push(start + position, boundaryKinds[kind]);
    if (hasGaps && kind === 'paragraph') while (token < count && (positions[token] ?? 0) <= position) token++;
  }
  if (hasGaps) addCells(lastPosition + 1);
}
