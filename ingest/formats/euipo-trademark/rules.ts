import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import {
  basicMarks,
  basicPairs,
  designated,
  division,
  exhibitions,
  previousRegistrations,
  priorities,
  seniorities,
  transformation,
} from './claim-rules.js';
import { goodsServices } from './goods-rules.js';
import { image, multimedia, word } from './mark-rules.js';
import { comment, each, key, partyList, publications } from './pieces.js';
import { appeals, cancellations, decisions, oppositions, renewals } from './proceeding-rules.js';
import { markRecord } from './record-rules.js';
import { assignmentBag, trademarkExtension } from './us-extension-rules.js';

const events = node({
  MarkEvent: node({
    ...each(leaf, 'MarkEventCode MarkEventDate MarkEventResponseDate MarkEventText Comment'),
    MarkEventExt: node({
      MarkEventInternalDescriptionText: leaf,
      MarkEventEntryNumber: skip('running number of the event'),
      ...each(leaf, 'MarkEventProceedingNumber'),
    }),
  }),
});

const associated: Record<string, ElementRule> = {
  ...each(
    leaf,
    `AssociatedMarkKind AssociatedOfficeCode AssociatedApplicationNumber AssociatedApplicationDate
    AssociatedRegistrationNumber AssociatedRegistrationDate`,
  ),
  ...comment,
};

const trademark = node({
  ...each(
    leaf,
    `RegistrationOfficeCode ReceivingOfficeCode ReceivingOfficeDate ApplicationNumber ApplicationDate ApplicationDateTime
    ApplicationReference ApplicationLanguageCode SecondLanguageCode RegistrationNumber RegistrationDate ExpiryDate
    TerminationDate RenewalDate OppositionPeriodStartDate OppositionPeriodEndDate MarkCurrentStatusCode
    MarkCurrentStatusDate KindMark KindMarkText MarkFeature MarkFeatureText TradeDistinctivenessIndicator
    TradeDistinctivenessDate TradeDistinctivenessText UseRight Comment InternationalRegistrationNumber
    InternationalRegistrationDate InternationalMarkIdentifier InternationalRegistrationDuration
    BasicRegistrationNumber`,
  ),
  ...each(
    skip('where and how the application was filed, and how the office writes to the applicant'),
    'FilingPlace ApplicantSideCaseKey FilingKind ExaminedApplicationNumber CorrespondenceLanguageCode Authorization',
  ),
  OtherDate: leaf,
  InternationalMarkKey: key,
  DivisionalApplicationDetails: division,
  MarkDescriptionDetails: node(each(leaf, 'MarkDescription MarkVoluntaryDescription')),
  MarkDisclaimerDetails: node({ MarkDisclaimer: leaf }),
  MarkVoluntaryDisclaimerDetails: node({ MarkVoluntaryDisclaimer: leaf }),
  WordMarkSpecification: word,
  MarkImageDetails: node({ MarkImage: image }),
  MarkSoundDetails: multimedia('MarkSound'),
  MarkMultimediaDetails: multimedia('MarkMultimedia'),
  MarkVideoDetails: multimedia('MarkVideo'),
  MarkHologramDetails: multimedia('MarkHologram'),
  MarkRegulationDetails: skip('regulations of use, a document outside the record'),
  GoodsServicesDetails: node({
    GoodsServices: goodsServices,
    NationalGoodsServicesExt: skip('count of the national classes'),
  }),
  PriorityDetails: priorities,
  ExhibitionPriorityDetails: exhibitions,
  TransformationPriorityDetails: transformation,
  SeniorityDetails: seniorities,
  PublicationDetails: publications('Publication'),
  ApplicantDetails: partyList('Applicant'),
  RepresentativeDetails: partyList('Representative'),
  PreviousHolderDetails: partyList('Applicant'),
  CorrespondenceAddress: skip('address for letters: repeats applicant or representative'),
  StaffDetails: node({
    Staff: node({
      StaffName: leaf,
      ...each(skip('place and number in the office'), 'OfficeLocationCode StaffIdentifier OfficialTitle'),
    }),
    StaffName: leaf,
  }),
  OppositionDetails: oppositions,
  CancellationDetails: cancellations,
  AppealDetails: appeals,
  RenewalDetails: renewals,
  DecisionDetails: decisions,
  MarkRecordDetails: node({ MarkRecord: markRecord }),
  MarkEventDetails: events,
  DesignatedCountryDetails: designated,
  DesignatedUnderDetails: designated,
  ...basicMarks,
  BasicRegistrationApplicationDetails: basicPairs,
  PreviousRegistrationDetails: previousRegistrations,
  InternationalRegistrationNationalDeclarationDetails: node({ NationalDeclaration: leaf }),
  MarkUseIntentDetails: node({ MarkUseIntentCountryCode: leaf }),
  // The first edition of ST.66 has the number without an AssociatedMark around it.
  AssociatedMarkDetails: node({ ...associated, AssociatedMark: node(associated) }),
  ...each(
    skip('fees and documents of the file'),
    'PaymentDetails FeeDetails DocumentIncludedDetails DocumentDetails MarkDocumentDetails',
  ),
  TradeMarkExt: trademarkExtension,
  AssignmentBagExt: assignmentBag,
});

/** EM-TM-TradeMark V3-4, and the ST.66 schema that it comes from, with the extension of the US office. */
export const rules: Record<string, ElementRule> = {
  TransactionContentDetails: node({
    TransactionIdentifier: leaf,
    TransactionCode: skip('names the kind of transaction: trademark data'),
    TransactionSubCode: skip('names the kind of transaction: trademark data'),
    TransactionData: node({
      TradeMarkDetails: node({ TradeMark: trademark }),
      ApplicantDetails: partyList('Applicant'),
      RepresentativeDetails: partyList('Representative'),
      ...each(
        skip('errors of an exchange between offices, and filings that no office has taken yet'),
        'TransactionErrorDetails TradeMarkServicesApplication',
      ),
    }),
  }),
};
