import { describeEngineContract } from '../contract/contract.js';
import { openSubject } from './embedded-subject.js';

describeEngineContract('the embedded engine, queries in threads', () => openSubject({ workers: 2 }));
