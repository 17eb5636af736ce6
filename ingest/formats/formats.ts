import type { Format } from '../format.js';
import { format as cnipaBusiness } from './cnipa-business/format.js';
import { format as docdb } from './docdb/format.js';
import { format as eambrosia } from './eambrosia/format.js';
import { format as epSt36 } from './ep-st36/format.js';
import { format as euipoTrademark } from './euipo-trademark/format.js';
import { format as usApplication } from './us-application/format.js';
import { format as usGrant } from './us-grant/format.js';
import { format as usTrademark } from './us-trademark/format.js';

/** Every office format that has a reader. The first that recognises a sample reads it. */
export const formats: readonly Format[] = [
  usGrant,
  usApplication,
  docdb,
  epSt36,
  cnipaBusiness,
  usTrademark,
  euipoTrademark,
  eambrosia,
];
