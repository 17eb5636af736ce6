import { canonicalNumber } from '../../../domain/document-id.js';
import type { Citation, DocumentReference } from '../../../domain/document-reference.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapCited } from '../st36/citations.js';
import type { Mapping } from '../st36/flags.js';

/** B560 of the specification, the search report where it is text, and the EPO's list of what the description cites. */
export function mapCitations(document: XmlNode, mapping: Mapping): Citation[] {
  return [
    ...mapFrontPage(find(document, 'SDOBI', 'B500', 'B560')),
    ...findAll(document, 'search-report-data').flatMap((report) => mapSearchReport(report, mapping)),
    ...findAll(document, 'ep-reference-list', 'p').flatMap((paragraph) =>
      [paragraph, ...findAll(paragraph, 'ul', 'li')].flatMap((entry) => {
        const cited = mapCited(entry, mapping);
        return cited ? [{ ...cited, citedBy: 'applicant', phase: 'description' }] : [];
      }),
    ),
  ];
}

/** B561 and B562 in order; B563 (category) and B564 (claims) belong to the citation before them. */
function mapFrontPage(b560: XmlNode | undefined): Citation[] {
  const citations: Citation[] = [];
  for (const child of b560?.children ?? []) {
    const last = citations[citations.length - 1];
    if (child.name === 'B561' || child.name === 'B562') {
      const text = textAt(child, 'text');
      if (!text) continue;
      const reference = child.name === 'B561' ? readPrinted(text) : undefined;
      citations.push({
        kind: child.name === 'B561' ? 'patent' : 'npl',
        sequence: citations.length + 1,
        ...(reference ? { reference } : {}),
        text,
      });
    } else if (child.name === 'B563' && child.text && last) last.category = child.text;
    else if (child.name === 'B564' && child.text && last)
      last.relevantClaims = last.relevantClaims ? `${last.relevantClaims}, ${child.text}` : child.text;
  }
  return citations;
}

/** Groups of digits as printed: `2 765 554`, `2005/123456`, `5,948,634`, `RE 38 000`, `102006 012 345`. */
const digits = String.raw`(?:[A-Z]{1,2}\s?)?\d+(?:[\s./-]*\d+|,\d{3}(?!\d))*`;
/** `WO-A-03/008444`, `FR-A- 2 765 554`, `DE-U1-202 015 001 234`, and without a level of publication `US- - 5 214 270`; words may follow. */
const dashedShape = new RegExp(`^([A-Z]{2})\\s*-\\s*(?:([A-Z]\\d?)\\s*)?(?:-\\s*)?(${digits})(?![\\dA-Z/])`);
/** `EP 1 234 567 A1`, `US 2005/0123456 A1`, `EP1234567A1`. */
const spacedShape = new RegExp(`^([A-Z]{2})\\s*(${digits})\\s*([A-Z]\\d?)?$`);

function readPrinted(text: string): DocumentReference | undefined {
  const dashed = dashedShape.exec(text);
  const [, office, kind, printed] = dashed ?? reorder(spacedShape.exec(text));
  if (!office || !printed) return undefined;
  const number = canonicalNumber(office, printed.replace(/[\s,]+/g, ''), kind);
  return number ? { office, number, ...(kind ? { kind } : {}), original: text } : undefined;
}

const reorder = (match: RegExpExecArray | null): (string | undefined)[] =>
  match ? [match[0], match[1], match[3], match[2]] : [];

function mapSearchReport(report: XmlNode, mapping: Mapping): Citation[] {
  const office = attribute(report, 'srep-office');
  return findAll(report, 'srep-for-pub', 'srep-citations', 'citation').flatMap((element) => {
    const cited = mapCited(element, mapping);
    if (!cited) return [];
    const join = (name: string) =>
      findAll(element, name)
        .map(({ text }) => text)
        .filter(Boolean)
        .join(', ');
    const category = join('category');
    const relevantClaims = join('rel-claims');
    return [
      {
        ...cited,
        ...(category ? { category } : {}),
        ...(relevantClaims ? { relevantClaims } : {}),
        citedBy: office && office !== 'EP' ? 'international-search' : 'examiner',
        phase: 'SEA',
      },
    ];
  });
}
