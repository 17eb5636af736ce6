import { analyzeInto, TokenBuffer } from '../mappings/analyze.js';
import type { Span } from './tree.js';

/** A stretch of a value with its matches; it begins and ends with a whole word. */
export interface Snippet {
  /** Index of the value in the field. */
  value: number;
  /** Offsets of `text` in the value. */
  start: number;
  end: number;
  text: string;
  /** Matches, as offsets in `text`. */
  marks: Span[];
}

/** How many times the context on both sides a snippet may grow to, where match stands by match. */
const mostContexts = 8;

/** Stretches of `text` around the first matches (ascending), at most `most`; neighbouring ones become one. */
export function cutSnippets(
  text: string,
  matches: readonly Span[],
  context: number,
  most: number,
): Omit<Snippet, 'value'>[] {
  const { starts, ends, count } = analyzeInto(new TokenBuffer(), text);
  const windows: { start: number; end: number; spans: Span[] }[] = [];
  // Words are in order, and so are their offsets.
  let [from, to] = [0, 0];
  for (const span of matches) {
    while (from < count && (starts[from] ?? 0) < span.start - context) from++;
    while (to + 1 < count && (ends[to + 1] ?? 0) <= span.end + context) to++;
    const start = Math.min(from < count ? (starts[from] ?? 0) : span.start, span.start);
    const end = Math.max((ends[to] ?? 0) <= span.end + context ? (ends[to] ?? 0) : span.end, span.end);
    const last = windows[windows.length - 1];
    if (last && start <= last.end && span.start - last.start < mostContexts * context) {
      last.end = Math.max(last.end, end);
      last.spans.push(span);
    } else if (windows.length < most) windows.push({ start, end, spans: [span] });
    else break;
  }
  return windows.map(({ start, end, spans }) => ({
    start,
    end,
    text: text.slice(start, end),
    marks: spans.map((span) => ({ start: span.start - start, end: span.end - start })),
  }));
}
