import { exampleId } from '../routes/record-routes.js';
import { scenarioRecords, type ScenarioRecord } from './records.js';

/** The record that the examples of the documentation speak of. */
export function exampleRecord(): ScenarioRecord {
  const model = scenarioRecords.find(({ record }) => record.id === 'US-10234567-B2');
  if (!model) throw new Error('the scenario lost its patent');
  const publicationReference = { office: 'US', number: '9065454', kind: 'B2', date: '2015-06-23' };
  return { ...model, record: { ...model.record, id: exampleId, publicationReference } as ScenarioRecord['record'] };
}
