import type { Firm } from './firms.js';

/** Names a firm of the corpus: cluster, rank, `d` domestic or `f` foreign. */
export const firmKey = ({ cluster, rank, isForeign }: Firm): string => `${cluster}/${rank}/${isForeign ? 'f' : 'd'}`;
