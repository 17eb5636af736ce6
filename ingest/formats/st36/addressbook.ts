import type { Address, Party, PartyRole } from '../../../domain/party.js';
import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import type { XmlNode } from '../../xml/xml-node.js';

/** Children of ST.36 address, with the variants of the offices. */
export const addressChildren: Record<string, ElementRule> = Object.fromEntries(
  `address-1 address-2 address-3 address-4 address-5 mailcode pobox room address-floor building street city county state
  postcode country text`
    .split(/\s+/)
    .map((name) => [name, leaf]),
);

/** Children of ST.36 addressbook. */
export const addressbookChildren: Record<string, ElementRule> = {
  ...Object.fromEntries(
    `name prefix last-name first-name middle-name suffix iid role orgname department synonym registered-number dtext text
    first-last-name second-last-name`
      .split(/\s+/)
      .map((name) => [name, leaf]),
  ),
  ...Object.fromEntries(
    ['phone', 'fax', 'email', 'url', 'ead'].map((name) => [name, skip('telephone and electronic addresses')]),
  ),
  'issuing-office': skip('office that gave the registered number'),
  address: node(addressChildren),
};

export const addressbook: ElementRule = node(addressbookChildren);

const streetParts = new Set([
  'address-1',
  'address-2',
  'address-3',
  'address-4',
  'address-5',
  'mailcode',
  'pobox',
  'room',
  'address-floor',
  'building',
  'street',
]);

/** ST.36 address; undefined when it says nothing. Lines above the city are one `street`, in order. */
export function mapAddress(source: XmlNode | undefined): Address | undefined {
  if (!source) return undefined;
  const address: Address = {};
  const street: string[] = [];
  for (const { name, text } of source.children) {
    if (text === '') continue;
    if (streetParts.has(name)) street.push(text);
    else if (name === 'city') address.city = text;
    else if (name === 'state') address.state = text;
    else if (name === 'county') address.county = text;
    else if (name === 'postcode') address.postcode = text;
    else if (name === 'country') readCountry(address, text);
    else if (name === 'text') address.text = text;
  }
  if (street.length > 0) address.street = street.join(', ');
  return Object.keys(address).length > 0 ? address : undefined;
}

/** Names of unknown or stateless countries are not codes: `unknown`, `omitted`. */
function readCountry(address: Address, text: string): void {
  if (/^[A-Za-z]{2}$/.test(text)) address.country = text.toUpperCase();
  else if (text !== 'unknown' && text !== 'omitted') address.text = text;
}

/**
 * ST.36 addressbook as a party. A person's name is printed first name first; `undefined` when there is no name at all.
 * Extra members (sequence, nationality ...) are for the caller to add.
 */
export function mapAddressbook(source: XmlNode | undefined, role: PartyRole): Party | undefined {
  if (!source) return undefined;
  const parts: Record<string, string> = {};
  let address: Address | undefined;
  for (const child of source.children) {
    if (child.name === 'address') address = mapAddress(child);
    else if (child.text !== '') parts[child.name] ??= child.text;
  }
  // Names of two surnames (Spain) stand apart where the file tells them apart.
  const surnames = [parts['first-last-name'], parts['second-last-name']].filter(Boolean).join(' ');
  const last = parts['last-name'] ?? (surnames || undefined);
  const first = [parts['first-name'], parts['middle-name']].filter(Boolean).join(' ');
  const person = [parts['prefix'], first, last, parts['suffix']].filter(Boolean).join(' ');
  const organization = parts['orgname'];
  const name = organization ?? (person || (parts['name'] ?? parts['text'] ?? parts['dtext']));
  if (!name) return undefined;
  const party: Party = { role, name };
  if (last) party.lastName = last;
  if (first) party.firstName = first;
  if (organization) {
    party.organizationName = organization;
    party.isOrganization = true;
    if (person) party.otherNames = [person];
  } else if (person) party.isOrganization = false;
  const synonyms = source.children
    .filter(({ name, text }) => name === 'synonym' && text !== '')
    .map(({ text }) => text);
  if (synonyms.length > 0) party.otherNames = [...(party.otherNames ?? []), ...synonyms];
  const officeId = parts['iid'] ?? parts['registered-number'];
  if (officeId) party.officeId = officeId;
  if (parts['role']) party.subtype = parts['role'];
  if (parts['department']) party.department = parts['department'];
  if (address) party.address = address;
  return party;
}
