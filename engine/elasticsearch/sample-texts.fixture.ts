import { join } from 'node:path';
import type { RecordSink } from '../../ingest/record-sink.js';
import { formats } from '../../ingest/formats/formats.js';
import { findInputs } from '../../ingest/inputs.js';
import { ingestFiles } from '../../ingest/pipeline.js';

/** Distinct titles, abstracts and claims of the patents and designs of the samples. */
export async function readSampleTexts(samples: string): Promise<string[]> {
  const texts = new Set<string>();
  const sink: RecordSink = {
    findDone: () => Promise.resolve(undefined),
    begin: () => Promise.resolve(),
    record(record) {
      if (record.type === 'patent' || record.type === 'design')
        for (const { text } of [...record.inventionTitle, ...record.abstract, ...record.claims]) texts.add(text);
      return Promise.resolve();
    },
    reject: () => Promise.resolve(),
    finish: (entry) => Promise.resolve(entry),
  };
  const inputs = await findInputs([join(samples, 'patents')], { stdin: process.stdin, maximumSpool: 0 });
  for await (const _ of ingestFiles(inputs, { sink, formats, clock: () => 0 }));
  return [...texts];
}
