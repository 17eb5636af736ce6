import type { Input } from '../inputs.js';
import { queueByNeighbours, queueInOrder } from './file-queue.js';

const files = (sizes: readonly number[]): Input[] =>
  sizes.map((size, number) => ({ name: `${number}`, path: `${number}`, size, release: () => Promise.resolve() }));

/** Order in which each thread takes files when they take turns. */
function takeAll(queue: ReturnType<typeof queueInOrder>, threads: number): string[][] {
  const taken: string[][] = Array.from({ length: threads }, () => []);
  for (let isAny = true; isAny;) {
    isAny = false;
    for (let thread = 0; thread < threads; thread++) {
      const file = queue.next(thread);
      if (file) taken[thread]?.push(file.name);
      isAny ||= file !== undefined;
    }
  }
  return taken;
}

it('in order: each thread takes the next file of the list', () => {
  expect(takeAll(queueInOrder(files([1, 1, 1, 1, 1])), 2)).toEqual([
    ['0', '2', '4'],
    ['1', '3'],
  ]);
});

it('by neighbours: each thread takes its own part of the list, equal by size', () => {
  const queue = queueByNeighbours(files([1, 1, 1, 1, 4]), 2);
  expect([0, 0, 0, 0, 1].map((thread) => queue.next(thread)?.name)).toEqual(['0', '1', '2', '3', '4']);
});

it('by neighbours: a thread that is done takes from the largest rest, its last file first', () => {
  const queue = queueByNeighbours(files([1, 1, 1, 1]), 2);
  expect([0, 0, 0, 0, 0].map((thread) => queue.next(thread)?.name)).toEqual(['0', '1', '3', '2', undefined]);
});

it.each([[[]], [[0]], [[0, 0, 0]], [[5, 0, 0, 9, 1, 1, 1]]])('every file of %j is taken once or drained', (sizes) => {
  for (const threads of [1, 2, 3, 8]) {
    const queue = queueByNeighbours(files(sizes), threads);
    const some = [queue.next(threads - 1), queue.next(0)].flatMap((file) => (file ? [file.name] : []));
    const all = [...some, ...queue.drain().map(({ name }) => name)].sort();
    expect(all).toEqual(sizes.map((_, number) => `${number}`));
    expect(queue.next(0)).toBeUndefined();
  }
});
