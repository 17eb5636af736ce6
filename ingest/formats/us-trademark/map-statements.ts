import type { TrademarkRecord } from '../../../domain/trademark.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { isSet } from './reading.js';

type Statement = TrademarkRecord['statements'][number];

/** First two characters of a statement's type code -> kind. Goods and services (`GS`) stand in `goodsServices`. */
const kinds: Readonly<Record<string, string>> = {
  A0: 'amendment',
  AF: 'affidavit',
  B0: 'correction',
  CC: 'color-claim',
  CD: 'color-description',
  CS: 'certification',
  CU: 'concurrent-use',
  D0: 'disclaimer',
  D1: 'disclaimer',
  DM: 'mark-description',
  IN: 'indexing',
  LS: 'lining-stippling',
  N0: 'name-portrait-consent',
  NR: 'name-portrait-consent',
  OR: 'order-restricting-scope',
  PM: 'pseudo-mark',
  TF: 'distinctiveness-limitation',
  TL: 'transliteration',
  TR: 'translation',
};

const indicators: Readonly<Record<string, string>> = {
  'intent-to-use-in': 'filed: section 1(b), intent to use',
  'intent-to-use-current-in': 'current: section 1(b), intent to use',
  'filed-as-use-application-in': 'filed: section 1(a), use in commerce',
  'amended-to-use-application-in': 'amended: section 1(a), use in commerce',
  'use-application-currently-in': 'current: section 1(a), use in commerce',
  'amended-to-itu-application-in': 'amended: section 1(b), intent to use',
  'filing-basis-filed-as-44d-in': 'filed: section 44(d), foreign application',
  'amended-to-44d-application-in': 'amended: section 44(d), foreign application',
  'filing-basis-current-44d-in': 'current: section 44(d), foreign application',
  'filing-basis-filed-as-44e-in': 'filed: section 44(e), foreign registration',
  'amended-to-44e-application-in': 'amended: section 44(e), foreign registration',
  'filing-basis-current-44e-in': 'current: section 44(e), foreign registration',
  'filing-basis-filed-as-66a-in': 'filed: section 66(a), Madrid Protocol',
  'filing-basis-current-66a-in': 'current: section 66(a), Madrid Protocol',
  'without-basis-currently-in': 'current: no basis',
  'filing-current-no-basis-in': 'filed: no basis',
};

const kindIndicators = new Set([
  'trademark-in',
  'service-mark-in',
  'collective-trademark-in',
  'collective-service-mark-in',
  'collective-membership-mark-in',
  'certification-mark-in',
]);

/** Statements of the case (INID 526 and others), filing bases, and every further indicator of the header that says yes. */
export function mapStatements(caseFile: XmlNode): Statement[] {
  const result: Statement[] = [];
  for (const each of findAll(caseFile, 'case-file-statements', 'case-file-statement')) {
    const code = textAt(each, 'type-code') ?? '';
    const text = findAll(each, 'text')
      .map((part) => part.text)
      .filter(Boolean)
      .join('\n');
    if (text !== '' && !code.startsWith('GS'))
      result.push({ kind: kinds[code.slice(0, 2)] ?? (code || 'other'), text });
  }
  for (const each of findAll(caseFile, 'case-file-owners', 'case-file-owner'))
    for (const { name, text } of each.children)
      if (text !== '' && (name === 'composed-of-statement' || name === 'name-change-explanation'))
        result.push({ kind: `owner-${name.replace(/-(?:statement|explanation)$/, '')}`, text });
  for (const { name, text } of find(caseFile, 'case-file-header')?.children ?? []) {
    if (text !== 'T' || kindIndicators.has(name)) continue;
    const basis = indicators[name];
    result.push(basis ? { kind: 'filing-basis', text: basis } : { kind: 'indicator', text: writeIndicator(name) });
  }
  if (isSet(find(caseFile, 'prior-registration-applications'), 'other-related-in'))
    result.push({ kind: 'indicator', text: 'other related registrations' });
  const international = find(caseFile, 'international-registration');
  for (const name of ['priority-claimed-in', 'first-refusal-in'])
    if (isSet(international, name))
      result.push({ kind: 'indicator', text: `international registration ${writeIndicator(name)}` });
  return result;
}

const writeIndicator = (name: string): string => name.replace(/-in$/, '').replace(/-/g, ' ');

/** Kinds of mark that the header says yes to. */
export function mapMarkKinds(header: XmlNode | undefined): string[] {
  return [...kindIndicators].filter((name) => isSet(header, name)).map((name) => name.replace(/-in$/, ''));
}

const features: Readonly<Record<string, string>> = {
  '1': 'Word',
  '2': 'Figurative',
  '3': 'Combined',
  '4': 'Word',
  '5': 'Stylized characters',
  '6': 'Other',
};

/** ST.66 mark feature of the drawing code: 1 typed, 2 design only, 3 design with words, 4 standard characters, 5 stylized, 6 no drawing. */
export function readMarkFeature(header: XmlNode | undefined): string | undefined {
  if (isSet(header, 'drawing-3d-current-in')) return '3-D';
  return features[textAt(header, 'mark-drawing-code')?.[0] ?? ''];
}
