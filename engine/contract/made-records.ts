import type { LifeEvent } from '../../domain/life.js';
import type { Party } from '../../domain/party.js';
import type { IpRecord } from '../../domain/record.js';

export interface MadePatent {
  title?: string;
  abstract?: string;
  applicants?: string[];
  published?: string;
  ipc?: string[];
  events?: LifeEvent[];
}

/** An invented patent under a given id (`US-1-B2`); whatever is not given is absent. */
export function madePatent(id: string, made: MadePatent = {}): IpRecord {
  const [office = 'US', number = '1', kind] = id.split('-');
  return {
    id,
    type: 'patent',
    office,
    publicationReference: { office, number, kind, date: made.published },
    inventionTitle: made.title === undefined ? [] : [{ text: made.title }],
    abstract: made.abstract === undefined ? [] : [{ text: made.abstract }],
    claims: [],
    description: [],
    parties: (made.applicants ?? []).map((name): Party => ({ role: 'applicant', name })),
    classifications: (made.ipc ?? []).map((symbol) => ({ scheme: 'ipc', symbol })),
    events: made.events ?? [],
    priorityClaims: [],
    referencesCited: [],
    relatedDocuments: [],
    sources: [],
  };
}

/** The record as a store gives it back: absent members are absent. */
export function asStored(record: IpRecord): IpRecord {
  return JSON.parse(JSON.stringify(record)) as IpRecord;
}
