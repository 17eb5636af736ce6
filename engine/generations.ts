/**
 * Generations of an index, for engines that build a new one beside the old: what a change of fields or of text analysis asks for. The embedded engine does the
 * same inside its folder when its writer opens (`ipradar reindex`), and has no such port.
 */
export interface Generation {
  number: number;
  /** Living records by right type; versions that are kept for pins and searches are not counted. */
  records: Record<string, number>;
  state: 'in service' | 'before' | 'pinned' | 'in the making' | 'left over';
}

export interface RebuildOptions {
  /** Told after each step. */
  progress?: (progress: { done: number; all: number }) => void;
  signal?: AbortSignal;
}

export interface Generations {
  list(): Promise<Generation[]>;
  /** Whether the generation in service was built with other fields or another text analysis than this program has. */
  needsRebuild(): Promise<boolean>;
  /**
   * Builds a new generation from the stored records, checks it (`validate`) and puts it in service at once for everybody. Nobody else writes meanwhile; the old one
   * answers until then, and is kept for `rollBack`. After an end in between the next call goes on behind what was done.
   * @returns its number
   * @throws EngineError `locked`, `damaged` when what was built is not what is stored; what `signal` was aborted with
   */
  rebuild(options?: RebuildOptions): Promise<number>;
  /** What a generation lacks of the records in service: lines for the operator, none when it may be promoted. */
  validate(generation: number): Promise<string[]>;
  /** Puts the generation that served before in service again. @throws EngineError `rejected` when records were written since, or there is none */
  rollBack(): Promise<number>;
  /** Removes generations that nobody needs: neither in service, nor the one before unless `withPrevious`, nor pinned. @returns their numbers */
  prune(options?: { withPrevious?: boolean }): Promise<number[]>;
  close(): Promise<void>;
}
