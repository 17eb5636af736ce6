import type { IsoDate } from './text.js';

/** One number as an office printed it, in one of the forms that files carry side by side (ST.36 document-id). */
export interface DocumentReference {
  /** ST.3 code. */
  office: string;
  /** Number in our canonical spelling for that office, without office and kind. */
  number: string;
  /** ST.16 kind code. */
  kind?: string;
  date?: IsoDate;
  /** Date as printed when the office gives only a month or a year (`19861200`). */
  originalDate?: string;
  /** As printed, before any normalisation. */
  original?: string;
  /** Further spellings that the file carries, by form: `docdb`, `epodoc`, `original`, `standard`. */
  forms?: Record<string, string>;
}

/** INID 31, 32, 33: priority-claim. */
export interface PriorityClaim {
  office: string;
  number: string;
  /** Kind of the application: `A` invention, `U` utility model, `W` international, `P` provisional ... (DOCDB). */
  kind?: string;
  date?: IsoDate;
  sequence?: number;
  /** `Y` claimed and active, `N` not active (DOCDB active-indicator). */
  isActive?: boolean;
  original?: string;
  /** Further spellings that the file carries, by form, as on DocumentReference. */
  forms?: Record<string, string>;
  linkageType?: string;
}

/** INID 60-68: related-documents. */
export interface RelatedDocument {
  /** ST.36 element name: `continuation`, `division`, `continuation-in-part`, `us-provisional-application`, `reissue` ... */
  relation: string;
  /** The document this one comes from (or goes to), as application or publication. */
  parent?: DocumentReference;
  child?: DocumentReference;
  /** Status of the parent as printed, e.g. `GRANTED`, `ABANDONED`. */
  parentStatus?: string;
  /** The patent that the parent application became, where printed. */
  parentGrant?: DocumentReference;
  /** Filing date of the international (PCT or Hague) application behind the parent, where printed apart (US). */
  internationalFilingDate?: IsoDate;
}

/** INID 56: one entry of references-cited. */
export interface Citation {
  kind: 'patent' | 'npl';
  sequence?: number;
  reference?: DocumentReference;
  /** Text of a non-patent citation. */
  text?: string;
  /** Search-report category: X, Y, A, P, E ... as printed, several joined as printed. */
  category?: string;
  /** Who cited: `examiner`, `applicant`, `third-party`, `international-search` ... lower case. */
  citedBy?: string;
  /** Who cited, by name, where the file tells: an opponent, a third party. */
  citedByName?: string;
  /** Phase of citation (DOCDB cited-phase): SEA, ISR, EXA, APP, OPP ... */
  phase?: string;
  /** Office that made the search report, and the day of the citation. */
  searchOffice?: string;
  citedDate?: IsoDate;
  /** Claims that the citation bears on, as printed. */
  relevantClaims?: string;
  /** Passages, as printed. */
  passage?: string;
  classifications?: string[];
  /** Name of first party of the cited document, as printed. */
  name?: string;
}

/** Correction, republication or other announcement of the office about this document (INID 15, 48). */
export interface PublicationNotice {
  kind: string;
  code?: string;
  date?: IsoDate;
  text?: string;
}
