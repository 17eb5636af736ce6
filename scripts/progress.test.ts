import { describeProgress } from './progress.js';

describe('progress', () => {
  it('tells share, records, rate and time left', () => {
    const text = describeProgress({ file: 'a.zip', bytes: 25e6, bytesInAll: 100e6, records: 5000, seconds: 10 });
    expect(text).toBe('25% | 5,000 records | 500 records/s | 2.5 MB/s | 30 s left | a.zip');
  });
  it('promises no time before anything was read', () => {
    expect(describeProgress({ file: 'a', bytes: 0, bytesInAll: 9, records: 0, seconds: 1 })).toContain(
      'time left unknown',
    );
  });
});
