import { isGrantKind } from './grant-kind.js';
import type { LifeEvent, LifeEventCode, LifeStatus, StatusPeriod } from './life.js';
import type { IpRecord } from './record.js';
import { findTermEnd } from './right-term.js';
import type { IsoDate } from './text.js';

/**
 * What an event does to the status. Stages are those of WIPO ST.27 (0 none, 1 filing, 2 examination, 3 pre-grant challenge, 4 in force, 5 post-grant
 * challenge, 6 ended). `open` moves an application on, `force` puts the right in force, `end` ends it, `void` undoes it from its beginning,
 * `revive` takes the last ending back. Events that are not listed change no status: assigned, licensed, pledged, renewed, amended ...
 */
const effects: Partial<
  Record<LifeEventCode, { act: 'open' | 'force' | 'end' | 'void' | 'revive'; status: LifeStatus }>
> = {
  filed: { act: 'open', status: 'pending' }, // 0 -> 1
  published: { act: 'open', status: 'published' }, // 1 -> 1 or 2
  granted: { act: 'force', status: 'in-force' }, // 2, 3 -> 4
  registered: { act: 'force', status: 'in-force' }, // 2, 3 -> 4
  refused: { act: 'end', status: 'refused' }, // 2, 3 -> 6
  withdrawn: { act: 'end', status: 'withdrawn' }, // 1, 2, 3 -> 6
  abandoned: { act: 'end', status: 'withdrawn' }, // 1, 2, 3 -> 6, deemed withdrawn
  lapsed: { act: 'end', status: 'lapsed' }, // 4 -> 6, fee not paid
  surrendered: { act: 'end', status: 'lapsed' }, // 4 -> 6, by the owner
  cancelled: { act: 'end', status: 'lapsed' }, // 4 -> 6, struck from the register for the future
  expired: { act: 'end', status: 'expired' }, // 4 -> 6, end of term
  revoked: { act: 'void', status: 'invalidated' }, // 5 -> 6
  invalidated: { act: 'void', status: 'invalidated' }, // 5 -> 6
  restored: { act: 'revive', status: 'in-force' }, // 6 -> 4, or back to where the application stood
};

/** Order of events of one day. */
const dayOrder: LifeEventCode[] = [
  'filed',
  'published',
  'granted',
  'registered',
  'refused',
  'withdrawn',
  'abandoned',
  'lapsed',
];
const rankOnDay = (code: LifeEventCode): number => {
  const at = dayOrder.indexOf(code);
  return at < 0 ? dayOrder.length : at;
};

interface Step {
  from: IsoDate;
  status: LifeStatus;
}

/** DOCDB says of an examined application that was laid open: `examined printed without grant` (INID 44). */
const isBeforeGrant = (events: readonly LifeEvent[]): boolean =>
  events.some(({ code, text }) => code === 'published' && text !== undefined && text.endsWith(' without grant')) &&
  !events.some(({ code }) => code === 'granted' || code === 'registered');

/** Events of the record, with those that its dates imply where no event says so. Undated events cannot be placed and change no status. */
function collectEvents(record: IpRecord): LifeEvent[] {
  const events = [...record.events];
  const has = (...codes: LifeEventCode[]) =>
    events.some((event) => codes.includes(event.code) && event.date !== undefined);
  const imply = (code: LifeEventCode, date: IsoDate | undefined, ...unless: LifeEventCode[]) => {
    if (date !== undefined && !has(code, ...unless)) events.push({ code, date });
  };
  const publication = record.publicationReference;
  switch (record.type) {
    case 'patent':
    case 'design':
      imply('filed', record.applicationReference?.date);
      imply('granted', record.grantDate, 'registered');
      if (isGrantKind(record.office, publication?.kind, publication?.date) && !isBeforeGrant(record.events))
        imply('granted', publication?.date, 'registered');
      else imply('published', publication?.date, 'granted', 'registered');
      break;
    case 'trademark':
      imply('filed', record.filingDate ?? record.applicationReference?.date);
      imply('registered', record.registrationDate, 'granted');
      break;
    case 'geographical-indication':
      imply('filed', record.applicationDate);
      imply('published', record.publicationDate);
      imply('registered', record.registrationDate, 'granted');
      break;
    case 'layout-design':
      imply('filed', record.filingDate);
      imply('published', record.announcementDate);
      imply('registered', record.registrationDate, 'granted');
      break;
  }
  return events;
}

const dayOf = (event: LifeEvent): IsoDate | undefined => event.effectiveDate ?? event.date;

/**
 * Status periods of a right, ascending and without overlap; the last one is open. Pure: a function of the record's events, dates and statutory term.
 * Revocation and invalidation undo a right from its beginning (EPC art. 68, CN patent law art. 47) unless the event names another day; the revocation of a
 * trademark works from its own day on. An application that is still open when its term would have ended is `expired`.
 */
