import type { CheckContext, Place } from './check-context.js';
import { shorten } from './query-error.js';
import type { OperandNode } from './syntax.js';
import type { Span } from './tree.js';

type WordNode = Exclude<OperandNode, { kind: 'range' }>;

export function warnAboutTruncatedRun(span: Span, context: CheckContext): void {
  const message = '`*` beside a Chinese character adds nothing: the run is found inside longer runs anyway';
  context.warn('truncated-ideograph', message, span);
}

/** A question mark at the end of several words may be that of a question. */
export function warnAboutQuestion(node: WordNode, context: CheckContext): void {
  if (!/[^*?]\?$/.test(node.text)) return;
  const isPhrase = node.kind !== 'word' && /\s/.test(node.text);
  const isEnd = node.kind === 'word' && /\S+\s+\S+\s+\S/.test(context.text.slice(0, node.span.end).trimStart());
  if (!isPhrase && !(isEnd && context.text.slice(node.span.end).trim() === '')) return;
  const message = '`?` stands for one character; where it only ends a question leave it out';
  context.warn('question-mark', message, node.span);
}

/** Runs joined by an ASCII comma are one phrase, as `1,2-dichloroethane` is; typed in Chinese they are meant as a list. */
export function warnAboutList(node: WordNode, field: Place['field'], context: CheckContext): void {
  if (!/\p{Ideographic}[,;]\p{Ideographic}/u.test(node.text)) return;
  const list = `(${node.text.split(/[,;]/).join(' ')})`;
  const written = field ? `${field.code}=${list}` : list;
  const message = `\`${shorten(node.text)}\` is searched as one phrase; for all of them write \`${shorten(written)}\``;
  context.warn('list-as-value', message, node.span);
}

const foreignOperators: Readonly<Record<string, string>> = {
  '|': 'OR',
  '||': 'OR',
  '!': 'NOT',
  '~': 'NOT',
  '^': 'XOR',
};

/** A word of punctuation only is left out; where it is an operator of another language, that changes the meaning. */
export function warnAboutNothing(node: WordNode, context: CheckContext): void {
  const written = node.kind === 'word' ? foreignOperators[node.text.normalize('NFKC')] : undefined;
  const hint = written ? `; write \`${written}\` if that was meant` : '';
  const message = `\`${shorten(node.text)}\` holds no word and was left out${hint}`;
  context.warn(written ? 'foreign-operator' : 'punctuation-only', message, node.span);
}

export function warnAboutForeignSigns(word: string, span: Span, context: CheckContext): void {
  const [, name = '', distance = ''] = /^(adj|near|with|same|[nw])\/(\d{1,4})$/i.exec(word) ?? [];
  if (name !== '') {
    const operator = (name.length > 1 ? name.toUpperCase() : 'NEAR') + distance;
    context.warn('foreign-operator', `\`${word}\` was read as words; write \`${operator}\` if that was meant`, span);
    return;
  }
  if (/^[-−!]\p{L}/u.test(word)) {
    context.warn(
      'leading-minus',
      `\`${word.charAt(0)}\` does not exclude; to exclude write \`NOT ${shorten(word.slice(1))}\``,
      span,
    );
  } else if (/\p{L}[$!%]$/u.test(word)) {
    context.warn(
      'foreign-truncation',
      `\`${word.slice(-1)}\` was read as punctuation; truncation is written \`*\``,
      span,
    );
  }
}
