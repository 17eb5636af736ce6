import { hash } from 'node:crypto';
import { ArchiveError, type ArchiveEntry } from './archives/archive-entry.js';
import { Peekable } from './archives/peekable.js';
import { detectFormat, sampleLength, type Detection } from './formats/detect.js';
import { RecordError, type Format, type Parsed, type RawRecord, type Reject } from './format.js';
import type { IngestLimits } from './limits.js';
import { decodeRecord } from './splitting/decode.js';
import type { Piece, RecordPiece } from './splitting/piece.js';
import { splitterOf } from './splitting/split.js';
import { XmlError } from './xml/read-xml.js';

/** What an entry holds, in order. */
export type Outcome =
  | { kind: 'parsed'; format: Format; parsed: Parsed; bytes: Buffer }
  /** `format`: of the entry, when it has a reader. */
  | { kind: 'reject'; reject: Reject; bytes?: Buffer; format?: Format }
  | { kind: 'unsupported'; looksLike: string };

/** What becomes of one raw record: it is read, or kept for whoever reads it later (workers/shards). */
export type RecordReader<T> = (
  piece: RecordPiece,
  entry: string,
  packageName: string,
  detection: Pick<Detection, 'encoding'>,
  format: Format,
) => T;

/** Entry -> detect -> split -> decode -> parse. Damage is an outcome; only errors of the machine (disk, memory) are thrown. */
export function readEntry(
  entry: ArchiveEntry,
  packageName: string,
  formats: readonly Format[],
  limits: IngestLimits,
): AsyncGenerator<Outcome> {
  return readPieces(entry, packageName, formats, limits, readRecord);
}

/** The same with another reader of records. */
export async function* readPieces<T>(
  entry: ArchiveEntry,
  packageName: string,
  formats: readonly Format[],
  limits: IngestLimits,
  reader: RecordReader<T>,
): AsyncGenerator<Outcome | T> {
  const stream = Peekable.over(entry.stream);
  try {
    const detection = detectFormat(entry.path, await stream.peek(sampleLength), formats);
    const { format } = detection;
    if (format) {
      let isEmpty = true;
      for await (const outcome of readRecords(stream, entry.path, packageName, detection, format, limits, reader)) {
        isEmpty = false;
        yield outcome;
      }
      if (isEmpty)
        yield { kind: 'unsupported', looksLike: `\`${format.name}\` without a record: ${detection.looksLike()}` };
    } else {
      yield { kind: 'unsupported', looksLike: detection.looksLike() };
      // To the end, for its checksum: a damaged entry is told even when nobody reads it.
      for await (const chunk of stream) void chunk;
    }
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    yield { kind: 'reject', reject: archiveReject(error, packageName, entry.path) };
  } finally {
    await stream.close();
  }
}

/** A problem of an archive, or of one of its entries, as a reject. */
export function archiveReject(error: ArchiveError, packageName: string, entry: string): Reject {
  return { code: error.code, detail: error.message, package: packageName, entry, offset: 0, length: 0 };
}

async function* readRecords<T>(
  stream: AsyncIterable<Buffer>,
  entry: string,
  packageName: string,
  detection: Detection,
  format: Format,
  limits: IngestLimits,
  reader: RecordReader<T>,
): AsyncGenerator<Outcome | T> {
  const splitter = splitterOf(format.split, detection.encoding.encoding, limits.maximumRecord);
  const read = (piece: Piece): Outcome | T => {
    if (piece.kind === 'unsupported') return piece;
    if (piece.kind === 'record') return reader(piece, entry, packageName, detection, format);
    const { bytes, code, detail, offset, length } = piece;
    return { kind: 'reject', reject: { code, detail, package: packageName, entry, offset, length }, bytes, format };
  };
  let failure: ArchiveError | undefined;
  try {
    for await (const chunk of stream) for (const piece of splitter.push(chunk)) yield read(piece);
  } catch (error) {
    if (!(error instanceof ArchiveError)) throw error;
    failure = error;
  }
  // What came before the damage is complete or becomes a reject of its own.
  for (const piece of splitter.finish()) yield read(piece);
  if (failure) yield { kind: 'reject', reject: archiveReject(failure, packageName, entry) };
}

/** Decode -> parse of one raw record. */
export function readRecord(
  piece: RecordPiece,
  entry: string,
  packageName: string,
  { encoding }: Pick<Detection, 'encoding'>,
  format: Format,
): Outcome {
  const { bytes, offset } = piece;
  const reject = (code: string, detail: string, recordId?: string): Outcome => ({
    kind: 'reject',
    reject: {
      code,
      detail,
      package: packageName,
      entry,
      offset,
      length: bytes.length,
      ...(recordId ? { recordId } : {}),
    },
    bytes,
    format,
  });
  const decoded = decodeRecord(bytes, encoding.encoding);
  if (!decoded) {
    const known = encoding.declared === undefined ? encoding.from : `declared as ${encoding.declared}`;
    return reject('invalid-encoding', `the bytes are not ${encoding.encoding} text (${known})`);
  }
  const raw: RawRecord = {
    entry,
    offset,
    bytes,
    text: decoded.text,
    hash: hash('sha256', bytes, 'hex'),
    rootAttributes: piece.rootAttributes,
    prolog: piece.prolog,
  };
  try {
    const parsed = format.parse(raw, { package: packageName });
    if (parsed.records.length === 0 && !parsed.deletions?.length)
      return reject('no-record', `the reader of \`${format.name}\` found nothing in it`);
    if (decoded.isUtf8AgainstDeclaration) flagEncoding(parsed, encoding.declared ?? encoding.encoding);
    return { kind: 'parsed', format, parsed, bytes };
  } catch (error) {
    if (error instanceof RecordError) return reject(error.code, error.message, error.recordId);
    if (error instanceof XmlError) return reject(error.code, error.message);
    // A bug in a reader costs one record, whose bytes are kept for the one who mends it.
    return reject('reader-failure', error instanceof Error ? `${error.name}: ${error.message}` : String(error));
  }
}

function flagEncoding(parsed: Parsed, declared: string): void {
  for (const record of parsed.records)
    (record.flags ??= []).push({ code: 'declared-encoding', member: '', raw: declared });
}
