import { backOff } from './back-off.js';

const retries = { attempts: 9, first: 1_000, most: 60_000 };

it.each([
  [1, 0, 500],
  [1, 1, 1_000],
  [4, 0, 4_000],
  [4, 1, 8_000],
  [20, 1, 60_000],
  [2_000, 0, 30_000],
])('after failure %i with the draw %i it waits %i ms', (failures, draw, wait) => {
  expect(backOff(failures, retries, () => draw)).toBe(wait);
});
