import { isoFromDayNumber } from '../../domain/day.js';
import { compactDate, issueWeekOf, tuesdayOf } from './calendar.js';
import { pad } from './document-numbers.js';
import type { WrittenRecord } from './facts.js';
import { firmKey } from './firm-key.js';
import { namesOn } from './firms.js';
import { firmAt, type World } from './inventions.js';
import { hash32, Random } from './random.js';
import { clusters } from './vocabulary/clusters.js';
import { tag } from './xml.js';

/** Header flags of the daily file, in its order; all `F` but those named. */
const flags =
  `principal-register-amended supplemental-register-amended trademark collective-trademark service-mark collective-service-mark
collective-membership-mark certification-mark cancellation-pending published-concurrent concurrent-use concurrent-use-proceeding
interference-pending opposition-pending section-12c section-2f section-2f-in-part renewal-filed section-8-filed section-8-partial-accept
section-8-accepted section-15-acknowledged section-15-filed supplemental-register foreign-priority change-registration intent-to-use
intent-to-use-current filed-as-use-application amended-to-use-application use-application-currently amended-to-itu-application
filing-basis-filed-as-44d amended-to-44d-application filing-basis-current-44d filing-basis-filed-as-44e filing-basis-current-44e
amended-to-44e-application without-basis-currently filing-current-no-basis color-drawing-filed color-drawing-current drawing-3d-filed
drawing-3d-current standard-characters-claimed filing-basis-filed-as-66a filing-basis-current-66a`.split(/\s+/);
const endings = ['', 'TECH', 'ONE', 'PRO', 'LINK', 'MAX', 'CARE', 'GREEN', 'NOVA', 'PLUS'];

/** Serial number by series: 76 until 2001-12 ... the corpus uses one series per few years, eight digits each. */
function serialNumber(index: number, filed: number): string {
  const date = compactDate(filed);
  const series =
    date < '20100101'
      ? '77'
      : date < '20130101'
        ? '85'
        : date < '20160101'
          ? '86'
          : date < '20190101'
            ? '87'
            : date < '20220101'
              ? '90'
              : '97';
  return `${series}${pad(index % 1_000_000, 6)}`;
}

/** Share of all trademarks -> week in which the case file is delivered. */
export const trademarkWeek = (index: number, total: number): number => issueWeekOf(index / total);

