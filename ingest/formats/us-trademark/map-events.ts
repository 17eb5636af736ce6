import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import type { Mapping } from '../st36/flags.js';
import { readEventCode } from './event-codes.js';
import { readCaseDay } from './reading.js';
import { readStatusCode } from './status-codes.js';

const endings: ReadonlySet<LifeEventCode> = new Set([
  'abandoned',
  'cancelled',
  'expired',
  'surrendered',
  'lapsed',
  'refused',
  'invalidated',
]);

/**
 * Life of a case, oldest first: the prosecution history, Madrid history, and those dates of the header that no event of
 * the history stands for. A dead status without any event that ended the case adds that event on the status date.
 */
export function mapEvents(caseFile: XmlNode, mapping: Mapping): LifeEvent[] {
  const header = find(caseFile, 'case-file-header');
  const events = [...mapHistory(caseFile, mapping), ...mapMadridHistory(caseFile, mapping)];
  const add = (code: LifeEventCode, name: string, officeCode?: string) => {
    const date = readCaseDay(mapping, header, name, `events.${name}`);
    if (!date || events.some((event) => event.code === code && event.date === date)) return;
    events.push({ date, code, officeCode: officeCode ?? name });
  };
  add('filed', 'filing-date');
  add('published', 'published-for-opposition-date');
  add('registered', 'registration-date');
  add('renewed', 'renewal-date');
  add('republished', 'republished-12c-date');
  add('amended', 'amend-to-register-date');
  const hasEnd = () => events.some(({ code }) => endings.has(code));
  if (!hasEnd()) {
    add('abandoned', 'abandonment-date');
    const code = textAt(header, 'cancellation-code');
    add('cancelled', 'cancellation-date', code ? `cancellation-code ${code}` : undefined);
  }
  const status = textAt(header, 'status-code');
  const end = status && readStatusCode(status)?.end;
  if (end && !hasEnd()) add(end, 'status-date', `status-code ${status}`);
  return sortByDay(events);
}

/** Oldest first; events of one day in the order of the office's own numbering. */
function sortByDay(events: LifeEvent[]): LifeEvent[] {
  const rank = (event: LifeEvent) => Number(event.details?.['number'] ?? 0);
  return events.sort((a, b) => (a.date ?? '').localeCompare(b.date ?? '') || rank(a) - rank(b));
}

function mapHistory(caseFile: XmlNode, mapping: Mapping): LifeEvent[] {
  return findAll(caseFile, 'case-file-event-statements', 'case-file-event-statement').map((each) => {
    const code = textAt(each, 'code') ?? '';
    const event: LifeEvent = { code: readEventCode(code) };
    if (code) event.officeCode = code;
    const date = readCaseDay(mapping, each, 'date', 'events.date');
    if (date) event.date = date;
    const text = textAt(each, 'description-text');
    if (text) event.text = text;
    const details: Record<string, string> = {};
    for (const name of ['type', 'number']) {
      const value = textAt(each, name);
      if (value) details[name] = value;
    }
    if (Object.keys(details).length > 0) event.details = details;
    return event;
  });
}

/** Requests to the International Bureau and the international registration that the case comes from. */
function mapMadridHistory(caseFile: XmlNode, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  const addDay = (source: XmlNode | undefined, name: string, details?: Record<string, string>) => {
    const date = readCaseDay(mapping, source, name, `events.${name}`);
    if (date) events.push({ date, code: 'other', officeCode: name, ...(details ? { details } : {}) });
  };
  for (const record of findAll(
    caseFile,
    'madrid-international-filing-requests',
    'madrid-international-filing-record',
  )) {
    const reference = textAt(record, 'reference-number');
    const details = reference ? { reference } : undefined;
    for (const each of findAll(record, 'madrid-history-events', 'madrid-history-event')) {
      const event: LifeEvent = { code: 'other' };
      const date = readCaseDay(mapping, each, 'date', 'events.date');
      if (date) event.date = date;
      const code = textAt(each, 'code');
      if (code) event.officeCode = code;
      const text = textAt(each, 'description-text');
      if (text) event.text = text;
      const number = textAt(each, 'entry-number');
      event.details = { ...details, ...(number ? { number } : {}) };
      events.push(event);
    }
    addDay(record, 'irregularity-reply-by-date', details);
    addDay(record, 'international-renewal-date', details);
    const status = textAt(record, 'international-status-code');
    addDay(record, 'international-status-date', { ...details, ...(status ? { status } : {}) });
  }
  const registration = find(caseFile, 'international-registration');
  for (const name of [
    'international-publication-date',
    'international-renewal-date',
    'auto-protection-date',
    'international-death-date',
    'priority-claimed-date',
  ])
    addDay(registration, name);
  const status = textAt(registration, 'international-status-code');
  addDay(registration, 'international-status-date', status ? { status } : undefined);
  return events;
}
