import type { SplitPlan } from '../format.js';
import type { Encoding } from './decode.js';
import { JsonArraySplitter } from './json-splitter.js';
import type { Splitter } from './piece.js';
import { XmlSplitter } from './xml-splitter.js';

/** The splitter for a format's plan. `maximumRecord` in bytes. */
export function splitterOf(plan: SplitPlan, encoding: Encoding, maximumRecord: number): Splitter {
  return plan.kind === 'xml-elements'
    ? new XmlSplitter(plan, encoding, maximumRecord)
    : new JsonArraySplitter(plan, encoding, maximumRecord);
}
