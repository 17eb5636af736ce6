import type { Address, Party, PartyRole } from '../../../domain/party.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { countriesAt } from './sdobi-reading.js';

const lists: readonly { list: string; entry: string; role: PartyRole; subtype?: string }[] = [
  { list: 'B710', entry: 'B711', role: 'applicant' },
  { list: 'B720', entry: 'B721', role: 'inventor' },
  { list: 'B730', entry: 'B731', role: 'assignee' },
  { list: 'B740', entry: 'B741', role: 'agent' },
  { list: 'B745', entry: 'B746', role: 'examiner' },
  { list: 'B745', entry: 'B747', role: 'examiner', subtype: 'assistant' },
  { list: 'B780', entry: 'B781', role: 'opponent' },
];

/** B700 (INID 71 to 74, opponents) and the examiner of the search: B569, or the search report in text. */
export function mapParties(document: XmlNode): Party[] {
  const sdobi = find(document, 'SDOBI');
  const b700 = find(sdobi, 'B700');
  const parties: Party[] = [];
  for (const { list, entry, role, subtype } of lists) {
    const elements = findAll(b700, list, entry);
    elements.forEach((element, index) => {
      const party = mapPerson(element, role);
      if (!party) return;
      if (elements.length > 1) party.sequence = index + 1;
      const kind = subtype ?? statesOf(element);
      if (kind) party.subtype = kind;
      parties.push(party);
      const correspondent = find(element, 'B711EP');
      const address = correspondent && mapPerson(correspondent, 'correspondent');
      if (address) parties.push(address);
    });
  }
  addOriginalNames(parties, find(b700, 'B720', 'B721EP'));
  const searcher = find(sdobi, 'B500', 'B560', 'B569');
  const examiner = searcher && mapPerson(searcher, 'examiner');
  if (examiner) parties.push({ ...examiner, subtype: 'search' });
  for (const examiners of findAll(document, 'search-report-data', 'srep-for-pub', 'srep-admin', 'examiners'))
    for (const { name, text } of examiners.children)
      if (text)
        parties.push({ role: 'examiner', name: text, subtype: name === 'assistant-examiner' ? 'assistant' : 'search' });
  return parties;
}

/** Applicants and proprietors may be so for some of the designated states only. */
function statesOf(element: XmlNode): string | undefined {
  const states = ['B716EP', 'B717EP', 'B736EP', 'B737EP'].flatMap((tag) => countriesAt(element, tag));
  return states.length > 0 ? `for ${states.join(' ')}` : textAt(element, 'dtxt');
}

/** A person of SDOBI; undefined when there is no name. `et al` behind an agent's name is kept in `otherNames`. */
export function mapPerson(element: XmlNode, role: PartyRole): Party | undefined {
  const part = (name: string) => textAt(element, name);
  const last = part('snm') ?? part('onm');
  if (!last) return undefined;
  const first = part('fnm');
  const suffix = part('sfx');
  const title = part('ttl');
  const name = [title, first ? `${last}, ${first}` : last].filter(Boolean).join(' ');
  const otherNames = [
    ...(suffix ? [`${name} ${suffix}`] : []),
    ...findAll(element, 'syn').map(({ text }) => text),
  ].filter(Boolean);
  const organization = part('onm');
  const officeId = part('iid') ?? part('oid');
  const residence = textAt(element, 'rctry', 'ctry');
  const nationality = textAt(element, 'nctry', 'ctry');
  const address = mapAddress(find(element, 'adr'));
  return {
    role,
    name,
    ...(otherNames.length > 0 ? { otherNames } : {}),
    ...(first ? { lastName: last, firstName: first } : {}),
    ...(organization ? { organizationName: organization } : {}),
    ...(address ? { address } : {}),
    ...(nationality ? { nationality } : {}),
    ...(residence ? { residence } : {}),
    ...(officeId ? { officeId } : {}),
  };
}

function mapAddress(adr: XmlNode | undefined): Address | undefined {
  if (!adr) return undefined;
  const part = (name: string) => textAt(adr, name);
  const street = adr.children
    .filter(({ name, text }) => text !== '' && ['omc', 'pbox', 'str'].includes(name))
    .map(({ text }) => text)
    .join(', ');
  const parts: [keyof Address, string | undefined][] = [
    ['country', part('ctry')],
    ['state', part('state')],
    ['city', part('city')],
    ['county', part('cnty')],
    ['street', street || undefined],
    ['postcode', part('pcode')],
  ];
  const present = parts.filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}

/** B721EP: names of all inventors in the characters of their languages, `$` between them, `*` before the surname. */
function addOriginalNames(parties: readonly Party[], element: XmlNode | undefined): void {
  const written = textAt(element, 'snm');
  if (!written) return;
  const names = written.split('$').map((name) => name.replace('*', '').trim());
  const inventors = parties.filter(({ role }) => role === 'inventor');
  inventors.forEach((inventor, index) => {
    const name = names.length === inventors.length ? names[index] : undefined;
    if (name && name !== inventor.name) inventor.otherNames = [...(inventor.otherNames ?? []), name];
  });
}
