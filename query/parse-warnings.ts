import type { FieldType } from '../mappings/field.js';
import { fieldByName } from '../mappings/fields.js';
import { writeCanonical } from './canonical.js';
import { isOperatorWord } from './operator-words.js';
import { shorten } from './query-error.js';
import type { SyntaxNode } from './syntax.js';
import type { TokenCursor } from './token-cursor.js';
import type { Span } from './tree.js';
import type { WarningList } from './warnings.js';

/** Warns when the word under the cursor stands behind a field that covers only the word before it: `AP=robert bosch`. */
export function warnAboutLostField(warnings: WarningList, before: SyntaxNode | undefined, cursor: TokenCursor): void {
  const next = cursor.peek();
  if (next?.kind !== 'word' || isOperatorWord(next.text) || cursor.peek(1)?.kind === 'relation') return;
  if (before?.kind !== 'field' || before.value.kind !== 'word') return;
  const field = fieldByName(before.name);
  if (!field || !belongsTo('type' in field ? field.type : 'text', next.text)) return;
  const grouped = `${field.code}${before.relation}(${before.value.text} ${next.text})`;
  warnings.add(
    'field-covers-one-word',
    next.span,
    () =>
      `\`${shorten(next.text)}\` is searched in the default fields, not in ${field.code}; for both words in ${field.code} write \`${shorten(grouped)}\``,
  );
}

/** Whether a word could be one more value of such a field; a code could be any word, so that codes never warn. */
function belongsTo(type: FieldType, word: string): boolean {
  if (type === 'date' || type === 'integer') return /^\d[\d./-]*$/.test(word);
  if (type === 'class') return /^(?:[A-HY]\d\d(?:[A-Z]\d*(?:\/\d+)?)?|\d{1,2}(?:[.-]\d{1,2})*)$/i.test(word);
  return type === 'text' || type === 'name';
}

/** Warns of operators that stand side by side without brackets, with the reading in brackets. */
export function warnAboutMixture(warnings: WarningList, node: SyntaxNode, names: string): void {
  warnings.add(
    'mixed-operators',
    node.span,
    () => `${names} stand side by side without brackets; this was read as \`${shorten(writeCanonical(node), 400)}\``,
  );
}

/** The same of proximity operators; what stands in brackets of its own (`bracketed`) is not looked into. */
export function warnAboutMixedDistances(warnings: WarningList, node: SyntaxNode, bracketed: WeakSet<SyntaxNode>): void {
  const names = new Set<string>();
  const collect = (each: SyntaxNode): void => {
    if (each.kind !== 'proximity' || bracketed.has(each)) return;
    names.add(each.operator.name);
    collect(each.left);
    collect(each.right);
  };
  collect(node);
  if (names.size > 1) warnAboutMixture(warnings, node, [...names].join(' and '));
}

/** Warns that a word of plain English was read as an operator: `a battery with a lid`. */
export function warnAboutWordAsOperator(warnings: WarningList, text: string, span: Span): void {
  const word = text.slice(span.start, span.end);
  if (!/^(?:near|with|same)$/i.test(word) || word === word.toUpperCase()) return;
  const operator = word.toUpperCase();
  warnings.add(
    'word-as-operator',
    span,
    () => `\`${word}\` was read as the operator ${operator}; to search the word write \`"${word}"\``,
  );
}
