import { createHash, randomBytes } from 'node:crypto';
import { madePatent } from '../../contract/made-records.js';
import { hashOf, packRaw, prepareRecord, rawBody, rawFrom, versionBody } from './version-documents.js';

const source = { ...madePatent('US-1-B2').sources[0], package: 'a "quoted" package', entry: 'one.xml', offset: 7 };
const titled = (title: string, sources: unknown[]) =>
  ({ ...madePatent('US-1-B2', { title }), sources }) as ReturnType<typeof madePatent>;
const hash = (record: ReturnType<typeof madePatent>): string => hashOf(record, JSON.stringify(record));

describe('documents of versions', () => {
  it.each([
    ['no source', []],
    ['one', [source]],
    ['two', [source, { ...source, offset: 8 }]],
  ])('the hash of a record with %s is that of its JSON without sources', (_, sources) => {
    for (const title of ['plain', '"sources":[]', `"sources":${JSON.stringify(sources)}`, '电池']) {
      const content = JSON.stringify(titled(title, []));
      expect(hash(titled(title, sources))).toBe(createHash('sha1').update(content).digest('base64url'));
    }
    expect(hash(titled('other', sources))).not.toBe(hash(titled('plain', sources)));
  });

  it('a document holds the head, the index fields and the record as it is, lone surrogates replaced', () => {
    const record = titled('battery \ud800 \\ud800 end', [source]);
    const head = { id: record.id, from: 3, hash: 'h', raw: true };
    const written = JSON.parse(versionBody(prepareRecord(record), head, 9).toString()) as Record<string, unknown>;
    expect(written).toMatchObject({ ...head, to: 9, w: { TI: expect.stringContaining('batteri') as unknown } });
    expect(written['record']).toEqual(titled('battery \ufffd \\ud800 end', [source]));
  });

  it.each([0, 1, 255, 256, 257, 511, 512, 4096, 32_768, 200_000])('%d raw bytes come back as they were', (length) => {
    for (const raw of [randomBytes(length), Buffer.alloc(length, 'record ')]) {
      const { from, bytes } = JSON.parse(rawBody(packRaw(raw), 12).toString()) as { from: number; bytes: string };
      expect(from).toBe(12);
      expect(Buffer.from(rawFrom(bytes)).equals(raw)).toBe(true);
    }
  });
});
