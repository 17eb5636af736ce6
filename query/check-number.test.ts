import type { DocumentReference } from '../domain/document-reference.js';
import type { IpRecord } from '../domain/record.js';
import { compileQuery } from './check.js';
import { evaluate } from './evaluate.js';
import { truthRecords } from './truth-records.js';

const recordOf = (publication: DocumentReference, application: DocumentReference): IpRecord => ({
  ...truthRecords.A,
  publicationReference: publication,
  applicationReference: application,
});
const finds = (query: string, record: IpRecord): boolean =>
  evaluate(compileQuery(query, { today: '2024-06-15' }).tree, record);

describe('an application number with the kind A of DOCDB', () => {
  const granted = recordOf(
    { office: 'DE', number: '102006031298', kind: 'B4', date: '2010-05-12' },
    { office: 'DE', number: '102006031298' },
  );

  it.each(['DE102006031298A', 'AN=DE102006031298A', 'AN="DE 10 2006 031 298 A"', 'AN==DE102006031298A'])(
    'finds the application that is kept without kind: %s',
    (query) => expect(finds(query, granted)).toBe(true),
  );

  it('finds the priority that is kept without kind', () => {
    const claiming = { ...granted, priorityClaims: [{ office: 'DE', number: '102006031298' }] } as IpRecord;
    expect(finds('PRN=DE102006031298A', claiming)).toBe(true);
    expect(finds('PRN=DE102006031299A', claiming)).toBe(false);
  });

  it('is no publication of another kind', () => {
    expect(finds('PN=DE102006031298A', granted)).toBe(false);
    expect(finds('PN=DE102006031298B4', granted)).toBe(true);
  });

  it('does not find the application of another number or office', () => {
    expect(finds('AN=DE102006031299A', granted)).toBe(false);
    expect(finds('AN=AT102006031298A', granted)).toBe(false);
  });

  it('finds what is published under it as before', () => {
    const published = recordOf(
      { office: 'DE', number: '102006031298', kind: 'A1', date: '2008-01-10' },
      { office: 'DE', number: '102006099999' },
    );
    expect(finds('DE102006031298A', published)).toBe(true);
    expect(finds('PN=DE102006031298A1', published)).toBe(true);
    expect(finds('AN=DE102006031298A', published)).toBe(false);
  });

  it('keeps its canonical text', () => {
    expect(compileQuery('DE102006031298A', { today: '2024-06-15' }).canonical).toBe('DE102006031298A');
  });
});
