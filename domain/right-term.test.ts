import { statusPeriods } from './life-status.js';
import type { DesignRecord } from './design.js';
import type { PatentRecord } from './patent.js';
import { brief, design, patent, reference } from './rights.fixture.js';

describe('terms by statute', () => {
  const inForce = (office: string, filed: string, granted: string, members: Partial<PatentRecord> = {}) =>
    brief(
      statusPeriods(
        patent({
          office,
          applicationReference: reference(office, '1', undefined, filed),
          grantDate: granted,
          ...members,
        }),
      ),
    ).at(-1);
  const ornament = (office: string, filed: string, granted: string, members: Partial<DesignRecord> = {}) =>
    brief(
      statusPeriods(
        design({
          office,
          applicationReference: reference(office, '1', undefined, filed),
          grantDate: granted,
          ...members,
        }),
      ),
    ).at(-1);

  it.each([
    ['CN invention: 20 years', () => inForce('CN', '2000-03-01', '2003-01-01'), 'expired 2020-03-01'],
    ['CN invention of 1986: 15 years', () => inForce('CN', '1986-03-01', '1989-01-01'), 'expired 2001-03-01'],
    [
      'CN utility model: 10 years',
      () => inForce('CN', '2010-03-01', '2010-12-01', { rightKind: 'utility-model' }),
      'expired 2020-03-01',
    ],
    [
      'CN utility model by kind',
      () =>
        inForce('CN', '2010-03-01', '2010-12-01', { publicationReference: reference('CN', '201', 'U', '2010-12-01') }),
      'expired 2020-03-01',
    ],
    ['EP patent: 20 years', () => inForce('EP', '2001-03-01', '2005-01-01'), 'expired 2021-03-01'],
    ['US patent: 20 years', () => inForce('US', '2000-03-01', '2003-01-01'), 'expired 2020-03-01'],
    [
      'US patent with term adjustment',
      () => inForce('US', '2000-03-01', '2003-01-01', { termExtensionDays: 100 }),
      'expired 2020-06-09',
    ],
    [
      'US continuation: from the parent',
      () =>
        inForce('US', '2000-03-01', '2003-01-01', {
          relatedDocuments: [
            { relation: 'continuation', parent: reference('US', '09000001', undefined, '1998-02-02') },
          ],
        }),
      'expired 2018-02-02',
    ],
    [
      'US provisional does not count',
      () =>
        inForce('US', '2000-03-01', '2003-01-01', {
          relatedDocuments: [
            { relation: 'us-provisional-application', parent: reference('US', '60000001', undefined, '1999-03-02') },
          ],
        }),
      'expired 2020-03-01',
    ],
    [
      'US patent that ended before June 1995: 17 years from grant',
      () => inForce('US', '1960-01-05', '1961-01-03'),
      'expired 1978-01-03',
    ],
    [
      'US patent alive in June 1995 by its 17 years: the 20 when later',
      () => inForce('US', '1977-08-01', '1978-06-13'),
      'expired 1997-08-01',
    ],
    [
      'US patent before June 1995: 17 years from grant when later',
      () => inForce('US', '1990-03-01', '1994-01-04'),
      'expired 2011-01-04',
    ],
    [
      'US patent before June 1995: 20 from filing when later',
      () => inForce('US', '1990-03-01', '1991-01-04'),
      'expired 2010-03-01',
    ],
    ['CN design: 10 years', () => ornament('CN', '2010-03-01', '2010-12-01'), 'expired 2020-03-01'],
    [
      'CN design filed from June 2021: 15 years',
      () => ornament('CN', '2021-06-01', '2021-12-01'),
      'expired 2036-06-01',
    ],
    ['US design: 14 years from grant', () => ornament('US', '2005-03-01', '2006-12-05'), 'expired 2020-12-05'],
    [
      'US design filed from 13 May 2015: 15 years',
      () => ornament('US', '2015-05-13', '2016-12-06'),
      'expired 2031-12-06',
    ],
    [
      'US design with the term printed',
      () => ornament('US', '1970-03-01', '1971-01-05', { termOfGrantYears: 7 }),
      'expired 1978-01-05',
    ],
    ['EU design: 25 years at most', () => ornament('EM', '2009-01-15', '2009-01-20'), 'expired 2034-01-15'],
    [
      'JP design of 2010: 20 years from registration',
      () => ornament('JP', '2010-01-15', '2010-10-01'),
      'expired 2030-10-01',
    ],
    ['JP design of 2021: 25 years from filing', () => ornament('JP', '2021-01-15', '2021-10-01'), 'expired 2046-01-15'],
  ])('%s', (_, run, expected) => expect(run()).toBe(expected));
});
