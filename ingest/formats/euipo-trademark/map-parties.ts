import type { Address, Party, PartyRole } from '../../../domain/party.js';
import { find, findAll, textAt, type XmlNode } from '../../xml/xml-node.js';

/**
 * Parties of `ApplicantDetails`, `RepresentativeDetails` ... The EUIPO's bulk file names them by key only: the key is then
 * both name and identifier, so that the party is found and can be filled from the office's register of persons.
 */
export function mapPartyList(details: XmlNode | undefined, element: string, role: PartyRole, office?: string): Party[] {
  const parties: Party[] = [];
  for (const child of details?.children ?? []) {
    const party = child.name === `${element}Key` ? mapKey(child, role) : mapParty(child, element, role, office);
    if (party) parties.push(party);
  }
  if (parties.length > 1) parties.forEach((party, index) => (party.sequence = index + 1));
  return parties;
}

function mapKey(element: XmlNode, role: PartyRole): Party | undefined {
  const identifier = textAt(element, 'Identifier');
  return identifier ? { role, name: identifier, officeId: identifier } : undefined;
}

function mapParty(element: XmlNode, prefix: string, role: PartyRole, office: string | undefined): Party | undefined {
  const part = (name: string) => textAt(element, `${prefix}${name}`);
  const book = find(element, `${prefix}AddressBook`);
  const formatted = find(book, 'FormattedNameAddress');
  const names = mapNames(find(formatted, 'Name'), office);
  const officeId = part('Identifier');
  const name = names.name ?? officeId;
  if (!name) return undefined;
  const address = mapAddress(find(formatted, 'Address') ?? find(book, 'PostalAddress'));
  const residence = part('IncorporationCountryCode');
  const nationality = part('NationalityCode');
  const extension = find(element, `${prefix}Ext`);
  const subtype = [
    part('KindCode') ?? textAt(extension, 'PartyTypeCode'),
    textAt(extension, 'PartyTypeDescriptionText') ?? textAt(element, 'Comment'),
    part('LegalEntity'),
  ].filter(Boolean);
  // US party types: 10-19 applicants before publication, 20 and above the owners after it.
  const isLaterOwner = role === 'applicant' && /^[2-9]/.test(textAt(extension, 'PartyTypeCode') ?? '');
  const organizedIn = part('IncorporationState') ?? textAt(extension, 'IncorporationGeographicRegionCode');
  return {
    role: isLaterOwner ? 'owner' : role,
    name,
    ...(names.latinName ? { latinName: names.latinName } : {}),
    ...(names.lastName ? { lastName: names.lastName } : {}),
    ...(names.firstName ? { firstName: names.firstName } : {}),
    ...(names.organizationName ? { organizationName: names.organizationName } : {}),
    ...(names.otherNames.length > 0 ? { otherNames: names.otherNames } : {}),
    ...(address ? { address } : {}),
    ...(nationality ? { nationality } : {}),
    ...(residence ? { residence } : {}),
    ...(officeId ? { officeId } : {}),
    ...(subtype.length > 0 ? { subtype: subtype.join(', ') } : {}),
    ...(organizedIn ? { organizedIn } : {}),
  };
}

interface Names {
  name?: string;
  latinName?: string;
  lastName?: string;
  firstName?: string;
  organizationName?: string;
  otherNames: string[];
}

/** Lines of a free name are names of their own (person, firm); the International Bureau only wraps one long name. */
function mapNames(element: XmlNode | undefined, office: string | undefined): Names {
  const free = find(element, 'FreeFormatName');
  const printed = [
    ...findAll(free, 'FreeFormatNameDetails', 'FreeFormatNameLine'),
    ...findAll(free, 'FreeFormatNameLine'),
  ]
    .map(({ text }) => text)
    .filter(Boolean);
  const lines = office === 'WO' && printed.length > 0 ? [printed.join(' ')] : printed;
  const formatted = find(element, 'FormattedName');
  const part = (name: string) => textAt(formatted, name);
  const organizationName = part('OrganizationName');
  const lastName = [part('LastName'), part('SecondLastName')].filter(Boolean).join(' ') || undefined;
  const firstName = [part('FirstName'), part('MiddleName')].filter(Boolean).join(' ') || undefined;
  const person = lastName && firstName ? `${lastName}, ${firstName}` : lastName;
  const [first, ...others] = lines;
  const name = organizationName ?? person ?? first;
  const otherNames = [...(formatted ? lines : others), ...findAll(formatted, 'NameSynonym').map(({ text }) => text)];
  const latinName = textAt(element, 'NameTransliteration');
  return {
    ...(name ? { name } : {}),
    ...(latinName && latinName !== name ? { latinName } : {}),
    ...(lastName ? { lastName } : {}),
    ...(firstName ? { firstName } : {}),
    ...(organizationName ? { organizationName } : {}),
    otherNames: otherNames.filter((each) => each !== '' && each !== name),
  };
}

const streetParts = new Set([
  'AddressLine',
  'AddressMailCode',
  'AddressPostOfficeBox',
  'AddressRoom',
  'AddressFloor',
  'AddressBuilding',
  'AddressStreet',
]);

function mapAddress(element: XmlNode | undefined): Address | undefined {
  if (!element) return undefined;
  const formatted = find(element, 'FormattedAddress');
  const part = (name: string) => textAt(formatted, name);
  const lines = (children: readonly XmlNode[]) =>
    children
      .map(({ text }) => text)
      .filter(Boolean)
      .join(', ') || undefined;
  const parts: [keyof Address, string | undefined][] = [
    ['country', textAt(element, 'AddressCountryCode') ?? part('FormattedAddressCountryCode')],
    ['state', part('AddressState')],
    ['city', part('AddressCity')],
    ['county', part('AddressCounty')],
    ['street', lines((formatted?.children ?? []).filter(({ name }) => streetParts.has(name)))],
    ['postcode', part('AddressPostcode')],
    ['text', lines(findAll(element, 'FreeFormatAddress', 'FreeFormatAddressLine'))],
  ];
  const present = parts.filter(([, value]) => value !== undefined);
  return present.length > 0 ? Object.fromEntries(present) : undefined;
}

/** Name of the first party of a list, for the details of an event. */
export function firstPartyName(parent: XmlNode | undefined, office: string, ...elements: string[]): string | undefined {
  for (const element of elements) {
    const party = mapPartyList(find(parent, `${element}Details`), element, 'owner', office)[0];
    if (party) return party.name;
  }
  return undefined;
}
