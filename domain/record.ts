import type { DesignRecord } from './design.js';
import type { GeographicalIndicationRecord } from './geographical-indication.js';
import type { LayoutDesignRecord } from './layout-design.js';
import type { PatentRecord } from './patent.js';
import type { TrademarkRecord } from './trademark.js';

/** A right of any of the five types. */
export type IpRecord =
  PatentRecord | DesignRecord | TrademarkRecord | GeographicalIndicationRecord | LayoutDesignRecord;
