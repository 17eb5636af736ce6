import { analyzeText } from '../mappings/analyze.js';
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

/** Stretches of `text` around the first matches, at most `most`; neighbouring ones become one. */
export function cutSnippets(
  text: string,
  matches: readonly Span[],
  context: number,
  most: number,
): Omit<Snippet, 'value'>[] {
  const tokens = analyzeText(text);
  const windows: { start: number; end: number; spans: Span[] }[] = [];
  for (const span of matches) {
    const start = tokens.find((token) => token.start >= span.start - context)?.start ?? span.start;
    const end = tokens.findLast((token) => token.end <= span.end + context)?.end ?? span.end;
    const last = windows[windows.length - 1];
    if (last && start <= last.end) {
      last.end = Math.max(last.end, end);
      last.spans.push(span);
    } else if (windows.length < most)
      windows.push({ start: Math.min(start, span.start), end: Math.max(end, span.end), spans: [span] });
    else break;
  }
  return windows.map(({ start, end, spans }) => ({
    start,
    end,
    text: text.slice(start, end),
    marks: spans.map((span) => ({ start: span.start - start, end: span.end - start })),
  }));
}
