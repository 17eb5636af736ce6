import type { Format } from '../format.js';
import { format as cnipaBusiness } from './cnipa-business/format.js';
import { format as docdb } from './docdb/format.js';
import { format as eambrosia } from './eambrosia/format.js';
import { format as usApplication } from './us-application/format.js';
import { format as usGrant } from './us-grant/format.js';

/** Every office format that has a reader. The first that recognises a sample reads it. */
export const formats: readonly Format[] = [usGrant, usApplication, docdb, cnipaBusiness, eambrosia];
