import { ColumnBuilder } from './column-builder.js';
import type { ColumnWidth } from './columns.js';
import type { MergeSource } from './merge-source.js';
import { type SegmentWriter, systemColumns } from './segment-writer.js';

/** Writes the columns of the living documents one after another, codes renumbered. Comes after the terms, which say how. */
export function mergeColumns(
  sources: MergeSource[],
  writer: SegmentWriter,
  ranks: Int32Array,
  documents: number,
): void {
  const names = new Set(sources.flatMap(({ reader }) => reader.columns.names));
  names.delete(systemColumns.rank);
  const rankColumn = new ColumnBuilder();
  for (let doc = 0; doc < documents; doc++) rankColumn.add([ranks[doc] ?? 0]);
  writer.addColumn(systemColumns.rank, rankColumn, 'u32');
  for (const name of names) {
    const builder = new ColumnBuilder();
    for (const { reader, ordinals, codes } of sources) {
      const column = reader.columns.column(name);
      const map = codes.get(name);
      for (let doc = 0; doc < reader.documents; doc++) {
        if ((ordinals[doc] ?? -1) < 0) continue;
        if (column?.offsets) {
          const end = column.offsets[doc + 1] ?? 0;
          for (let index = column.offsets[doc] ?? 0; index < end; index++) {
            const value = column.values[index] ?? 0;
            builder.push(map ? (map[value] ?? 0) : value);
          }
        } else if (column) {
          const value = column.values[doc] ?? column.missing;
          if (value !== column.missing || name === systemColumns.norm) builder.push(map ? (map[value] ?? 0) : value);
        }
        builder.end();
      }
    }
    if (!builder.isEmpty) writer.addColumn(name, builder, widths[name] ?? (name.startsWith('#') ? 'i32' : undefined));
  }
}

const widths: Record<string, ColumnWidth> = { [systemColumns.norm]: 'u8', [systemColumns.docid]: 'u32' };
