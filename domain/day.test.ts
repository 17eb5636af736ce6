import fc from 'fast-check';
import { addYears, dayNumber, isoFromDayNumber, parseDate } from './day.js';

describe('parseDate', () => {
  it.each([
    ['20190712', '2019-07-12'],
    ['2019-07-12', '2019-07-12'],
    ['2019-07-12T09:09:35.129Z', '2019-07-12'],
    ['2019-07-12 00:00:00', '2019-07-12'],
    ['2019-07-12+02:00', '2019-07-12'],
    ['2019-07-12Z', '2019-07-12'],
    ['20190712T101500', '2019-07-12'],
    ['20190712101500', '2019-07-12'],
    ['2019.07.12', '2019-07-12'],
    ['2019.7.2', '2019-07-02'],
    ['2019/7/12', '2019-07-12'],
    ['2019年7月12日', '2019-07-12'],
    ['２０１９年７月１２日', '2019-07-12'],
    ['2019 年 07 月 12 日', '2019-07-12'],
    ['12.07.2019', '2019-07-12'],
    ['12/07/2019', '2019-07-12'],
    ['31/12/20', '2020-12-31'],
    ['31/12/98', '1998-12-31'],
    ['07/31/2019', '2019-07-31'],
    ['1 Jan 2021', '2021-01-01'],
    ['01-JAN-21', '2021-01-01'],
    ['1st January 2021', '2021-01-01'],
    ['Jan. 1, 2021', '2021-01-01'],
    ['January 1, 2021', '2021-01-01'],
    ['109.12.15', '2020-12-15'],
    ['民國109年12月15日', '2020-12-15'],
    ['19181104', '1918-11-04'],
    ['20000229', '2000-02-29'],
    ['2023-01-31', '2023-01-31'],
    [' 20190712 ', '2019-07-12'],
  ])('reads %s', (raw, date) => expect(parseDate(raw)).toEqual({ date, isImpossible: false }));

  it.each([
    '00010101',
    '99991231',
    '00000000',
    '0001-01-01',
    '9999-12-31',
    '0001-01-01T00:00:00',
    '9999/12/31',
    '0',
    '',
    '  ',
  ])('takes `%s` for unknown, not for wrong', (raw) => {
    expect(parseDate(raw)).toEqual({ isImpossible: false });
  });
  it.each([
    '20190231',
    '20191301',
    '20190000',
    '2019-02-29',
    '19000229',
    '31/31/2019',
    'soon',
    '2019',
    '201907',
    '12345678',
    '1 Foo 2021',
    '2.0E+12',
    '201010298420.4',
    '20190712x',
  ])('finds `%s` impossible', (raw) => {
    expect(parseDate(raw)).toEqual({ isImpossible: true });
  });
  it('takes any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'grapheme' }), (text) => void parseDate(text)));
  });
  it('reads every day in ST.2, ISO and Chinese', () => {
    fc.assert(
      fc.property(fc.integer({ min: -40_000, max: 60_000 }), (days) => {
        const date = isoFromDayNumber(days);
        const [year = '', month = '', day = ''] = date.split('-');
        for (const raw of [
          date,
          date.replaceAll('-', ''),
          `${year}.${month}.${day}`,
          `${year}年${Number(month)}月${Number(day)}日`,
          `${day}.${month}.${year}`,
        ])
          expect(parseDate(raw)).toEqual({ date, isImpossible: false });
      }),
    );
  });
});

describe('day numbers', () => {
  it.each([
    ['1970-01-01', 0],
    ['1970-01-02', 1],
    ['1969-12-31', -1],
    ['2000-03-01', 11017],
    ['1918-11-04', -18686],
  ])('%s is %d', (date, days) => {
    expect(dayNumber(date)).toBe(days);
    expect(isoFromDayNumber(days)).toBe(date);
  });
  it('agree with the calendar of the machine', () => {
    fc.assert(
      fc.property(fc.integer({ min: -60_000, max: 80_000 }), (days) => {
        expect(dayNumber(isoFromDayNumber(days))).toBe(days);
        expect(Date.parse(isoFromDayNumber(days))).toBe(days * 86_400_000);
      }),
    );
  });
  it('refuse what is no ISO date', () => expect(() => dayNumber('20190712')).toThrow(RangeError));
});

describe('addYears', () => {
  it.each([
    ['2001-02-03', 20, '2021-02-03'],
    ['2004-02-29', 20, '2024-02-29'],
    ['2004-02-29', 1, '2005-02-28'],
    ['2004-02-29', -1, '2003-02-28'],
  ])('%s and %d years', (date, years, expected) => expect(addYears(date, years)).toBe(expected));
});
