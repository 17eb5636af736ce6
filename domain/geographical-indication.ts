import type { RecordBase } from './record-base.js';
import type { IsoDate, LocalizedText } from './text.js';

export interface GeographicalIndicationRecord extends RecordBase {
  type: 'geographical-indication';
  /** Protected names, each script and language apart. */
  name: LocalizedText[];
  /** Latin transcriptions of `name`. */
  transcription?: LocalizedText[];
  /** `PDO`, `PGI`, `TSG`, `GI` (spirits), `AO` (Lisbon), `地理标志产品` ... */
  giKind: string;
  /** Product, in words, and product category as the register codes it. */
  product?: LocalizedText[];
  productType?: string;
  productCategory?: { code?: string; text?: string }[];
  /** Countries (or areas) of origin, ST.3. */
  countries: string[];
  area?: LocalizedText[];
  fileNumber?: string;
  applicationDate?: IsoDate;
  publicationDate?: IsoDate;
  registrationDate?: IsoDate;
  /** Status as printed by the register. */
  officeStatus?: string;
  /** Acts and publications of the register: what, where, when, link. */
  publications?: { kind?: string; title?: string; date?: IsoDate; reference?: string; url?: string }[];
  /** Links that the register gives: product specification, single document. */
  documents?: { kind?: string; title?: string; url?: string }[];
  protectionInstruments?: string[];
}
