import type { PublicationNotice } from '../../../domain/document-reference.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { Mapping } from '../st36/flags.js';
import { dayAt, preferEnglish } from './sdobi-reading.js';

/** Corrections (INID 15, 48) and what else the office announces in words about the document. */
export function mapNotices(document: XmlNode, mapping: Mapping): PublicationNotice[] {
  const sdobi = find(document, 'SDOBI');
  const b100 = find(sdobi, 'B100');
  const notices = [...mapCorrections(document, mapping)];
  const add = (kind: string, text: string | undefined, code?: string) => {
    if (text || code) notices.push({ kind, ...(code ? { code } : {}), ...(text ? { text } : {}) });
  };
  const basis = textAt(b100, 'B120', 'B121EP');
  if (basis) add('document-designation', [textAt(b100, 'B120', 'B121'), basis].filter(Boolean).join(', '));
  add('extended-kind-code', undefined, textAt(b100, 'B131EP'));
  add('original-kind-code', undefined, textAt(b100, 'B132EP'));
  add('new-kind-code', undefined, textAt(b100, 'B133EP'));

  const b200 = find(sdobi, 'B200');
  add('language-of-filing', undefined, textAt(b200, 'B250'));
  add('admissible-non-epo-language', undefined, textAt(b200, 'B250EP'));
  add('language-of-procedure', undefined, textAt(b200, 'B251EP'));

  const eptags = find(sdobi, 'B000', 'eptags');
  add('legal-status', textAt(eptags, 'B030EP'));
  add('remark', preferEnglish(find(eptags, 'B050EP')?.children ?? [], 'B051EP', 'B052EP'));
  for (const each of findAll(eptags, 'B053EP')) add('remark', each.text);
  add('technical-information', textAt(eptags, 'B070EP'));
  add('technical-information', textAt(sdobi, 'B500', 'B599EP'));
  const notification = find(eptags, 'B080EP');
  if (notification)
    add(
      'public-notification',
      [textAt(notification, 'B083EP'), textAt(notification, 'B082EP', 'snm')].filter(Boolean).join(': '),
      textAt(notification, 'B081EP'),
    );
  for (const inventor of findAll(sdobi, 'B700', 'B720', 'B721')) {
    add('inventor-waiver', textAt(inventor, 'B724EP'));
    add('inventor-waiver', findAll(inventor, 'B725EP', 'text').at(-2)?.text ?? textAt(inventor, 'B725EP', 'text'));
    for (const tag of ['B726EP', 'B727EP', 'B728EP', 'B729EP']) {
      const text = textAt(inventor, tag);
      if (text) add('origin-of-right', text, tag);
    }
  }
  const deposit = find(sdobi, 'B800', 'B830');
  if (deposit) {
    const date = dayAt(mapping, deposit, 'B833');
    const text = [textAt(deposit, 'B831'), textAt(deposit, 'B832')].filter(Boolean).join(', ');
    notices.push({ kind: 'biological-deposit', ...(date ? { date } : {}), ...(text ? { text } : {}) });
  }
  add('search-office', textAt(sdobi, 'B500', 'B560', 'B567', 'snm'));
  for (const admin of findAll(document, 'search-report-data', 'srep-for-pub', 'srep-admin'))
    add('search-office', textAt(admin, 'srep-office'));
  for (const report of findAll(document, 'search-report-data'))
    for (const [kind, ...path] of searchReasons) add(kind, textAt(report, ...path));
  for (const set of findAll(document, 'claims'))
    add('claims-for-states', attribute(set, 'claim-type'), attribute(set, 'claim-type') && attribute(set, 'id'));
  return notices;
}

/** Reasons of the examiner for a search that is less than whole: kind of notice, and where they stand in the report. */
const searchReasons: readonly (readonly [kind: string, ...path: string[]])[] = [
  ['claims-not-searched', 'srep-info', 'srep-claims-info'],
  ['lack-of-unity', 'srep-info', 'srep-unity-of-invention'],
  ['incomplete-search', 'srep-for-pub', 'srep-incomplete-search'],
  ['incomplete-search', 'srep-for-pub', 'incomplete-search'],
  ['search-declaration', 'srep-for-pub', 'srep-declaration'],
];

function mapCorrections(document: XmlNode, mapping: Mapping): PublicationNotice[] {
  const sdobi = find(document, 'SDOBI');
  const b150 = find(sdobi, 'B100', 'B150');
  const b665 = find(sdobi, 'B600', 'B665');
  const issued = dayAt(mapping, find(sdobi, 'B400'), 'B480');
  const attributeCode = attribute(document, 'correction-code');
  if (!b150 && !b665) {
    return attributeCode || issued
      ? [{ kind: 'correction', ...(attributeCode ? { code: attributeCode } : {}), ...(issued ? { date: issued } : {}) }]
      : [];
  }
  const code = textAt(b150, 'B151') ?? attributeCode;
  const date = dayAt(mapping, b150, 'B152') ?? issued;
  const inid = textAt(b150, 'B153') ?? textAt(b150, 'B155', 'B153');
  const text = [
    inid ? `INID ${inid}` : undefined,
    preferEnglish(find(b150, 'B154')?.children ?? [], 'B1541', 'B1542'),
    preferEnglish(
      (find(b150, 'B155')?.children ?? []).filter(({ name }) => name !== 'B153'),
      'B1551',
      'B1552',
    ),
    textAt(b150, 'B1550'),
    textAt(b665, 'B667'),
    textAt(b665, 'B668'),
  ]
    .filter(Boolean)
    .join('; ');
  return [{ kind: 'correction', ...(code ? { code } : {}), ...(date ? { date } : {}), ...(text ? { text } : {}) }];
}