export function statusPeriods(record: IpRecord): StatusPeriod[] {
  const events = collectEvents(record)
    .filter((event) => effects[event.code] !== undefined && dayOf(event) !== undefined)
    .map((event, index) => ({ event, index, day: dayOf(event) ?? '' }))
    .sort((a, b) =>
      a.day < b.day ? -1 : a.day > b.day ? 1 : rankOnDay(a.event.code) - rankOnDay(b.event.code) || a.index - b.index,
    );
  let steps: Step[] = [];
  let undone: Step[] | undefined;
  for (const { event, day } of events) {
    const effect = effects[event.code];
    const current = steps.at(-1)?.status ?? 'unknown';
    const isEnded = !['unknown', 'pending', 'published', 'in-force'].includes(current);
    const wasInForce = steps.some((step) => step.status === 'in-force');
    if (effect === undefined) continue;
    if (effect.act === 'open' && (current === 'unknown' || (current === 'pending' && effect.status === 'published')))
      steps.push({ from: day, status: effect.status });
    else if (effect.act === 'force' && current !== 'in-force' && current !== 'invalidated' && !(isEnded && wasInForce))
      steps.push({ from: day, status: effect.status });
    else if (effect.act === 'end') {
      const isTooLate = isEnded || (current === 'in-force' && effect.status === 'refused');
      const isByOwner = event.code === 'abandoned' || event.code === 'withdrawn';
      const status = isByOwner && wasInForce ? 'lapsed' : effect.status;
      if (!isTooLate) steps.push({ from: day, status });
    } else if (effect.act === 'void' && current !== 'invalidated') {
      const isFromBeginning =
        event.effectiveDate === undefined && !(record.type === 'trademark' && event.code === 'revoked');
      const at = isFromBeginning ? steps.findIndex((step) => step.status === 'in-force') : -1;
      undone = steps;
      steps =
        at < 0
          ? [...steps, { from: day, status: 'invalidated' }]
          : [...steps.slice(0, at), { from: steps[at]?.from ?? day, status: 'invalidated' }];
    } else if (effect.act === 'revive' && isEnded) {
      if (current === 'invalidated' && undone !== undefined) steps = undone;
      else
        steps.push({
          from: day,
          status: wasInForce
            ? 'in-force'
            : (steps.findLast((step) => ['pending', 'published'].includes(step.status))?.status ?? 'in-force'),
        });
    }
  }
  const granted = steps.find((step) => step.status === 'in-force' || step.status === 'invalidated')?.from;
  return toPeriods(endTerm(steps, findTermEnd(record, granted)));
}

function endTerm(steps: Step[], end: IsoDate | undefined): Step[] {
  if (end === undefined || steps.length === 0) return steps;
  const before = steps.filter((step) => step.from < end);
  const isAlive = ['pending', 'published', 'in-force'].includes(before.at(-1)?.status ?? '');
  if (before.length === 0) return steps; // dates that contradict the term: leave what the events say
  return isAlive ? [...before, { from: end, status: 'expired' }] : before;
}

function toPeriods(steps: Step[]): StatusPeriod[] {
  const periods: StatusPeriod[] = [];
  for (const { from, status } of steps) {
    const last = periods.at(-1);
    if (last?.status === status) continue;
    if (last !== undefined && last.from >= from) periods.pop();
    else if (last !== undefined) last.to = from;
    const previous = periods.at(-1);
    if (previous?.status === status) delete previous.to;
    else periods.push({ status, from: last !== undefined && last.from > from ? last.from : from });
  }
  return periods;
}

/** Status on a day; `unknown` before the first period and where there is none. */
export function statusOn(periods: StatusPeriod[], day: IsoDate): LifeStatus {
  return (
    periods.find((period) => period.from <= day && (period.to === undefined || day < period.to))?.status ?? 'unknown'
  );
}

/** Offices that show a trademark application to the public within days of its filing. */
const openAtFiling = new Set(['US', 'EM', 'GB']);

/**
 * First day on which the public could see the record: the earliest publication, grant or registration, by event or by the record's dates. A trademark
 * application counts from filing where the office opens it at once (US, EM, GB).
 */
export function publicSince(record: IpRecord): IsoDate | undefined {
  const days: (IsoDate | undefined)[] = collectEvents(record)
    .filter((event) => event.code === 'published' || event.code === 'granted' || event.code === 'registered')
    .map((event) => event.date);
  days.push(record.publicationReference?.date);
  if (record.type === 'trademark' && openAtFiling.has(record.office))
    days.push(record.filingDate ?? record.applicationReference?.date);
  const first = days.filter((day) => day !== undefined).sort()[0];
  // The EU register lists what is applied for: a record without any later day was public as an application.
  return first ?? (record.type === 'geographical-indication' ? record.applicationDate : undefined);
}
