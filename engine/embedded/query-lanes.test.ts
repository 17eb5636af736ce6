import { type LaneJob, QueryLanes } from './query-lanes.js';

type Job = LaneJob & { task: string };
const quick = (task: string, client = ''): Job => ({ task, fingerprint: () => task, isSlow: false, client });

/** Tasks that free threads take up until none may run. */
function takeAll(lanes: QueryLanes<Job>): Job[] {
  const taken: Job[] = [];
  for (let job = lanes.next(); job; job = lanes.next()) taken.push(job);
  return taken;
}
const names = (jobs: readonly Job[]): string[] => jobs.map(({ task, isSlow }) => (isSlow ? task.toUpperCase() : task));

/** Jobs that ran out of their slice. */
function demoteAll(lanes: QueryLanes<Job>, tasks: readonly string[], client = ''): void {
  for (const task of tasks) lanes.add(quick(task, client));
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

describe('clients', () => {
  it('take turns with quick queries: one that floods waits for itself', () => {
    const lanes = new QueryLanes<Job>(1);
    for (const task of ['a1', 'a2', 'a3']) lanes.add(quick(task, 'a'));
    lanes.add(quick('b1', 'b'));
    expect(names(takeAll(lanes))).toEqual(['a1', 'b1', 'a2', 'a3']);
  });

  it('share the threads for slow queries: the next one is of the client with the fewest running', () => {
    const lanes = new QueryLanes<Job>(3);
    demoteAll(lanes, ['a1', 'a2', 'a3', 'a4'], 'a');
    demoteAll(lanes, ['b1', 'b2'], 'b');
    // While `b` was proved slow, three of `a` were taken up and put back in line by the helper.
    expect(
      names(takeAll(lanes))
        .map((name) => name.slice(0, 1))
        .sort(),
    ).toEqual(['A', 'A', 'B']);
  });

  it('that hold all threads make room for one that holds none: the query that began last goes back', () => {
    const lanes = new QueryLanes<Job>(2);
    demoteAll(lanes, ['a1', 'a2', 'a3'], 'a');
    expect(names(takeAll(lanes))).toEqual(['A1', 'A2']);
    expect(lanes.overdrawn()).toBeUndefined();
    lanes.add({ ...quick('b1', 'b'), isSlow: true });
    const stopped = lanes.overdrawn();
    expect(stopped?.task).toBe('a2');
    if (!stopped) return;
    lanes.end(stopped);
    lanes.putBack(stopped);
    expect(names(takeAll(lanes))).toEqual(['B1']);
    // One each is fair.
    expect(lanes.overdrawn()).toBeUndefined();
  });
});
