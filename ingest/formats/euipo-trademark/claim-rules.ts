import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { comment, each } from './pieces.js';

const partial = 'part of the goods that is claimed: the claim stands without it';

export const priorities = node({
  Priority: node({
    ...each(leaf, 'PriorityCountryCode PriorityNumber PriorityDate PriorityStatusCode'),
    ...each(skip(partial), 'PriorityPartialIndicator PriorityPartialGoodsServices'),
    PriorityStatusDate: skip('day on which the office decided on the claim'),
    ...comment,
  }),
});

export const exhibitions = node({
  ExhibitionPriority: node({
    ...each(leaf, 'ExhibitionCountryCode ExhibitionCityName ExhibitionName ExhibitionDate ExhibitionFirstDisplayDate'),
    ...each(skip(partial), 'ExhibitionPartialIndicator ExhibitionPartialGoodsServices'),
    ...each(
      skip('state of the claim'),
      'ExhibitionPriorityStatusCode ExhibitionPriorityStatusDate ExhibitionStatusCode ExhibitionStatusDate',
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
      skip('kind of the earlier mark, and days of the claim itself'),
      'SeniorityKind SeniorityKindCode SeniorityStatusDate SeniorityEffectiveDate InternationalTradeMarkCode',
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
export const basicPairs = node({ BasicRegistrationApplication: node(basicMarks) });

export const previousRegistrations = node({
  PreviousRegistration: node(each(leaf, 'PreviousRegistrationNumber PreviousRegistrationDate')),
});

/** INID 831 to 834. */
export const designated = node({
  DesignatedCountry: node({
    ...each(leaf, 'DesignatedCountryCode DesignatedUnderCode'),
    ...each(skip('the entries in the register say it'), 'DesignatedCountryDate DesignatedCountryStatusCode'),
  }),
});
