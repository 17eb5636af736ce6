import type { IsoDate } from './text.js';

/**
 * One dated event in the life of a right. Events are only ever added; status, owner and counts are functions of
 * (events, day). `code` is the product's own event vocabulary; `officeCode` is the office's code as printed.
 */
export interface LifeEvent {
  date?: IsoDate;
  code: LifeEventCode;
  officeCode?: string;
  /** Free text of the office, as printed. */
  text?: string;
  /** Day on which the event takes effect, when the office says it differs from `date`. */
  effectiveDate?: IsoDate;
  /** What the event carries: new owner, document number, fee year ... */
  details?: Record<string, string>;
}

export type LifeEventCode =
  | 'filed'
  | 'published'
  | 'examination-requested'
  | 'granted'
  | 'registered'
  | 'republished'
  | 'corrected'
  | 'assigned'
  | 'licensed'
  | 'pledged'
  | 'renewed'
  | 'refused'
  | 'withdrawn'
  | 'abandoned'
  | 'lapsed'
  | 'restored'
  | 'expired'
  | 'surrendered'
  | 'revoked'
  | 'invalidated'
  | 'opposed'
  | 'amended'
  | 'limited'
  | 'cancelled'
  | 'other';

/** Status of a right on a day, from the stages of WIPO ST.27. */
export type LifeStatus =
  'pending' | 'published' | 'in-force' | 'refused' | 'withdrawn' | 'lapsed' | 'expired' | 'invalidated' | 'unknown';

/** A stretch of days with one status; `to` is exclusive and absent while the period lasts. */
export interface StatusPeriod {
  status: LifeStatus;
  from: IsoDate;
  to?: IsoDate;
}
