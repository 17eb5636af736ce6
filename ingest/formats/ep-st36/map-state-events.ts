import type { LifeEvent } from '../../../domain/life.js';
import type { IsoDate } from '../../../domain/text.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { countriesAt, splitEntries } from './sdobi-reading.js';

/** Lapse in one state (B475), extension and validation: facts about a state, not about the European patent as a whole. */
export function mapStateEvents(sdobi: XmlNode | undefined, mapping: Mapping): LifeEvent[] {
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
  const lapsed = findLapseEverywhere(sdobi, events);
  if (lapsed)
    events.push({ date: lapsed, code: 'lapsed', officeCode: 'B475', text: 'patent lapsed in every designated state' });
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

/** Day of the last lapse, when the patent has lapsed in every contracting state and in every state that it was extended to or validated in. */
function findLapseEverywhere(sdobi: XmlNode | undefined, lapses: readonly LifeEvent[]): IsoDate | undefined {
  const b800 = find(sdobi, 'B800');
  const paid = [...findAll(b800, 'B844EP', 'B845EP'), ...findAll(b800, 'B848EP', 'B849EP')].filter((each) =>
    textAt(each, 'date'),
  );
  const states = [...countriesAt(b800, 'B840'), ...paid.map((each) => textAt(each, 'ctry') ?? '')];
  const days = states.map((state) => lapses.find(({ details }) => details?.['country'] === state)?.date);
  return days.length > 0 && days.every((day) => day !== undefined) ? days.sort().at(-1) : undefined;
}
