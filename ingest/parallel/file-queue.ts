import type { Input } from '../inputs.js';

/** Which file a thread reads next. */
export interface FileQueue {
  next(thread: number): Input | undefined;
  /** Takes what nobody asked for. */
  drain(): Input[];
}

/** Files in their order, whoever asks. */
export function queueInOrder(inputs: readonly Input[]): FileQueue {
  const files = [...inputs];
  return { next: () => files.shift(), drain: () => files.splice(0) };
}

/**
 * Each thread has neighbours of the list for its own, equal shares by size, and takes from the largest rest when it is done. Neighbours
 * are mostly of one format, and the code of a format is compiled anew on each thread that meets it.
 */
export function queueByNeighbours(inputs: readonly Input[], threads: number): FileQueue {
  const shares: Input[][] = Array.from({ length: threads }, () => []);
  const total = inputs.reduce((sum, { size }) => sum + size, 0);
  let before = 0;
  for (const input of inputs) {
    // By its middle, so that a large file goes where most of it lies.
    const share = total === 0 ? 0 : Math.floor(((before + input.size / 2) / total) * threads);
    shares[Math.min(share, threads - 1)]?.push(input);
    before += input.size;
  }
  const sizeOf = (files: readonly Input[]) => files.reduce((sum, { size }) => sum + size, 0);
  return {
    next(thread) {
      const own = shares[thread]?.shift();
      if (own) return own;
      const largest = shares.reduce((best, share) => (sizeOf(share) > sizeOf(best) ? share : best));
      return largest.pop() ?? shares.find((share) => share.length > 0)?.pop();
    },
    drain: () => shares.flatMap((share) => share.splice(0)),
  };
}
