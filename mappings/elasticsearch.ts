import { classLevels } from '../domain/class-levels.js';
import { schemeOfField } from './embedded.js';
import type { FieldSpec } from './field.js';
import { fields, textFieldCodes } from './fields.js';

/** JSON as Elasticsearch takes and gives it. */
export type Json = Record<string, unknown>;

/** Names of index fields; the query builder and the mapping take them from here, so that they cannot drift apart. */
export const indexField = {
  /** Words of a text field, two slots per position (engine/elasticsearch/token-stream.ts). */
  words: (code: string) => `w.${code}`,
  /** All words of the record, without positions: rarity and occurrences of a single word. */
  allWords: 'words',
  /** Whole values, folded; number keys as they are. */
  whole: (code: string) => `k.${code}`,
  /** `folded NUL as written`: how a value is shown. */
  spelling: (code: string) => `o.${code}`,
  /** What hits are collapsed by: `=` and the folded value, or `#` and the id of a record without one, since the server takes all of those for one group. */
  group: (code: string) => `g.${code}`,
  integer: (code: string) => `n.${code}`,
  /** Days since 1970-01-01. */
  day: (code: string) => `d.${code}`,
  /** Years, quarters and months of a date field, as facets name them. */
  period: (code: string, interval: string) => `p.${code}.${interval}`,
  symbol: (code: string) => `c.${code}.symbol`,
  /** A symbol and everything above it. */
  tree: (code: string) => `c.${code}.tree`,
  level: (code: string, level: string) => `c.${code}.levels.${level}`,
  /** Periods of a status, in days since 1970-01-01. */
  status: (status: string) => `status.${status}`,
  lastStatus: 'lastStatus',
  /** Codes of the fields that have a value. */
  filled: 'has',
  /** First public day. */
  since: 'since',
  /** Words of all text fields together, as a norm (engine/elasticsearch/norms.ts). */
  norm: 'norm',
} as const;

/** Statuses that have periods; `unknown` is the want of one. */
export const datedStatuses = [
  'pending',
  'published',
  'in-force',
  'refused',
  'withdrawn',
  'lapsed',
  'expired',
  'invalidated',
] as const;

/** Intervals of date facets that have a field of their own; a day is the day number itself. */
export const indexedIntervals = ['year', 'quarter', 'month'] as const;

/** Grows when the layout or the text analysis changes: an index of another layout must be built anew. */
const layoutVersion = 2;

const keyword: Json = { type: 'keyword' };
/** Read in aggregations only. */
const shown: Json = { type: 'keyword', index: false };
/** As `_source` gives it back. */
const kept: Json = { type: 'keyword', index: false, doc_values: false };
const long: Json = { type: 'long' };

const ofTypes = (types: readonly FieldSpec['type'][]): FieldSpec[] => fields.filter(({ type }) => types.includes(type));
const properties = (specs: readonly FieldSpec[], make: (spec: FieldSpec) => Json): Json => ({
  properties: Object.fromEntries(specs.map((spec) => [spec.code, make(spec)])),
});

/** Fields whose values are found whole. */
export const isWhole = ({ type }: FieldSpec): boolean => type === 'keyword' || type === 'name' || type === 'number';

/** Fields whose values are shown as they were written. */
export const isShown = ({ type, isFacetable, isSortable }: FieldSpec): boolean =>
  (type === 'keyword' || type === 'name') && (isFacetable === true || isSortable === true);

function classProperties({ code }: FieldSpec): Json {
  const levels = classLevels[schemeOfField(code)].map((level) => [level, keyword]);
  return { properties: { symbol: keyword, tree: keyword, levels: { properties: Object.fromEntries(levels) } } };
}

