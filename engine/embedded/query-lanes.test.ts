import { QueryLanes } from './query-lanes.js';

interface Job {
  task: string;
  isSlow: boolean;
}
const quick = (task: string): Job => ({ task, isSlow: false });

/** Tasks that free threads take up until none may run. */
function takeAll(lanes: QueryLanes<Job>): Job[] {
  const taken: Job[] = [];
  for (let job = lanes.next(); job; job = lanes.next()) taken.push(job);
  return taken;
}
const names = (jobs: readonly Job[]): string[] => jobs.map(({ task, isSlow }) => (isSlow ? task.toUpperCase() : task));

/** Jobs that ran out of their slice. */
function demoteAll(lanes: QueryLanes<Job>, tasks: readonly string[]): void {
  for (const task of tasks) lanes.add(quick(task));
  for (const job of takeAll(lanes)) {
    lanes.end(job);
    lanes.demote(job);
  }
}

describe('lines of waiting queries', () => {
  it('quick ones run in the order in which they came', () => {
    const lanes = new QueryLanes<Job>(1);
    for (const task of ['a', 'b', 'c']) lanes.add(quick(task));
    expect(names(takeAll(lanes))).toEqual(['a', 'b', 'c']);
  });

  it('slow ones never hold more threads than they may, so a quick one that comes later runs before them', () => {
    const lanes = new QueryLanes<Job>(2);
    demoteAll(lanes, ['s1', 's2', 's3', 's4']);
    expect(names(takeAll(lanes))).toEqual(['S1', 'S2']);
    lanes.add(quick('q'));
    expect(names(takeAll(lanes))).toEqual(['q']);
  });

  it('one slow one runs however many quick ones wait; more only when none waits', () => {
    const lanes = new QueryLanes<Job>(2);
    demoteAll(lanes, ['s1', 's2']);
    for (const task of ['a', 'b']) lanes.add(quick(task));
    expect(names(takeAll(lanes))).toEqual(['S1', 'a', 'b', 'S2']);
  });

  it('a query that was slow once needs no second slice', () => {
    const lanes = new QueryLanes<Job>(1);
    demoteAll(lanes, ['s']);
    const [running] = takeAll(lanes);
    for (let client = 0; client < 100; client++) lanes.add(quick('s'));
    lanes.add(quick('q'));
    expect(names(takeAll(lanes))).toEqual(['q']);
    if (running) lanes.end(running);
    expect(names(takeAll(lanes))).toEqual(['S']);
  });

  it('a query that was slow by accident is quick again once it was', () => {
    const lanes = new QueryLanes<Job>(1);
    demoteAll(lanes, ['s']);
    for (const job of takeAll(lanes)) lanes.end(job, true);
    lanes.add(quick('s'));
    expect(names(takeAll(lanes))).toEqual(['s']);
  });

  it('what is taken out does not run', () => {
    const lanes = new QueryLanes<Job>(1);
    const job = quick('a');
    lanes.add(job);
    expect([lanes.remove(job), lanes.remove(job), lanes.next()]).toEqual([true, false, undefined]);
    demoteAll(lanes, ['s']);
    lanes.add(quick('b'));
    expect(names(lanes.drain())).toEqual(['b', 'S']);
    expect(lanes.next()).toBeUndefined();
  });
});
