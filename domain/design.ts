import type { PatentBibliography } from './patent.js';

/** A registered or patented design; Locarno classes stand in `classifications`. */
export interface DesignRecord extends PatentBibliography {
  type: 'design';
  /** Indication of product, by language, when the office states it apart from the title. */
  productIndication?: { lang?: string; text: string }[];
}
