import { leaf, node, skip } from '../../xml/element-rule.js';
import { designated } from './claim-rules.js';
import { comment, each, partyList, publications } from './pieces.js';
import { decisions } from './proceeding-rules.js';

const partiesOfRecords = Object.fromEntries(
  `Claimant Holder NewHolder PreviousHolder Owner NewOwner PreviousOwner Assignee Assignor Licensee PreviousLicensee Licensor
  Transferee Transferor Applicant Correspondent Representative PreviousRepresentative`
    .split(/\s+/)
    .map((role) => [`${role}Details`, partyList(role)]),
);

const licence = node({
  LicenceKind: leaf,
  PeriodLimitationText: leaf,
  ...partiesOfRecords,
  ...each(
    skip('goods and countries that the licence covers'),
    `GoodsServicesLimitationIndicator TerritoryLimitationIndicator LicenseGoodsServicesCountriesSet
    LicenceGoodsServicesCountriesSet`,
  ),
});

const nationalMarks = node({
  NationalMark: node({
    ...each(leaf, 'NationalMarkRegistrationNumber NationalMarkRegistrationDate'),
    ...each(skip('further days of the replaced mark'), 'NationalMarkFilingDate NationalMarkPriorityDate'),
  }),
});

/** One entry in the register. The kind stands in an element named after the entry (`RecordTransferKind`). */
const record = (name: string) =>
  node({
    ...each(
      leaf,
      `BasicRecordKind RecordKind ${name}Kind RecordIdentifier RecordFilingDate RecordReference RecordCurrentStatusCode
      RecordCurrentStatusDate RecordEffectiveDate RecordNotificationDate RecordPublicationDate RecordExpiryDate
      RecordStartDate RecordEndDate LicenceKind TransferKind RenewalDate RenewalExpiryDate RecordText FactDecisionText
      RecordInterestedOfficeCode RecordInterrestedOfficeCode RecordOppositionPeriodStartDate
      RecordOppositionPeriodEndDate`,
    ),
    ...partiesOfRecords,
    LicenceDetails: node({ Licence: licence }),
    RecordDesignatedCountryDetails: designated,
    NationalMarkDetails: nationalMarks,
    RecordToRegistration: node({ RegistrationIdentifier: leaf }),
    RecordFromRegistrationDetails: node({ RecordFromRegistration: node({ RegistrationIdentifier: leaf }) }),
    RecordPublicationDetails: publications('RecordPublication'),
    PublicationDetails: publications('Publication'),
    DecisionDetails: decisions,
    ...each(
      skip('keys of the mark itself, and goods that the entry is about'),
      `TradeMarkKeyDetails GoodsServicesDetails RecordGoodsServices GoodsServicesLimitationDetails GoodsServicesLimitation
      TransferPartialIndicator LicencePartialIndicator`,
    ),
    ...each(
      skip('claims and declarations that the mark itself lists; language of the entry'),
      'SeniorityDetails BasicRegistrationApplicationDetails RecordUseIntentDetails RecordLanguageCode',
    ),
    ...comment,
  });

const entries = `BasicRecord RecordTransfer RecordLicence RecordRenewal RecordSurrender RecordRestriction RecordLimitation
  RecordSecurity RecordCorrection RecordDivision RecordMerger RecordOppositionPeriod RecordShortNotation
  RecordNationalInternationalReplacement Transfer Licence Renewal`;

/** MarkRecord: entries in the register of the EUIPO, of the International Bureau, of national offices. */
export const markRecord = node(Object.fromEntries(entries.split(/\s+/).map((name) => [name, record(name)])));
