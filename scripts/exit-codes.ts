/** Exit codes of `ipradar`, documented in the README and in `ipradar --help`. */
export const exitCodes = {
  ok: 0,
  /** Something could not be done; one line on standard error says what. */
  failure: 1,
  /** Wrong arguments, configuration or query. */
  usage: 2,
  /** `ingest --strict`: some records or files were rejected or have no reader. */
  rejects: 3,
  /** Another process writes to the data folder. */
  locked: 4,
  /** Ctrl-C; what was read so far is kept. */
  interrupted: 130,
} as const;
