import { leaf, node, skip, type ElementRule } from '../../xml/element-rule.js';
import { each } from './pieces.js';

const basis = node(
  each(
    leaf,
    `BasisForeignApplicationIndicator BasisForeignRegistrationIndicator BasisUseIndicator BasisIntentToUseIndicator
    BasisNoIndicator BasisRequestforExtentionOfProtectionIndicator`,
  ),
);

/** TradeMarkExt of the US office's status service (namespace `urn:us:gov:doc:uspto:trademark:status`). */
export const trademarkExtension: ElementRule = node({
  ...each(
    leaf,
    `MarkCurrentStatusExternalDescriptionText RegisterCategory CertificateCorrectingRegistrationText
    TradeDistinctivenessScope`,
  ),
  ...each(
    skip('codes of the office that repeat MarkFeature, fee class and present location of the file'),
    'MarkFeatureCode AdditionalInformation OfficeDetails',
  ),
  MarkImageDetails: skip('empty'),
  FilingBasisDetails: node(each(basis, 'BasisWhenFiled BasisCurrently BasisAmended')),
  AdditionalMarkDetails: node({
    RegisterAmendedDate: leaf,
    ...each(
      leaf,
      `AmendedToPrincipalRegisterIndicator AmendedToSupplementalRegisterIndicator ChangeInRegistrationIndicator
      PublishPreviouslyRegisteredMarkIndicator`,
    ),
    MaintenanceFilingDetails: node(each(leaf, 'SectionText SectionDescriptionText DecisionStatusText')),
  }),
});

const contact = node({
  Name: node({ EntityName: leaf, PersonName: leaf }),
  PostalAddressBag: node({ PostalAddress: node({ PostalAddressText: leaf }) }),
});
const party = node({
  Contact: contact,
  LegalEntity: skip('legal form and place of incorporation'),
  AssignmentExecutionDate: leaf,
});

/** AssignmentBagExt: conveyances recorded against the mark. */
export const assignmentBag: ElementRule = node({
  Assignment: node({
    ...each(
      leaf,
      `AssignmentIdentifier AssignmentConveyanceCategory AssignmentReceivedDate
      AssignmentRecordedDate`,
    ),
    ...each(
      skip('address and length of the document; group of conveyances'),
      'AssignmentDocumentBag PageTotalNumber AssignmentGroupCategory',
    ),
    Assignee: party,
    Assignor: party,
    ...each(skip('correspondent, and owner of today'), 'NationalCorrespondent Registrant'),
  }),
});
