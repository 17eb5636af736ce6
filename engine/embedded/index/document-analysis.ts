import { dayNumber } from '../../../domain/day.js';
import type { LifeStatus } from '../../../domain/life.js';
import { publicSince, statusPeriods } from '../../../domain/life-status.js';
import type { IpRecord } from '../../../domain/record.js';
import { analyzeInto, findBoundaries, TokenBuffer } from '../../../mappings/analyze.js';
import { type EmbeddedField, embeddedFields } from '../../../mappings/embedded.js';
import type { FieldValue } from '../../../mappings/field.js';
import { findDataDay } from './data-day.js';
import { InvertedBuffer } from './inverted-buffer.js';
import { fieldShift, positionMask, valueGap } from './positions.js';
import { systemColumns } from './segment-writer.js';
import { boundaryKinds } from './structure.js';

/** Codes of statuses in the status column: never reorder, only append. */
export const lifeStatuses: readonly LifeStatus[] = [
  'unknown',
  'pending',
  'published',
  'in-force',
  'refused',
  'withdrawn',
  'lapsed',
  'expired',
  'invalidated',
];

/** Marks a period that lasts. */
export const openEnd = 0x7fffffff;

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

/** What the fields of a record say; made before the buffer is touched, so that a record that cannot be indexed leaves no trace. */
export type FieldValues = readonly (readonly FieldValue[])[];

export function readFieldValues(record: IpRecord): FieldValues {
  return embeddedFields.map(({ spec }) => spec.values(record));
}

/** Puts one version of a record into the buffer. */
export function indexRecord(buffer: InvertedBuffer, docid: number, record: IpRecord, values: FieldValues): void {
  buffer.begin(docid);
  buffer.addPlain('id', 0, record.id);
  for (let index = 0; index < embeddedFields.length; index++) {
    const field = embeddedFields[index];
    const own = values[index];
    if (field && own && own.length > 0) indexField(buffer, field, own);
  }
  buffer.structure.byte(0);
  const periods = statusPeriods(record);
  const status = buffer.column(systemColumns.status);
  for (const { status: name, from, to } of periods) {
    status.push(lifeStatuses.indexOf(name));
    status.push(dayNumber(from));
    status.push(to === undefined ? openEnd : dayNumber(to));
  }
  const since = publicSince(record);
  if (since !== undefined) buffer.column(systemColumns.publicSince).push(dayNumber(since));
  const newest = findDataDay(record);
  if (newest !== undefined) buffer.column(systemColumns.dataDay).push(newest);
  buffer.end();
}

function indexField(buffer: InvertedBuffer, field: EmbeddedField, values: readonly FieldValue[]): void {
  const { spec, column, number: fieldNumber } = field;
  buffer.addPlain('exists', fieldNumber, '');
  if (field.textBit !== undefined) indexText(buffer, field.textBit, values);
  if (column === 'days' || column === 'integers') {
    const builder = buffer.column(spec.code);
    const numbers = values.map((value) => (typeof value === 'number' ? value : dayNumber(value)));
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
    if (hasGaps) addCells(position);
    boundaries.push(start + position, boundaryKinds[kind]);
    // The empty position before a paragraph is said by its end.
    if (hasGaps && kind === 'paragraph') while (token < count && (positions[token] ?? 0) <= position) token++;
  }
  if (hasGaps) addCells(lastPosition + 1);
}
