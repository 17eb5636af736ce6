import { z } from 'zod';

/** Settings of the HTTP API; `env` and `flag` are where a composition root finds each (scripts/config.ts). */
export const apiSettings = z.object({
  host: z
    .string()
    .min(1)
    .default('127.0.0.1')
    .meta({ env: 'IPRADAR_HOST', flag: '--host', description: 'address that the API listens on' }),
  port: z.coerce
    .number()
    .int()
    .min(0)
    .max(65535)
    .default(8080)
    .meta({ env: 'IPRADAR_PORT', flag: '--port', description: 'port that the API listens on; 0 takes a free one' }),
  logLevel: z
    .enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'])
    .default('info')
    .meta({ env: 'IPRADAR_LOG_LEVEL', description: 'least level that is logged; query texts appear from `debug` on' }),
  bodyLimitBytes: z.coerce
    .number()
    .int()
    .min(1024)
    .default(2_097_152)
    .meta({ env: 'IPRADAR_BODY_LIMIT', description: 'largest request body, bytes' }),
  maxQueryLength: z.coerce
    .number()
    .int()
    .min(64)
    .default(1_000_000)
    .meta({ env: 'IPRADAR_MAX_QUERY_LENGTH', description: 'longest query text, characters' }),
  maxConcurrentSearches: z.coerce.number().int().min(1).default(256).meta({
    env: 'IPRADAR_MAX_SEARCHES',
    description: 'searches at the same time, of one client at most half of them; more are answered 429',
  }),
  clientHeader: z
    .string()
    .regex(/^[\w-]*$/)
    .default('')
    .meta({
      env: 'IPRADAR_CLIENT_HEADER',
      description:
        'header in which a proxy in front names the client, e.g. `X-Forwarded-For`; clients share the cores fairly',
    }),
  searchTimeoutSeconds: z.coerce
    .number()
    .positive()
    .max(3600)
    .default(30)
    .meta({ env: 'IPRADAR_SEARCH_TIMEOUT', description: 'a search that takes longer is stopped and answered 422' }),
});

export type ApiSettings = Readonly<z.infer<typeof apiSettings>>;
