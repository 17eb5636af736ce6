import { createHash } from 'node:crypto';
import type { Response } from 'express';
import type { SearchAnswer } from '../retrieval/search-service.js';
import { takeTurn } from '../engine/turns.js';
import { answerUnchanged } from './unchanged.js';

/** Characters of JSON that are written in one turn: a millisecond or two. */
const charactersPerTurn = 1 << 18;

/**
 * Sends the answer to a search with a weak ETag over all it says but the time it took. A thousand full texts are a hundred megabytes: they are written in
 * turns with what else is asked of this thread.
 */
export async function sendAnswer(response: Response, { meta, results, facets }: SearchAnswer): Promise<void> {
  const { took: _took, ...said } = meta;
  const hash = createHash('sha256').update(JSON.stringify({ meta: said, facets }));
  const texts: string[] = [];
  let written = 0;
  for (const result of results) {
    const text = JSON.stringify(result);
    hash.update(text);
    texts.push(text);
    written += text.length;
    if (written < charactersPerTurn) continue;
    written = 0;
    await takeTurn();
  }
  response.setHeader('Cache-Control', 'no-cache');
  if (answerUnchanged(response, `W/"${hash.digest('base64url').slice(0, 27)}"`)) return;
  const facetText = facets ? `,"facets":${JSON.stringify(facets)}` : '';
  response.type('json').send(`{"meta":${JSON.stringify(meta)},"results":[${texts.join(',')}]${facetText}}`);
}
