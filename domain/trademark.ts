import type { PriorityClaim } from './document-reference.js';
import type { RecordBase } from './record-base.js';
import type { IsoDate, LocalizedText } from './text.js';

/** Goods and services of one Nice class (INID 511). */
export interface GoodsServices {
  niceClass?: string;
  description: LocalizedText[];
  /** Date of first use, use in commerce (US). */
  firstUseDate?: IsoDate;
  firstUseInCommerceDate?: IsoDate;
  /** Status of the class, as printed, and the day since when it has it. */
  status?: string;
  statusDate?: IsoDate;
}

export interface TrademarkRecord extends RecordBase {
  type: 'trademark';
  /** INID 540: verbal element(s), as printed. */
  markText: LocalizedText[];
  /** ST.66 MarkFeature: `Word`, `Figurative`, `3-D`, `Sound` ... as the office says it. */
  markFeature?: string;
  /** `trademark`, `service-mark`, `collective`, `certification` ... */
  markKind?: string[];
  filingDate?: IsoDate;
  registrationDate?: IsoDate;
  expiryDate?: IsoDate;
  /** INID 111. */
  registrationNumber?: string;
  goodsServices: GoodsServices[];
  priorityClaims: PriorityClaim[];
  /** INID 526 disclaimers, descriptions of the mark, translations and other statements: kind -> texts. */
  statements: { kind: string; text: string }[];
  /** INID 350: `number` and `date` of the earlier registration (its filing or priority), and what else the office prints. */
  seniorityClaims?: {
    office: string;
    number?: string;
    date?: IsoDate;
    applicationNumber?: string;
    registrationDate?: IsoDate;
    status?: string;
  }[];
  /** INID 831 to 834: designated contracting parties by treaty (`protocol`, `agreement`). */
  designatedStates?: Record<string, string[]>;
  /** Status code and words of the office, as printed, with its date. */
  officeStatus?: { code?: string; text?: string; date?: IsoDate };
  oppositionPeriod?: { from?: IsoDate; to?: IsoDate };
  internationalRegistration?: { number?: string; date?: IsoDate };
  relatedNumbers?: { relation: string; office?: string; number: string; date?: IsoDate; expiryDate?: IsoDate }[];
  /** Day of the office's last transaction on the case, as the file says. */
  transactionDate?: IsoDate;
}
