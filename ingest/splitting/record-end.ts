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
  /** The next comment or section, if it was looked for, and how far. */
  private cached: { marker: Marker | undefined; seen: number };

  /** `start` is the position after the name in the record's start tag; positions count from the record's first byte. */
  constructor(
    private readonly text: ByteText,
    private readonly name: string,
    start: number,
  ) {
    this.scan = start;
    this.markersFrom = start;
    this.cached = { marker: undefined, seen: start };
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
      const marker = this.nextMarker(bytes, tagAt);
      if (!marker) return false;
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

  /** Next comment or section in [markersFrom, before). Each byte is looked at once. */
  private nextMarker(bytes: Buffer, before: number): Marker | undefined {
    const { cached } = this;
    if (!cached.marker || cached.marker.at < this.markersFrom) {
      const from = Math.max(this.markersFrom, cached.seen);
      if (from < before) {
        cached.marker = findMarker(this.text, bytes.subarray(0, before), from);
        cached.seen = cached.marker ? cached.marker.at + this.text.unit : before;
      }
    }
    const { marker } = cached;
    return marker && marker.at >= this.markersFrom && marker.at < before ? marker : undefined;
  }
}

/** Looks for the exclamation mark, which is rare: `<` stands everywhere. */
function findMarker(text: ByteText, bytes: Buffer, from: number): Marker | undefined {
  const { unit } = text;
  for (let at = text.indexOf(bytes, '!', from + unit); at >= 0; at = text.indexOf(bytes, '!', at + unit)) {
    if (text.codeAt(bytes, at - unit) !== 0x3c) continue;
    const sign = text.view(bytes, at - unit, at + 8 * unit);
    if (sign.startsWith('<!--')) return { open: '<!--', close: '-->', at: at - unit };
    if (sign === '<![CDATA[') return { open: '<![CDATA[', close: ']]>', at: at - unit };
  }
  return undefined;
}
