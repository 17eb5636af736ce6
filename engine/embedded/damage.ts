import { EngineError } from '../engine.js';

/** A file of a segment whose bytes are not those that were written. The message names file and remedy. */
export class DamagedFile extends EngineError {
  constructor(
    readonly path: string,
    /** What is wrong with it, to be read behind its name. */
    readonly what: string,
    options?: { cause?: unknown },
    /** The bytes may be right: the disk did not give them this time. */
    readonly mayPass = false,
  ) {
    super('damaged', `\`${path}\` ${what}: \`ipradar repair\` builds it anew from the stored records`, options);
  }
}

/** A damaged segment, which answers leave out. */
export interface LeftOut {
  segment: number;
  path: string;
  what: string;
  /** Records in it, replaced ones included. */
  documents: number;
}

export function describeLeftOut({ path, what, documents }: LeftOut): string {
  return `up to ${documents.toLocaleString('en')} records are left out: \`${path}\` ${what}; \`ipradar repair\` builds it anew from the stored records`;
}

/** A hit whose stored record is damaged, which its page leaves out; counts and facets have it. */
export function describeUnreadable(id: string): string {
  return `record ${id} matches, but what is stored of it is damaged: \`ipradar restore\` brings it back from a backup`;
}
