import { parseApplicationNumber } from '../../../domain/application-number.js';
import { canonicalNumber } from '../../../domain/document-id.js';
import type { DocumentReference, PriorityClaim } from '../../../domain/document-reference.js';
import type { PctOrRegionalData } from '../../../domain/patent.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, firstText, groupBySequence, present, readCount, readDate } from './reading.js';

/** Numbers that went through a spreadsheet: the digits are lost, nothing is guessed. */
const spreadsheetNumber = /^\d+(?:\.\d+)?E\+?\d+$/i;

/** Canonical number, flagged when the printed one is damaged. */
export function readNumber(office: string, printed: string, kind: string | undefined, member: string, notes: Notes) {
  if (spreadsheetNumber.test(printed)) {
    notes.flags.push({ code: 'damaged-number', member, raw: printed });
    return printed;
  }
  return canonicalNumber(office, printed, kind);
}

export interface PrintedForm {
  form: string | undefined;
  id: XmlNode | undefined;
}

/**
 * One reference from the document ids that print it in several forms; the first is the original form.
 * Undefined when none carries a number.
 */
export function readReference(
  forms: readonly PrintedForm[],
  member: string,
  notes: Notes,
  defaultOffice = 'CN',
): DocumentReference | undefined {
  const numbered = forms.filter(({ id }) => present(textAt(id, 'DocNumber')) !== undefined);
  const first = numbered[0];
  if (!first) return undefined;
  const ids = numbered.map(({ id }) => id);
  const office = firstText(ids, 'WIPOST3Code') ?? defaultOffice;
  const printed = textAt(first.id, 'DocNumber') ?? '';
  const kind = firstText(ids, 'Kind');
  const all: Record<string, string> = {};
  for (const { form, id } of numbered) if (form) all[form] ??= textAt(id, 'DocNumber') ?? '';
  return compact({
    office,
    number: readNumber(office, printed, kind, member, notes),
    kind,
    date: readDate(firstText(ids, 'Date'), `${member}.date`, notes),
    original: printed,
    forms: Object.keys(all).length > 0 ? all : undefined,
  });
}

/** Reference from PublicationReference or ApplicationReference siblings. */
export function readReferences(nodes: readonly XmlNode[], member: string, notes: Notes): DocumentReference | undefined {
  const group = groupBySequence(nodes)[0] ?? [];
  return readReference(
    group.map((each) => ({ form: attribute(each, 'dataFormat'), id: find(each, 'DocumentID') })),
    member,
    notes,
  );
}

/** One reference that is printed in one form. */
export const single = (id: XmlNode | undefined, member: string, notes: Notes, office?: string) =>
  id && readReference([{ form: undefined, id }], member, notes, office);

/** The application, with the check digit verified (GB/T ZC 0006). */
export function readApplication(nodes: readonly XmlNode[], notes: Notes): DocumentReference | undefined {
  const reference = readReferences(nodes, 'applicationReference', notes);
  if (reference?.original) {
    const { isCheckDigitValid } = parseApplicationNumber(reference.office, reference.original);
    if (isCheckDigitValid === false)
      notes.flags.push({ code: 'check-digit', member: 'applicationReference', raw: reference.original });
  }
  return reference;
}

/** INID 30. Both data formats of a claim become one. */
export function readPriorities(details: XmlNode | undefined, notes: Notes): PriorityClaim[] {
  return groupBySequence(findAll(details, 'Priority')).flatMap((group, index) => {
    const text = (name: string) => firstText(group, name);
    const printed = text('DocNumber');
    const date = readDate(text('Date'), `priorityClaims[${index}].date`, notes);
    const office = text('WIPOST3Code') ?? present(textAt(group[0], 'FilingOffice', 'WIPOST3Code'));
    if (printed === undefined && date === undefined) return [];
    const active = text('PriorityActiveIndicator');
    return [
      compact<PriorityClaim>({
        office: office ?? '',
        number:
          printed === undefined ? '' : readNumber(office ?? '', printed, undefined, `priorityClaims[${index}]`, notes),
        kind: text('Kind'),
        date,
        sequence: readCount(attribute(group[0], 'sequence')) ?? index + 1,
        isActive: active === undefined ? undefined : /^(y|1|true)$/i.test(active),
        original: printed,
        linkageType: text('PriorityLinkageType'),
      }),
    ];
  });
}

/** INID 86 and 87: the international application behind a national phase, and its publication. */
export function readPct(
  bibliography: XmlNode | undefined,
  notes: Notes,
): { filing?: PctOrRegionalData; publishing?: PctOrRegionalData } {
  const wo = (number: string | undefined, date: string | undefined, member: string): DocumentReference | undefined =>
    number === undefined
      ? undefined
      : compact({
          office: 'WO',
          number: readNumber('WO', number, undefined, member, notes),
          date: readDate(date, `${member}.date`, notes),
          original: number,
        });
  const application = find(bibliography, 'PCTOrRegionalApplicationData');
  const filed =
    single(find(application, 'DocumentID'), 'pctOrRegionalFilingData', notes, 'WO') ??
    wo(
      present(textAt(bibliography, 'PCTApplicationNumber')),
      textAt(bibliography, 'PCTApplicationDate', 'Date'),
      'pctOrRegionalFilingData',
    );
  const published =
    single(
      find(bibliography, 'PCTOrRegionalPublishingData', 'DocumentID'),
      'pctOrRegionalPublishingData',
      notes,
      'WO',
    ) ??
    wo(
      present(textAt(bibliography, 'PCTPublicationNumber')),
      textAt(bibliography, 'PCTPublicationDate', 'Date'),
      'pctOrRegionalPublishingData',
    );
  const entry = readDate(
    textAt(application, 'NationalStageEntryDate', 'Date') ?? textAt(bibliography, 'NationalStageEntryDate', 'Date'),
    'pctOrRegionalFilingData.nationalEntryDate',
    notes,
  );
  return compact({
    filing: filed ? compact<PctOrRegionalData>({ reference: filed, nationalEntryDate: entry }) : undefined,
    publishing: published
      ? compact<PctOrRegionalData>({
          reference: published,
          lang: present(textAt(bibliography, 'PCTPublicationLanguage'))?.toLowerCase(),
        })
      : undefined,
  });
}
