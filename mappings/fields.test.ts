import { indication, layout, mark, patent, reference } from '../domain/rights.fixture.js';
import { fieldByName, fieldGroups, fields, fieldOf } from './fields.js';

const everyName = [...fields, ...fieldGroups].flatMap((each) =>
  [each.code, each.zh, each.en, ...each.aliases].map((name) => ({
    name: name.normalize('NFKC').toUpperCase(),
    code: each.code,
  })),
);

describe('field declarations', () => {
  it('declare at least 60 fields', () => {
    expect(fields.length).toBeGreaterThanOrEqual(60);
  });

  it('give no name to two fields', () => {
    const owners = new Map<string, Set<string>>();
    for (const { name, code } of everyName) owners.set(name, (owners.get(name) ?? new Set()).add(code));
    expect([...owners].filter(([, codes]) => codes.size > 1).map(([name, codes]) => `${name}: ${[...codes]}`)).toEqual(
      [],
    );
  });

  it('have a Chinese and an English name, an example and at least one right type each', () => {
    for (const field of fields) {
      expect(field.zh).toMatch(/[\u4e00-\u9fff]/);
      expect(field.en).toMatch(/^[a-z][a-z-]*$/);
      expect(field.example).not.toBe('');
      expect(field.records.length).toBeGreaterThan(0);
    }
  });

  it('are found by code, alias and Chinese name in any case and width', () => {
    expect(fieldByName('ti')?.code).toBe('TI');
    expect(fieldByName('标题')?.code).toBe('TI');
    expect(fieldByName('ＡＰ')?.code).toBe('AP');
    expect(fieldByName('全文')?.code).toBe('FT');
    expect(fieldByName('nothing')).toBeUndefined();
  });

  it('have groups of text fields only', () => {
    for (const group of fieldGroups)
      for (const member of group.members) expect(['text', 'name']).toContain(fieldOf(member).type);
  });

  it('give the year of the same day, whatever the right type keeps it in', () => {
    const day = '2012-03-31';
    const records = [
      patent({
        publicationReference: reference('CN', '1', 'A', day),
        applicationReference: reference('CN', '2', undefined, day),
        grantDate: day,
        priorityClaims: [reference('US', '3', undefined, day)],
      }),
      mark({ publicationReference: reference('US', '1', 'TM', day), filingDate: day, registrationDate: day }),
      indication({ publicationDate: day, applicationDate: day, registrationDate: day }),
      layout({ announcementDate: day, filingDate: day, registrationDate: day }),
    ];
    for (const record of records)
      for (const [year, date] of [
        ['PY', 'PD'],
        ['AY', 'AD'],
        ['GY', 'GD'],
      ] as const)
        expect([record.type, fieldOf(date).values(record), fieldOf(year).values(record)]).toEqual([
          record.type,
          [day],
          [2012],
        ]);
  });
});
