/** What an engine does to itself beside the port, as far as it can. */
export interface Maintenance {
  /** Builds the index anew from the stored records, beside the old one, and puts it into service. Returns the records in it. */
  refresh: Ability<(run: MaintenanceStep) => Promise<number>>;
  /** Reads everything and checks it. Returns what is not as it was written, to be read by a person. */
  selfcheck: Ability<(run: MaintenanceStep) => Promise<string[]>>;
  /** Removes generations of the index that nobody needs. Returns how many. */
  prune: Ability<() => Promise<number>>;
}

export interface MaintenanceStep {
  signal: AbortSignal;
  progress(state: { done: number; total: number }): void;
}

/** Something that an engine can do, or why it cannot. */
export type Ability<Act> = { act: Act } | { lacking: string };
