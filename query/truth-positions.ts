import type { IpRecord } from '../domain/record.js';
import { chinesePositionCases } from './truth-positions-chinese.js';
import { distanceCases } from './truth-positions-distance.js';
import { frequencyCases } from './truth-positions-frequency.js';
import { sentenceCases } from './truth-positions-sentence.js';
import { truncationCases } from './truth-positions-truncation.js';

/** One line: does the query find a record whose title is the text (several values: the titles), and which rule says so. */
export type PositionCase = readonly [query: string, text: string | readonly string[], isFound: boolean, rule: string];

/** What stands where: distances, sentences, paragraphs, truncation, counts, in English and Chinese, worked out by hand. */
export const positionCases: readonly PositionCase[] = [
  ...distanceCases,
  ...sentenceCases,
  ...chinesePositionCases,
  ...truncationCases,
  ...frequencyCases,
];

const keyOf = (text: PositionCase[1]): string => JSON.stringify(text);

/** The record of each text, by `recordOfText`: one for all cases that share it. */
const records = new Map<string, IpRecord>();
for (const [, text] of positionCases) {
  const number = String(1000 + records.size);
  if (records.has(keyOf(text))) continue;
  records.set(keyOf(text), {
    id: `US-${number}-B2`,
    type: 'patent',
    office: 'US',
    publicationReference: { office: 'US', number, kind: 'B2', date: '2020-01-07' },
    inventionTitle: (typeof text === 'string' ? [text] : text).map((each) => ({ text: each })),
    abstract: [],
    claims: [],
    description: [],
    parties: [],
    classifications: [],
    events: [],
    priorityClaims: [],
    referencesCited: [],
    relatedDocuments: [],
    sources: [],
  });
}

export const positionRecords: readonly IpRecord[] = [...records.values()];

/** The record of a text of the cases. */
export function recordOfText(text: PositionCase[1]): IpRecord {
  const record = records.get(keyOf(text));
  if (!record) throw new Error('no case has this text');
  return record;
}
