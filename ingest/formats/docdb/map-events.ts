import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { IsoDate } from '../../../domain/text.js';
import { textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';
import { readParts } from './map-references.js';

/** dates-of-public-availability (INID 41-48 of ST.9) -> what happened that day. */
const availabilityCodes: Readonly<Record<string, LifeEventCode>> = {
  'gazette-reference': 'published',
  'gazette-pub-announcement': 'published',
  'abstract-reference': 'other',
  'supplemental-srep-reference': 'other',
  'supplemental-srep-pub': 'other',
  'unexamined-not-printed-without-grant': 'published',
  'examined-not-printed-without-grant': 'published',
  'unexamined-printed-without-grant': 'published',
  'examined-printed-without-grant': 'published',
  'printed-with-grant': 'granted',
  'not-printed-with-grant': 'granted',
  'claims-only-available': 'published',
  'invalidation-of-patent': 'invalidated',
  'printed-as-amended': 'amended',
  'modified-first-page-pub': 'corrected',
  'modified-complete-spec-pub': 'corrected',
  'request-for-examination': 'examination-requested',
  'limitation-date': 'limited',
};

/** What is known of the record before its dates of availability are read. */
interface KnownDates {
  filed: IsoDate | undefined;
  published: IsoDate | undefined;
  kind: string | undefined;
}

/** Dated facts of the record, oldest first. `officeCode` is the element's name, or the kind code of the publication. */
export function mapEvents(
  parts: ReadonlyMap<string, readonly XmlNode[]>,
  { filed, published, kind }: KnownDates,
  flags: FlagCollector,
): LifeEvent[] {
  const events: LifeEvent[] = [];
  if (filed) events.push({ date: filed, code: 'filed' });
  if (published)
    events.push(
      kind ? { date: published, code: 'published', officeCode: kind } : { date: published, code: 'published' },
    );
  const dated = (name: string, code: LifeEventCode) => {
    const element = parts.get(name)?.[0];
    if (!element) return;
    const date = flags.day(textAt(element, 'date'), name);
    if (date) events.push({ date, code, officeCode: name, text: name.replaceAll('-', ' ') });
  };
  dated('preceding-publication-date', 'published');
  dated('date-of-coming-into-force', 'other');
  for (const element of parts.get('dates-of-public-availability')?.[0]?.children ?? []) {
    const event = mapAvailability(element, flags);
    if (!event) continue;
    // The same publication told twice: the dates of availability say in which way it was published.
    const same = events.find((each) => each.code === event.code && each.date === event.date && each.text === undefined);
    if (!same) events.push(event);
    else if (event.text) same.text = event.text;
    if (same && event.details) same.details = event.details;
  }
  return events.sort(byDate);
}

function byDate(a: LifeEvent, b: LifeEvent): number {
  const one = a.date ?? '';
  const other = b.date ?? '';
  return one < other ? -1 : one > other ? 1 : 0;
}

function mapAvailability(element: XmlNode, flags: FlagCollector): LifeEvent | undefined {
  let raw = '';
  let words = '';
  let gazette = '';
  let number = '';
  for (const child of element.children) {
    if (child.name === 'document-id') {
      const parts = readParts(child);
      raw ||= parts.date;
      if (parts.number) number = `${parts.country}${parts.number}${parts.kind}`;
    } else if (child.name === 'date') raw ||= child.text;
    else if (child.name === 'text') words = child.text;
    else if (child.name === 'gazette-num') gazette = child.text;
  }
  const date = flags.day(raw, element.name);
  if (!date && !gazette && !number) return undefined;
  const event: LifeEvent = date
    ? { date, code: availabilityCodes[element.name] ?? 'other' }
    : { code: availabilityCodes[element.name] ?? 'other' };
  event.officeCode = element.name;
  event.text = words || element.name.replaceAll('-', ' ');
  if (gazette || number) {
    event.details = {};
    if (gazette) event.details['gazetteNumber'] = gazette;
    if (number) event.details['number'] = number;
  }
  return event;
}

/** First day on which the record was available as a granted patent, if its own dates say so. */
export function grantDateOf(events: readonly LifeEvent[]): IsoDate | undefined {
  return events.find(({ code, date }) => code === 'granted' && date !== undefined)?.date;
}
