import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { word } from './mark-rules.js';
import { comment, each, key, partyList, publications } from './pieces.js';

const earlierMark = node({
  ...each(
    leaf,
    `EarlierMarkCountryCode EarlierMarkOfficeCode ApplicationNumber ApplicationDate RegistrationNumber RegistrationDate`,
  ),
  WordMarkSpecification: word,
  ...each(
    skip('data of another mark'),
    `EarlierMarkKind MarkFeature KindMark MarkCurrentStatusCode GoodsServicesDetails BaseGoodsServicesDetails
    MarkImageDetails ApplicantDetails OwnerDetails`,
  ),
});
const earlierMarks = node({ EarlierMark: earlierMark, EarlierMarkKey: key });

export const decisions = node({
  Decision: node({
    ...each(leaf, 'DecisionIdentifier DecisionKind DecisionDate DecisionText DecisionStatusCode'),
    ...each(leaf, 'DecisionLegalDate DecisionEffectiveDate'),
    ...each(skip('language and address of the decision in the register'), 'DecisionLanguageCode DecisionURI'),
    ...comment,
  }),
});

/** Children that a proceeding has whatever it is called. */
const proceeding = (prefix: string): Record<string, ElementRule> => ({
  ...each(
    leaf,
    `${prefix}Identifier ${prefix}Date ${prefix}FilingDate ${prefix}Kind ${prefix}KindCode ${prefix}GroundText
    ${prefix}BasisCode ${prefix}CurrentStatusCode ${prefix}CurrentStatusDate ${prefix}StatusCode ${prefix}StatusDate
    ${prefix}DecisionDate ${prefix}DecisionStatusCode ${prefix}DecisionText ProceedingLanguageCode`,
  ),
  [`${prefix}EventDetails`]: node({
    [`${prefix}Event`]: node({
      ...each(leaf, `${prefix}EventCode ${prefix}EventDate ${prefix}EventDateTime`),
      [`${prefix}EventResponseDate`]: skip('day by which a party must answer'),
      ...comment,
    }),
  }),
  EarlierMarkDetails: earlierMarks,
  RepresentativeDetails: partyList('Representative'),
  DecisionDetails: decisions,
  PublicationDetails: publications('Publication'),
  ...each(
    skip('goods that the proceeding is about, its documents and the reference of a party'),
    `${prefix}GoodsServices GoodsServicesDetails ${prefix}ExtentText ${prefix}DocumentDetails ${prefix}Reference
    ${prefix}EffectiveDate ${prefix}LanguageCode`,
  ),
  ...each(skip('earlier right that is no mark'), 'EarlierRightDate EarlierRightKind'),
  ...comment,
});

export const oppositions = node({
  Opposition: node({ ...proceeding('Opposition'), OpponentDetails: partyList('Opponent') }),
});
export const cancellations = node({
  Cancellation: node({
    ...proceeding('Cancellation'),
    ClaimantDetails: partyList('Claimant'),
    ApplicantDetails: partyList('Applicant'),
  }),
});
export const appeals = node({
  Appeal: node({ ...proceeding('Appeal'), AppellantDetails: partyList('Appellant') }),
});

export const renewals = node({
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
