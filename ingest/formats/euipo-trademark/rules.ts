import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { comment, each, goodsServices, key, partyList, publications, word } from './pieces.js';
import { trademarkExtension, assignmentBag } from './us-extension-rules.js';

const image = node({
  ...each(
    leaf,
    `MarkImageIdentifier MarkImageFilename MarkImageURI MarkImageColourIndicator MarkImageColourClaimedText
    MarkImageColourPartClaimedText`,
  ),
  ...each(
    skip('technical data of the image file'),
    `MarkImageFileFormat MarkImageRenditionRepresentationSize MarkImageSize MarkImageReproductionColourMode
    MarkImageResolution MarkImageHeight MarkImageWidth`,
  ),
  MarkImageCategory: node({
    CategoryCodeDetails: node({ ...each(leaf, 'CategoryKind CategoryVersion CategoryCode') }),
    CategoryKind: leaf,
    CategoryVersion: leaf,
    CategoryCode: leaf,
    CategoryDescription: leaf,
  }),
});

const multimedia = (kind: string): ElementRule =>
  node({
    [kind]: node({
      ...each(leaf, `${kind}Identifier ${kind}Filename ${kind}URI ${kind}Text`),
      ...each(skip('technical data of the file'), `${kind}FileFormat`),
    }),
  });

const partial = each(skip('goods of a partial claim: the claim stands without them'), 'PriorityPartialGoodsServices');

const priorities = node({
  Priority: node({
    ...each(
      leaf,
      'PriorityCountryCode PriorityNumber PriorityDate PriorityPartialIndicator PriorityStatusCode PriorityStatusDate',
    ),
    ...partial,
    ...comment,
  }),
});

const exhibitions = node({
  ExhibitionPriority: node({
    ...each(
      leaf,
      `ExhibitionCountryCode ExhibitionCityName ExhibitionName ExhibitionDate ExhibitionFirstDisplayDate
      ExhibitionPartialIndicator ExhibitionPriorityStatusCode ExhibitionPriorityStatusDate ExhibitionStatusCode
      ExhibitionStatusDate`,
    ),
    ...each(skip('goods of a partial claim: the claim stands without them'), 'ExhibitionPartialGoodsServices'),
    ...comment,
  }),
});

const transformation = node({
  TransformationPriority: node({
    ...each(
      leaf,
      `TransformationCountryCode TransformationNumber TransformationDate TransformationPriorityDate
      TransformationStatusCode TransformationStatusDate`,
    ),
    ...comment,
  }),
});

const seniorities = node({
  Seniority: node({
    ...each(
      leaf,
      `SeniorityCountryCode SeniorityOfficeCode SeniorityNumber SeniorityApplicationNumber SeniorityRegistrationNumber
      SeniorityInternationalRegistrationNumber SeniorityKind SeniorityKindCode SeniorityStatusCode SeniorityStatusDate
      SeniorityDate SeniorityApplicationDate SeniorityFilingDate SeniorityRegistrationDate SeniorityPriorityDate
      SeniorityEffectiveDate SeniorityPartialIndicator InternationalTradeMarkCode`,
    ),
    ...each(skip('goods of a partial claim: the claim stands without them'), 'SeniorityPartialGoodsServices'),
    ...comment,
  }),
});

const earlierMark = node({
  ...each(
    leaf,
    `EarlierMarkCountryCode EarlierMarkOfficeCode EarlierMarkKind ApplicationNumber ApplicationDate RegistrationNumber
    RegistrationDate MarkFeature KindMark MarkCurrentStatusCode`,
  ),
  WordMarkSpecification: word,
  ...each(skip('data of another mark'), 'GoodsServicesDetails MarkImageDetails ApplicantDetails OwnerDetails'),
});
const earlierMarks = node({ EarlierMark: earlierMark, EarlierMarkKey: key });

const decisions = node({
  Decision: node({
    ...each(leaf, 'DecisionIdentifier DecisionKind DecisionDate DecisionLanguageCode DecisionText DecisionStatusCode'),
    ...each(leaf, 'DecisionLegalDate DecisionEffectiveDate'),
    ...each(skip('address of the decision in the register'), 'DecisionURI'),
    ...comment,
  }),
});

/** Children that a proceeding has whatever it is called. */
const proceeding = (prefix: string): Record<string, ElementRule> => ({
  ...each(
    leaf,
    `${prefix}Identifier ${prefix}Date ${prefix}FilingDate ${prefix}Kind ${prefix}KindCode ${prefix}GroundText
    ${prefix}CurrentStatusCode ${prefix}CurrentStatusDate ${prefix}StatusCode ${prefix}StatusDate ${prefix}DecisionDate
    ${prefix}DecisionStatusCode ${prefix}DecisionText ${prefix}EffectiveDate ${prefix}Reference ProceedingLanguageCode`,
  ),
  EarlierMarkDetails: earlierMarks,
  RepresentativeDetails: partyList('Representative'),
  DecisionDetails: decisions,
  PublicationDetails: publications('Publication'),
  ...each(skip('goods that the proceeding is about'), `${prefix}GoodsServices GoodsServicesDetails`),
  ...comment,
});

