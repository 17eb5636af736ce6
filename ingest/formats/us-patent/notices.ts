import type { PublicationNotice, RelatedDocument } from '../../../domain/document-reference.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapDocumentId } from '../st36/document-id.js';
import { readDay, type Mapping } from '../st36/flags.js';

/** What the office says about the document itself: disclaimers, lapse, corrections, republication, rule 47 (INID 15, 48). */
export function mapNotices(bibliography: XmlNode, mapping: Mapping): PublicationNotice[] {
  const notices: PublicationNotice[] = [];
  const add = (kind: string, source?: XmlNode, text?: string, code?: string) => {
    const date = readDay(mapping, textAt(source, 'date'), `notices.${kind}`);
    notices.push({ kind, ...(code ? { code } : {}), ...(date ? { date } : {}), ...(text ? { text } : {}) });
  };
  for (const child of bibliography.children) {
    if (child.name === 'us-term-of-grant')
      for (const each of child.children) {
        if (each.name.endsWith('disclaimer')) add('terminal-disclaimer', each, writeWords(each));
        else if (each.name === 'lapse-of-patent') add('lapse-of-patent', each, writeWords(each));
        else if (each.name === 'prior-disclosure-affidavit-filed')
          add('prior-disclosure-affidavit', undefined, each.text || undefined);
        else if (each.name === 'text' && each.text !== '') add('term-of-grant', undefined, each.text);
      }
    else if (child.name === 'us-publication-filing-type')
      for (const each of child.children) add('publication-filing-type', undefined, each.name.replace(/^us-/, ''));
    else if (child.name === 'rule-47-flag') add('rule-47');
    else if (child.name === 'us-sir-flag') add('statutory-invention-registration');
    else if (child.name.endsWith('-continued-prosecution-application'))
      add(child.name.replace(/^us-/, ''), undefined, child.text || undefined);
    else if (child.name === 'bio-deposit' && child.text !== '') add('biological-deposit', undefined, child.text);
    else if ((child.name === 'text' || child.name === 'dtext') && child.text !== '')
      add('remark', undefined, child.text);
    else if (child.name === 'us-appendix-data')
      for (const each of child.children) {
        const words = [textAt(each, 'object-description'), textAt(each, 'object-contents')].filter(Boolean).join(': ');
        add('appendix', undefined, words || undefined, textAt(each, 'object-id'));
      }
    else if (child.name === 'us-related-documents')
      for (const each of findAll(child, 'correction')) {
        const gazette = find(each, 'gazette-reference');
        const words = [
          textAt(each, 'type-of-correction'),
          textAt(each, 'text'),
          writeNumber(find(each, 'document-corrected') ?? each),
        ];
        add('correction', gazette, words.filter(Boolean).join('; ') || undefined, textAt(gazette, 'gazette-num'));
      }
  }
  return notices;
}

/** Words and number of a notice. */
const writeWords = (source: XmlNode): string | undefined =>
  [textAt(source, 'text'), writeNumber(source)].filter(Boolean).join('; ') || undefined;

function writeNumber(source: XmlNode): string | undefined {
  const parts = find(source, 'document-id')?.children.map((child) => child.text) ?? [];
  return parts.join(' ').trim() || undefined;
}

/** Hague Agreement data of a design: the international registration that the US design comes from. */
export function mapHague(bibliography: XmlNode, mapping: Mapping): RelatedDocument[] {
  const source = find(bibliography, 'hague-agreement-data');
  const printed = source?.children.find((child) => child.name.endsWith('registration-number'))?.text;
  if (!source || !printed) return [];
  const days = (pattern: RegExp) =>
    textAt(
      source.children.find((child) => pattern.test(child.name)),
      'date',
    );
  const member = 'relatedDocuments.parent';
  const date = readDay(mapping, days(/registration-date$/) ?? days(/filing-date$/), `${member}.date`);
  const parent = { office: 'WO', number: printed.replace(/\s+/g, ''), ...(date ? { date } : {}) };
  const published = readDay(mapping, days(/pub(?:lication)?-date$/), `${member}.date`);
  const related: RelatedDocument = { relation: 'hague-international-registration', parent };
  if (published) related.parentGrant = { ...parent, date: published };
  return [related];
}

/** Publications that this one corrects or amends. */
export function mapCorrected(bibliography: XmlNode, mapping: Mapping): RelatedDocument[] {
  return findAll(bibliography, 'us-related-documents', 'correction').flatMap((each) => {
    const id = find(each, 'document-corrected', 'document-id') ?? find(each, 'document-id');
    const parent = mapDocumentId(id, mapping, 'publication', 'relatedDocuments.parent');
    return parent ? [{ relation: 'correction', parent }] : [];
  });
}
