import type { Claim } from '../../../domain/patent.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, findAll } from '../../xml/xml-node.js';
import { findClaimReferences } from '../st36/claim-dependencies.js';
import { languageOf } from './map-text.js';
import { readCount } from './reading.js';

/**
 * The part of a claim that may say what it depends on: before the characterising clause (Rules of the Patent Law, rule 22). CNIPA files
 * carry hardly any claim-ref markup: `根据权利要求1所述`, `如权利要求1至3任一项所述`, `权利要求1或2`.
 */
function preambleOf(text: string): string {
  const cut = text.search(/其特征|特征在于|特征是|characteri[sz]ed/);
  return (cut > 0 ? text.slice(0, cut) : text.slice(0, 240)).normalize('NFKC');
}

interface PrintedClaim {
  number: number;
  text: string;
  printed?: string;
  id?: string;
  /** Ids that ClaimReference points to. */
  pointsTo?: string[];
}

/** Claims in order; a file that prints them as plain paragraphs is cut at their numbers. */
export function readClaims(document: XmlNode): Claim[] {
  const read: Claim[] = [];
  for (const claims of findAll(document, 'Claims')) {
    const lang = languageOf(claims);
    const structured = findAll(claims, 'Claim');
    const found =
      structured.length > 0
        ? structured.map(readPrinted)
        : cutClaims(findAll(claims, 'Paragraphs').map(({ text }) => text));
    const numbers = found.some(({ pointsTo }) => pointsTo) ? numbersById(found) : undefined;
    for (const each of found) read.push(readClaim(each, lang, numbers));
  }
  return read;
}

const numbersById = (claims: readonly PrintedClaim[]): Map<string | undefined, number> =>
  new Map(claims.map(({ id, number }) => [id, number]));

function readPrinted(node: XmlNode, index: number): PrintedClaim {
  const printed = attribute(node, 'num');
  const claim: PrintedClaim = {
    number: readCount(printed) ?? index + 1,
    text: '',
    printed,
    id: attribute(node, 'id'),
    pointsTo: undefined,
  };
  for (const { name, text, references } of node.children) {
    if (name !== 'ClaimText') continue;
    if (text !== '') claim.text = claim.text === '' ? text : `${claim.text}\n${text}`;
    for (const { idRef, idref } of references ?? []) {
      const target = idRef ?? idref;
      if (target !== undefined) (claim.pointsTo ??= []).push(target);
    }
  }
  return claim;
}

/** `numbers`: of the claims by their ids, when any points to another. */
function readClaim(
  { number, text, printed, pointsTo }: PrintedClaim,
  lang: string | undefined,
  numbers: ReadonlyMap<string | undefined, number> | undefined,
): Claim {
  const named = findClaimReferences(preambleOf(text), number);
  const marked = (pointsTo ?? []).flatMap((id) => numbers?.get(id) ?? []).filter((each) => each < number);
  const dependsOn = marked.length === 0 ? named : [...new Set([...named, ...marked])].sort((a, b) => a - b);
  const claim: Claim = lang === undefined ? { number, text, dependsOn } : { number, text, lang, dependsOn };
  if (printed !== undefined && readCount(printed) === undefined) claim.originalNumber = printed;
  return claim;
}

function cutClaims(paragraphs: string[]): PrintedClaim[] {
  const found: PrintedClaim[] = [];
  for (const text of paragraphs.filter(Boolean)) {
    const number = /^(\d{1,3})\s*[.、．]/.exec(text)?.[1];
    const last = found[found.length - 1];
    if (number !== undefined && Number(number) === (last?.number ?? 0) + 1)
      found.push({ number: Number(number), text });
    else if (last) last.text += `\n${text}`;
    else found.push({ number: 1, text });
  }
  return found;
}
