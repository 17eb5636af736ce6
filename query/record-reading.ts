import { publicSince, statusPeriods } from '../domain/life-status.js';
import type { StatusPeriod } from '../domain/life.js';
import type { IpRecord } from '../domain/record.js';
import type { IsoDate } from '../domain/text.js';
import type { FieldValue } from '../mappings/field.js';
import { fieldOf } from '../mappings/fields.js';
import { readFieldText, type FieldWord } from './field-text.js';

/** One record as the language sees it: field values, their words, status periods, each worked out once. */
export class RecordReading {
  private readonly valuesByField = new Map<string, readonly FieldValue[]>();
  private readonly wordsByField = new Map<string, FieldWord[]>();
  private periods: StatusPeriod[] | undefined;

  constructor(readonly record: IpRecord) {}

  values(field: string): readonly FieldValue[] {
    let values = this.valuesByField.get(field);
    if (!values) this.valuesByField.set(field, (values = wellFormed(fieldOf(field).values(this.record))));
    return values;
  }

  /** Words of a text field, all its values in one row. */
  words(field: string): FieldWord[] {
    let words = this.wordsByField.get(field);
    if (!words) this.wordsByField.set(field, (words = readFieldText(this.values(field).map(String))));
    return words;
  }

  statusPeriods(): StatusPeriod[] {
    return (this.periods ??= statusPeriods(this.record));
  }

  publicSince(): IsoDate | undefined {
    return publicSince(this.record);
  }
}

/** Lone surrogates cannot be stored as UTF-8; every reading of a value sees what a store gives back. */
function wellFormed(values: readonly FieldValue[]): readonly FieldValue[] {
  return values.map((value) => (typeof value === 'string' ? value.toWellFormed() : value));
}
