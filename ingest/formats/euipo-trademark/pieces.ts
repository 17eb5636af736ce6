import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';

/** The same rule for each of the names written in `names`, separated by white space. */
export function each(rule: ElementRule, names: string): Record<string, ElementRule> {
  return Object.fromEntries(
    names
      .trim()
      .split(/\s+/)
      .map((name) => [name, rule]),
  );
}

const name = node({
  FreeFormatName: node({
    FreeFormatNameDetails: node({ FreeFormatNameLine: leaf }),
    FreeFormatNameLine: leaf,
  }),
  FormattedName: node({
    ...each(leaf, 'LastName FirstName MiddleName SecondLastName OrganizationName NameSynonym'),
    ...each(skip('form of address, and department'), 'NamePrefix NameSuffix OrganizationDepartment'),
  }),
  NameTransliteration: leaf,
});

const address = node({
  AddressCountryCode: leaf,
  FreeFormatAddress: node({ FreeFormatAddressLine: leaf }),
  FormattedAddress: node({
    ...each(
      leaf,
      `AddressLine AddressMailCode AddressPostOfficeBox AddressRoom AddressFloor AddressBuilding AddressStreet AddressCity
      AddressCounty AddressState AddressPostcode FormattedAddressCountryCode`,
    ),
    FormattedAddressExt: node({ CountryName: skip('repeats the country code in words') }),
  }),
});

/** AddressBookType: name and address, formatted or in free lines. */
const addressBook = node({
  FormattedNameAddress: node({ Name: name, Address: address }),
  ContactInformationDetails: skip('telephone and electronic addresses'),
  AddressLanguageCode: skip('language of the address'),
  PostalAddress: address,
  AddressBookExt: skip('empty'),
});

export const key = node({
  Identifier: leaf,
  URI: skip('address of the register service'),
  URIReference: skip('address of the register service'),
});

const partyOf = (role: string): ElementRule =>
  node({
    ...each(
      leaf,
      `${role}Identifier ${role}LegalEntity ${role}NationalityCode ${role}IncorporationCountryCode
      ${role}IncorporationState ${role}KindCode`,
    ),
    ...each(
      skip('order and version of the entry; the state through which an applicant may file'),
      `${role}SequenceNumber ${role}Version ${role}Entitlement`,
    ),
    [`${role}AddressBook`]: addressBook,
    ...each(
      skip('since when and until when the office lets the party act'),
      `${role}EntitlementDate ${role}ResignationDate`,
    ),
    [`${role}Ext`]: node({
      ...each(leaf, 'PartyTypeCode PartyTypeDescriptionText IncorporationGeographicRegionCode'),
      ...each(skip('repeats the code in words'), 'IncorporationGeographicRegionName ApplicantLegalEntityCode'),
      RepresentativeDocketText: skip('number of the file at the representative'),
    }),
    Comment: leaf,
  });

/** `ApplicantDetails`, `OpponentDetails` ...: parties in full, or as keys into the office's register of persons. */
export const partyList = (role: string): ElementRule => node({ [role]: partyOf(role), [`${role}Key`]: key });

export const comment = each(skip('note of the office to itself'), 'Comment');

export const publications = (element: string): ElementRule =>
  node({
    [element]: node({
      ...each(leaf, 'PublicationIdentifier PublicationSection PublicationSubsection PublicationDate'),
      PublicationPage: leaf,
      PublicationExt: skip('empty'),
    }),
  });
