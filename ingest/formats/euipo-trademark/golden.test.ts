import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { readSamples } from '../../../fixtures/read-fixture.js';
import { format } from './format.js';

const folder = resolve(process.cwd(), 'fixtures/euipo-trademark');
const fixtures = readdirSync(folder).filter((file) => file.endsWith('.xml'));

describe('euipo-trademark fixtures (invented data, expected records beside them)', () => {
  it.each(fixtures)('%s becomes exactly the expected records and deletions', async (file) => {
    const reading = await readSamples(format, join(folder, file));
    const expected: unknown = JSON.parse(readFileSync(join(folder, file.replace('.xml', '.expected.json')), 'utf8'));
    const records = reading.records.map((record) => ({ ...record, sources: undefined }));
    expect({ records, deletions: reading.removed }).toEqual(expected);
    expect(reading.rejects).toEqual([]);
    expect(reading.unlisted).toEqual({});
    expect(reading.unsupported).toEqual([]);
  });

  it.each(fixtures)('%s: every record knows the bytes that it came from', async (file) => {
    const path = join(folder, file);
    const bytes = readFileSync(path);
    const { records } = await readSamples(format, path);
    for (const { sources } of records) {
      const source = sources[0];
      expect(source).toMatchObject({ format: format.name, parserVersion: format.parserVersion });
      const text = bytes.subarray(source?.offset ?? 0, (source?.offset ?? 0) + (source?.length ?? 0)).toString('utf8');
      expect(text).toMatch(/^<TransactionContentDetails>[^]*<\/TransactionContentDetails>$/);
    }
  });
});
