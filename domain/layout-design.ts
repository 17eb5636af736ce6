import type { RecordBase } from './record-base.js';
import type { IsoDate, LocalizedText } from './text.js';

/** Registered layout-design (topography) of an integrated circuit. */
export interface LayoutDesignRecord extends RecordBase {
  type: 'layout-design';
  name: LocalizedText[];
  /** Registration number, e.g. CN `BS.175001234`. */
  registrationNumber?: string;
  filingDate?: IsoDate;
  /** Completion of creation and first commercial exploitation. */
  creationDate?: IsoDate;
  firstExploitationDate?: IsoDate;
  registrationDate?: IsoDate;
  announcementDate?: IsoDate;
  /** Structure, technology and function classes as printed by the office. */
  structure?: string;
  technology?: string;
  functionClass?: string;
}
