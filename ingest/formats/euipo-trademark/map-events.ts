import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { readEventCode } from '../us-trademark/event-codes.js';
import { mapProceedings } from './map-proceedings.js';
import { mapRecordals } from './map-recordals.js';
import { mapUsExtension } from './us-extension.js';

/** Everything dated on a trademark, oldest first. */
export function mapEvents(trademark: XmlNode, office: string, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  const dated: readonly [name: string, code: LifeEventCode, text: string][] = [
    // The International Bureau puts the registration where other offices put the application.
    office === 'WO'
      ? ['ApplicationDate', 'registered', 'international registration']
      : ['ApplicationDate', 'filed', 'application filed'],
    ['ReceivingOfficeDate', 'other', 'received at the office of receipt'],
    ['RegistrationDate', 'registered', 'registered'],
    ['OppositionPeriodStartDate', 'other', 'opposition period starts'],
    ['OppositionPeriodEndDate', 'other', 'opposition period ends'],
    ['RenewalDate', 'renewed', 'renewed'],
    ['TerminationDate', 'cancelled', 'end of the mark'],
    ['TradeDistinctivenessDate', 'other', 'distinctiveness acquired through use'],
  ];
  for (const [name, code, text] of dated) {
    const raw = textAt(trademark, name) ?? textAt(trademark, `${name}Time`);
    const date = readDay(mapping, raw, name);
    if (date) events.push({ date, code, officeCode: name, text });
  }
  for (const element of findAll(trademark, 'OtherDate')) {
    const date = readDay(mapping, element.text, 'OtherDate');
    const text = attribute(element, 'otherDateKind');
    if (date) events.push({ date, code: 'other', officeCode: 'OtherDate', ...(text ? { text } : {}) });
  }
  events.push(...mapPublications(trademark, mapping), ...mapExhibitions(trademark, mapping));
  const recordals = mapRecordals(trademark, mapping);
  // The register's own entry on the registration says more.
  for (const { code, date } of recordals)
    if (code === 'registered') removeEvent(events, (event) => event.code === code && event.date === date);
  events.push(...mapProceedings(trademark, mapping), ...recordals);
  events.push(...mapHistory(trademark, office, mapping), ...mapUsExtension(trademark, mapping));
  addStatus(events, trademark, mapping);
  const isRenewalTold = events.some(({ code, officeCode }) => code === 'renewed' && !officeCode?.startsWith('D'));
  // Section D of the bulletin announces a renewal that the register tells itself.
  if (isRenewalTold) for (const event of events) if (event.officeCode?.startsWith('D.')) event.code = 'other';
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => (a.event.date ?? '').localeCompare(b.event.date ?? '') || a.index - b.index)
    .map(({ event }) => event);
}

function removeEvent(events: LifeEvent[], isSame: (event: LifeEvent) => boolean): void {
  const at = events.findIndex(isSame);
  if (at >= 0) events.splice(at, 1);
}

/** Parts of the EUTM Bulletin: A applications, B registrations, C entries in the register, D renewals, M designations. */
function publicationCode(section: string): LifeEventCode {
  if (/^A\.[2-9]|^B\.4/.test(section)) return 'corrected';
  if (section === '' || /^[ABM]/.test(section)) return 'published';
  return section.startsWith('D') ? 'renewed' : 'other';
}

function mapPublications(trademark: XmlNode, mapping: Mapping): LifeEvent[] {
  return findAll(trademark, 'PublicationDetails', 'Publication').flatMap((element) => {
    const date = readDay(mapping, textAt(element, 'PublicationDate'), 'PublicationDate');
    const section = textAt(element, 'PublicationSection') ?? '';
    const gazette = textAt(element, 'PublicationIdentifier');
    const page = textAt(element, 'PublicationPage');
    if (!date && !gazette) return [];
    const details = {
      ...(gazette ? { gazette } : {}),
      ...(page && page !== '0' ? { page } : {}),
      ...(textAt(element, 'PublicationSubsection')
        ? { subsection: textAt(element, 'PublicationSubsection') ?? '' }
        : {}),
    };
    return [
      {
        ...(date ? { date } : {}),
        code: publicationCode(section),
        officeCode: section || 'Publication',
        text: section ? `publication in section ${section}` : 'publication',
        ...(Object.keys(details).length > 0 ? { details } : {}),
      },
    ];
  });
}

