import type { FieldGroup, FieldSpec } from '../mappings/field.js';
import { bareRange } from './lex-errors.js';
import { readSlashDays } from './mends.js';
import { relationInValue } from './parse-errors.js';
import type { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';
import { fieldByName } from '../mappings/fields.js';

const looksLikeDay = /^[\d+-][\d./年月日-]*[dwmy]?$|^today$|^\*$/i;

/**
 * Refuses `PD=2012 TO 2015`, of which only the first year would be a date and the rest words of the default fields.
 * @throws QueryError malformed-range
 */
export function refuseBareRange(
  text: string,
  field: FieldSpec | FieldGroup | undefined,
  value: { text: string; span: Span },
  cursor: TokenCursor,
): void {
  if (!field || !('type' in field) || (field.type !== 'date' && field.type !== 'integer')) return;
  const [to, end] = [cursor.peek(), cursor.peek(1)];
  if (to?.kind !== 'word' || end?.kind !== 'word' || !/^(?:to|至|到)$/i.test(to.text)) return;
  if (!looksLikeDay.test(end.text) && !readSlashDays(end.text)) return;
  throw bareRange(text, { start: value.span.start, end: end.span.end }, value.text, end.text);
}

/**
 * Refuses `TI=battery:cell`: the word under the cursor is followed by a relation but names no field.
 * @throws QueryError missing-value
 */
export function refuseRelationInValue(text: string, cursor: TokenCursor): void {
  const [word, relation, next] = [cursor.peek(), cursor.peek(1), cursor.peek(2)];
  if (word?.kind !== 'word' || relation?.kind !== 'relation' || fieldByName(word.text)) return;
  const isJoined = next?.span.start === relation.span.end && (next.kind === 'word' || next.kind === 'quoted');
  throw relationInValue(text, { start: word.span.start, end: isJoined ? next.span.end : relation.span.end });
}
