import { readPriorityNumber } from './priority-number.js';

describe('numbers of priority applications, completed by their filing date', () => {
  it.each([
    ['US', '903526 P', '2007-02-27', '60903526'],
    ['US', '83597', '1998-05-22', '09083597'],
    ['US', '202062962762 P', '2020-01-17', '62962762'],
    ['US', '10/123,456', '2002-04-16', '10123456'],
    ['JP', '29012393', '1993-11-19', '1993290123'],
    ['JP', '11-123456', '1999-04-30', '1999123456'],
    ['JP', '63-1234', '1988-01-07', '1988001234'],
    ['JP', '2004-351438', '2004-12-03', '2004351438'],
    ['DE', '102006031298', '2006-06-29', '102006031298'],
  ])('%s %j of %s is %s', (office, printed, date, number) => {
    expect(readPriorityNumber(office, printed, date)).toBe(number);
  });

  it('guesses nothing where the date contradicts or is missing', () => {
    expect(readPriorityNumber('JP', '11-123456', '1998-04-30')).not.toBe('1999123456');
    expect(readPriorityNumber('US', '903526 P', undefined)).toBe('903526P');
  });
});
