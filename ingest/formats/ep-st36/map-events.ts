import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { mapPerson } from './map-parties.js';
import { mapProcedures } from './map-procedures.js';
import { countriesAt, splitEntries } from './sdobi-reading.js';

/** Tag of SDOBI that holds one date -> event and the words of the DTD. */
const datedTags: readonly [path: string, code: LifeEventCode, text: string][] = [
  ['B200/B220', 'filed', 'date of filing'],
  ['B200/B230/B231', 'other', 'exhibition filing'],
  ['B200/B230/B232', 'other', 'complete specification filed'],
  ['B200/B230/B233', 'other', 'received at national office'],
  ['B200/B230/B234', 'other', 'received at national office'],
  ['B200/B230/B235', 'refused', 'application refused'],
  ['B200/B230/B236', 'withdrawn', 'application withdrawn'],
  ['B200/B230/B237', 'withdrawn', 'application deemed to be withdrawn'],
  ['B200/B230/B238EP', 'other', 're-establishment of rights requested'],
  ['B200/B230/B239', 'revoked', 'patent revoked'],
  ['B200/B240/B241', 'examination-requested', 'request for examination'],
  ['B200/B240/B242', 'other', 'despatch of first examination report'],
  ['B200/B240/B243', 'amended', 'patent maintained as amended'],
  ['B200/B240/B246', 'other', 'proceedings resumed'],
  ['B200/B240/B248', 'other', 'notification of rights after appeal'],
  ['B400/B410', 'published', 'unexamined document open to inspection'],
  ['B400/B420', 'published', 'examined document open to inspection'],
  ['B400/B430', 'published', 'unexamined document published'],
  ['B400/B440', 'published', 'examined document published'],
  ['B400/B450', 'granted', 'mention of the grant'],
  ['B400/B451EP', 'other', 'intention to grant announced without examination report'],
  ['B400/B452EP', 'other', 'intention to grant announced'],
  ['B400/B460', 'published', 'claims published'],
  ['B400/B470', 'granted', 'granted document open to inspection'],
  ['B400/B472/B473', 'other', 'disclaimer'],
  ['B400/B476', 'invalidated', 'patent invalidated'],
  ['B400/B477', 'amended', 'amended specification published'],
  ['B400/B480', 'corrected', 'corrected document issued'],
  ['B500/B560/B565', 'other', 'search report completed'],
  ['B500/B560/B565EP', 'other', 'supplementary search report drawn up'],
  ['B500/B560/B566', 'other', 'search report mailed'],
  ['B500/B560/B566EP', 'other', 'correction of the search report despatched'],
  ['B500/B560/B568', 'published', 'search report published'],
  ['B800/B850', 'other', 'start of the regional phase'],
  ['B800/B860/B863', 'other', 'PCT section 371 date'],
  ['B800/B860/B864', 'other', 'PCT section 102(e) date'],
  ['B800/B870/B871', 'other', 'international application published'],
  ['B800/B880', 'published', 'search report published'],
  ['B800/B890/B892', 'other', 'date of property rights, Havana agreement'],
  ['B900/B910', 'lapsed', 'international application without effect: regional phase not entered'],
];

/** Everything of the document that has a day, oldest first. `officeCode` is the tag. */
export function mapEvents(document: XmlNode, mapping: Mapping): LifeEvent[] {
  const sdobi = find(document, 'SDOBI');
  const events: LifeEvent[] = [];
  for (const [path, code, text] of datedTags) {
    const tags = path.split('/');
    const tag = tags[tags.length - 1] ?? path;
    const element = find(sdobi, ...tags);
    const date = readDay(mapping, textAt(element, 'date'), tag);
    if (!date) continue;
    const bulletin = textAt(element, 'bnum');
    // Bulletin 000000: the report was published by WIPO, which makes no European document public.
    const isOfOtherOffice = bulletin !== undefined && /^0+$/.test(bulletin);
    events.push({
      date,
      code: isOfOtherOffice ? 'other' : code,
      officeCode: tag,
      text,
      ...(bulletin && !isOfOtherOffice ? { details: { bulletin } } : {}),
    });
  }
  addPublication(events, document, mapping);
  events.push(
    ...mapOwnership(sdobi, mapping),
    ...mapStateEvents(sdobi, mapping),
    ...mapSearchReports(document, mapping),
    ...mapProcedures(sdobi, mapping),
  );
  return events
    .map((event, index) => ({ event, index }))
    .sort((a, b) => (a.event.date ?? '').localeCompare(b.event.date ?? '') || a.index - b.index)
    .map(({ event }) => event);
}

