import type { LifeEvent, LifeEventCode } from '../../../domain/life.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { mapOwnership } from './map-ownership.js';
import { mapProcedures } from './map-procedures.js';
import { mapStateEvents } from './map-state-events.js';

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
  const kind = (textAt(b100, 'B130') ?? attribute(document, 'kind') ?? '').toUpperCase();
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

function mapSearchReports(document: XmlNode, mapping: Mapping): LifeEvent[] {
  const events: LifeEvent[] = [];
  for (const report of findAll(document, 'search-report-data')) {
    const admin = find(report, 'srep-for-pub', 'srep-admin');
    const dates: readonly [raw: string | undefined, text: string][] = [
      [attribute(report, 'date-produced'), 'search report drawn up'],
      [textAt(admin, 'date-search-completed', 'date'), 'search completed'],
      [textAt(admin, 'date-search-report-mailed', 'date'), 'search report mailed'],
      [textAt(report, 'srep-info', 'srep-info-admin', 'date-search-report-mailed', 'date'), 'search report mailed'],
    ];
    for (const [raw, text] of dates) {
      const date = readDay(mapping, raw, 'search-report-data');
      if (date && !events.some((event) => event.date === date && event.text === text))
        events.push({ date, code: 'other', officeCode: 'search-report-data', text });
    }
  }
  return events;
}