/** Mapping of an index of records: strict, derived from fields.ts. */
export function recordMappings(): Json {
  const text: Json = {
    type: 'text',
    analyzer: 'stream',
    search_analyzer: 'asked',
    similarity: 'occurrences',
    norms: false,
    index_options: 'positions',
    copy_to: indexField.allWords,
  };
  return {
    dynamic: 'strict',
    // The rest is derived from the record: stored once is enough.
    _source: { includes: ['id', 'from', 'to', 'record', 'hash', 'raw', 'length'] },
    properties: {
      id: keyword,
      // Sequence numbers of the commits that a version appears and disappears with (engine/elasticsearch/snapshot.ts).
      from: long,
      to: long,
      hash: kept,
      raw: { type: 'boolean', index: false, doc_values: false },
      record: { type: 'object', enabled: false },
      [indexField.filled]: keyword,
      [indexField.since]: long,
      length: { type: 'long', index: false, doc_values: false },
      [indexField.norm]: { type: 'long', index: false },
      [indexField.lastStatus]: keyword,
      status: { properties: Object.fromEntries(datedStatuses.map((each) => [each, { type: 'integer_range' }])) },
      [indexField.allWords]: { ...text, index_options: 'freqs', copy_to: undefined },
      w: properties(ofTypes(['text', 'name']), () => text),
      k: properties(fields.filter(isWhole), () => keyword),
      o: properties(fields.filter(isShown), () => shown),
      g: properties(
        fields.filter(({ isCollapsible }) => isCollapsible),
        () => keyword,
      ),
      n: properties(ofTypes(['integer']), () => long),
      d: properties(ofTypes(['date']), () => long),
      p: properties(ofTypes(['date']), () => ({
        properties: Object.fromEntries(indexedIntervals.map((each) => [each, keyword])),
      })),
      c: properties(ofTypes(['class']), classProperties),
    },
  };
}

/**
 * Analysis and scoring of an index of records. The words are those of mappings/analyze.ts, sent as a stream that the server only takes apart: no version
 * of its Unicode tables can disagree with ours. `native` is the server's own analysis, declared for tools and for the parity test; no field uses it.
 */
export const recordAnalysis: Json = {
  tokenizer: { spaces: { type: 'whitespace', max_token_length: 8192 } },
  filter: {
    // A slot without a token: the stop filter leaves its position empty.
    holes: { type: 'stop', stopwords: ['_'] },
    // `batteries~batteri` is a word and its stem on one position.
    stems: { type: 'pattern_capture', preserve_original: false, patterns: ['^([^~]+)', '(~.+)$'] },
    pairs: { type: 'cjk_bigram', output_unigrams: false },
  },
  analyzer: {
    stream: { type: 'custom', tokenizer: 'spaces', filter: ['holes', 'stems'] },
    asked: { type: 'custom', tokenizer: 'spaces', filter: ['holes'] },
    native: {
      type: 'custom',
      tokenizer: 'standard',
      filter: ['cjk_width', 'lowercase', 'asciifolding', 'pairs'],
    },
    native_stemmed: {
      type: 'custom',
      tokenizer: 'standard',
      filter: ['cjk_width', 'lowercase', 'asciifolding', 'pairs', 'porter_stem'],
    },
  },
};

/** Settings of an index of records. @param shards primary shards of each */
export function recordSettings(shards: number): Json {
  return {
    number_of_shards: shards,
    auto_expand_replicas: '0-1',
    // The writer refreshes when it commits.
    refresh_interval: '-1',
    'mapping.total_fields.limit': 2000,
    // A pattern of 1,000 characters with every one of them escaped.
    max_regex_length: 4000,
    // A page of 10,000 and the hit behind it.
    max_result_window: 20_000,
    // A match scores how often it occurs (a phrase once for each of its terms): the formula of the port is worked out from that.
    similarity: { occurrences: { type: 'scripted', script: { source: 'return query.boost * doc.freq;' } } },
    analysis: recordAnalysis,
  };
}

/** Says which layout an index was built with; another value means that it must be built anew. */
export const elasticsearchSchema: string = [
  `v${layoutVersion}`,
  ...fields.map(({ code, type }) => `${code}:${type}${textFieldCodes.includes(code) ? ':words' : ''}`),
].join(' ');
