import fc from 'fast-check';
import { classAncestors } from '../../domain/class-symbol.js';
import type { LifeStatus } from '../../domain/life.js';
import type { IpRecord } from '../../domain/record.js';
import { analyzeText, foldKeyword } from '../../mappings/analyze.js';
import { schemeOfField } from '../../mappings/embedded.js';
import { fields, textFieldCodes } from '../../mappings/fields.js';
import type { CheckedNode, PhraseElement } from '../../query/tree.js';
import { loosen, positionLeaves, treesOver } from './trees.js';

/** What records say, by kind of leaf: random queries cut from it hit something. */
interface Vocabulary {
  texts: { field: string; value: string }[];
  names: { field: string; value: string }[];
  symbols: { field: string; symbol: string }[];
  numbers: { field: string; key: string }[];
  points: { field: string; value: string | number }[];
}

function collectVocabulary(records: Iterable<IpRecord>): Vocabulary {
  const found: Vocabulary = { texts: [], names: [], symbols: [], numbers: [], points: [] };
  for (const record of records)
    for (const { code: field, type, values } of fields)
      for (const each of values(record)) {
        const value = String(each).toWellFormed();
        if (type === 'text' || type === 'name') found.texts.push({ field, value });
        if (type === 'name' || type === 'keyword') found.names.push({ field, value: foldKeyword(value) });
        else if (type === 'class') found.symbols.push({ field, symbol: value });
        else if (type === 'number') found.numbers.push({ field, key: value });
        else if (type === 'date' || type === 'integer') found.points.push({ field, value: each });
      }
  return found;
}

const statuses: LifeStatus[] = ['pending', 'published', 'in-force', 'lapsed', 'expired', 'withdrawn', 'unknown'];

/** Random trees that speak of these records: phrases of their texts, their names, classes, numbers and days, whole and truncated. */
export function treesAbout(records: Iterable<IpRecord>): fc.Arbitrary<CheckedNode> {
  const { texts, names, symbols, numbers, points } = collectVocabulary(records);
  const pick = <T>(list: readonly T[]): fc.Arbitrary<T> => fc.nat({ max: list.length - 1 }).map((at) => list[at] as T); // in range
  /** Consecutive words of a text, and its field. */
  const excerpt = (lengths: number[]): fc.Arbitrary<{ field: string; elements: PhraseElement[] }> =>
    fc
      .tuple(
        pick(texts),
        fc.nat(),
        fc.constantFrom(...lengths),
        // Stems are dear for the scan, which knows no dictionary.
        fc.array(fc.nat({ max: 60 }), { minLength: 1, maxLength: 4 }),
      )
      .map(([{ field, value }, at, length, choices]) => {
        const start = at % (value.length + 1);
        const terms = analyzeText(value.slice(start, start + 150)).map(({ term }) => term);
        // The first word may have been cut in two.
        const whole = terms.length > length && start > 0 ? terms.slice(1) : terms;
        const elements = whole.slice(0, length).map((term) => ({ kind: 'term' as const, term }));
        return { field, elements: loosen(elements, choices) };
      });
  const moreFields = fc.subarray([...textFieldCodes], { maxLength: 6 });
  const phrase = fc
    .tuple(excerpt([1, 1, 1, 2, 2, 3, 5, 8]), moreFields)
    .map(([{ field, elements }, more]): CheckedNode =>
      elements.length === 0 ? { kind: 'none' } : { kind: 'phrase', fields: [...new Set([field, ...more])], elements },
    );
  const shorter = excerpt([1, 1, 1, 2, 3]);
  const proximity = fc.tuple(shorter, moreFields).chain(([{ field }, more]) =>
    positionLeaves(
      fc.constant([...new Set([field, ...more])]),
      shorter.map(({ elements }) => (elements.length > 0 ? elements : [{ kind: 'any' }])),
    ),
  );
  const name = fc
    .tuple(pick(names), fc.boolean(), fc.nat({ max: 12 }))
    .map(([{ field, value }, isPrefix, length]): CheckedNode =>
      isPrefix
        ? { kind: 'keyword', field, value: [...value].slice(0, length).join(''), match: 'prefix' }
        : { kind: 'keyword', field, value, match: 'exact' },
    );
  const symbol = fc
    .tuple(pick(symbols), fc.constantFrom('tree', 'exact', 'prefix', 'above'), fc.nat({ max: 8 }))
    .map(([{ field, symbol: whole }, match, depth]): CheckedNode => {
      const ancestors = classAncestors(schemeOfField(field), whole);
      if (match === 'above')
        return { kind: 'class', field, symbol: ancestors[depth % ancestors.length] ?? whole, match: 'tree' };
      if (match === 'prefix') return { kind: 'class', field, symbol: whole.slice(0, depth + 1), match };
      return { kind: 'class', field, symbol: whole, match: match === 'tree' ? 'tree' : 'exact' };
    });
  const number = fc
    .tuple(fc.array(pick(numbers), { minLength: 1, maxLength: 4 }), fc.boolean(), fc.integer({ min: 2, max: 9 }))
    .map(([list, isPrefix, length]): CheckedNode => ({
      kind: 'number',
      fields: [...new Set(list.map(({ field }) => field))],
      keys: list.map(({ key }) => (isPrefix ? key.slice(0, length) : key)),
      match: isPrefix ? 'prefix' : 'exact',
    }));
  const range = fc
    .tuple(pick(points), pick(points), fc.constantFrom('one', 'from', 'to', 'both'))
    .map(([{ field, value }, other, ends]): CheckedNode => {
      const second = typeof other.value === typeof value ? other.value : value;
      const [from, to] = ends === 'one' ? [value, value] : value < second ? [value, second] : [second, value];
      return { kind: 'range', field, from: ends === 'to' ? undefined : from, to: ends === 'from' ? undefined : to };
    });
  const status = fc
    .tuple(fc.subarray(statuses, { minLength: 1 }), fc.option(pick(points), { nil: undefined }))
    .map(([list, on]): CheckedNode => ({
      kind: 'status',
      statuses: list,
      on: typeof on?.value === 'string' ? on.value : undefined,
    }));
  const exists = fc.constantFrom(...fields).map(({ code }): CheckedNode => ({ kind: 'exists', field: code }));
  return treesOver(
    fc.oneof(
      { weight: 8, arbitrary: phrase },
      { weight: 5, arbitrary: proximity },
      { weight: 3, arbitrary: name },
      { weight: 3, arbitrary: symbol },
      { weight: 2, arbitrary: number },
      { weight: 2, arbitrary: range },
      { weight: 1, arbitrary: status },
      { weight: 1, arbitrary: exists },
    ),
  );
}
