import type { ElementRule } from '../../xml/element-rule.js';
import { leaf, node, skip } from '../../xml/element-rule.js';
import { bibliography, designBibliography } from './rules-bibliography.js';
import {
  abstractRule,
  claims,
  description,
  designBrief,
  designPicture,
  drawings,
  enhancedAbstracts,
  outsideText,
} from './rules-text.js';

const searchReport = 'search report as a document of its own; what it cites stands in ReferencesCited';
const indexing = 'deep indexing of a commercial vendor, not part of the publication';

/**
 * CNIPA standardised patent document, XSD V2.2.1 (PatentDocumentAndRelated), prefixes `business:` and `base:` cut.
 * `rules.test.ts` walks the office's XSD and fails on an element that is in neither a rule nor a reason.
 */
export const rules: Record<string, ElementRule> = {
  PatentDocumentAndRelated: node({
    BibliographicData: bibliography,
    DesignBibliographicData: designBibliography,
    Abstract: abstractRule,
    EnhancedAbstractDetails: enhancedAbstracts,
    DesignBriefExplanation: designBrief,
    Description: description,
    Drawings: drawings,
    DesignPicture: designPicture,
    DescriptionRelatedDocument: skip('declarations that accompany the description (deposits, PCT rule 91 requests)'),
    Claims: claims,
    WOAmendedClaims: skip('claims amended before the International Bureau; the Chinese claims are kept'),
    AmendStatement: skip('statement on amendments before the International Bureau'),
    SearchReportData: skip(searchReport),
    FullDocImage: node({ ImageFile: skip('page ranges of the image file; the file is named') }),
    EnhancedKeywordDetails: skip(indexing),
    PatentFamilyIDDetails: node({ PatentFamilyID: leaf }),
    SequenceListDoc: node({
      DocPage: leaf,
      SequenceList: skip('ST.25 listing; its file is named, its residues are not text'),
    }),
    ...outsideText,
    NumericalRangeDetails: skip(indexing),
    ChemicalSubstanceInformation: skip(indexing),
    MedicalFormulaInformation: skip(indexing),
  }),
};
