import { nameClient } from '../engine/caller.js';
import { OverLimit } from '../retrieval/service-error.js';
import { createGate, type Gate } from './gate.js';

/** Searches of a client that run until they are told to end. */
function openClient(gate: Gate, name: string) {
  const { signal } = new AbortController();
  nameClient(signal, name);
  const ends: (() => void)[] = [];
  return {
    /** Whether it was let in. */
    ask: async (): Promise<boolean> => {
      let isIn = false;
      const call = gate(() => {
        isIn = true;
        return new Promise<void>((resolve) => ends.push(resolve));
      }, signal);
      if (!isIn) await expect(call).rejects.toBeInstanceOf(OverLimit);
      return isIn;
    },
    end: async (): Promise<void> => {
      ends.pop()?.();
      await Promise.resolve();
      await Promise.resolve();
    },
  };
}
const askOften = async (client: { ask(): Promise<boolean> }, times: number): Promise<number> => {
  let taken = 0;
  for (let time = 0; time < times; time++) if (await client.ask()) taken++;
  return taken;
};

describe('places for searches', () => {
  it('a client that floods leaves room for others, each of which leaves room again', async () => {
    const gate = createGate(16);
    const [flood, second, third] = ['a', 'b', 'c'].map((name) => openClient(gate, name));
    if (!flood || !second || !third) return;
    expect(await askOften(flood, 100)).toBe(8);
    expect(await askOften(second, 100)).toBe(4);
    expect(await askOften(third, 100)).toBe(2);
    expect(await flood.ask()).toBe(false);
  });

  it('a client that has none gets the last place; then all are taken', async () => {
    const gate = createGate(1);
    const first = openClient(gate, 'a');
    expect(await first.ask()).toBe(true);
    expect(await openClient(gate, 'b').ask()).toBe(false);
    await first.end();
    expect(await openClient(gate, 'b').ask()).toBe(true);
  });
});