/** One case-file of the daily trademark file, as it stood on the day of its delivery. */
export function writeTrademark(world: World, index: number, total: number): WrittenRecord {
  const random = new Random(hash32(world.seed, 61, index));
  const delivered = tuesdayOf(trademarkWeek(index, total)) - random.below(5);
  const clusterIndex = random.below(clusters.length);
  const cluster = clusters[clusterIndex] as (typeof clusters)[number];
  const isForeign = random.chance(0.3);
  const firm = firmAt(
    world,
    clusterIndex,
    random.zipf(isForeign ? world.foreignFirms : world.domesticFirms),
    isForeign,
  );
  const age = random.between(120, 2_600);
  const filed = delivered - age;
  const serial = serialNumber(index, filed);
  const published = filed + 300;
  const registered = filed + 410;
  const fate = random.next();
  const outcome =
    age < 300
      ? 'pending'
      : fate < 0.22
        ? 'abandoned'
        : age < 500
          ? 'published'
          : fate < 0.34 && age > 2_200
            ? 'cancelled'
            : 'registered';
  const owner = namesOn(firm, filed);
  const isTransferred =
    outcome === 'registered' &&
    firm.takenOver !== undefined &&
    firm.takenOver.on > registered &&
    firm.takenOver.on < delivered;
  const buyer = isTransferred ? firmAt(world, clusterIndex, firm.takenOver?.by ?? 0, isForeign) : undefined;
  const buyerName = buyer ? namesOn(buyer, firm.takenOver?.on ?? delivered) : undefined;
  const mark =
    `${firm.brand.en.toUpperCase()}${random.chance(0.7) ? '' : ' '}${endings[random.zipf(endings.length)] ?? ''}`.trim();
  const classes = random.sample(cluster.niceClasses, 1 + random.below(2)).sort((a, b) => a - b);
  const isService = classes.every((each) => each > 34);
  const things = random.sample(cluster.topics, 2);
  const set = new Set([
    isService ? 'service-mark' : 'trademark',
    'filed-as-use-application',
    'use-application-currently',
    'standard-characters-claimed',
  ]);
  const dates: Record<string, { code: string; date: number }> = {
    pending: { code: '630', date: filed + 5 },
    abandoned: { code: '602', date: filed + 280 },
    published: { code: '686', date: published },
    registered: { code: '700', date: registered },
    cancelled: { code: '710', date: registered + 1_700 },
  };
  const status = dates[outcome] as { code: string; date: number };
  const isPublished = outcome !== 'pending' && outcome !== 'abandoned';
  const isRegistered = outcome === 'registered' || outcome === 'cancelled';
  const events: [code: string, type: string, text: string, date: number][] = [
    ['NWAP', 'I', 'NEW APPLICATION ENTERED IN TRAM', filed + 4],
  ];
  if (outcome === 'abandoned')
    events.push(['ABN2', 'O', 'ABANDONMENT - FAILURE TO RESPOND OR LATE RESPONSE', status.date]);
  if (isPublished) events.push(['PUBO', 'A', 'PUBLISHED FOR OPPOSITION', published]);
  if (isRegistered) events.push(['R.PR', 'A', 'REGISTERED-PRINCIPAL REGISTER', registered]);
  if (buyer) events.push(['ASGN', 'I', 'AUTOMATIC UPDATE OF ASSIGNMENT OF OWNERSHIP', firm.takenOver?.on ?? delivered]);
  if (outcome === 'cancelled') events.push(['C8..', 'T', 'CANCELLED SEC. 8 (6-YR)', status.date]);
  const ownerXml = (entry: number, type: string, name: string, of: typeof firm) =>
    `<case-file-owner><entry-number>${entry}</entry-number><party-type>${type}</party-type><nationality>${tag('country', of.country)}</nationality><legal-entity-type-code>03</legal-entity-type-code>${tag('party-name', name)}${tag('address-1', of.city ? `No. ${of.street} Sample Road, ${of.county.en}` : `${of.street} Sample Street`)}${tag('city', of.city?.en ?? of.place?.city)}${tag('country', of.country)}${tag('postcode', of.city?.postcode)}</case-file-owner>`;
  const owners = [
    ...(buyer && buyerName ? [ownerXml(1, '31', buyerName.en.toUpperCase(), buyer)] : []),
    ownerXml(1, isRegistered ? '30' : isPublished ? '20' : '10', owner.en.toUpperCase(), firm),
  ];
  const goods = classes
    .map(
      (each) =>
        `<case-file-statement><type-code>GS${pad(each, 3)}1</type-code>${tag('text', `${isService || each > 34 ? 'Services in the field of' : 'Goods, namely,'} ${things.map(({ en }) => en).join(', ')}, and parts therefor`)}</case-file-statement>`,
    )
    .join('');
  const number = isRegistered ? pad(3_000_000 + index, 7) : '0000000';
  const header = `<case-file-header>${tag('filing-date', compactDate(filed))}${isRegistered ? tag('registration-date', compactDate(registered)) : ''}<status-code>${status.code}</status-code>${tag('status-date', compactDate(status.date))}${tag('mark-identification', mark)}<mark-drawing-code>4000</mark-drawing-code>${isPublished ? tag('published-for-opposition-date', compactDate(published)) : ''}${outcome === 'abandoned' ? tag('abandonment-date', compactDate(status.date)) : ''}${outcome === 'cancelled' ? `<cancellation-code>1</cancellation-code>${tag('cancellation-date', compactDate(status.date))}` : ''}${tag('attorney-name', `Alex Sample ${1 + (index % 7)}`)}${flags.map((flag) => `<${flag}-in>${set.has(flag) ? 'T' : 'F'}</${flag}-in>`).join('')}<current-location>${isRegistered ? 'PUBLICATION AND ISSUE SECTION' : 'NEW APPLICATION PROCESSING'}</current-location>${tag('location-date', compactDate(status.date))}</case-file-header>`;
  const text = `<case-file><serial-number>${serial}</serial-number><registration-number>${number}</registration-number>${tag('transaction-date', compactDate(delivered))}${header}<case-file-statements>${goods}</case-file-statements><case-file-event-statements>${events
    .map(
      ([code, type, description, date], at) =>
        `<case-file-event-statement><code>${code}</code><type>${type}</type>${tag('description-text', description)}${tag('date', compactDate(date))}<number>${at + 1}</number></case-file-event-statement>`,
    )
    .reverse()
    .join('')}</case-file-event-statements><classifications>${classes
    .map(
      (each) =>
        `<classification><international-code-total-no>1</international-code-total-no><us-code-total-no>1</us-code-total-no><international-code>${pad(each, 3)}</international-code><us-code>100</us-code><status-code>6</status-code>${tag('status-date', compactDate(filed + 4))}<primary-code>${pad(each, 3)}</primary-code></classification>`,
    )
    .join(
      '',
    )}</classifications><correspondent>${tag('address-1', `SAMPLE & PARTNERS ${1 + (index % 7)} LLP`)}${tag('address-2', `${100 + (index % 800)} EXAMPLE AVENUE`)}</correspondent><case-file-owners>${owners.join('')}</case-file-owners></case-file>`;
  const holders = [
    { firm, name: owner.en.toUpperCase() },
    ...(buyer && buyerName ? [{ firm: buyer, name: buyerName.en.toUpperCase() }] : []),
  ];
  const names = holders.map(({ name }) => name);
  return {
    text,
    facts: {
      id: `US-${serial}-TM`,
      type: 'trademark',
      format: 'us-trademark',
      office: 'US',
      cluster: cluster.code,
      published: isoFromDayNumber(delivered),
      titles: [],
      applicants: names,
      assignees: isPublished ? names : [],
      ipc: [],
      locarno: [],
      nice: classes.map(String),
      cites: [],
      firms: holders.map(({ firm: each }) => firmKey(each)),
      firmNames: holders.map(({ firm: each, name }) => ({ firm: firmKey(each), name })),
      status: outcome,
    },
  };
}

/** The daily file around its case files. */
export function wrapTrademarks(caseFiles: readonly string[], date: string): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n<trademark-applications-daily><version><version-no>2.0</version-no><version-date>20041108</version-date></version><creation-datetime>${date}2200</creation-datetime><application-information><file-segments><file-segment>TRMK</file-segment><action-keys><action-key>IB</action-key>\n${caseFiles.join('\n')}\n</action-keys></file-segments></application-information></trademark-applications-daily>\n`;
}
