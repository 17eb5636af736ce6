import { parseDate } from '../../../domain/day.js';
import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import type { DataFlag } from '../../../domain/record-base.js';
import { asObjects, asText, dateOfCitation, type Entry } from './read-values.js';

/** How an entry ended, by its status or because it is no longer in the register. */
function readEnd(status: string, wasRegistered: boolean, isRemoved: boolean): LifeEventCode | undefined {
  if (/reject|refus/.test(status)) return 'refused';
  if (/withdraw/.test(status)) return 'withdrawn';
  if (/cancel/.test(status)) return 'cancelled';
  if (!isRemoved) return undefined;
  return wasRegistered ? 'cancelled' : 'withdrawn';
}

/** Dated members of the register -> what happened. `euProtectionDate` is the day of protection, or of the application while it is pending. */
export function readEvents(entry: Entry, flags: DataFlag[]): LifeEvent[] {
  const events: LifeEvent[] = [];
  const add = (code: LifeEventCode, member: string, officeCode = member) => {
    const raw = asText(entry[member]);
    if (raw === undefined) return;
    const { date, isImpossible } = parseDate(raw);
    if (isImpossible) flags.push({ code: 'impossible-date', member: `events.${member}`, raw });
    if (date !== undefined) events.push({ date, code, officeCode });
  };
  const status = asText(entry['status'])?.toLowerCase() ?? '';
  const isRegistered = status === 'registered' || status === 'cancelled';
  add('filed', 'applicationDate');
  add(isRegistered ? 'registered' : 'filed', 'euProtectionDate');
  add('published', 'publicationDate');
  add('registered', 'registrationDate');
  add('amended', 'amendmentDate');
  add('cancelled', 'cancellationDate');
  add('other', 'modificationDate');
  const end = readEnd(status, isRegistered, entry['removedFlag'] === true);
  if (end !== undefined && !events.some(({ code }) => code === end)) {
    // The register does not say when: on the day of its last change at the latest.
    const { date } = parseDate(asText(entry['modificationDate']) ?? '');
    events.push({
      ...(date === undefined ? {} : { date }),
      code: end,
      officeCode: entry['removedFlag'] === true ? 'removedFlag' : 'status',
    });
  }
  if (entry['amendmentsInProgressFlag'] === true)
    events.push({ code: 'other', officeCode: 'amendmentsInProgressFlag' });
  for (const each of asObjects(entry['publications'])) {
    const title = asText(each['text']);
    const date = dateOfCitation(title);
    if (date !== undefined && title !== undefined)
      events.push({ date, code: 'published', officeCode: 'publications', text: title });
  }
  return events
    .filter(
      ({ code, date, text }, index) =>
        events.findIndex((other) => other.code === code && other.date === date && other.text === text) === index,
    )
    .sort((a, b) => (a.date ?? '9999').localeCompare(b.date ?? '9999'));
}
