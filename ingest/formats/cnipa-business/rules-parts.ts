import { leaf, node, skip } from '../../xml/element-rule.js';
import {
  address,
  addressBook,
  countries,
  dated,
  designatedStates,
  documentHolder,
  documentId,
  each,
  gazette,
  leaves,
  nameParts,
  party,
} from './rules-common.js';
import { prose } from './vocabulary.js';

export const reference = node({ DocumentID: documentId });
const documentsRelation = node({
  ParentDocument: node({
    DocumentID: documentId,
    ParentStatus: leaf,
    ParentGrantDocument: reference,
    ParentPCTDocument: reference,
  }),
  ChildDocument: reference,
});
export const relation = node({ DocumentsRelation: documentsRelation });

export const ipc = node({
  EditionStatement: leaf,
  MainClassification: leaf,
  FurtherClassification: leaf,
  AdditionalInformation: node({ Paragraphs: prose }),
  LinkedIndexingCodeGroup: node(leaves('MainLinkedIndexingCode', 'SubLinkedIndexingCode')),
  UnlinkedIndexingCode: leaf,
  Text: leaf,
  WIPOST3Code: leaf,
});
export const ipcr = node({
  ClassificationIPCR: node({
    ...leaves('IPCVersionDate', 'ClassificationLevel', 'Section', 'MainClass', 'Subclass', 'MainGroup', 'Subgroup'),
    ...leaves('SymbolPosition', 'ClassificationValue', 'ClassificationStatus', 'ClassificationDataSource', 'Text'),
    ActionDate: dated,
    GeneratingOffice: countries,
  }),
});
export const domesticClasses = node(leaves('Text', 'MainDomesticClassification', 'SubDomesticClassification'));
export const usClasses = node({ ClassificationDomestic: domesticClasses, ClassificationNational: ipc });
export const ecla = node({
  ECLAClass: node({
    ClassTitle: skip('title of the class, belongs to the scheme'),
    ClassNotes: skip('note of the scheme'),
    RefECLA: skip('reference between classes of the scheme'),
  }),
  RefECLA: leaf,
});
export const japanese = node({ FI: leaf, FClass: node(leaves('Theme', 'FTerm')) });

const location = skip('where in the cited document; the passage as printed is kept');
const patentCitation = node({
  Text: leaf,
  PublicationReference: reference,
  ApplicationReference: reference,
  ApplicantDetails: node({
    Applicant: party({
      OrganizationCode: leaf,
      ...each(
        skip('right of the cited document, not of this one'),
        'USRights',
        'DesignatedStates',
        'DesignatedStatesAsInventor',
      ),
    }),
  }),
  Location: location,
  ...leaves('ReferenceDocCategory', 'RelevantClaims', 'SecondDocumentCategory', 'HostTitle', 'MediumCategory'),
  SearchDate: dated,
});
const passage = node(leaves('Text', 'Passage', 'ReferenceDocCategory', 'RelevantClaims'));
const citation = node({
  ApplicationCitation: patentCitation,
  NPLCitation: prose,
  NPLCitationDetails: node({ NPLCitation: prose, SearchField: skip('how the searcher found the document') }),
  RelevantPassage: passage,
  ReferenceDocCategory: leaf,
  RelevantClaims: leaf,
  CorrespondingDocs: skip('family of the cited document, not of this one'),
  ClassificationIPC: ipc,
  ClassificationIPCRDetails: ipcr,
  ClassificationNational: ipc,
  DOI: leaf,
});
const searcher = skip('person and dates of the search report; the citations are kept');
export const referencesCited = node({
  Text: leaf,
  Citation: citation,
  ...each(searcher, 'SearchReportCompletionDate', 'SearchReportMailDate', 'SearchPlace', 'SearchReportPublication'),
  ...each(searcher, 'Searcher', 'MiniSearchReportData'),
});

export const bioDeposit = node({
  BioDepositary: node({ Address: address }),
  ...leaves('BiologicalAccessionNumber', 'Date', 'Term', 'DescriptiveText'),
});

export const priority = node({
  ...leaves('WIPOST3Code', 'DocNumber', 'Kind', 'Date', 'PriorityActiveIndicator', 'PriorityLinkageType'),
  FilingOffice: node({ Region: countries, WIPOST3Code: leaf }),
  ...each(
    skip('handling of the priority document by the office'),
    'PriorityDocRequested',
    'PriorityDocAttached',
    'PriorityDocFromLibrary',
    'RestoreRights',
  ),
});
export const priorityDetails = node({
  DocumentID: documentId,
  Priority: priority,
  IncorporationByReference: skip('statement on missing parts, no member for it'),
  PriorityClaimIBInfo: skip('handling by the International Bureau'),
});

