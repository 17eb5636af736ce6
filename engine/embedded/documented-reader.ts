import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, inflateRawSync, inflateSync } from 'node:zlib';
import { openDatabase } from '../../sqlite/open-database.js';
import { readColumns, readStructure, type Structure, type Values } from './documented-columns.js';
import { readTerms, type Term } from './documented-terms.js';

/*
 * A reader of data folders written from docs/index-format.md alone: it imports nothing of the engine, on purpose. It serves the test that holds page and
 * bytes together; the engine itself reads through index/segment-reader.ts.
 */

export interface ReadSegment {
  documents: number;
  terms: Term[];
  /** Per document: text field -> [position, kind]. */
  structure: Structure;
  columns: Map<string, Values>;
}

/** Everything that a data folder holds, read by the page. Throws when a checksum, a magic number or a length does not fit. */
export function readFolder(folder: string) {
  const database = openDatabase(join(folder, 'ipradar.sqlite'), { readonly: true });
  try {
    const rows = database.prepare('SELECT summary FROM segments ORDER BY first_docid').pluck().all() as string[];
    const segments = rows.map((row): ReadSegment => {
      const summary = JSON.parse(row) as {
        segment: number;
        documents: number;
        files: Record<string, { size: number; checksums: string }>;
      };
      const open = (kind: string, magic?: string): Buffer => {
        const bytes = readFileSync(join(folder, 'segments', `${summary.segment}.${kind}`));
        const { size, checksums } = summary.files[kind] ?? { size: -1, checksums: '' };
        const parts = Array.from({ length: Math.ceil(size / 65_536) }, (_, part) =>
          crc32(bytes.subarray(part * 65_536, (part + 1) * 65_536)),
        );
        if (bytes.length !== size || Buffer.from(Uint32Array.from(parts).buffer).toString('base64') !== checksums)
          throw new Error(`${kind} is not the file of the manifest`);
        if (magic !== undefined && bytes.subarray(-8).toString() !== magic) throw new Error(`${kind} lacks ${magic}`);
        return bytes;
      };
      const { documents } = summary;
      return {
        documents,
        terms: [...readTerms(open('terms', 'IPRTERM2'), open('postings'), open('positions'))],
        structure: readStructure(open('structure', 'IPRSTRU1'), documents),
        columns: readColumns(open('columns', 'IPRCOLS2'), documents),
      };
    });
    const schema = String(database.prepare("SELECT value FROM meta WHERE key = 'schema'").pluck().get());
    const documents = database.prepare('SELECT * FROM documents').all() as {
      docid: number;
      id: string;
      body: Buffer;
      raw_file: number | null;
      raw_offset: number;
      raw_length: number;
    }[];
    const groupOf = database.prepare(
      'SELECT * FROM raw_groups WHERE file = ? AND start <= ? ORDER BY start DESC LIMIT 1',
    );
    return {
      segments,
      fields: schema
        .split(' ')
        .slice(1)
        .map((each) => each.split(':')),
      tombstones: new Set(database.prepare('SELECT docid FROM tombstones').pluck().all() as number[]),
      records: documents.map((row) => {
        const group = groupOf.get(row.raw_file, row.raw_offset) as
          { start: number; offset: number; length: number } | undefined;
        const file = row.raw_file === null ? undefined : readFileSync(join(folder, 'raw', `${row.raw_file}.bin`));
        const raw =
          group &&
          file &&
          inflateRawSync(file.subarray(group.offset, group.offset + group.length)).subarray(
            row.raw_offset - group.start,
          );
        return {
          docid: row.docid,
          id: row.id,
          record: JSON.parse(inflateSync(row.body).toString()) as unknown,
          raw: raw?.subarray(0, row.raw_length),
        };
      }),
    };
  } finally {
    database.close();
  }
}
