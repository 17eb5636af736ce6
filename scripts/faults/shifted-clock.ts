import { readFileSync } from 'node:fs';

/**
 * Loaded before a program (`node --import`): its clock is off by the milliseconds that a file says, which `IPRADAR_FAULTS_CLOCK` names, and jumps when that
 * file changes.
 */
const file = process.env['IPRADAR_FAULTS_CLOCK'];
if (file !== undefined) {
  const RealDate = Date;
  const read = (): number => Number(readFileSync(file, 'utf8'));
  let shift = read();
  setInterval(() => (shift = read()), 100).unref();
  const now = (): number => RealDate.now() + shift;
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, given: [], newTarget) =>
      Reflect.construct(target, given.length === 0 ? [now()] : given, newTarget) as Date,
    get: (target, name): unknown => (name === 'now' ? now : Reflect.get(target, name)),
  });
}
