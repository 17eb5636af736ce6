import { format } from './format.js';

const parse = (status: string, entry = 'x.xml') => {
  const text = `<exch:exchange-document country="DE" doc-number="102019999999" kind="A1"${status}><exch:bibliographic-data/></exch:exchange-document>`;
  const raw = { entry, offset: 0, bytes: Buffer.from(text), text, hash: '', rootAttributes: {}, prolog: '' };
  return format.parse(raw, { package: 'x' });
};

describe('status of an exchange-document', () => {
  it.each(['', ' status="C"', ' status="A"'])('`%s` brings a record', (status) => {
    expect(parse(status).records.map(({ id }) => id)).toEqual(['DE-102019999999-A1']);
    expect(parse(status).deletions ?? []).toEqual([]);
  });
  it.each([' status="D"', ' status="CV"'])('`%s` takes the record away', (status) => {
    expect(parse(status)).toMatchObject({ records: [], deletions: ['DE-102019999999-A1'] });
  });
  it('DV (a void mark deleted) touches no record: another document may have the number by now', () => {
    expect(() => parse(' status="DV"')).toThrow(
      expect.objectContaining({ code: 'void-deleted', recordId: 'DE-102019999999-A1' }),
    );
  });
  it('D in a file of re-keyed documents deletes nothing: the number stays, only the EPO`s own key changes', () => {
    expect(() => parse(' status="D"', 'DOC/DOCDB-202409-DeleteRekey-PubDate20240301AndBefore-DE-0001.xml')).toThrow(
      expect.objectContaining({ code: 'rekey-deletion' }),
    );
  });
});
