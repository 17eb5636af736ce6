import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSamples } from '../../../fixtures/read-fixture.js';
import type { Format } from '../../format.js';
import { format as trademark } from '../us-trademark/format.js';
import { format as application } from '../us-application/format.js';
import { format as grant } from '../us-grant/format.js';

/** Fixtures are invented documents, one per schema version and kind; the expected records were checked line by line. */
describe.each([
  ['us-grant', grant],
  ['us-application', application],
  ['us-trademark', trademark],
] as [string, Format][])('fixtures of %s', (name, format) => {
  const folder = resolve(process.cwd(), 'fixtures', name);
  const files = readdirSync(folder).filter((file) => file.endsWith('.xml'));

  it.each(files)('%s becomes its golden record, nothing unlisted', async (file) => {
    const reading = await readSamples(format, join(folder, file));
    const golden = JSON.parse(readFileSync(join(folder, file.replace('.xml', '.expected.json')), 'utf8')) as unknown;
    const records = reading.records.map(({ sources, ...record }) => {
      expect(sources).toHaveLength(1);
      expect(sources[0]?.schemaVersion).toMatch(/^(?:v4|2\.[05]|1\.6)/);
      return record;
    });
    expect(records).toEqual(golden);
    expect(reading.unlisted).toEqual({});
    expect(reading.unsupported).toEqual([]);
    expect(reading.rejects).toEqual([]);
  });
});