function mapExhibitions(trademark: XmlNode, mapping: Mapping): LifeEvent[] {
  return findAll(trademark, 'ExhibitionPriorityDetails', 'ExhibitionPriority').flatMap((element) => {
    const raw = textAt(element, 'ExhibitionDate') ?? textAt(element, 'ExhibitionFirstDisplayDate');
    const date = readDay(mapping, raw, 'ExhibitionDate');
    const words = [textAt(element, 'ExhibitionName'), textAt(element, 'ExhibitionCityName')].filter(Boolean).join(', ');
    const country = textAt(element, 'ExhibitionCountryCode');
    if (!date && !words) return [];
    return [
      {
        ...(date ? { date } : {}),
        code: 'other' as const,
        officeCode: 'ExhibitionPriority',
        text: words ? `exhibition priority: ${words}` : 'exhibition priority',
        ...(country ? { details: { country } } : {}),
      },
    ];
  });
}

/** MarkEventDetails: the prosecution history of the US office, or the event list of another one. */
function mapHistory(trademark: XmlNode, office: string, mapping: Mapping): LifeEvent[] {
  return findAll(trademark, 'MarkEventDetails', 'MarkEvent').flatMap((element) => {
    const officeCode = textAt(element, 'MarkEventCode');
    const extension = find(element, 'MarkEventExt');
    const text =
      textAt(extension, 'MarkEventInternalDescriptionText') ??
      textAt(element, 'MarkEventText') ??
      textAt(element, 'Comment');
    const date = readDay(mapping, textAt(element, 'MarkEventDate'), 'MarkEventDate');
    if (!officeCode && !text) return [];
    const details: Record<string, string> = {};
    const number = textAt(extension, 'MarkEventProceedingNumber');
    const response = textAt(element, 'MarkEventResponseDate');
    if (number && /[1-9]/.test(number)) details['number'] = number;
    if (response) details['responseDate'] = response;
    return [
      {
        ...(date ? { date } : {}),
        code: office === 'US' && officeCode ? readEventCode(officeCode) : ('other' as const),
        ...(officeCode ? { officeCode } : {}),
        ...(text ? { text } : {}),
        ...(Object.keys(details).length > 0 ? { details } : {}),
      },
    ];
  });
}

/** Words of MarkCurrentStatusCode -> event. Interim states (under examination, pending) change nothing. */
const statusEvents: readonly [pattern: RegExp, code: LifeEventCode][] = [
  [/withdrawn/i, 'withdrawn'],
  [/refused|rejected/i, 'refused'],
  [/pending|examination|filed|received|appealable|interrupt|suspend|accepted/i, 'other'],
  [/opposed|opposition/i, 'opposed'],
  [/published/i, 'published'],
  [/surrendered/i, 'surrendered'],
  [/expired|not renewed/i, 'expired'],
  [/cancelled|removed|ended|deleted/i, 'cancelled'],
  [/invalid/i, 'invalidated'],
  [/revoked/i, 'revoked'],
  [/registered/i, 'registered'],
];

/** The status of today is the only trace of some facts (refusal, withdrawal, expiry): it becomes an event of its day. */
function addStatus(events: LifeEvent[], trademark: XmlNode, mapping: Mapping): void {
  const element = find(trademark, 'MarkCurrentStatusCode');
  if (!element?.text) return;
  const date = readDay(mapping, textAt(trademark, 'MarkCurrentStatusDate'), 'MarkCurrentStatusDate');
  if (!date) return;
  // The US office writes a number here, and the words in its extension.
  const words = textAt(trademark, 'TradeMarkExt', 'MarkCurrentStatusExternalDescriptionText') ?? element.text;
  const code = statusEvents.find(([pattern]) => pattern.test(words))?.[1] ?? 'other';
  // Facts that the file tells elsewhere with their own day and more detail.
  const isTold = ['published', 'registered', 'opposed'].includes(code) && events.some((event) => event.code === code);
  if (isTold || (code !== 'other' && events.some((event) => event.code === code && event.date === date))) return;
  events.push({ date, code, officeCode: readStatusCode(element), text: words });
}

/** Status and milestone of the EUIPO as one code: `8/23`; other offices write the code itself. */
export function readStatusCode(element: XmlNode): string {
  const codes = [attribute(element, 'status'), attribute(element, 'milestone')].filter(Boolean);
  return codes.length > 0 ? codes.join('/') : element.text;
}
