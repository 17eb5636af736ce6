/** The postings bytes of one term with more than one document, or the single posting that its dictionary entry carries. */
export interface PostingsSource {
  count: number;
  withPositions: boolean;
  bytes?: Uint8Array;
  /** Where the postings start in `bytes`. */
  at?: number;
  single?: SinglePosting;
  /** Reads bytes of the term's positions, and their number. */
  positions?: (offset: number, length: number) => Uint8Array;
  positionsLength?: number;
}

/** The document of a key that has but one. `position` is the position in the field while `frequency` is 1. */
export interface SinglePosting {
  doc: number;
  mask: number;
  frequency: number;
  position: number;
}
