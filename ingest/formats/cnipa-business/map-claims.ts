import type { Claim } from '../../../domain/patent.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, findAll } from '../../xml/xml-node.js';
import { findClaimReferences } from '../st36/claim-dependencies.js';
import { languageOf } from './map-text.js';
import { compact, readCount } from './reading.js';

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
  return findAll(document, 'Claims').flatMap((claims) => {
    const lang = languageOf(claims);
    const structured = findAll(claims, 'Claim').map((node, index): PrintedClaim => {
      const texts = findAll(node, 'ClaimText');
      const printed = attribute(node, 'num');
      return {
        text: texts
          .map((each) => each.text)
          .filter(Boolean)
          .join('\n'),
        number: readCount(printed) ?? index + 1,
        printed,
        id: attribute(node, 'id'),
        pointsTo: texts
          .flatMap(({ references }) => references ?? [])
          .flatMap(({ idRef, idref }) => idRef ?? idref ?? []),
      };
    });
    const found = structured.length > 0 ? structured : cutClaims(findAll(claims, 'Paragraphs').map(({ text }) => text));
    const numbers = new Map(found.flatMap(({ id, number }) => (id === undefined ? [] : [[id, number] as const])));
    return found.map(({ text, number, printed, pointsTo }) => {
      const marked = (pointsTo ?? []).flatMap((id) => numbers.get(id) ?? []).filter((each) => each < number);
      const parents = new Set([...findClaimReferences(preambleOf(text), number), ...marked]);
      return compact<Claim>({
        number,
        text,
        lang,
        dependsOn: [...parents].sort((a, b) => a - b),
        originalNumber: printed !== undefined && readCount(printed) === undefined ? printed : undefined,
      });
    });
  });
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
