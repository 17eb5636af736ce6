import { resolveConfiguration } from '../scripts/config.js';
import { reportFailure } from '../scripts/report-failure.js';
import { runServer } from '../scripts/serve-until-signal.js';

/** `node dist/search-api/main.js`: the API alone, configured by the environment. */
try {
  const { configuration } = resolveConfiguration({ environment: process.env, flags: {} });
  await runServer(configuration, (url) => console.error(`ipradar listens on ${url}`));
} catch (error) {
  process.exitCode = reportFailure(error);
}