const oppositions = node({ Opposition: node({ ...proceeding('Opposition'), OpponentDetails: partyList('Opponent') }) });
const cancellations = node({
  Cancellation: node({
    ...proceeding('Cancellation'),
    ClaimantDetails: partyList('Claimant'),
    ApplicantDetails: partyList('Applicant'),
  }),
});
const appeals = node({ Appeal: node({ ...proceeding('Appeal'), AppellantDetails: partyList('Appellant') }) });

const partiesOfRecords = Object.fromEntries(
  'Claimant Holder NewHolder PreviousHolder Owner NewOwner PreviousOwner Assignee Assignor Licensee Licensor Transferee Transferor Applicant Correspondent Representative PreviousRepresentative'
    .split(' ')
    .map((role) => [`${role}Details`, partyList(role)]),
);

const record = node({
  ...each(
    leaf,
    `BasicRecordKind RecordKind RecordIdentifier RecordFilingDate RecordReference RecordLanguageCode RecordCurrentStatusCode
    RecordCurrentStatusDate RecordEffectiveDate RecordNotificationDate RecordPublicationDate RecordExpiryDate
    RecordStartDate RecordEndDate LicenceKind TransferKind RenewalDate RenewalExpiryDate TransferPartialIndicator
    LicencePartialIndicator RecordText`,
  ),
  ...partiesOfRecords,
  RecordPublicationDetails: publications('RecordPublication'),
  PublicationDetails: publications('Publication'),
  DecisionDetails: decisions,
  ...each(
    skip('keys of the mark itself, and goods that the entry is about'),
    'TradeMarkKeyDetails GoodsServicesDetails RecordGoodsServices',
  ),
  ...comment,
});
const recordKinds = each(
  record,
  `BasicRecord RecordTransfer RecordLicence RecordRenewal RecordSurrender RecordRestriction RecordLimitation RecordSecurity
  RecordCorrection RecordDivision RecordMerger Transfer Licence Renewal`,
);

const renewals = node({
  Renewal: node({
    ...each(
      leaf,
      `RenewalIdentifier RenewalDate RenewalFilingDate RenewalStatusCode RenewalStatusDate RenewalExpiryDate RenewalKind
      RenewalNumber`,
    ),
    PublicationDetails: publications('Publication'),
    ...comment,
  }),
});

const events = node({
  MarkEvent: node({
    ...each(leaf, 'MarkEventCode MarkEventDate MarkEventResponseDate MarkEventText Comment'),
    MarkEventExt: node({
      MarkEventInternalDescriptionText: leaf,
      ...each(leaf, 'MarkEventProceedingNumber MarkEventEntryNumber'),
    }),
  }),
});

const designated = node({
  DesignatedCountry: node(
    each(leaf, 'DesignatedCountryCode DesignatedUnderCode DesignatedCountryDate DesignatedCountryStatusCode'),
  ),
});
const basic = (name: string): ElementRule =>
  node({
    [name]: node(
      each(leaf, `${name}CountryCode ${name}Number ${name}Date BasicApplicationNumber BasicRegistrationNumber`),
    ),
  });

const trademark = node({
  ...each(
    leaf,
    `RegistrationOfficeCode ReceivingOfficeCode ReceivingOfficeDate FilingPlace ApplicationNumber ApplicationDate
    ApplicationReference ApplicationLanguageCode SecondLanguageCode RegistrationNumber RegistrationDate ExpiryDate
    TerminationDate RenewalDate OppositionPeriodStartDate OppositionPeriodEndDate MarkCurrentStatusCode
    MarkCurrentStatusDate KindMark KindMarkText MarkFeature MarkFeatureText TradeDistinctivenessIndicator
    TradeDistinctivenessDate TradeDistinctivenessText UseRight Comment InternationalRegistrationNumber
    InternationalRegistrationDate InternationalMarkIdentifier BasicRegistrationNumber`,
  ),
  MarkDescriptionDetails: node({ MarkDescription: leaf }),
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
  CorrespondenceAddress: node({
    CorrespondenceAddressBook: skip('address for letters: repeats applicant or representative'),
    CorrespondenceAddressParty: leaf,
  }),
  StaffDetails: node({ Staff: node(each(leaf, 'StaffName OfficeLocationCode StaffIdentifier')), StaffName: leaf }),
  OppositionDetails: oppositions,
  CancellationDetails: cancellations,
  AppealDetails: appeals,
  RenewalDetails: renewals,
  DecisionDetails: decisions,
  MarkRecordDetails: node({ MarkRecord: node(recordKinds) }),
  MarkEventDetails: events,
  DesignatedCountryDetails: designated,
  DesignatedUnderDetails: designated,
  BasicApplicationDetails: basic('BasicApplication'),
  BasicRegistrationDetails: basic('BasicRegistration'),
  AssociatedMarkDetails: node({
    AssociatedMark: node(
      each(
        leaf,
        `AssociatedMarkKind AssociatedOfficeCode AssociatedApplicationNumber AssociatedApplicationDate
        AssociatedRegistrationNumber AssociatedRegistrationDate Comment`,
      ),
    ),
  }),
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
      TransactionErrorDetails: skip('errors of an exchange between offices'),
    }),
  }),
};