/** B140: the publication of this very document, unless a tag of B400 tells the same day. */
function addPublication(events: LifeEvent[], document: XmlNode, mapping: Mapping): void {
  const b100 = find(document, 'SDOBI', 'B100');
  const date = readDay(mapping, textAt(b100, 'B140', 'date') ?? attribute(document, 'date-publ'), 'B140');
  const kind = textAt(b100, 'B130') ?? attribute(document, 'kind') ?? '';
  if (
    !date ||
    events.some((event) => event.date === date && ['published', 'granted', 'amended', 'corrected'].includes(event.code))
  )
    return;
  const code: LifeEventCode =
    kind === 'A8' || kind === 'A9' || kind === 'B8' || kind === 'B9'
      ? 'corrected'
      : kind === 'B2'
        ? 'amended'
        : kind === 'B3'
          ? 'limited'
          : 'published';
  const bulletin = textAt(document, 'SDOBI', 'B400', 'B405', 'bnum');
  events.push({
    date,
    code,
    officeCode: kind || 'B140',
    text: textAt(b100, 'B120', 'B121') ?? 'document published',
    ...(bulletin ? { details: { bulletin } } : {}),
  });
}

/** Transfers (B718EP, B738EP), licences (B791), oppositions (B781) with the party concerned. */
function mapOwnership(sdobi: XmlNode | undefined, mapping: Mapping): LifeEvent[] {
  const b700 = find(sdobi, 'B700');
  const events: LifeEvent[] = [];
  const transfers = [
    ...findAll(b700, 'B710', 'B711').map((element) => ({ element, tag: 'B718EP' })),
    ...findAll(b700, 'B730', 'B731').map((element) => ({ element, tag: 'B738EP' })),
  ];
  for (const { element, tag } of transfers) {
    const date = readDay(mapping, textAt(element, tag, 'date'), tag);
    const owner = textAt(element, 'snm');
    if (date)
      events.push({
        date,
        code: 'assigned',
        officeCode: tag,
        text: 'transfer of rights',
        ...(owner ? { details: { newOwner: owner } } : {}),
      });
  }
  for (const element of findAll(b700, 'B790', 'B791')) {
    const date = readDay(mapping, textAt(element, 'date'), 'B791');
    const details = namedDetails({
      licensee: mapPerson(element, 'owner')?.name,
      number: textAt(element, 'dnum', 'text'),
      kind: textAt(element, 'kind'),
      states: countriesAt(element, 'B796').join(' '),
      representative: textAt(element, 'B794', 'snm'),
    });
    events.push({ ...(date ? { date } : {}), code: 'licensed', officeCode: 'B791', text: 'licence', ...details });
  }
  const b780 = find(b700, 'B780');
  for (const element of findAll(b780, 'B781')) events.push(...mapOpposition(element, mapping));
  const ends: readonly [tag: string, text: string][] = [
    ['B787', 'opposition rejected'],
    ['B788', 'opposition procedure closed'],
  ];
  for (const [tag, text] of ends) {
    const date = readDay(mapping, textAt(b780, tag, 'date'), tag);
    if (date) events.push({ date, code: 'other', officeCode: tag, text });
  }
  const none = textAt(b780, 'B789');
  if (none) events.push({ code: 'other', officeCode: 'B789', text: none });
  return events;
}

