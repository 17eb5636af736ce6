import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { IsoDate } from '../../../domain/text.js';
import { find, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { FlagCollector } from './flag-collector.js';

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

/** Dated facts of the record, oldest first. `officeCode` is the element's name, or the kind code of the publication. */
export function mapEvents(
  bibliography: XmlNode,
  known: { filed?: IsoDate; published?: IsoDate; kind?: string },
  flags: FlagCollector,
): LifeEvent[] {
  const events: LifeEvent[] = [];
  if (known.filed) events.push({ date: known.filed, code: 'filed' });
  if (known.published)
    events.push({ date: known.published, code: 'published', ...(known.kind ? { officeCode: known.kind } : {}) });
  const dated = (name: string, code: LifeEventCode) => {
    const date = flags.day(textAt(bibliography, name, 'date'), name);
    if (date) events.push({ date, code, officeCode: name, text: name.replaceAll('-', ' ') });
  };
  dated('preceding-publication-date', 'published');
  dated('date-of-coming-into-force', 'other');
  for (const element of find(bibliography, 'dates-of-public-availability')?.children ?? []) {
    for (const event of mapAvailability(element, flags)) {
      // The same publication told twice: the dates of availability say in which way it was published.
      const same = events.find(
        (each) => each.code === event.code && each.date === event.date && each.text === undefined,
      );
      if (!same) events.push(event);
      else if (event.text) same.text = event.text;
      if (same && event.details) same.details = event.details;
    }
  }
  return events.sort((a, b) => ((a.date ?? '') < (b.date ?? '') ? -1 : (a.date ?? '') > (b.date ?? '') ? 1 : 0));
}

function mapAvailability(element: XmlNode, flags: FlagCollector): LifeEvent[] {
  const documentId = find(element, 'document-id');
  const raw = textAt(documentId, 'date') ?? textAt(element, 'date');
  const date = flags.day(raw, `dates-of-public-availability.${element.name}`);
  const words = textAt(element, 'text') ?? element.name.replaceAll('-', ' ');
  const details: Record<string, string> = {};
  const gazette = textAt(element, 'gazette-num');
  const number = textAt(documentId, 'doc-number');
  if (gazette) details['gazetteNumber'] = gazette;
  if (number) details['number'] = `${textAt(documentId, 'country') ?? ''}${number}${textAt(documentId, 'kind') ?? ''}`;
  if (!date && Object.keys(details).length === 0) return [];
  return [
    {
      ...(date ? { date } : {}),
      code: availabilityCodes[element.name] ?? 'other',
      officeCode: element.name,
      text: words,
      ...(Object.keys(details).length > 0 ? { details } : {}),
    },
  ];
}

/** First day on which the record was available as a granted patent, if its own dates say so. */
export function grantDateOf(events: readonly LifeEvent[]): IsoDate | undefined {
  return events.find(({ code, date }) => code === 'granted' && date !== undefined)?.date;
}
