import { EngineError } from './engine.js';

/**
 * Calls of a writer: obeyed one after another, whether the caller awaits them or not. A failure that undoes the batch ends the writer's use, and every later
 * call is told why; a rejected record leaves all as it was.
 */
export class WriterTurns {
  private isClosed = false;
  private reason: unknown;
  /** The last call; the next one waits for it. */
  private last: Promise<unknown> = Promise.resolve();

  /** @param judge what the caller is told of an error, and whether it ends the writer's use; called before the next call begins */
  constructor(private readonly judge: (error: unknown) => { told: unknown; isFinal: boolean }) {}

  /** Why the writer is of no more use. */
  get failure(): unknown {
    return this.reason;
  }

  /** @throws EngineError `not-ready` once closed; what ended the writer's use */
  take<T>(act: () => T | Promise<T>): Promise<T> {
    const turn = this.last.then(() => this.obey(act));
    this.last = turn.catch(() => undefined);
    return turn;
  }

  private async obey<T>(act: () => T | Promise<T>): Promise<T> {
    if (this.isClosed) throw new EngineError('not-ready', 'the writer is closed');
    if (this.reason !== undefined) throw this.reason;
    try {
      return await act();
    } catch (error) {
      const { told, isFinal } = this.judge(error);
      if (isFinal) this.reason = told;
      throw told;
    }
  }

  /** Resolves when what is under way has ended, well or not. */
  async settle(): Promise<void> {
    await this.last;
  }

  /** No call is obeyed any more. */
  close(): void {
    this.isClosed = true;
  }
}

/** Whether only the record was refused: the batch is whole without it. */
export const isRejected = (error: unknown): boolean => error instanceof EngineError && error.code === 'rejected';
