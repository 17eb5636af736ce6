import type { Party, PartyRole } from '../../../domain/party.js';
import { attribute, find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';

const roles: readonly { list: string; nameElement: string; role: PartyRole }[] = [
  { list: 'applicants', nameElement: 'applicant-name', role: 'applicant' },
  { list: 'inventors', nameElement: 'inventor-name', role: 'inventor' },
  { list: 'agents', nameElement: 'agent-name', role: 'agent' },
];

/**
 * parties -> one Party per role and sequence. DOCDB writes each up to three times: `original` (script of the office),
 * `docdba` (as printed, Latin), `docdb` (standardised, Latin); the first of these that exists is the name.
 */
export function mapParties(parties: XmlNode | undefined): Party[] {
  const mapped: Party[] = [];
  for (const { list, nameElement, role } of roles) {
    const elements = find(parties, list)?.children;
    if (!elements) continue;
    const bySequence = new Map<string, XmlNode[]>();
    for (const element of elements) {
      const key = attribute(element, 'sequence') ?? `unnumbered ${bySequence.size}`;
      const together = bySequence.get(key);
      if (together) together.push(element);
      else bySequence.set(key, [element]);
    }
    for (const [sequence, spellings] of bySequence) {
      const party = mapParty(spellings, sequence, nameElement, role);
      if (party) mapped.push(party);
    }
  }
  return mapped;
}

const rank = (element: XmlNode) => ['original', 'docdba'].indexOf(attribute(element, 'data-format') ?? '') >>> 0;
const nonLatin = /[^\p{Script=Latin}\p{Script=Common}\p{Script=Inherited}]/u;

function mapParty(
  spellings: readonly XmlNode[],
  sequence: string,
  nameElement: string,
  role: PartyRole,
): Party | undefined {
  const names: string[] = [];
  const ordered = spellings.length > 1 ? [...spellings].sort((a, b) => rank(a) - rank(b)) : spellings;
  for (const element of ordered) {
    const name =
      textAt(element, nameElement, 'name') ?? textAt(element, 'name') ?? textAt(element, 'addressbook', 'name');
    if (name && !names.includes(name)) names.push(name);
  }
  const name = names[0];
  if (name === undefined) return undefined;
  const latinName = nonLatin.test(name) ? names.find((each) => !nonLatin.test(each)) : undefined;
  const otherNames = names.filter((each) => each !== name && each !== latinName);
  const holding = (read: (element: XmlNode) => string | undefined) => {
    for (const element of ordered) {
      const value = read(element);
      if (value) return value;
    }
    return undefined;
  };
  const residence = holding((element) => textAt(element, 'residence', 'country'));
  const nationality = holding((element) => textAt(element, 'nationality', 'country'));
  const subtype = holding((element) => attribute(element, 'app-type'));
  const address = ordered.map((element) => mapAddress(element)).find((each) => each !== undefined);
  return {
    role,
    name,
    ...(latinName ? { latinName } : {}),
    ...(otherNames.length > 0 ? { otherNames } : {}),
    ...(/^\d+$/.test(sequence) ? { sequence: Number(sequence) } : {}),
    ...(address ? { address } : {}),
    ...(residence ? { residence } : {}),
    ...(nationality ? { nationality } : {}),
    ...(subtype ? { subtype } : {}),
  };
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
