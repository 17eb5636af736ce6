import { applicationId } from './application-id.js';
import type { DocumentReference } from './document-reference.js';
import { mark, patent } from './rights.fixture.js';

const of = (office: string, number: string, more: Partial<DocumentReference> = {}) =>
  applicationId(patent({ applicationReference: { office, number, ...more } }));

describe('the id of an application', () => {
  it.each([
    ['CN', ['202110991218.8', '202110991218', 'CN202110991218'], 'CN-202110991218'],
    ['EP', ['17191234.5', '17191234'], 'EP-17191234'],
    ['JP', ['2019-000123', '2019000123', '特願2019-000123'], 'JP-2019000123'],
  ])('of %s is one for every spelling of its number', (office, spellings, id) => {
    expect(spellings.map((number) => of(office, number))).toEqual(spellings.map(() => id));
  });

  it('of an international application is the same under WO and under its receiving office', () => {
    expect(of('WO', 'PCT/EP2014/065432')).toBe('WO-EP2014065432');
    expect(of('WO', 'EP2014065432')).toBe('WO-EP2014065432');
    expect(of('EP', '2014065432', { kind: 'W' })).toBe('WO-EP2014065432');
  });

  it('tells rights apart whose applications an office numbers alike', () => {
    const applicationReference = { office: 'JP', number: '2019-000123' };
    const ids = [
      applicationId(patent({ applicationReference })),
      applicationId({ ...patent({ applicationReference }), rightKind: 'utility-model' }),
      applicationId({ ...patent({ applicationReference }), type: 'design' }),
      applicationId(mark({ applicationReference })),
    ];
    expect(ids).toEqual(['JP-2019000123', 'JP-2019000123-U', 'JP-2019000123-D', 'JP-2019000123-TM']);
  });

  it('is absent where there is no number', () => {
    expect(applicationId(patent({}))).toBeUndefined();
    expect(of('US', '-')).toBeUndefined();
  });
});
