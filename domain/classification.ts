import type { IsoDate } from './text.js';

export type ClassificationScheme = 'ipc' | 'cpc' | 'nice' | 'locarno' | 'vienna' | 'us' | 'fi' | 'f-term' | 'ecla';

/** One class symbol on a record, with everything the office says about it (ST.8). `symbol` is canonical: `H01M10/0525`. */
export interface Classification {
  scheme: ClassificationScheme;
  symbol: string;
  /** Edition: IPC version date `2006-01-01`, Nice edition `11`, IPC edition `7`. */
  version?: string;
  /** `first` or `later` (ST.8 position 24: F, L). */
  position?: 'first' | 'later';
  /** `inventive` or `additional` (I, A / N). */
  value?: 'inventive' | 'additional';
  /** IPC `core` or `advanced` level of the 8th edition. */
  level?: 'core' | 'advanced' | 'subclass';
  actionDate?: IsoDate;
  /** Office that generated the class. */
  office?: string;
  /** original, reclassified: B, R ... and source H, M, G as printed. */
  status?: string;
  source?: string;
  /** Combination sets: set number and rank within it. */
  combination?: { group: number; rank: number };
  /** As printed, when normalisation changed more than spaces. */
  original?: string;
}
