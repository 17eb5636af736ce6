import type { Party, PartyRole } from '../../../domain/party.js';
import { findAll, textAt, type XmlNode } from '../../xml/xml-node.js';
import { mapAddressbook } from '../st36/addressbook.js';

/** Parties of a US document in the order of the roles, INID 71-75 and the examiners. */
export function mapParties(bibliography: XmlNode): Party[] {
  const result: Party[] = [];
  for (const group of bibliography.children) {
    if (group.name === 'parties' || group.name === 'us-parties') readPartyGroup(group, result);
    else if (group.name === 'assignees') for (const each of group.children) addParty(each, 'assignee', result);
    else if (group.name === 'examiners') for (const each of group.children) addExaminer(each, result);
    else if (group.name === 'us-deceased-inventor') addParty(group, 'inventor', result, 'deceased');
    else if (group.name.endsWith('references-cited'))
      for (const each of findAll(group, 'searcher')) addExaminer(each, result);
  }
  return result;
}

/**
 * Until v4.2 inventors stand among the applicants (`applicant-inventor`, the applicant of US law before 2012): such a person
 * becomes an applicant and an inventor. Later schemas list the inventors themselves.
 */
function readPartyGroup(group: XmlNode, into: Party[]): void {
  const hasInventors = findAll(group, 'inventors').some((list) => list.children.length > 0);
  for (const list of group.children) {
    if (list.name === 'correspondence-address') addParty(list, 'correspondent', into);
    else if (list.name === 'us-deceased-inventor') addParty(list, 'inventor', into, 'deceased');
    else
      for (const each of list.children) {
        if (list.name === 'inventors')
          addParty(each, 'inventor', into, each.name === 'inventor' ? undefined : 'deceased');
        else if (list.name === 'agents') addParty(each, 'agent', into);
        else {
          const type = each.attributes['app-type'];
          const succession = readSuccession(each);
          addParty(each, 'applicant', into, succession ?? each.attributes['applicant-authority-category'] ?? type);
          if (!hasInventors && !succession && type?.includes('inventor')) addParty(each, 'inventor', into, type);
        }
      }
  }
}

/** `heir of deceased inventor 002`: an applicant with us-rights succeeds to the rights of an inventor and is none. */
function readSuccession(source: XmlNode): string | undefined {
  const rights = findAll(source, 'us-rights').map(({ attributes, text }) => {
    const inventor = attributes['to-dead-inventor'] || text;
    return [attributes['kind'] || 'successor', ...(inventor ? ['of deceased inventor', inventor] : [])].join(' ');
  });
  return rights.length > 0 ? rights.join(', ') : undefined;
}

function addParty(source: XmlNode, role: PartyRole, into: Party[], subtype?: string): void {
  const book = source.children.find((child) => child.name === 'addressbook');
  const customer = source.name === 'customer-number' ? source.text : textAt(source, 'customer-number');
  // An agent may be known by the customer number of the office only.
  const party = mapAddressbook(book ?? source, role) ?? (customer ? { role, name: customer } : undefined);
  if (!party) return;
  const kind = subtype ?? source.attributes['rep-type'];
  if (kind) party.subtype = kind;
  if (customer) party.officeId = customer;
  const sequence = source.attributes['sequence'];
  if (sequence && /^\d+$/.test(sequence)) party.sequence = Number(sequence);
  const nationality = readCountry(source, 'nationality');
  if (nationality) party.nationality = nationality;
  const residence = readCountry(source, 'residence');
  if (residence) party.residence = residence;
  // Role code of the assignee that stands outside the addressbook.
  if (book && !party.subtype) {
    const code = textAt(source, 'role');
    if (code) party.subtype = code;
  }
  into.push(party);
}

/** Two-letter code; words that stand for none (`omitted`, `unknown`) are no country. */
function readCountry(source: XmlNode, name: string): string | undefined {
  const code = textAt(source, name, 'country');
  return code && /^[A-Za-z]{2}$/.test(code) ? code.toUpperCase() : undefined;
}

function addExaminer(source: XmlNode, into: Party[]): void {
  const book = source.children.find((child) => child.name === 'addressbook');
  const party = mapAddressbook(book ?? source, 'examiner');
  if (party) into.push({ ...party, subtype: source.name.replace(/-examiner$/, '').replace('searcher', 'search') });
}
