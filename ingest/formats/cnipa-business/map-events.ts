import type { DocumentReference } from '../../../domain/document-reference.js';
import { isGrantKind } from '../../../domain/grant-kind.js';
import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { IsoDate } from '../../../domain/text.js';
import type { XmlNode } from '../../xml/xml-node.js';
import { attribute, find, findAll, textAt } from '../../xml/xml-node.js';
import type { Notes } from './reading.js';
import { compact, present, readDate } from './reading.js';

/** Kinds whose second character is 8 or 9 correct or republish an earlier document (ST.16). */
export const isCorrectionKind = (kind: string | undefined) => /^[A-Z][89]$/.test(kind ?? '');

/** Whether the document is published with the grant, and is not a later correction of such a document. */
export const isGrant = (kind: string | undefined, date: IsoDate | undefined): boolean =>
  !isCorrectionKind(kind) && isGrantKind('CN', kind, date);

const datedElements = Object.entries<LifeEventCode>({
  AuthorizedPublicationDate: 'published',
  ApprovalPublicationDate: 'granted',
  DateApplicationRefused: 'refused',
  DateApplicationWithdrawnByApplicant: 'withdrawn',
  DateApplicationDeemedWithdrawn: 'withdrawn',
  DateApplicationPartiallyWithdrawn: 'amended',
  DateRightsReestablished: 'restored',
  RevocationDate: 'revoked',
  OldestPublicationDate: 'published',
  PrecedingPublicationDate: 'published',
  RegistrationDate: 'registered',
  CompleteSpecificationFiledDate: 'other',
});

/** Dated facts of the bibliographic part, oldest first. */
export function readEvents(
  bibliography: XmlNode | undefined,
  publication: DocumentReference,
  application: DocumentReference | undefined,
  notes: Notes,
): LifeEvent[] {
  const events: LifeEvent[] = [];
  const add = (code: LifeEventCode, date: IsoDate | undefined, more: Partial<LifeEvent> = {}) => {
    if (date !== undefined && !events.some((each) => each.code === code && each.date === date))
      events.push(compact({ date, code, ...more }));
  };
  const number =
    present(textAt(bibliography, 'PublicAvailabilityDate', 'GazetteReference', 'GazetteNumber')) ??
    present(textAt(bibliography, 'GazetteReference', 'GazetteNumber'));
  const details = number === undefined ? undefined : { gazette: number };
  const { kind, date } = publication;
  add('filed', application?.date);
  if (isCorrectionKind(kind)) add('corrected', date, { officeCode: kind, details });
  else {
    if (isGrant(kind, date)) add('granted', date, { officeCode: kind, details });
    add('published', date, { officeCode: kind, details });
  }
  for (const [element, code] of datedElements)
    for (const node of findAll(bibliography, element))
      add(code, readDate(textAt(node, 'Date'), `events.${element}`, notes), {
        officeCode: element,
        text: attribute(node, 'reason'),
      });
  for (const element of ['PatentMaintainedAsAmendedDate', 'DateOfCommingIntoForce'])
    add('other', readDate(textAt(bibliography, 'RightsEffectiveDates', element, 'Date'), `events.${element}`, notes), {
      officeCode: element,
    });
  for (const node of findAll(bibliography, 'RegisteredBookAmendmentDate'))
    add('amended', readDate(textAt(node, 'Date'), 'events.RegisteredBookAmendmentDate', notes), {
      officeCode: 'RegisteredBookAmendmentDate',
      text: textAt(node, 'AmendmentItem'),
    });
  const availability = find(bibliography, 'PublicAvailabilityDate');
  const invalid = find(availability, 'PatentInvalidation');
  add('invalidated', readDate(textAt(invalid, 'DocumentID', 'Date'), 'events.PatentInvalidation', notes), {
    text: textAt(invalid, 'Text'),
  });
  const lapse = find(availability, 'GrantTerms', 'PatentLapse');
  add('lapsed', readDate(textAt(lapse, 'DocumentID', 'Date'), 'events.PatentLapse', notes), {
    text: textAt(lapse, 'Text'),
  });
  for (const licence of findAll(bibliography, 'LicenseeDataDetails', 'LicenseeData')) {
    const name =
      textAt(licence, 'Licensee', 'AddressBook', 'Name') ??
      textAt(licence, 'Licensee', 'AddressBook', 'OrganizationName');
    const countries = findAll(licence, 'EffectiveIn', 'WIPOST3Code').map(({ text }) => text);
    events.push(
      compact<LifeEvent>({
        code: 'licensed',
        details: compact<Record<string, string>>({
          ...(name ? { licensee: name } : {}),
          ...(countries.length > 0 ? { countries: countries.join(' ') } : {}),
        }),
      }),
    );
  }
  return events.sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
}
