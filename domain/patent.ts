import type {
  Citation,
  DocumentReference,
  PriorityClaim,
  PublicationNotice,
  RelatedDocument,
} from './document-reference.js';
import type { RecordBase } from './record-base.js';
import type { IsoDate, LocalizedText } from './text.js';

/** One claim (ST.36 claim). */
export interface Claim {
  number: number;
  text: string;
  lang?: string;
  /** Numbers of the claims that it depends on; empty for an independent claim. */
  dependsOn: number[];
  /** As printed where it is not a number, e.g. `1-20`. */
  originalNumber?: string;
}

export interface DescriptionParagraph {
  /** Paragraph number as printed: `0001`, `[0012]`. */
  number?: string;
  id?: string;
  text: string;
}

/** A heading and what follows it up to the next heading. */
export interface DescriptionSection {
  heading?: string;
  /** ST.36 section: `technical-field`, `background-art`, `disclosure`, `description-of-drawings`, `mode-for-invention` ... */
  kind?: string;
  lang?: string;
  paragraphs: DescriptionParagraph[];
}

/** INID 86 / 87. */
export interface PctOrRegionalData {
  reference: DocumentReference;
  /** 371 (c)(1) date (US), entry into the national phase (CN). */
  nationalEntryDate?: IsoDate;
  lang?: string;
}

/** What a patent and a patent-office design have in common. */
export interface PatentBibliography extends RecordBase {
  /** `invention`, `utility-model`, `design`, `plant`, `reissue`, `sir` ... the office's kind of right in standard words. */
  rightKind?: string;
  inventionTitle: LocalizedText[];
  abstract: LocalizedText[];
  claims: Claim[];
  description: DescriptionSection[];
  priorityClaims: PriorityClaim[];
  referencesCited: Citation[];
  relatedDocuments: RelatedDocument[];
  notices?: PublicationNotice[];
  pctOrRegionalFilingData?: PctOrRegionalData;
  pctOrRegionalPublishingData?: PctOrRegionalData;
  /** Designated states by kind: contracting, extension, validation, regional; ST.3 codes. */
  designatedStates?: Record<string, string[]>;
  /** DOCDB simple family (family-id of exchange-document). */
  simpleFamilyId?: string;
  extendedFamilyId?: string;
  /** As printed by the office: US field of search, term extension in days, number of claims / figures / drawing sheets. */
  fieldOfSearch?: string[];
  termExtensionDays?: number;
  numberOfClaims?: number;
  numberOfFigures?: number;
  numberOfDrawingSheets?: number;
  /** Numbers of the claims that the office prints in its gazette (US). */
  exemplaryClaims?: number[];
  /** Latin name of the plant and denomination of the variety (INID 59a, plant patents). */
  botanic?: { latinName?: string; variety?: string };
  /** Grant as known from the record itself (INID 24 / 45). */
  grantDate?: IsoDate;
  termOfGrantYears?: number;
  governmentInterest?: string;
}

export interface PatentRecord extends PatentBibliography {
  type: 'patent';
}
