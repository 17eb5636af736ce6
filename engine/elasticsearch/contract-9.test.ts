import { describeOnServer } from '../../fixtures/servers.js';
import { describeEngineContract } from '../contract/contract.js';
import { openSubject } from './elasticsearch-subject.fixture.js';

describeOnServer('elasticsearch-9', 'Elasticsearch 9', (url) =>
  describeEngineContract('Elasticsearch 9', () => openSubject(url())),
);
