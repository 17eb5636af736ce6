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
  FormattedName: node(
    each(leaf, 'NamePrefix LastName FirstName MiddleName SecondLastName NameSuffix OrganizationName NameSynonym'),
  ),
});

const address = node({
  AddressCountryCode: leaf,
  FreeFormatAddress: node({ FreeFormatAddressLine: leaf }),
  FormattedAddress: node({
    ...each(
      leaf,
      `AddressMailCode AddressPostOfficeBox AddressRoom AddressFloor AddressBuilding AddressStreet AddressCity AddressCounty
      AddressState AddressPostcode FormattedAddressCountryCode`,
    ),
    FormattedAddressExt: node({ CountryName: skip('repeats the country code in words') }),
  }),
});

/** AddressBookType: name and address, formatted or in free lines. */
const addressBook = node({
  FormattedNameAddress: node({ Name: name, Address: address }),
  ContactInformationDetails: skip('telephone and electronic addresses'),
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
      ${role}IncorporationState ${role}KindCode ${role}SequenceNumber ${role}Version`,
    ),
    [`${role}AddressBook`]: addressBook,
    [`${role}EntitlementDate`]: leaf,
    [`${role}ResignationDate`]: leaf,
    [`${role}Ext`]: node({
      ...each(
        leaf,
        'PartyTypeCode PartyTypeDescriptionText IncorporationGeographicRegionCode RepresentativeDocketText',
      ),
      ...each(skip('repeats the code in words'), 'IncorporationGeographicRegionName ApplicantLegalEntityCode'),
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

const classDescription = node({
  ClassNumber: leaf,
  GoodsServicesDescription: leaf,
  ClassNumberStatusCode: leaf,
  ClassNumberStatusDate: leaf,
  ClassDescriptionExt: node({
    ...each(leaf, 'PrimeClassText DomesticClassNumbers ClassNumberStatusDescriptionText FirstUseDateNumber'),
    ...each(leaf, 'FirstUseInCommerceDate'),
    ...each(
      skip('class titles and counts repeat the numbers'),
      'ActiveClassQuantity NationalClassTitleText NiceClassTitleText',
    ),
    FilingBasisDetails: skip('basis of the class repeats the basis of the mark'),
  }),
});

export const goodsServices = node({
  ClassificationKindCode: leaf,
  ClassificationVersion: leaf,
  ClassDescriptionDetails: node({ ClassDescription: classDescription }),
  GoodsServicesLimitation: leaf,
  Comment: leaf,
});

export const word = node({
  ...each(
    leaf,
    `MarkVerbalElementText MarkSignificantVerbalElementText MarkTranslation MarkTransliteration
    MarkStandardCharacterIndicator`,
  ),
});
