import type { Party, PartyRole } from '../../../domain/party.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { groupSpellings, isNonLatin, type Spelling } from './party-spellings.js';

const roles: readonly { list: string; nameElement: string; role: PartyRole }[] = [
  { list: 'applicants', nameElement: 'applicant-name', role: 'applicant' },
  { list: 'inventors', nameElement: 'inventor-name', role: 'inventor' },
  { list: 'agents', nameElement: 'agent-name', role: 'agent' },
];

/**
 * parties -> one Party each. DOCDB writes it up to three times: `original` (script of the office), `docdba` (as printed, Latin),
 * `docdb` (standardised, Latin); the first of these that exists is the name.
 */
export function mapParties(parties: XmlNode | undefined): Party[] {
  const mapped: Party[] = [];
  for (const { list, nameElement, role } of roles) {
    const elements = find(parties, list)?.children;
    if (!elements) continue;
    const spellings: Spelling[] = [];
    for (const element of elements) {
      const spelling = readSpelling(element, nameElement, spellings.length);
      if (spelling) spellings.push(spelling);
    }
    for (const group of groupSpellings(spellings)) mapped.push(mapParty(group, role));
  }
  return mapped;
}

function readSpelling(element: XmlNode, nameElement: string, index: number): Spelling | undefined {
  const name =
    textAt(element, nameElement, 'name') ?? textAt(element, 'name') ?? textAt(element, 'addressbook', 'name');
  if (!name) return undefined;
  const format = attribute(element, 'data-format') ?? 'docdb';
  return { element, format, sequence: attribute(element, 'sequence') ?? `unnumbered ${index}`, name };
}

const rank = ({ format }: Spelling) => ['original', 'docdba'].indexOf(format) >>> 0;

function mapParty(spellings: readonly Spelling[], role: PartyRole): Party {
  const ordered = spellings.length > 1 ? [...spellings].sort((a, b) => rank(a) - rank(b)) : spellings;
  const names = ordered.length > 1 ? [...new Set(ordered.map(({ name }) => name))] : [(ordered[0] as Spelling).name];
  const [name = ''] = names;
  const sequence = spellings[0]?.sequence ?? '';
  const party: Party = { role, name };
  const latinName = names.length > 1 && isNonLatin(name) ? names.find((each) => !isNonLatin(each)) : undefined;
  if (latinName) party.latinName = latinName;
  if (names.length > 1) {
    const otherNames = names.filter((each) => each !== name && each !== latinName);
    if (otherNames.length > 0) party.otherNames = otherNames;
  }
  if (/^\d+$/.test(sequence)) party.sequence = Number(sequence);
  let residence = '';
  let nationality = '';
  let subtype: string | undefined;
  let address: Party['address'];
  for (const { element } of ordered) {
    subtype ??= element.attributes['app-type'];
    for (const child of element.children) {
      if (child.name === 'residence') residence ||= child.children[0]?.text ?? '';
      else if (child.name === 'nationality') nationality ||= child.children[0]?.text ?? '';
      else if (child.name === 'address' || child.name === 'addressbook') address ??= mapAddress(element);
    }
  }
  if (address) party.address = address;
  if (residence) party.residence = residence;
  if (nationality) party.nationality = nationality;
  if (subtype) party.subtype = subtype;
  return party;
}

function mapAddress(element: XmlNode): Party['address'] | undefined {
  const address = find(element, 'address') ?? find(element, 'addressbook', 'address');
  if (!address) return undefined;
  const lines = [
    ...findAll(address, 'text'),
    ...address.children.filter(({ name }) => /^address-\d$/.test(name)),
    ...findAll(element, 'addressbook', 'text'),
  ].map(({ text }) => text);
  const part = (name: string) => textAt(address, name);
  const parts = {
    country: part('country'),
    state: part('state'),
    city: part('city'),
    county: part('county'),
    street: part('street'),
    postcode: part('postcode'),
    text: lines.filter(Boolean).join(', ') || undefined,
  };
  const present = Object.entries(parts).filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}
