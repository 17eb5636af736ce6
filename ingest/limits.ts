const mebibyte = 1024 * 1024;

/** Bounds of one ingest; sizes in bytes. */
export interface IngestLimits {
  /** A single record above this is quarantined, its neighbours are not. */
  maximumRecord: number;
  /** Output of one package, all entries together: beyond it the rest of the package is refused. */
  maximumOutput: number;
  /** Output per compressed byte. Office XML stays under 40; deflate cannot exceed 1,032. */
  maximumRatio: number;
  /** Output below this is never taken for a bomb, whatever its ratio. */
  ratioFreeOutput: number;
  /** Archives inside archives. */
  maximumNesting: number;
  /** What standard input may hold: it is spooled to a temporary file, because zip needs random access. */
  maximumSpool: number;
}

export const defaultLimits: IngestLimits = {
  maximumRecord: 64 * mebibyte,
  maximumOutput: 200 * 1024 * mebibyte,
  maximumRatio: 200,
  ratioFreeOutput: 16 * mebibyte,
  maximumNesting: 4,
  maximumSpool: 50 * 1024 * mebibyte,
};
