import type { ElementRule } from '../../xml/element-rule.js';
import { leaf, node } from '../../xml/element-rule.js';

/** Every listed element as a leaf. */
export function leaves(...names: string[]): Record<string, ElementRule> {
  return Object.fromEntries(names.map((name) => [name, leaf]));
}

/** Every listed element with the same rule. */
export function each(rule: ElementRule, ...names: string[]): Record<string, ElementRule> {
  return Object.fromEntries(names.map((name) => [name, rule]));
}

export const dated = node({ Date: leaf });
export const countries = node({ WIPOST3Code: leaf });
export const documentId = node(leaves('WIPOST3Code', 'DocNumber', 'Kind', 'Name', 'Date'));
/** Elements that wrap a document id and perhaps a free text. */
export const documentHolder = node({ DocumentID: documentId, Text: leaf });
export const gazette = node(leaves('GazetteNumber', 'Date', 'Text'));

/** The XSD has no City; office files use it beside AddressCity, State and Province. */
const addressParts = leaves(
  'AddressLine',
  'AddressMailCode',
  'PostBox',
  'AddressRoom',
  'AddressFloor',
  'AddressBuilding',
  'Street',
  'AddressCity',
  'City',
  'County',
  'State',
  'Province',
  'PostCode',
  'WIPOST3Code',
  'Text',
);
export const address = node(addressParts);

export const nameParts = leaves(
  'Name',
  'Prefix',
  'LastName',
  'OrganizationName',
  'FirstName',
  'MiddleName',
  'FirstLastName',
  'SecondLastName',
  'Suffix',
  'IndividualID',
  'Role',
  'Department',
  'SynonymicalName',
  'RegisteredNumber',
);
export const contactParts = leaves('Phone', 'Fax', 'Email', 'URL', 'EAddress', 'DescriptiveText', 'Text');
export const addressBook = node({ ...nameParts, ...contactParts, Address: address });

export const designatedStates = node({ WIPOST3Code: leaf, Region: countries });

/** A party with its name either inline or inside an address book. */
export const party = (extra: Record<string, ElementRule> = {}): ElementRule =>
  node({ ...nameParts, AddressBook: addressBook, Residence: countries, Nationality: countries, ...extra });