/** `kind` of B781: result of the examination on admissibility. */
const oppositionKinds: Readonly<Record<string, string>> = {
  '0': 'opposition filed',
  '1': 'admissible opposition',
  '2': 'inadmissible opposition',
  '3': 'opposition deemed not to be filed',
  '4': 'opposition withdrawn',
  '5': 'intervention',
  '6': 'admissible intervention',
  '7': 'inadmissible intervention',
  '8': 'intervention deemed not to be filed',
  '9': 'intervention withdrawn',
};

function mapOpposition(element: XmlNode, mapping: Mapping): LifeEvent[] {
  const kind = textAt(element, 'kind') ?? '';
  const details = namedDetails({
    opponent: mapPerson(element, 'opponent')?.name,
    number: textAt(element, 'dnum', 'text'),
    kind,
    representative: textAt(element, 'B784', 'snm'),
  });
  const date = readDay(mapping, textAt(element, 'date'), 'B781');
  const events: LifeEvent[] = [
    {
      ...(date ? { date } : {}),
      code: /^[2389]$/.test(kind) ? 'other' : 'opposed',
      officeCode: 'B781',
      text: oppositionKinds[kind] ?? 'opposition',
      ...details,
    },
  ];
  for (const [tag, text] of [
    ['B785', 'opposition deemed not to have been filed'],
    ['B786', 'opposition inadmissible'],
  ] as const) {
    const day = readDay(mapping, textAt(element, tag, 'date'), tag);
    if (day) events.push({ date: day, code: 'other', officeCode: tag, text, ...details });
  }
  return events;
}

/** Lapse in one state (B475), extension and validation: facts about a state, not about the European patent as a whole. */
function mapStateEvents(sdobi: XmlNode | undefined, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  const add = (tag: string, country: string | undefined, raw: string | undefined, text: string) => {
    const date = readDay(mapping, raw, tag);
    if (date && country)
      events.push({ date, code: 'other', officeCode: tag, text: `${text}: ${country}`, details: { country } });
  };
  const b472 = find(sdobi, 'B400', 'B472');
  for (const tag of ['B475', 'B475EP'])
    for (const row of findAll(b472, tag).flatMap((each) => splitEntries(each.children)))
      add(tag, row.get('ctry')?.text, row.get('date')?.text, 'patent lapsed in');
  const b800 = find(sdobi, 'B800');
  for (const element of findAll(b800, 'B844EP', 'B845EP')) {
    add('B845EP', textAt(element, 'ctry'), textAt(element, 'date'), 'extension fee paid for');
    add('B846EP', textAt(element, 'ctry'), textAt(element, 'B846EP', 'date'), 'extension withdrawn for');
  }
  for (const element of findAll(b800, 'B848EP', 'B849EP')) {
    add('B849EP', textAt(element, 'ctry'), textAt(element, 'date'), 'validation fee paid for');
    add('B846EP', textAt(element, 'ctry'), textAt(element, 'B846EP', 'date'), 'validation withdrawn for');
  }
  return events;
}

function mapSearchReports(document: XmlNode, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  for (const report of findAll(document, 'search-report-data')) {
    const admin = find(report, 'srep-for-pub', 'srep-admin');
    const dates: readonly [raw: string | undefined, text: string][] = [
      [attribute(report, 'date-produced'), 'search report drawn up'],
      [textAt(admin, 'date-search-completed', 'date'), 'search completed'],
      [textAt(admin, 'date-search-report-mailed', 'date'), 'search report mailed'],
    ];
    for (const [raw, text] of dates) {
      const date = readDay(mapping, raw, 'search-report-data');
      if (date && !events.some((event) => event.date === date && event.text === text))
        events.push({ date, code: 'other', officeCode: 'search-report-data', text });
    }
  }
  return events;
}

export function namedDetails(values: Record<string, string | undefined>): { details?: Record<string, string> } {
  const present: [string, string][] = [];
  for (const [name, value] of Object.entries(values)) if (value) present.push([name, value]);
  return present.length > 0 ? { details: Object.fromEntries(present) } : {};
}
