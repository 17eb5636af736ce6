/** What a splitter finds in an entry, in document order. Offsets are in bytes of the uncompressed entry. */
export type Piece = RecordPiece | RejectPiece | UnsupportedPiece;

export interface RecordPiece {
  kind: 'record';
  offset: number;
  /** In the entry's own encoding. A view: valid for as long as it is held, never overwritten. */
  bytes: Buffer;
  rootAttributes: Readonly<Record<string, string>>;
  prolog: string;
}

/** Bytes that should have been a record, or that stand where none may. */
export interface RejectPiece {
  kind: 'reject';
  code: 'truncated' | 'record-too-large' | 'stray-content';
  detail: string;
  offset: number;
  length: number;
  /** The rejected bytes, or their beginning when `length` is larger. */
  bytes?: Buffer;
}

/** Content of another kind than the format's records. */
export interface UnsupportedPiece {
  kind: 'unsupported';
  looksLike: string;
  offset: number;
  length: number;
}

/** Cuts one entry. Chunks may have any size: the pieces are the same for every way of chunking. */
export interface Splitter {
  push(chunk: Buffer): Iterable<Piece>;
  /** The entry is complete; whatever is still open becomes a reject. */
  finish(): Iterable<Piece>;
}
