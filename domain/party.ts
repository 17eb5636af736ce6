/** Parts of an address as the office gave them; nothing is guessed here. */
export interface Address {
  /** ST.3 / ISO 3166 alpha-2 country code. */
  country?: string;
  /** Province or state, as printed. */
  state?: string;
  city?: string;
  county?: string;
  street?: string;
  postcode?: string;
  /** The whole address as one printed line where the office gives only that. */
  text?: string;
  /** GB/T 2260 six-digit division code, where the office states it or normalisation finds it. */
  division?: string;
}

export type PartyRole =
  | 'applicant'
  | 'inventor'
  | 'assignee'
  | 'agent'
  | 'agency'
  | 'examiner'
  | 'designer'
  | 'owner'
  | 'correspondent'
  | 'producer-group'
  | 'opponent';

/**
 * A person or organisation in a role on a record (INID 71-75). `name` is as printed in the original script;
 * `latinName` is the Latin form where the record carries both.
 */
export interface Party {
  role: PartyRole;
  name: string;
  latinName?: string;
  /** Further spellings in the record (e.g. DOCDB `docdba` beside `docdb`), never merged silently. */
  otherNames?: string[];
  lastName?: string;
  firstName?: string;
  organizationName?: string;
  isOrganization?: boolean;
  sequence?: number;
  address?: Address;
  nationality?: string;
  residence?: string;
  /** Identifier that the office uses for the party: USPTO role code, EUIPO applicant identifier, CN agency code. */
  officeId?: string;
  /** Office's own subtype, as printed: `applicant-inventor`, `05` (US assignee role), entity type ... */
  subtype?: string;
  /** State under whose law the organisation exists, as printed (owners of US trademarks). */
  organizedIn?: string;
  /** Examiners: department, art unit, as printed. */
  department?: string;
  /** Agents: index (sequence) of the agency that they act for (CN agency-agent pairing). */
  agency?: string;
}
