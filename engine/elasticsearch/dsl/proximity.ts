import type { Json } from '../../../mappings/elasticsearch.js';
import type { PhraseElement, PositionNode } from '../../../query/tree.js';
import { paragraphMarker, residues, sentenceMarker } from '../token-stream.js';
import { allOf, anyOf } from './clauses.js';
import { hasRule, supersetOfPhrase, wordsRule } from './words.js';

type Words = readonly PhraseElement[];
type Distance = PositionNode & { kind: 'distance' };
type Within = PositionNode & { kind: 'within' };

/** Pairs of alternatives that one query may ask for. */
const mostPairs = 64;

/**
 * Intervals rules of which one has to match for the node to occur in a field; undefined where none is exact: Lucene keeps the smallest intervals only, so
 * groups and distances inside distances may lose the occurrence that counts, and the same words twice may be one occurrence for both sides.
 */
export function rulesOf(node: PositionNode, expands: boolean): Json[] | undefined {
  switch (node.kind) {
    case 'words':
      return hasRule(node.elements, expands) ? [wordsRule(node.elements)] : undefined;
    case 'any-of': {
      const rules = node.children.map((child) => rulesOf(child, expands));
      return rules.some((each) => each === undefined) ? undefined : rules.flatMap((each) => each ?? []);
    }
    case 'distance':
    case 'within': {
      const [lefts, rights] = [alternativesOf(node.left, expands), alternativesOf(node.right, expands)];
      if (!lefts || !rights || lefts.length * rights.length > mostPairs) return undefined;
      return node.kind === 'distance' ? distanceRules(node, lefts, rights) : withinRules(node, lefts, rights);
    }
  }
}

/** The words of which a side is one; undefined when it is more than words. */
function alternativesOf(node: PositionNode, expands: boolean): Words[] | undefined {
  if (node.kind === 'words') return hasRule(node.elements, expands) ? [node.elements] : undefined;
  if (node.kind !== 'any-of') return undefined;
  const all = node.children.map((child) => alternativesOf(child, expands));
  return all.some((each) => each === undefined) ? undefined : all.flatMap((each) => each ?? []);
}

function distanceRules({ distance, isOrdered }: Distance, lefts: Words[], rights: Words[]): Json[] | undefined {
  const rules: Json[] = [];
  for (const left of lefts)
    for (const right of rights) {
      if (JSON.stringify(left) === JSON.stringify(right)) return undefined;
      const [a, b] = [wordsRule(left), wordsRule(right)];
      for (const intervals of isOrdered
        ? [[a, b]]
        : [
            [a, b],
            [b, a],
          ])
        rules.push({
          all_of: {
            ordered: true,
            max_gaps: Math.min(2 * distance - 1, 0x7fffffff),
            intervals,
            filter: { not_containing: markerPrefix(sentenceMarker) },
          },
        });
    }
  return rules;
}

/** All markers of a kind. */
const markerPrefix = (marker: (residue: number) => string): Json => ({
  prefix: { prefix: marker(0).replace(/\d+$/, '') },
});

function withinRules({ part, distance }: Within, lefts: Words[], rights: Words[]): Json[] | undefined {
  if (distance >= residues) return undefined;
  // Of a side's occurrences the inner ones count: alternatives of one length never hold each other.
  const isEven = (side: Words[]) => new Set(side.map(({ length }) => length)).size <= 1;
  if (!isEven(lefts) || !isEven(rights)) return undefined;
  const pairs = lefts.flatMap((left) => rights.map((right) => [left, right] as const));
  if (pairs.some(([left, right]) => mayCoincide(left, right))) return undefined;
  const marker = part === 'sentence' ? sentenceMarker : paragraphMarker;
  return pairs.flatMap(([left, right]) => {
    const intervals = [wordsRule(left), wordsRule(right)];
    return windowsOf(distance, marker).map((filter) => ({
      all_of: { ordered: false, intervals, filter: { not_containing: filter } },
    }));
  });
}

/** Whether two phrases may be the same words of a text. */
function mayCoincide(left: Words, right: Words): boolean {
  return (
    left.length === right.length &&
    left.every((element, place) => {
      const other = right[place];
      return element.kind !== 'term' || other?.kind !== 'term' || element.term === other.term;
    })
  );
}

/**
 * Rules of which one has no match inside an extent of at most `distance` consecutive parts. It holds fewer than `distance` markers, whose numbers follow one
 * another, so that of their residues by any modulus above that some run of the others is missing; a longer one leaves no run as long. The smallest
 * modulus makes the fewest rules.
 */
function windowsOf(distance: number, marker: (residue: number) => string): Json[] {
  if (distance === 1) return [markerPrefix(marker)];
  let modulus = 4;
  while (modulus <= distance) modulus *= 2;
  return Array.from({ length: modulus }, (_, start) => {
    const isMissing = (residue: number) => (residue - start + residues) % modulus <= modulus - distance;
    const missing = Array.from({ length: residues }, (_each, residue) => residue).filter(isMissing);
    return { regexp: { pattern: missing.map((residue) => marker(residue).replace('.', '\\.')).join('|') } };
  });
}

/** A necessary condition of the node in a field. */
export function supersetOf(node: PositionNode, code: string): Json {
  switch (node.kind) {
    case 'words':
      return supersetOfPhrase(node.elements, code);
    case 'any-of':
      return anyOf(node.children.map((child) => supersetOf(child, code)));
    case 'distance':
    case 'within':
      return allOf([supersetOf(node.left, code), supersetOf(node.right, code)]);
  }
}
