import type { EngineCapabilities } from '../engine.js';

/** What this engine does otherwise than the port says at its plainest; docs/engines.md gives the reasons. */
export const elasticsearchCapabilities: EngineCapabilities = {
  engine: 'elasticsearch',
  isShared: true,
  differences: [
    {
      code: 'occurrences-of-distances',
      what: 'a distance, a sentence or a phrase with a truncated word counts as one occurrence for the score, however often it stands in the record',
    },
    {
      code: 'single-precision-scores',
      what: 'hits are ordered by scores of seven digits; a score that is explained has all of its digits',
    },
    {
      code: 'longest-values',
      what: 'a record with a name or code of more than 32,766 bytes is rejected, as is one whose id is longer than 480 bytes',
    },
  ],
};