export const agents = node({
  CustomerNumber: leaf,
  Agent: party({ Agency: node({ ...nameParts, AddressBook: addressBook }), Text: leaf }),
});
export const stateList = node({
  Regional: node({
    Region: countries,
    WIPOST3Code: leaf,
    ProtectionRequest: skip('kind of protection asked for in a designated state'),
    AnyOtherState: leaf,
  }),
  National: node({ WIPOST3Code: leaf, ProtectionRequest: skip('kind of protection asked for in a designated state') }),
  NewDesignationCountry: leaf,
});
export const applicants = node({
  Applicant: party({
    OrganizationCode: leaf,
    USRights: skip('whether the applicant acts for the United States only'),
    DesignatedStates: designatedStates,
    DesignatedStatesAsInventor: designatedStates,
  }),
});
export const licensee = node({
  AddressBook: addressBook,
  DescriptiveText: leaf,
  Residence: countries,
  Nationality: countries,
});
const signature = skip('signature of an officer');
export const examiners = node({
  Examiner: party({ ElectronicSignature: signature, Text: leaf }),
  AuthorizedOfficer: party({ ...leaves('Phone', 'Fax', 'Email'), ElectronicSignature: signature }),
});
export const correspondence = node({ CustomerNumber: leaf, AddressBook: addressBook });
export const assignees = node({ Assignee: party({ AssigneeCode: leaf }) });

export const availability = node({
  GazetteReference: gazette,
  AbstractReference: documentHolder,
  SupplementalSRPublication: node(leaves('SearchReportNumber', 'Date')),
  GazettePublicationAnnouncement: gazette,
  ...each(documentHolder, 'ModifiedFirstPagePublication', 'ModifiedSpecificationPublication'),
  ...each(documentHolder, 'UnexaminedNotPrintedWithoutGrant', 'ExaminedNotPrintedWithoutGrant'),
  ...each(documentHolder, 'UnexaminedPrintedWithoutGrant', 'ExaminedPrintedWithoutGrant', 'PrintedWithGrant'),
  ...each(documentHolder, 'ClaimsOnlyAvaliable', 'NotPrintedWithGrant', 'PatentInvalidation', 'PrintedAsAmended'),
  GrantTerms: node({
    Text: leaf,
    Disclaimer: node(leaves('Date', 'Text')),
    GrantLength: leaf,
    PatentLapse: documentHolder,
    USTermExtension: leaf,
  }),
});

export const previouslyFiled = reference;
export const relatedDocuments = node({
  ...each(relation, 'Addition', 'Division', 'Continuation', 'ContinuationInPart', 'ContinuingReissue', 'ReissuedDoc'),
  ...each(relation, 'ReexaminationDoc', 'SubstitutedApplication', 'UtilityModelBasis'),
  DomesticPriorityClaimDetails: node({ DomesticPriorityClaim: node({ SubstitutedApplication: relation }) }),
  Correction: node({
    DocumentCorrected: reference,
    CorrectionType: leaf,
    GazetteReference: gazette,
    Text: leaf,
  }),
  RelatedPublicationDoc: node({ DocumentID: documentId, GazetteReference: gazette }),
  PreviouslyFiledApplication: previouslyFiled,
  OtherDocumentsRelation: node({
    ParentDocument: node({
      DocumentID: documentId,
      ParentStatus: leaf,
      ParentGrantDocument: reference,
      ParentPCTDocument: reference,
    }),
    ChildDocument: reference,
    RelationName: leaf,
  }),
});

export const effectiveDates = node({ PatentMaintainedAsAmendedDate: dated, DateOfCommingIntoForce: dated });
export const counts = node(
  leaves(
    'DescriptionPageCount',
    'DesignBriefExplanationPageCount',
    'WOAmendedClaimsPageCount',
    'AmendStatementPageCount',
    'BiologicalDepositPageCount',
    'ClaimsPageCount',
    'SequencePageCount',
    'DrawingSheetsCount',
    'FiguresCount',
    'PublishFigureNumber',
    'ClaimsCount',
    'TotalPageCount',
  ),
);
