import { addYears, dayNumber, isoFromDayNumber } from './day.js';
import type { DesignRecord } from './design.js';
import type { LayoutDesignRecord } from './layout-design.js';
import type { LifeEventCode } from './life.js';
import type { PatentRecord } from './patent.js';
import type { IpRecord } from './record.js';
import type { IsoDate } from './text.js';
import type { TrademarkRecord } from './trademark.js';

/** What a term runs from. */
interface TermDates {
  filed?: IsoDate;
  granted?: IsoDate;
}

const earliest = (...dates: (IsoDate | undefined)[]): IsoDate | undefined =>
  dates.filter((date) => date !== undefined).sort()[0];
const latest = (...dates: (IsoDate | undefined)[]): IsoDate | undefined =>
  dates
    .filter((date) => date !== undefined)
    .sort()
    .at(-1);
const yearsFrom = (date: IsoDate | undefined, years: number): IsoDate | undefined =>
  date === undefined ? undefined : addYears(date, years);

/**
 * The filing day, by reference or event; where the file tells none (most documents before 1970 in DOCDB), the first day on which anything is known of the
 * right: it was filed no later, so that its term ends no later than one that runs from there.
 */
function findFilingDay(record: PatentRecord | DesignRecord, granted?: IsoDate): IsoDate | undefined {
  const days = (...codes: LifeEventCode[]) =>
    record.events.filter(({ code }) => codes.includes(code)).map((event) => event.date);
  return (
    record.applicationReference?.date ??
    earliest(...days('filed')) ??
    earliest(record.publicationReference?.date, granted, ...days('published', 'granted', 'registered'))
  );
}

/**
 * First day on which the right can no longer be in force, by statute; undefined where the term depends on what the record does not say. Maximum terms: that
 * fees were paid until then is for the events to deny. Extensions other than US term adjustment (SPC, PTE) are not known to the record.
 */
export function findTermEnd(record: IpRecord, granted?: IsoDate): IsoDate | undefined {
  switch (record.type) {
    case 'patent':
      return patentTermEnd(record, granted);
    case 'design':
      return designTermEnd(record, { filed: findFilingDay(record, granted), granted });
    case 'trademark':
      return trademarkTermEnd(record);
    case 'layout-design':
      return layoutTermEnd(record);
    case 'geographical-indication':
      return undefined; // protected until cancelled
  }
}

const isUtilityModel = (record: PatentRecord): boolean =>
  record.rightKind === 'utility-model' ||
  (record.rightKind === undefined && /^[UY]/.test(record.publicationReference?.kind ?? ''));

function patentTermEnd(record: PatentRecord, granted?: IsoDate): IsoDate | undefined {
  const filed = findFilingDay(record, granted);
  if (isUtilityModel(record)) return yearsFrom(filed, utilityModelYears(record.office, filed));
  if (record.office === 'US') return usPatentTermEnd(record, { filed, granted });
  // CN law of 1984: 15 years; patents alive on joining the WTO were carried to 20.
  if (record.office === 'CN' && filed !== undefined && filed < '1986-12-11') return yearsFrom(filed, 15);
  return yearsFrom(filed, 20);
}

/** CN 10 (8 before 1993), DE 10, KR 10, JP 10 (6 before April 2005), others 10: the usual maximum. */
function utilityModelYears(office: string, filed: IsoDate | undefined): number {
  if (filed === undefined) return 10;
  if (office === 'CN' && filed < '1993-01-01') return 8;
  if (office === 'JP' && filed >= '1994-01-01' && filed < '2005-04-01') return 6;
  return 10;
}

/** Day of effect of the Uruguay Round Agreements Act. */
const usTwentyYears = '1995-06-08';

/**
 * 35 USC 154: 20 years from the earliest non-provisional filing, plus adjustment; filed before 8 June 1995: 17 years from grant, or the 20 when they are
 * longer and the patent was alive on that day.
 */
function usPatentTermEnd(record: PatentRecord, { filed, granted }: TermDates): IsoDate | undefined {
  const parents = record.relatedDocuments
    .filter((related) => /continu|divis|reissue/.test(related.relation) && !/provisional/.test(related.relation))
    .map((related) => related.parent?.date);
  const twenty = yearsFrom(earliest(filed, ...parents), 20);
  if (filed !== undefined && filed < usTwentyYears) {
    const seventeen = yearsFrom(granted, 17);
    return seventeen !== undefined && seventeen < usTwentyYears ? seventeen : latest(twenty, seventeen);
  }
  if (twenty === undefined) return undefined;
  return record.termExtensionDays === undefined || record.termExtensionDays <= 0
    ? twenty
    : isoFromDayNumber(dayNumber(twenty) + record.termExtensionDays);
}

function designTermEnd(record: DesignRecord, { filed, granted }: TermDates): IsoDate | undefined {
  switch (record.office) {
    // 35 USC 173: from grant; 15 years when filed on or after 13 May 2015. The printed term wins.
    case 'US':
      return yearsFrom(granted, record.termOfGrantYears ?? (filed !== undefined && filed < '2015-05-13' ? 14 : 15));
    // Patent law art. 42: 15 years when filed from June 2021 on.
    case 'CN':
      return yearsFrom(filed, filed !== undefined && filed >= '2021-06-01' ? 15 : 10);
    // Council Regulation 6/2002 art. 12: five terms of five years.
    case 'EM':
      return yearsFrom(filed, 25);
    case 'JP':
      return filed !== undefined && filed >= '2020-04-01'
        ? yearsFrom(filed, 25)
        : yearsFrom(granted, filed !== undefined && filed < '2007-04-01' ? 15 : 20);
    case 'KR':
      return filed !== undefined && filed >= '2014-07-01' ? yearsFrom(filed, 20) : yearsFrom(granted, 15);
    default:
      return yearsFrom(filed ?? granted, record.termOfGrantYears ?? 25);
  }
}

/** The day after the printed expiry; a renewal at or after the year before it carries the mark ten years on. */
function trademarkTermEnd(record: TrademarkRecord): IsoDate | undefined {
  if (record.expiryDate === undefined) return undefined;
  let expiry = record.expiryDate;
  const renewals = record.events
    .filter((event) => event.code === 'renewed')
    .map((event) => event.effectiveDate ?? event.date);
  for (const renewal of renewals.filter((date) => date !== undefined).sort())
    if (renewal >= addYears(expiry, -1)) expiry = addYears(expiry, 10);
  return isoFromDayNumber(dayNumber(expiry) + 1);
}

/** CN regulations art. 12: ten years from filing or first exploitation, whichever is earlier, never later than 15 from creation. */
function layoutTermEnd(record: LayoutDesignRecord): IsoDate | undefined {
  const ten = yearsFrom(earliest(record.filingDate, record.firstExploitationDate), 10);
  return earliest(ten, yearsFrom(record.creationDate, 15));
}
