import { z } from 'zod';
import type { IngestLimits } from '../ingest/limits.js';
import { ingestSettings } from '../ingest/settings.js';
import { apiSettings } from '../search-api/config.js';
import { workersSettings } from '../workers/settings.js';

/** Where the data lives; both the API and the command line need it. */
export const dataSettings = z.object({
  folder: z
    .string()
    .min(1)
    .default('./data')
    .meta({ env: 'IPRADAR_DATA', flag: '--data', description: 'folder that holds records, raw bytes and index' }),
});

/** Which engine answers, and where its cluster is. */
export const engineSettings = z.object({
  kind: z.enum(['embedded', 'elasticsearch']).default('embedded').meta({
    env: 'IPRADAR_ENGINE',
    description: '`embedded` keeps everything in the data folder; `elasticsearch` uses a cluster, versions 8.16 to 9',
  }),
  elasticsearchUrls: z
    .string()
    .default('http://127.0.0.1:9200')
    .transform((text) => text.split(',').map((url) => url.trim()))
    .pipe(z.array(z.url({ protocol: /^https?$/, error: 'an address begins with http:// or https://' })).min(1))
    .meta({ env: 'ELASTICSEARCH_URL', description: 'nodes of the cluster, separated by commas' }),
  elasticsearchApiKey: z.string().default('').meta({
    env: 'ELASTICSEARCH_API_KEY',
    description: 'API key for the cluster, base64; none unless said',
    isSecret: true,
  }),
  indexPrefix: z
    .string()
    .regex(/^[a-z][a-z0-9-]{0,39}$/, 'small letters, digits and hyphens')
    .default('ipradar')
    .meta({
      env: 'IPRADAR_INDEX_PREFIX',
      description: 'what names of indexes begin with; installations may share a cluster',
    }),
});

/** Every room's settings under its name; the resolved configuration has the same shape. */
export const slices = {
  data: dataSettings,
  engine: engineSettings,
  api: apiSettings,
  ingest: ingestSettings,
  workers: workersSettings,
} as const;

/** Rooms below do not know how they are configured from outside, so their options are described here. */
const ingestDescriptions: Record<keyof IngestLimits, string> = {
  maximumRecord: 'largest single record, bytes; a larger one is quarantined, its neighbours are not',
  maximumOutput: 'most bytes that one package may unpack to',
  maximumRatio: 'most unpacked bytes per compressed byte',
  ratioFreeOutput: 'unpacked bytes below which the ratio is not looked at',
  maximumNesting: 'archives inside archives',
  maximumSpool: 'most bytes taken from standard input',
};

export interface OptionDescription {
  room: keyof typeof slices;
  member: string;
  env: string;
  flag?: string;
  description: string;
  default: unknown;
  isSecret: boolean;
}

/** Every option with its names and default, for the resolver, `ipradar config` and the README. */
export const options: readonly OptionDescription[] = Object.entries(slices).flatMap(([room, slice]) =>
  Object.entries(slice.shape).map(([member, schema]): OptionDescription => {
    const meta = schema.meta() ?? {};
    return {
      // The keys of `slices` are what `room` is typed as.
      room: room as keyof typeof slices,
      member,
      env: typeof meta['env'] === 'string' ? meta['env'] : envName(room, member),
      flag: typeof meta['flag'] === 'string' ? meta['flag'] : undefined,
      description: meta.description ?? (ingestDescriptions as Record<string, string>)[member] ?? '',
      default: schema.parse(undefined),
      isSecret: meta['isSecret'] === true,
    };
  }),
);

/** `ingest`, `maximumRecord` -> `IPRADAR_INGEST_MAXIMUM_RECORD`. */
function envName(room: string, member: string): string {
  return `IPRADAR_${room}_${member.replace(/[A-Z]/g, (letter) => `_${letter}`)}`.toUpperCase();
}
