import { leaf, node, skip } from '../../xml/element-rule.js';
import { each } from './pieces.js';

const term = node({
  ClassificationTermText: leaf,
  ...each(
    skip('identity and state of the term in the classification database of offices'),
    `ClassificationTermIdentifier ClassificationTermOffice ClassificationTermOfficeKey ClassificationTermSource
    ClassificationTermEntryDate ClassNumber ClassificationTermEquivalentGroup ClassificationTermReferenceGroup
    ClassificationTermTranslationGroup ClassificationTermStatus ClassificationTermType WIPOBasicNumber`,
  ),
});

const classDescription = node({
  ClassNumber: leaf,
  GoodsServicesDescription: leaf,
  ClassificationTermDetails: node({ ClassificationTerm: term }),
  ClassNumberStatusCode: leaf,
  ...each(
    skip('day of the status, use of the class heading, and manner of a limitation'),
    'ClassNumberStatusDate UseNiceHeadingIndicator ClassLimitationCode',
  ),
  ClassDescriptionExt: node({
    ...each(leaf, 'DomesticClassNumbers ClassNumberStatusDescriptionText'),
    ...each(
      skip('class titles and counts repeat the numbers'),
      'PrimeClassText ActiveClassQuantity NationalClassTitleText NiceClassTitleText',
    ),
    FilingBasisDetails: node({
      ...each(leaf, 'FirstUseDateNumber FirstUseInCommerceDate'),
      ...each(
        skip('basis of the class repeats the basis of the mark'),
        'BasisWhenFiled BasisCurrently BasisAmended FirstUseDateText FirstUseInCommerceDateText',
      ),
    }),
  }),
});

/** GoodsServices: INID 511, class by class, in full sentences or as terms of the common database. */
export const goodsServices = node({
  ClassificationKindCode: leaf,
  ClassificationVersion: leaf,
  ClassDescriptionDetails: node({ ClassDescription: classDescription }),
  ...each(leaf, 'GoodsServicesLimitation GoodsServicesHeader GoodsServicesFooter Comment'),
  ProposedLeadingClassNumber: skip('class that the applicant proposed as the leading one'),
});
