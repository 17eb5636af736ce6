import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { comment, each } from './pieces.js';

const partial = 'part of the goods that is claimed: the claim stands without it';

export const priorities = node({
  Priority: node({
    ...each(leaf, 'PriorityCountryCode PriorityNumber PriorityDate PriorityStatusCode'),
    ...each(skip(partial), 'PriorityPartialIndicator PriorityPartialGoodsServices'),
    ...each(
      skip('decision on the claim, its holder and its document'),
      'PriorityStatusDate PriorityHolderName PriorityDocument',
    ),
    ...comment,
  }),
});

export const exhibitions = node({
  ExhibitionPriority: node({
    ...each(leaf, 'ExhibitionCountryCode ExhibitionCityName ExhibitionName ExhibitionDate ExhibitionFirstDisplayDate'),
    ...each(skip(partial), 'ExhibitionPartialIndicator ExhibitionPartialGoodsServices'),
    ...each(
      skip('state of the claim, and its document'),
      'ExhibitionDocument ExhibitionPriorityStatusCode ExhibitionPriorityStatusDate ExhibitionStatusCode ExhibitionStatusDate',
    ),
    ...comment,
  }),
});

export const transformation = node({
  TransformationPriority: node({
    ...each(leaf, 'TransformationCountryCode TransformationNumber TransformationDate TransformationPriorityDate'),
    ...each(skip('state of the claim'), 'TransformationStatusCode TransformationStatusDate'),
    ...comment,
  }),
});

export const seniorities = node({
  Seniority: node({
    ...each(
      leaf,
      `SeniorityCountryCode SeniorityOfficeCode SeniorityNumber SeniorityApplicationNumber SeniorityRegistrationNumber
      SeniorityInternationalRegistrationNumber SeniorityStatusCode SeniorityDate SeniorityApplicationDate
      SeniorityFilingDate SeniorityRegistrationDate SeniorityPriorityDate`,
    ),
    ...each(
      skip('kind of the earlier mark, days of the claim itself, and its document'),
      `SeniorityKind SeniorityKindCode SeniorityStatusDate SeniorityEffectiveDate SeniorityPublicationDate
      InternationalTradeMarkCode SeniorityDocument`,
    ),
    ...each(skip(partial), 'SeniorityPartialIndicator SeniorityPartialGoodsServices'),
    ...comment,
  }),
});

const basic = (name: string): ElementRule =>
  node({ [name]: node(each(leaf, `${name}CountryCode ${name}Number ${name}Date`)) });

/** National marks behind an international registration (INID 821, 822), alone or in pairs (Madrid). */
export const basicMarks: Record<string, ElementRule> = {
  BasicApplicationDetails: basic('BasicApplication'),
  BasicRegistrationDetails: basic('BasicRegistration'),
};
export const basicPairs = node({
  BasicRegistrationApplication: node({ RegistrationOfficeCode: leaf, ...basicMarks }),
});

export const previousRegistrations = node({
  PreviousRegistration: node({
    ...each(leaf, 'RegistrationOfficeCode PreviousRegistrationNumber PreviousRegistrationDate'),
    ...each(
      skip('history of the earlier registration'),
      'PreviousRegistrationBasis PreviousRegistrationCancellationDate PreviousRegistrationPriorityDate',
    ),
  }),
});

/** Application that this one was divided from. */
export const division = node(each(leaf, 'InitialApplicationNumber InitialApplicationDate'));

/** INID 831 to 834. */
export const designated = node({
  DesignatedCountry: node({
    ...each(leaf, 'DesignatedCountryCode DesignatedUnderCode'),
    ...each(skip('the entries in the register say it'), 'DesignatedCountryDate DesignatedCountryStatusCode'),
  }),
});
