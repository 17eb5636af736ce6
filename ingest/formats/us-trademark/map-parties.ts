import type { Address, Party } from '../../../domain/party.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';

/** Owners in the order of the file, attorney, domestic representative, correspondent and examining attorney. */
export function mapParties(caseFile: XmlNode): Party[] {
  const parties = findAll(caseFile, 'case-file-owners', 'case-file-owner').flatMap((each) => mapOwner(each));
  const header = find(caseFile, 'case-file-header');
  const attorney = textAt(header, 'attorney-name');
  if (attorney) parties.push({ role: 'agent', name: attorney, subtype: 'attorney' });
  const representative = textAt(header, 'domestic-representative-name');
  if (representative) parties.push({ role: 'agent', name: representative, subtype: 'domestic-representative' });
  const correspondent = mapCorrespondent(find(caseFile, 'correspondent'));
  if (correspondent) parties.push(correspondent);
  const examiner = textAt(header, 'employee-name');
  const lawOffice = textAt(header, 'law-office-assigned-location-code');
  if (examiner) parties.push({ role: 'examiner', name: examiner, ...(lawOffice ? { department: lawOffice } : {}) });
  return parties;
}

/**
 * Party types 10-19 are the applicants before publication, 20-29 the owners after it, 30 and above the registrants.
 * The type is kept as `officeId`, the code (or words) of the legal entity as `subtype`; `01` is an individual.
 */
function mapOwner(source: XmlNode): Party[] {
  const name = textAt(source, 'party-name');
  if (!name) return [];
  const type = textAt(source, 'party-type');
  const party: Party = { role: type?.startsWith('1') ? 'applicant' : 'owner', name };
  const alias = textAt(source, 'dba-aka-text');
  if (alias) party.otherNames = [alias];
  const entity = textAt(source, 'legal-entity-type-code');
  if (entity) party.isOrganization = entity !== '01';
  if (party.isOrganization) party.organizationName = name;
  const words = textAt(source, 'entity-statement') ?? entity;
  if (words) party.subtype = words;
  if (type) party.officeId = type;
  const sequence = Number(textAt(source, 'entry-number') ?? '');
  if (sequence > 0) party.sequence = sequence;
  const address = mapOwnerAddress(source);
  if (address) party.address = address;
  const nationality = find(source, 'nationality');
  const state = textAt(nationality, 'state');
  const country = textAt(nationality, 'country') ?? (state ? 'US' : textAt(nationality, 'other'));
  if (country) party.nationality = country;
  if (state) party.organizedIn = state;
  return [party];
}

/** The file names countries abroad only: a US state without a country is in the US. */
function mapOwnerAddress(source: XmlNode): Address | undefined {
  const address: Address = {};
  const street = [textAt(source, 'address-1'), textAt(source, 'address-2')].filter(Boolean).join(', ');
  if (street) address.street = street;
  for (const part of ['city', 'state', 'postcode'] as const) {
    const text = textAt(source, part);
    if (text) address[part] = text;
  }
  const country = textAt(source, 'country') ?? (address.state ? 'US' : undefined);
  if (country) address.country = country;
  const other = textAt(source, 'other');
  if (other) address.text = other;
  return Object.keys(address).length > 0 ? address : undefined;
}

/** The first line is the name, the others are printed lines of the address. */
function mapCorrespondent(source: XmlNode | undefined): Party | undefined {
  const lines = (source?.children ?? []).map(({ text }) => text).filter(Boolean);
  const [name, ...rest] = lines;
  if (!name) return undefined;
  return { role: 'correspondent', name, ...(rest.length > 0 ? { address: { text: rest.join(', ') } } : {}) };
}
