import { lengthOfNorm } from './norms.js';
import { mergeColumns } from './merge-columns.js';
import { eachLive, type MergeSource, openSource } from './merge-source.js';
import { type CodedColumn, mergeTerms } from './merge-terms.js';
import { type SegmentSummary, SegmentWriter, systemColumns } from './segment-writer.js';

export interface MergeRequest {
  folder: string;
  /** Neighbours in docid order. */
  segments: SegmentSummary[];
  /** Docids to leave out. */
  dead: number[];
  /** Number of the new segment. */
  target: number;
}

/**
 * Writes one segment from several, without the dead. Ordinals keep the order of docids. Returns undefined when nothing is left alive.
 * Runs in the merge worker; the files are orphans until the writer's commit names them.
 */
export function mergeSegments(request: MergeRequest, coded: readonly CodedColumn[]): SegmentSummary | undefined {
  const dead = new Set(request.dead);
  const sources = request.segments.map((summary) => openSource(request.folder, summary));
  try {
    let documents = 0;
    for (const source of sources) {
      const docids = source.reader.columns.required(systemColumns.docid).values;
      for (let doc = 0; doc < source.reader.documents; doc++) {
        const isDead = dead.has(docids[doc] ?? 0);
        if (isDead) source.isWhole = false;
        source.ordinals[doc] = isDead ? -1 : documents++;
      }
    }
    return documents === 0 ? undefined : writeMerged(request, sources, documents, coded);
  } finally {
    for (const { reader } of sources) reader.close();
  }
}

function writeMerged(
  request: MergeRequest,
  sources: MergeSource[],
  documents: number,
  coded: readonly CodedColumn[],
): SegmentSummary {
  const norms = new Uint8Array(documents);
  eachLive(sources, ({ reader }, doc, target) => (norms[target] = reader.norms.values[doc] ?? 0));
  const writer = new SegmentWriter(request.folder, request.target, norms);
  try {
    const ranks = new Int32Array(documents);
    mergeTerms(sources, writer, ranks, coded);
    for (const { reader, ordinals } of sources)
      for (let doc = 0; doc < reader.documents; doc++)
        if ((ordinals[doc] ?? -1) >= 0) {
          const bytes = reader.structure.bytes(doc);
          writer.structure.add(bytes, 0, bytes.length);
        }
    mergeColumns(sources, writer, ranks, documents);
    const first = sources[0]?.reader.summary;
    let tokens = 0;
    for (const norm of norms) tokens += lengthOfNorm[norm] ?? 0;
    const whole = sources.every(({ isWhole }) => isWhole);
    const summary = writer.finish({
      documents,
      // The range stays that of the sources, so that ranges of neighbours never overlap.
      firstDocid: first?.firstDocid ?? 0,
      lastDocid: sources.at(-1)?.reader.summary.lastDocid ?? 0,
      tokens: whole ? sources.reduce((sum, { reader }) => sum + reader.summary.tokens, 0) : Math.round(tokens),
    });
    writer.sync();
    return summary;
  } catch (error) {
    writer.abandon();
    throw error;
  }
}
