import { describeCollapse } from './collapse-contract.js';
import { describeFacets } from './facet-contract.js';
import { describeFailures } from './failure-contract.js';
import { describeLedger } from './ledger-contract.js';
import { describePositions } from './position-contract.js';
import { describeQueries } from './query-contract.js';
import { describeScores } from './score-contract.js';
import type { OpenSubject } from './subject.js';
import { describeViews } from './view-contract.js';
import { describeWriting } from './writer-contract.js';

/**
 * Everything that engine/engine.ts promises, as tests over a real engine. Each implementation runs it from a test of its own; what only one of
 * them has (files, threads, processes) is tested beside that one.
 */
export function describeEngineContract(name: string, open: OpenSubject): void {
  describe(`the engine contract on ${name}`, () => {
    describeQueries(open);
    describePositions(open);
    describeViews(open);
    describeScores(open);
    describeFacets(open);
    describeCollapse(open);
    describeWriting(open);
    describeLedger(open);
    describeFailures(open);
  });
}
