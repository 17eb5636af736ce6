import type { ElementRule } from '../../xml/element-rule.js';
import { leaf, node, skip } from '../../xml/element-rule.js';
import { addressBook, contactParts, designatedStates, documentId, each, leaves, nameParts } from './rules-common.js';
import { prose } from './vocabulary.js';

const image = node({ ImageText: prose });
export const docPage = leaf;
const figure = node({ Image: image, DrawingText: prose });
const passages = { Heading: prose, Paragraphs: prose };
const section = node(passages);
const parts = node({ ...each(section, 'TechnicalProblem', 'TechnicalSolution', 'AdvantageousEffects'), ...passages });

export const abstractRule = node({
  DocPage: docPage,
  ...each(node({ Paragraphs: prose }), 'AbstractProblem', 'AbstractSolution'),
  AbstractFigure: node({
    DocPage: docPage,
    Break: leaf,
    Figure: figure,
    PageBegin: leaf,
    FigureUCode: skip('number of the figure in another cataloguing, the figure itself is kept'),
  }),
  Paragraphs: prose,
  KeywordDetails: skip('keywords of commercial indexing, the record has no member for them'),
});

export const enhancedAbstracts = node({ OriginalAbstract: abstractRule, EnhancedAbstract: prose });

/** Sections of Description, in ST.36 words. */
export const sectionKinds: Readonly<Record<string, string>> = {
  TechnicalField: 'technical-field',
  BackgroundArt: 'background-art',
  Disclosure: 'disclosure',
  InventionSummary: 'summary-of-invention',
  TechnicalProblem: 'tech-problem',
  TechnicalSolution: 'tech-solution',
  AdvantageousEffects: 'advantageous-effects',
  DrawingsDescription: 'description-of-drawings',
  EmbodimentsDescription: 'description-of-embodiments',
  EmbodimentsExample: 'embodiments-example',
  BestMode: 'best-mode',
  InventionMode: 'mode-for-invention',
  IndustrialApplicability: 'industrial-applicability',
  ReferenceSignsList: 'reference-signs-list',
  ReferenceToDepositedBiologicalMaterial: 'reference-to-deposited-biological-material',
  SequenceListText: 'sequence-list-text',
  CitationList: 'citation-list',
  PatentDocumentation: 'patent-literature',
  NPL: 'non-patent-literature',
};

export const description = node({
  DocPage: docPage,
  InventionTitle: prose,
  ...each(section, 'TechnicalField', 'BackgroundArt', 'DrawingsDescription', 'BestMode', 'InventionMode'),
  ...each(section, 'IndustrialApplicability', 'ReferenceSignsList', 'SequenceListText'),
  ReferenceToDepositedBiologicalMaterial: section,
  ...each(parts, 'Disclosure', 'InventionSummary'),
  EmbodimentsDescription: node({ EmbodimentsExample: section, ...passages }),
  CitationList: node({ PatentDocumentation: section, NPL: section, ...passages }),
  ...passages,
});

export const claims = node({ DocPage: docPage, Paragraphs: prose, Claim: node({ ClaimText: prose }) });

export const drawings = node({
  DocPage: docPage,
  Break: leaf,
  DrawingText: prose,
  Figure: figure,
  PageBegin: leaf,
});

export const designPicture = node({ Picture: node({ Image: image }) });
export const designBrief = node(passages);

/** Structures of formulas that stand outside the text: only their ids and files are kept. */
const formula = { Image: image, FormulaText: prose };
export const outsideText: Record<string, ElementRule> = {
  Chemistry: node({ ...formula, ChemicalPointer: leaf, STRmol: leaf }),
  MathDetails: node({
    ...formula,
    Math: prose,
    MathFormula: leaf,
    MathText: leaf,
  }),
  TableDetails: node({ Image: image, Table: prose, TableFile: leaf, TableText: leaf }),
  TableExternalDoc: leaf,
};

/** Declaration of non-prejudicial disclosure (Patent Law art. 24). */
export const noveltyLack = node({
  DocPage: docPage,
  ...nameParts,
  ...contactParts,
  ApplicationReference: node({ DocumentID: documentId }),
  Date: leaf,
  Address: skip('address of an exhibition or a publisher, no party of the right'),
  TitleOfDisclosure: leaf,
  DisclosureMethod: node(leaves('InternationalExhibition', 'Publication', 'Abuse', 'Other')),
  AllDesignations: designatedStates,
  DesignatedStates: designatedStates,
  AddressBook: addressBook,
});
