import { FairLine } from './fair-line.js';

const lineOf = (...jobs: string[]): FairLine<string> => {
  const line = new FairLine<string>((job) => job.slice(0, 1));
  for (const job of jobs) line.add(job);
  return line;
};
const takeAll = (line: FairLine<string>): string[] => {
  const taken: string[] = [];
  for (let job = line.take(); job !== undefined; job = line.take()) taken.push(job);
  return taken;
};

describe('a fair line', () => {
  it('gives each client its turn, however many jobs one has brought, and each its oldest first', () => {
    expect(takeAll(lineOf('a1', 'a2', 'a3', 'a4', 'b1', 'c1', 'b2'))).toEqual([
      'a1',
      'b1',
      'c1',
      'a2',
      'b2',
      'a3',
      'a4',
    ]);
  });

  it('a client that comes later has to wait for no more than one job of each of the others', () => {
    const line = lineOf('a1', 'a2', 'a3', 'b1', 'b2');
    expect([line.take(), line.take()]).toEqual(['a1', 'b1']);
    line.add('c1');
    expect(takeAll(line)).toEqual(['a2', 'b2', 'c1', 'a3']);
  });

  it('what is put back is the next of its client', () => {
    const line = lineOf('a1', 'a2', 'b1');
    const first = line.take() ?? '';
    line.putBack(first);
    expect(takeAll(line)).toEqual(['b1', 'a1', 'a2']);
  });

  it('what is removed is not given', () => {
    const line = lineOf('a1', 'b1');
    expect([line.remove('a1'), line.remove('a1'), line.isEmpty]).toEqual([true, false, false]);
    expect([line.take(), line.take(), line.isEmpty]).toEqual(['b1', undefined, true]);
  });
});
