import type { Claim } from '../../../domain/patent.js';
import type { EmbeddedReference } from '../../../domain/text.js';
import { node, type ElementRule } from '../../xml/element-rule.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { findClaimReferences } from './claim-dependencies.js';
import { mixed } from './vocabulary.js';

/** Children of ST.36 claims. A claim is one block: its nested claim-text elements become lines. */
export const claimsChildren: Record<string, ElementRule> = {
  claim: mixed,
  'doc-page': node({}),
};

export const claims: ElementRule = node(claimsChildren);

/** Number in `CLM-00012`, `c-en-0012`, `cl0012`, `00012`; undefined when there is none, or more than one (`00001-00020`). */
function readNumber(printed: string | undefined): number | undefined {
  const digits = printed?.match(/^\D*0*(\d{1,5})$/)?.[1];
  return digits === undefined ? undefined : Number(digits);
}

/**
 * ST.36 claims as a tree by `dependsOn`: numbers named by claim-ref and numbers, ranges and lists named in the text.
 * A claim without a readable number gets its place in order. References to itself or to later claims are no dependency.
 */
export function mapClaims(source: XmlNode | undefined, lang?: string): Claim[] {
  const result: Claim[] = [];
  const numbers = new Map<string, number>();
  for (const each of source?.children ?? []) {
    if (each.name !== 'claim' || each.text === '') continue;
    const printed = each.attributes['num'];
    const number =
      readNumber(printed) ?? (printed ? undefined : readNumber(each.attributes['id'])) ?? result.length + 1;
    const id = each.attributes['id'];
    if (id) numbers.set(id, number);
    const claim: Claim = { number, text: each.text, dependsOn: findDependencies(each, number, numbers) };
    if (lang) claim.lang = lang;
    if (printed && readNumber(printed) === undefined) claim.originalNumber = printed;
    result.push(claim);
  }
  return result;
}

function findDependencies(claim: XmlNode, own: number, numbers: ReadonlyMap<string, number>): number[] {
  const named = findClaimReferences(claim.text, own);
  if (!claim.references) return named;
  const all = new Set(named);
  for (const { idref, num } of claim.references)
    for (const each of (idref ?? num ?? '').split(/\s+/)) {
      const number = numbers.get(each) ?? readNumber(each);
      if (number !== undefined && number > 0 && number < own) all.add(number);
    }
  return [...all].sort((a, b) => a - b);
}

/** Elements that stand between paragraphs and are such a reference themselves. */
const ownKinds: ReadonlyMap<string, EmbeddedReference['kind']> = new Map([
  ['maths', 'maths'],
  ['chemistry', 'chemistry'],
  ['tables', 'table'],
  ['table-external-doc', 'table'],
  ['us-megatable-doc', 'table'],
  ['img', 'image'],
  ['doc-page', 'image'],
  ['sequence-list', 'sequence'],
]);

/** Formulas, tables and drawings of a block or of the blocks below it, each with the part of the document it stands in. */
export function collectEmbedded(source: XmlNode | undefined, part: string, into: EmbeddedReference[]): void {
  if (!source) return;
  const kind = ownKinds.get(source.name);
  if (kind) {
    const { id, file } = source.attributes;
    if (id || file) into.push({ kind, ...(id ? { id } : {}), ...(file ? { file } : {}), part });
  }
  if (source.embedded) for (const each of source.embedded) into.push({ ...each, part });
  for (const child of source.children) collectEmbedded(child, part, into);
}
