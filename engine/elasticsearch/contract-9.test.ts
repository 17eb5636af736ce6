import { describeEngineContract } from '../contract/contract.js';
import { openSubject } from './elasticsearch-subject.js';
import { urlsOf } from './clusters.fixture.js';

const nodes = urlsOf(9, process.env);
if (nodes)
  describeEngineContract('Elasticsearch 9', () => openSubject({ nodes, clock: Date.now, leaseMilliseconds: 5_000 }));
