import { describeConcurrency } from './concurrency-contract.js';
import { describeMigration } from './migration-contract.js';
import type { OpenStore } from './subject.js';
import { describeValues } from './value-contract.js';

/** Everything that store/store.ts promises, as tests over a real store. Each implementation runs it from a test of its own. */
export function describeStoreContract(name: string, open: OpenStore): void {
  describe(`the store contract on ${name}`, () => {
    describeValues(open);
    describeConcurrency(open);
    describeMigration(open);
  });
}
