import { randomUUID } from 'node:crypto';
import { printLine } from './print.js';

/**
 * Runs a command that prints what the API answers; a refusal is printed as the API's problem JSON on standard output before it is
 * thrown on for the message and the exit code.
 */
export async function answerAsApi<T>(isJson: boolean, run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (error) {
    if (isJson) {
      const { describeProblem } = await import('../search-api/problem.js');
      await printLine(JSON.stringify(describeProblem(error, randomUUID()).problem));
    }
    throw error;
  }
}
