import type { LifeEvent } from '../../../domain/life.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { readDay, type Mapping } from '../st36/flags.js';
import { mapPerson } from './map-parties.js';
import { countriesAt, namedDetails } from './sdobi-reading.js';

/** Transfers (B718EP, B738EP), licences (B791), oppositions (B781) with the party concerned. */
export function mapOwnership(sdobi: XmlNode | undefined, mapping: Mapping): LifeEvent[] {
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
