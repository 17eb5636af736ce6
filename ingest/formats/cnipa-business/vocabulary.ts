import type { ElementRule, MixedRole, Vocabulary } from '../../xml/element-rule.js';
import { block } from '../../xml/element-rule.js';

const roles: Readonly<Partial<Record<MixedRole, string>>> = {
  inline: `Bold Italic Underline Overscore SmallCapitals FigureReference CrossReference TableReference
    Preservation PageBegin DecisionVerdictRelated LawReference NoticeReference RuleReference EvidenceReference Evidence
    Accessory FormulaText MathText TableText STRmol STRgif Math tgroup thead tbody tfoot
    math semantics mrow mi mo mn ms mtext mfrac msqrt mroot mstyle merror mpadded mphantom
    mfenced menclose msub msup msubsup munder mover munderover mmultiscripts mprescripts none maction mglyph
    maligngroup malignmark mlongdiv mscarries mscarry msgroup msline msrow mstack`,
  word: `ApplicationCitation NPLCitation NPLCitationDetails
    PublicationReference ApplicationReference ApplicantDetails Applicant DocumentID WIPOST3Code DocNumber Kind Name Date Text
    AddressBook OrganizationName LastName FirstName MiddleName Prefix Suffix FirstLastName SecondLastName IndividualID
    Role Department SynonymicalName RegisteredNumber
    Location SerialPart SerialSection CitedBookChapterNumber PageRange ColumnRange ParagraphRange LineRange
    FirstPageNumber LastPageNumber PagePositioning Pages FirstColumnNumber LastColumnNumber FirstParagraphNumber
    LastParagraphNumber FirstLineNumber LastLineNumber ReferenceDocCategory RelevantClaims SecondDocumentCategory HostTitle
    SearchDate MediumCategory NumericalRange LowerLimit UpperLimit Unit BiologicalDeposit BioDepositary
    BiologicalAccessionNumber Term AddressLine AddressMailCode PostBox AddressRoom AddressFloor
    AddressBuilding Street AddressCity City County State Province PostCode Phone Fax Email URL EAddress OrganizationCode
    Nationality Residence Region NumericalRangeDetails DescriptiveText Address
    Author CitedBook CitedBookTitle CitedBookNumber CitedBookVolumeNumber CitedSeries CitedJournalArticle CitedJournalTitle
    CitedArticleTitle CitedJournalIssueNumber CitedJournalVolumeNumber CitedCarrierTitle CitedCarrierNumber
    CitedCarrierVolumeNumber CitedDocumentTitle NPLPublicationDate CiteDate StartDate EndDate Imprint PublisherName
    PublisherAddress ISSN ISBN ConferenceCitation ConferenceTitle ConferenceDate ConferencePlace ConferenceNumber
    ConferenceSponsor ConferenceDetails CitedConferenceArticleTitle OnlineCitation OnlineTitle AvailableSource HostNumber
    Subtitle AlternateTitle Subname OtherCitation TechnicalStandard StandardCode StandardTitle StandardPublicationDate`,
  reference: 'ClaimReference',
  block: `Paragraphs Heading Title ListItem DefinedTerm DefinitionDescription DefinitionList OrderedLists UnorderedLists
    ImageText ClaimText Table DrawingText
    AbstractCore AbstractTechFocus AbstractExtension AbstractNovelty AbstractDescription AbstractProblem AbstractSolution
    AbstractActivity AbstractActMode AbstractUseFor AbstractDrawingsDescription AbstractDefinitions AbstractWiderDisclosure
    AbstractDrug AbstractSpecificCompounds AbstractPriorArt AbstractExample AbstractAdditionalInformation
    AbstractDefinitionsArea AbstractSpecificCompoundsArea Statement KeywordDetails Keyword AbstractFigure Figure mtable`,
  row: 'row mtr mlabeledtr',
  cell: 'entry mtd',
  sub: 'Sub Sub2',
  sup: 'Sup Sup2',
  break: 'Break',
  skip: 'colspec spanspec FigureUCode mspace annotation annotation-xml USRights DesignatedStates DesignatedStatesAsInventor SearchField',
  maths: 'MathDetails MathFormula',
  chemistry: 'Chemistry ChemicalPointer',
  table: 'TableDetails TableFile TableExternalDoc',
  image: 'Image DocPage',
};

/** Roles of all elements that stand in running text of the format: its own, OASIS tables and MathML. */
export const vocabulary: Vocabulary = Object.fromEntries(
  (Object.entries(roles) as [MixedRole, string][]).flatMap(([role, names]) =>
    names
      .split(/\s+/)
      .filter(Boolean)
      .map((name) => [name, role] as const),
  ),
);

/** Running text: paragraphs, titles, claims. */
export const prose: ElementRule = block(vocabulary);
