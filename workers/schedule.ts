import { CronExpressionParser } from 'cron-parser';
import { slotKey } from './job-id.js';
import { type JobRequest, QueueError, type Schedule, type ScheduleState } from './queue.js';

type Times = Pick<Schedule, 'cron' | 'timeZone'>;

const parse = ({ cron, timeZone }: Times, now: Date) => {
  try {
    return CronExpressionParser.parse(cron, { tz: timeZone, currentDate: now });
  } catch (error) {
    throw new QueueError(
      'invalid-schedule',
      `\`${cron}\` in \`${timeZone}\` is no schedule: ${(error as Error).message}`,
      {
        cause: error,
      },
    );
  }
};

/** The first time behind `now`. @throws QueueError `invalid-schedule` */
export const nextSlot = (times: Times, now: Date): Date => parse(times, now).next().toDate();

/**
 * The last time up to `now` that lies behind `lastSlot`: missed times become one. Undefined when there is none, as after a clock went back.
 * @throws QueueError `invalid-schedule`
 */
export function dueSlot(times: Times, lastSlot: Date, now: Date): Date | undefined {
  // `prev` is strictly before: a millisecond on, so that `now` itself counts.
  const slot = parse(times, new Date(now.getTime() + 1))
    .prev()
    .toDate();
  return slot > lastSlot ? slot : undefined;
}

/** Schedules whose time has come, each with that time. */
export function findDue(schedules: readonly ScheduleState[], now: Date): { schedule: ScheduleState; slot: Date }[] {
  return schedules.flatMap((schedule) => {
    const lastSlot = new Date(schedule.lastSlot);
    // Times beyond the next one were dealt with under a clock that ran ahead; keys keep what fired then from firing again.
    const isAhead = lastSlot > nextSlot(schedule, now);
    const slot = dueSlot(schedule, isAhead ? new Date(0) : lastSlot, now);
    return slot ? [{ schedule, slot }] : [];
  });
}

/** The job of a schedule for one of its times. */
export function jobOfSlot({ key, job }: Schedule, slot: Date): JobRequest {
  return { ...job, key: slotKey(key, slot) };
}
