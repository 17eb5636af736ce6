import type { ByteText } from './byte-text.js';
import { findTag } from './tag-search.js';

/** `end`: the record is complete up to there. `cut`: another record, or its prolog, begins there before this one was closed. */
export type RecordEnd = { kind: 'end'; at: number } | { kind: 'cut'; at: number } | { kind: 'more' };

interface Marker {
  open: string;
  close: string;
  at: number;
}

/**
 * Looks for the end tag of one record, byte by byte only where it must. An end tag inside a comment or a CDATA section does not count,
 * unless that section is itself broken: a damaged record must not swallow its neighbours.
 */
export class RecordEndFinder {
  private scan: number;
  /** Comments and sections before this are known to be closed. */
  private markersFrom: number;
  private awaited: (Marker & { from: number }) | undefined;
  private areMarkersIgnored = false;
  private readonly cachedMarkers = new Map<string, { at: number; seen: number }>();

  /** `start` is the position after the name in the record's start tag; positions count from the record's first byte. */
  constructor(
    private readonly text: ByteText,
    private readonly name: string,
    start: number,
  ) {
    this.scan = start;
    this.markersFrom = start;
  }

  /** `bytes` begins with the record. `isFinal`: nothing will follow, or nothing more will be kept. */
  find(bytes: Buffer, isFinal: boolean): RecordEnd {
    const { unit } = this.text;
    for (;;) {
      if (this.awaited && !this.resolveAwaited(bytes, isFinal)) return { kind: 'more' };
      const tag = findTag(this.text, bytes, this.name, this.scan);
      if (!tag) {
        this.scan = Math.max(this.scan, bytes.length - (bytes.length % unit) - (this.name.length + 2) * unit);
        return { kind: 'more' };
      }
      if (!this.areMarkersIgnored && this.isInsideMarker(bytes, tag.at)) continue;
      if (!tag.isClose) return { kind: 'cut', at: this.findCut(bytes, tag.at) };
      const closing = this.findTagClose(bytes, tag.after);
      if (closing === 'more' && !isFinal) return { kind: 'more' };
      if (typeof closing === 'number') return { kind: 'end', at: closing };
      this.scan = tag.after;
    }
  }

  private findTagClose(bytes: Buffer, from: number): number | 'more' | 'damaged' {
    const { unit } = this.text;
    for (let at = from; ; at += unit) {
      const code = this.text.codeAt(bytes, at);
      if (code === 0x3e) return at + unit;
      if (Number.isNaN(code)) return 'more';
      if (code !== 0x20 && code !== 0x0a && code !== 0x0d && code !== 0x09) return 'damaged';
    }
  }

  /** A record never holds an XML declaration or a DOCTYPE: when one stands before the next record, it belongs to that one. */
  private findCut(bytes: Buffer, openingAt: number): number {
    for (const sign of ['<?xml', '<!DOCTYPE']) {
      const at = this.text.lastIndexOf(bytes, sign, openingAt);
      if (at > 0) return at;
    }
    return openingAt;
  }

  private isInsideMarker(bytes: Buffer, tagAt: number): boolean {
    const { unit } = this.text;
    for (;;) {
      const comment = this.nextMarker(bytes, '<!--', tagAt);
      const section = this.nextMarker(bytes, '<![CDATA[', tagAt);
      if (comment < 0 && section < 0) return false;
      const isComment = section < 0 || (comment >= 0 && comment < section);
      const marker: Marker = isComment
        ? { open: '<!--', close: '-->', at: comment }
        : { open: '<![CDATA[', close: ']]>', at: section };
      const inside = marker.at + marker.open.length * unit;
      const end = this.text.indexOf(bytes, marker.close, inside);
      if (end >= 0 && end < tagAt) {
        this.markersFrom = end + marker.close.length * unit;
        continue;
      }
      this.awaited = { ...marker, from: inside };
      this.scan = tagAt;
      return true;
    }
  }

  /** True when the search goes on; false when the end of the comment or section has not arrived. */
  private resolveAwaited(bytes: Buffer, isFinal: boolean): boolean {
    const marker = this.awaited as Marker & { from: number };
    const { unit } = this.text;
    const end = this.text.indexOf(bytes, marker.close, marker.from);
    if (end < 0) {
      marker.from = Math.max(marker.from, bytes.length - (bytes.length % unit) - 2 * unit);
      if (!isFinal) return false;
      this.areMarkersIgnored = true;
    } else {
      const inside = marker.at + marker.open.length * unit;
      const again = this.text.indexOf(bytes, marker.open, inside);
      // Opened twice, closed once: the first was never closed, so the tag found inside it counts.
      if (again >= 0 && again < end) this.markersFrom = inside;
      else this.scan = this.markersFrom = end + marker.close.length * unit;
    }
    this.awaited = undefined;
    return true;
  }

  /** Position of the next `sign` in [markersFrom, before), or -1. Each byte is looked at once per sign. */
  private nextMarker(bytes: Buffer, sign: string, before: number): number {
    let cached = this.cachedMarkers.get(sign);
    if (!cached) this.cachedMarkers.set(sign, (cached = { at: -1, seen: this.markersFrom }));
    if (cached.at < this.markersFrom) {
      const from = Math.max(this.markersFrom, cached.seen);
      if (from < before) {
        const found = this.text.indexOf(bytes.subarray(0, before), sign, from);
        cached.at = found;
        cached.seen = found < 0 ? before : found + 1;
      }
    }
    return cached.at >= this.markersFrom && cached.at < before ? cached.at : -1;
  }
}
