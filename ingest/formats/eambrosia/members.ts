/** Members of the register's objects that the record keeps. Spelling is the register's own (`producerGroupAdress`). */
export const mappedMembers: readonly string[] = [
  'giIdentifier',
  'modificationDate',
  'protectedNames',
  'protectedNames[]',
  'fileNumber',
  'countries',
  'countries[]',
  'giType',
  'productType',
  'productCategories',
  'productCategories[]',
  'status',
  'euProtectionDate',
  'legalInstrument',
  'legalInstrument.text',
  'legalInstrument.uri',
  'singleDocument',
  'singleDocument.text',
  'singleDocument.uri',
  'publications',
  'publications[].text',
  'publications[].uri',
  'amendmentsInProgressFlag',
  'removedFlag',
  'summarySheets',
  'summarySheets[].text',
  'summarySheets[].uri',
  'producerGroupName',
  'producerGroupUrl',
  'producerGroupAdress',
  'producerGroupCountry',
  'transcriptions',
  'transcriptions[]',
  'recognisedProducersGroup',
  'recognisedProducersGroup[].name',
  'recognisedProducersGroup[].address',
  'recognisedProducersGroup[].fk_country',
  'cnClassification',
  'cnClassification[].cnCode',
  'cnClassification[].cnText',
  'cnClassification[].cnTranslation',
  // Dates that the register's other exports carry; absent in the sample.
  'applicationDate',
  'publicationDate',
  'registrationDate',
  'cancellationDate',
  'amendmentDate',
];

/** Members that are knowingly left out, with the reason. What stands below one of them is left out with it. */
export const ignoredMembers: Readonly<Record<string, string>> = {
  producerGroupEmail: 'contact of a person, no part of the right (null in the register when absent)',
  'producerGroupEmail[]': 'contact of a person, no part of the right',
  producerGroupPhone: 'contact of a person, no part of the right',
  producerGroupUpdatedOn: 'when the register touched the contact',
  thirdCountryFlag: 'follows from the countries',
  'recognisedProducersGroup[].phone': 'contact of a person, no part of the right',
  'recognisedProducersGroup[].email': 'contact of a person, no part of the right',
  'recognisedProducersGroup[].email[]': 'contact of a person, no part of the right',
  'recognisedProducersGroup[].url': 'contact of the group, no part of the right',
  'recognisedProducersGroup[].updatedOn': 'when the register touched the contact',
  competentControlAuthorities: 'authorities that control the product are not parties of the right (mostly empty)',
  sustainabilityReports: 'reports on how the product is made (mostly empty)',
  'cnClassification[].cnLabel': 'translation key of the register for cnTranslation',
};

/** Whether a path of `listMembers` is mapped, or ignored by itself or with what it stands in. */
export function isListed(member: string): boolean {
  if (mappedMembers.includes(member)) return true;
  return Object.keys(ignoredMembers).some(
    (ignored) => member === ignored || member.startsWith(`${ignored}.`) || member.startsWith(`${ignored}[]`),
  );
}
