import { EngineError } from '../../engine.js';
import type { Answered, Search } from '../cluster.js';

/** What was known of a state does not hold any more, or cannot be seen to. */
export class StateMoved extends Error {}

/** Whether what is known of a state still holds, asked within the first request that is made with it: so it costs no request of its own. */
export class StateProof {
  private isSent = false;
  private isProven = false;

  /** @param question counts one document as long as it holds */
  constructor(private readonly question: Search) {}

  /** Whether an answer said so. */
  get holds(): boolean {
    return this.isProven;
  }

  /** The search to be sent along; undefined when it was sent before. */
  take(): Search | undefined {
    if (this.isSent) return undefined;
    this.isSent = true;
    return this.question;
  }

  /** @throws StateMoved */
  settle(answer: Answered<{ hits?: { total?: { value: number } } }> | undefined): void {
    if (answer?.hits?.total?.value !== 1) throw new StateMoved('the state is another one');
    this.isProven = true;
  }
}

/**
 * Acts on a state as it is known, without reading it first. Where no answer proves that it is still that one, it is read, and acted on anew if it is another.
 * @param act given the proof that its first request is to carry; none when the state was just read
 * @param read the state as it is
 * @throws what `read` throws, and what acting on the state as it is throws
 */
export async function actOnKnown<S, T>(
  known: S,
  proof: StateProof,
  act: (state: S, proof?: StateProof) => Promise<T>,
  read: () => Promise<{ state: S; isAnother: boolean }>,
): Promise<T> {
  let early: () => Promise<T>;
  try {
    const answer = await act(known, proof);
    if (proof.holds) return answer;
    early = () => Promise.resolve(answer);
  } catch (error) {
    // Whoever has gone, or has waited for as long as may be, is not kept waiting.
    if (proof.holds || (error instanceof EngineError && error.code === 'timed-out')) throw error;
    early = () => (error instanceof StateMoved ? act(known) : Promise.reject(error as Error));
  }
  const { state, isAnother } = await read();
  return isAnother ? act(state) : early();
}
