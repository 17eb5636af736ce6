import { describeAdding } from './adding-contract.js';
import { describeFaults } from './fault-contract.js';
import { describeFlows } from './flow-contract.js';
import { describeRunning } from './running-contract.js';
import type { OpenQueueSubject } from './subject.js';

/** Everything that workers/queue.ts promises, as tests over a real queue; each implementation runs it from a test of its own. */
export function describeQueueContract(name: string, open: OpenQueueSubject): void {
  describe(`the queue contract on ${name}`, () => {
    describeAdding(open);
    describeRunning(open);
    describeFlows(open);
    describeFaults(open);
  });
}
