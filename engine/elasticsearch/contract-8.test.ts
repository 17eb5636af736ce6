import { describeOnServer } from '../../fixtures/servers.js';
import { describeEngineContract } from '../contract/contract.js';
import { openSubject } from './elasticsearch-subject.fixture.js';

describeOnServer('elasticsearch-8', 'Elasticsearch 8', (url) =>
  describeEngineContract('Elasticsearch 8', () => openSubject(url())),
);
