import { describeEngineContract } from '../contract/contract.js';
import { openSubject } from './embedded-subject.js';

describeEngineContract('the embedded engine, queries in the caller’s thread, many small segments', () =>
  openSubject({ workers: 0, bufferBytes: 150_000 }),
);
