import { setTimeout } from 'node:timers/promises';
import { madePatent } from '../../contract/made-records.js';
import { ask, codeOfFailure, load } from '../../contract/subject.js';
import type { CheckedNode } from '../../../query/tree.js';
import { EngineError } from '../../engine.js';
import { type EmbeddedSubject, openSubject } from '../embedded-subject.js';
import { toEngineError } from '../failures.js';
import { segmentFileKinds, segmentFileName } from '../index/segment-file.js';
import { withWatchedDisk } from './watched-disk.js';

let subject: EmbeddedSubject;
/** Two segments: the records 1 to 20 and 21 to 30. */
beforeEach(async () => {
  subject = await openSubject({ workers: 0, mergePolicy: () => undefined });
  const record = (number: number) => madePatent(`US-${number}-B2`, { title: `number${number} common words` });
  await load(
    subject.engine,
    Array.from({ length: 20 }, (_, place) => record(place + 1)),
  );
  await load(
    subject.engine,
    Array.from({ length: 10 }, (_, place) => record(place + 21)),
  );
});
afterEach(() => subject.remove());

const terms = ['common', 'words'].map((term) => ({ kind: 'term' as const, term }));
const phrase: CheckedNode = { kind: 'phrase', fields: ['TI'], elements: terms };
const request = {
  query: phrase,
  facets: { kinds: { kind: 'terms' as const, field: 'CC', size: 5 } },
};
const failure = (path: string): Error => Object.assign(new Error('EIO: i/o error, read'), { code: 'EIO', path });

describe('a disk that fails to read (EIO)', () => {
  it.each(segmentFileKinds.filter((kind) => kind !== 'structure'))(
    'in `%s` of a segment: the rest is served with a flag that names file and failure, counts are refused, and all is there again when the disk reads',
    async (kind) => {
      const failing = segmentFileName(1, kind);
      let isFailing = true;
      await withWatchedDisk(
        {
          reading(path) {
            if (isFailing && path.endsWith(`/${failing}`)) throw failure(path);
          },
        },
        async () => {
          const engine = await subject.openAnother();
          const answer = await ask(engine, request);
          expect(answer).toMatchObject({ count: 10, exact: false });
          expect(answer.warnings).toHaveLength(1);
          expect(answer.warnings[0]).toContain(failing);
          expect(answer.warnings[0]).toContain('(EIO)');
          // An answer that cannot say what it lacks is not given.
          expect(await codeOfFailure(engine.count([phrase]))).toBe('damaged');
          isFailing = false;
          await setTimeout(2_100);
          expect(await ask(engine, request)).toMatchObject({ count: 30, exact: true, warnings: [] });
          expect(await engine.count([phrase])).toEqual([30]);
        },
      );
    },
  );

  it('in the store: the engine is unavailable, which may pass, and says for which folder', () => {
    const told = toEngineError(Object.assign(new Error('disk I/O error'), { code: 'SQLITE_IOERR_READ' }), '/data/x');
    expect(told).toBeInstanceOf(EngineError);
    expect(told).toMatchObject({ code: 'unavailable', isRetryable: true });
    expect((told as EngineError).message).toContain('/data/x');
  });
});
