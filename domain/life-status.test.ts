import fc from 'fast-check';
import { dayNumber, isoFromDayNumber } from './day.js';
import type { LifeEventCode } from './life.js';
import { isGrantKind } from './grant-kind.js';
import { publicSince, statusOn, statusPeriods } from './life-status.js';
import { brief, design, events, indication, layout, mark, patent, reference } from './rights.fixture.js';

describe('statusPeriods of patents', () => {
  it.each<[string, string[], string[]]>([
    [
      'is pending, published, in force, and expires 20 years from filing',
      ['2000-03-01 filed', '2001-09-05 published', '2003-06-04 granted'],
      ['pending 2000-03-01', 'published 2001-09-05', 'in-force 2003-06-04', 'expired 2020-03-01'],
    ],
    [
      'lapses and is restored',
      ['2010-03-01 filed', '2012-06-04 granted', '2015-03-01 lapsed', '2015-11-20 restored'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'lapsed 2015-03-01', 'in-force 2015-11-20', 'expired 2030-03-01'],
    ],
    [
      'stays lapsed past its term',
      ['2000-03-01 filed', '2003-06-04 granted', '2008-03-01 lapsed'],
      ['pending 2000-03-01', 'in-force 2003-06-04', 'lapsed 2008-03-01'],
    ],
    [
      'is undone from its grant by invalidation',
      ['2010-03-01 filed', '2012-06-04 granted', '2018-05-05 invalidated'],
      ['pending 2010-03-01', 'invalidated 2012-06-04'],
    ],
    [
      'is undone from the day that the office names',
      ['2010-03-01 filed', '2012-06-04 granted', '2018-05-05 invalidated @2018-01-01'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'invalidated 2018-01-01'],
    ],
    [
      'revives when the invalidation is overturned',
      ['2010-03-01 filed', '2012-06-04 granted', '2018-05-05 revoked', '2019-05-05 restored'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'expired 2030-03-01'],
    ],
    [
      'lapsed, then undone from its grant',
      ['2010-03-01 filed', '2012-06-04 granted', '2016-01-01 lapsed', '2018-05-05 invalidated'],
      ['pending 2010-03-01', 'invalidated 2012-06-04'],
    ],
    [
      'is refused',
      ['2010-03-01 filed', '2011-09-07 published', '2013-01-02 refused'],
      ['pending 2010-03-01', 'published 2011-09-07', 'refused 2013-01-02'],
    ],
    [
      'is granted after a refusal was overturned',
      ['2010-03-01 filed', '2013-01-02 refused', '2014-05-06 granted'],
      ['pending 2010-03-01', 'refused 2013-01-02', 'in-force 2014-05-06', 'expired 2030-03-01'],
    ],
    [
      'is withdrawn, and deemed withdrawn',
      ['2010-03-01 filed', '2011-09-07 published', '2012-01-01 abandoned'],
      ['pending 2010-03-01', 'published 2011-09-07', 'withdrawn 2012-01-01'],
    ],
    [
      'goes back to where the application stood',
      ['2010-03-01 filed', '2011-09-07 published', '2012-01-01 withdrawn', '2012-06-01 restored'],
      [
        'pending 2010-03-01',
        'published 2011-09-07',
        'withdrawn 2012-01-01',
        'published 2012-06-01',
        'expired 2030-03-01',
      ],
    ],
    [
      'is surrendered',
      ['2010-03-01 filed', '2012-06-04 granted', '2013-01-01 surrendered'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'lapsed 2013-01-01'],
    ],
    [
      'is not touched by transfers, licences, pledges, opposition',
      [
        '2010-03-01 filed',
        '2012-06-04 granted',
        '2013-01-01 assigned',
        '2013-02-01 licensed',
        '2013-03-01 pledged',
        '2013-03-02 opposed',
        '2013-03-03 amended',
      ],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'expired 2030-03-01'],
    ],
    [
      'takes events of any order',
      ['2015-03-01 lapsed', '2012-06-04 granted', '2010-03-01 filed'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'lapsed 2015-03-01'],
    ],
    [
      'ignores a publication after the grant',
      ['2010-03-01 filed', '2012-06-04 granted', '2012-06-04 published', '2012-09-01 republished'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'expired 2030-03-01'],
    ],
    [
      'ends an open application with its term',
      ['2000-03-01 filed', '2001-09-05 published'],
      ['pending 2000-03-01', 'published 2001-09-05', 'expired 2020-03-01'],
    ],
    [
      'ends 20 years after its grant at the latest where no filing is known',
      ['2012-06-04 granted'],
      ['in-force 2012-06-04', 'expired 2032-06-04'],
    ],
    ['knows nothing without events', [], []],
    [
      'lapses with a day of effect',
      ['2010-03-01 filed', '2012-06-04 granted', '2015-09-10 lapsed @2015-03-01'],
      ['pending 2010-03-01', 'in-force 2012-06-04', 'lapsed 2015-03-01'],
    ],
    [
      'is granted and lapses on one day',
      ['2010-03-01 filed', '2012-06-04 granted', '2012-06-04 lapsed'],
      ['pending 2010-03-01', 'lapsed 2012-06-04'],
    ],
  ])('%s', (_, lines, expected) => {
    const filed = lines.find((line) => line.endsWith(' filed'))?.slice(0, 10);
    const record = patent({
      events: events(...lines),
      ...(filed ? { applicationReference: reference('CN', '1', undefined, filed) } : {}),
    });
    expect(brief(statusPeriods(record))).toEqual(expected);
  });

  it('derives filing, publication and grant from the references', () => {
    expect(
      brief(
        statusPeriods(
          patent({
            applicationReference: reference('CN', '1', undefined, '2010-03-01'),
            publicationReference: reference('CN', '1', 'A', '2011-09-07'),
          }),
        ),
      ),
    ).toEqual(['pending 2010-03-01', 'published 2011-09-07', 'expired 2030-03-01']);
    expect(
      brief(
        statusPeriods(
          patent({
            applicationReference: reference('CN', '1', undefined, '2010-03-01'),
            publicationReference: reference('CN', '1', 'B', '2012-06-04'),
          }),
        ),
      ),
    ).toEqual(['pending 2010-03-01', 'in-force 2012-06-04', 'expired 2030-03-01']);
  });
  it('does not take an examined application for a patent where the file says that it was printed without grant', () => {
    const record = patent({
      office: 'XX',
      applicationReference: reference('XX', '1', undefined, '2010-03-01'),
      publicationReference: reference('XX', '1', 'B', '2012-06-04'),
      events: [{ date: '2012-06-04', code: 'published', officeCode: 'B', text: 'examined printed without grant' }],
    });
    expect(brief(statusPeriods(record))).toEqual(['pending 2010-03-01', 'published 2012-06-04', 'expired 2030-03-01']);
    expect(brief(statusPeriods({ ...record, events: [...record.events, ...events('2013-01-01 granted')] }))[2]).toBe(
      'in-force 2013-01-01',
    );
  });
  it('calls a patent that its owner withdraws lapsed: the application is no longer there to be withdrawn', () => {
    expect(
      brief(
        statusPeriods(patent({ events: events('2010-03-01 filed', '2012-06-04 granted', '2013-01-01 withdrawn') })),
      ),
    ).toEqual(['pending 2010-03-01', 'in-force 2012-06-04', 'lapsed 2013-01-01']);
  });
  it('counts the day itself: of grant, lapse, restoration and the end of the term, and the day before each', () => {
    const periods = statusPeriods(
      patent({
        applicationReference: reference('CN', '1', undefined, '2004-02-29'),
        events: events('2004-02-29 filed', '2007-01-31 granted', '2010-02-28 lapsed', '2010-12-31 restored'),
      }),
    );
    const days: [string, string][] = [
      ['2004-02-28', 'unknown'],
      ['2004-02-29', 'pending'],
      ['2007-01-30', 'pending'],
      ['2007-01-31', 'in-force'],
      ['2010-02-27', 'in-force'],
      ['2010-02-28', 'lapsed'],
      ['2010-12-30', 'lapsed'],
      ['2010-12-31', 'in-force'],
      ['2024-02-28', 'in-force'],
      ['2024-02-29', 'expired'],
    ];
    for (const [day, status] of days) expect([day, statusOn(periods, day)]).toEqual([day, status]);
  });
  it('lapses and is restored again and again; each stretch is its own', () => {
    const lines = ['2010-03-01 filed', '2012-06-04 granted', '2013-03-01 lapsed', '2013-09-01 restored'];
    const record = patent({
      applicationReference: reference('CN', '1', undefined, '2010-03-01'),
      events: events(...lines, '2015-03-01 lapsed', '2015-03-01 restored', '2016-03-01 lapsed', '2017-03-01 expired'),
    });
    expect(brief(statusPeriods(record))).toEqual([
      'pending 2010-03-01',
      'in-force 2012-06-04',
      'lapsed 2013-03-01',
      'in-force 2013-09-01',
      'lapsed 2016-03-01',
    ]);
  });
  it('ignores events without a day', () => {
    expect(
      brief(statusPeriods(patent({ events: [{ code: 'lapsed' }, { code: 'granted', date: '2012-06-04' }] }))),
    ).toEqual(['in-force 2012-06-04', 'expired 2032-06-04']);
  });
});

describe('statusPeriods of other rights', () => {
  it('keeps a trademark in force while nothing says when it expires', () => {
    expect(brief(statusPeriods(mark({ filingDate: '1918-11-04', registrationDate: '1919-08-05' })))).toEqual([
      'pending 1918-11-04',
      'in-force 1919-08-05',
    ]);
  });
  it('ends a trademark after its expiry, unless it was renewed', () => {
    const registered = {
      office: 'EM',
      filingDate: '2000-04-08',
      registrationDate: '2001-01-01',
      expiryDate: '2010-04-08',
    };
    expect(brief(statusPeriods(mark(registered)))).toEqual([
      'pending 2000-04-08',
      'in-force 2001-01-01',
      'expired 2010-04-09',
    ]);
    expect(brief(statusPeriods(mark({ ...registered, events: events('2010-02-01 renewed') })))).toEqual([
      'pending 2000-04-08',
      'in-force 2001-01-01',
      'expired 2020-04-09',
    ]);
    expect(brief(statusPeriods(mark({ ...registered, events: events('2005-02-01 renewed') }))).at(-1)).toBe(
      'expired 2010-04-09',
    );
  });
  it('revokes a trademark from that day on and invalidates it from its beginning', () => {
    const registered = { filingDate: '2000-04-08', registrationDate: '2001-01-01' };
    expect(brief(statusPeriods(mark({ ...registered, events: events('2012-03-04 revoked') })))).toEqual([
      'pending 2000-04-08',
      'in-force 2001-01-01',
      'invalidated 2012-03-04',
    ]);
    expect(brief(statusPeriods(mark({ ...registered, events: events('2012-03-04 invalidated') })))).toEqual([
      'pending 2000-04-08',
      'invalidated 2001-01-01',
    ]);
    expect(brief(statusPeriods(mark({ ...registered, events: events('2012-03-04 cancelled') })))).toEqual([
      'pending 2000-04-08',
      'in-force 2001-01-01',
      'lapsed 2012-03-04',
    ]);
  });
  it('shows a trademark published for opposition, then abandoned', () => {
    expect(
      brief(
        statusPeriods(
          mark({ filingDate: '2000-04-08', events: events('2001-02-03 published', '2001-09-09 abandoned') }),
        ),
      ),
    ).toEqual(['pending 2000-04-08', 'published 2001-02-03', 'withdrawn 2001-09-09']);
  });
  it('protects a geographical indication until it is cancelled', () => {
    const record = indication({
      applicationDate: '1994-01-01',
      publicationDate: '1995-05-05',
      registrationDate: '1996-07-02',
    });
    expect(brief(statusPeriods(record))).toEqual(['pending 1994-01-01', 'published 1995-05-05', 'in-force 1996-07-02']);
    expect(brief(statusPeriods({ ...record, events: events('2020-01-01 cancelled') })).at(-1)).toBe(
      'lapsed 2020-01-01',
    );
  });
  it('ends a layout-design ten years after filing or first use, 15 after creation', () => {
    const record = layout({ filingDate: '2010-05-05', registrationDate: '2010-09-09', announcementDate: '2010-09-29' });
    expect(brief(statusPeriods(record))).toEqual(['pending 2010-05-05', 'in-force 2010-09-09', 'expired 2020-05-05']);
    expect(brief(statusPeriods({ ...record, firstExploitationDate: '2009-01-01' })).at(-1)).toBe('expired 2019-01-01');
    expect(brief(statusPeriods({ ...record, creationDate: '2000-01-01' })).at(-1)).toBe('expired 2015-01-01');
  });
});

describe('statusOn', () => {
  const periods = statusPeriods(
    patent({ events: events('2000-03-01 filed', '2001-09-05 published', '2003-06-04 granted', '2008-03-01 lapsed') }),
  );
  it.each([
    ['1999-12-31', 'unknown'],
    ['2000-02-29', 'unknown'],
    ['2000-03-01', 'pending'],
    ['2001-09-04', 'pending'],
    ['2001-09-05', 'published'],
    ['2003-06-03', 'published'],
    ['2003-06-04', 'in-force'],
    ['2008-02-29', 'in-force'],
    ['2008-03-01', 'lapsed'],
    ['2030-01-01', 'lapsed'],
  ])('on %s is %s', (day, status) => expect(statusOn(periods, day)).toBe(status));
});

describe('periods of any history', () => {
  const codes: LifeEventCode[] = [
    'filed',
    'published',
    'granted',
    'registered',
    'refused',
    'withdrawn',
    'abandoned',
    'lapsed',
    'restored',
    'expired',
    'surrendered',
    'revoked',
    'invalidated',
    'cancelled',
    'assigned',
    'renewed',
    'opposed',
  ];
  const day = fc.integer({ min: 0, max: 20_000 }).map(isoFromDayNumber);
  const event = fc.record({ date: day, code: fc.constantFrom(...codes) }, { requiredKeys: ['code'] });
  const history = fc.array(event, { maxLength: 12 });
  const right = fc.constantFrom(patent, design, mark, indication, layout);

  it('ascend, touch, never repeat a status, and the last one is open', () => {
    fc.assert(
      fc.property(history, right, fc.option(day, { nil: undefined }), (lifeEvents, build, filed) => {
        const record = build({
          events: lifeEvents,
          ...(filed ? { applicationReference: reference('CN', '1', undefined, filed) } : {}),
        });
        const periods = statusPeriods(record);
        periods.forEach((period, index) => {
          const next = periods[index + 1];
          expect(period.to).toBe(next?.from);
          if (next) expect(period.from < next.from && period.status !== next.status).toBe(true);
        });
      }),
      { numRuns: 500 },
    );
  });
  it('do not depend on the order of events of different days', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(event, { maxLength: 8, selector: (each) => each.date ?? '' }),
        fc.nat(),
        (lifeEvents, seed) => {
          const turned = [
            ...lifeEvents.slice(seed % (lifeEvents.length + 1)),
            ...lifeEvents.slice(0, seed % (lifeEvents.length + 1)),
          ].reverse();
          expect(statusPeriods(patent({ events: turned }))).toEqual(statusPeriods(patent({ events: lifeEvents })));
        },
      ),
    );
  });
  it('leave the past alone: a later event changes no earlier day, unless it undoes or revives the right', () => {
    fc.assert(
      fc.property(
        history,
        fc.constantFrom<LifeEventCode>(
          'lapsed',
          'refused',
          'withdrawn',
          'expired',
          'surrendered',
          'granted',
          'published',
        ),
        (lifeEvents, code) => {
          const before = statusPeriods(patent({ events: lifeEvents }));
          const after = statusPeriods(patent({ events: [...lifeEvents, { code, date: isoFromDayNumber(20_001) }] }));
          const implied = lifeEvents.some((each) => each.code === code && each.date !== undefined);
          for (let days = 0; days <= 20_000; days += 487)
            if (implied || code !== 'granted')
              expect(statusOn(after, isoFromDayNumber(days))).toBe(statusOn(before, isoFromDayNumber(days)));
        },
      ),
    );
  });
  it('find the status that brute force over the periods finds', () => {
    fc.assert(
      fc.property(history, day, (lifeEvents, when) => {
        const periods = statusPeriods(patent({ events: lifeEvents }));
        const covering = periods.filter(
          ({ from, to }) => dayNumber(from) <= dayNumber(when) && (to === undefined || dayNumber(when) < dayNumber(to)),
        );
        expect(covering.length).toBeLessThanOrEqual(1);
        expect(statusOn(periods, when)).toBe(covering[0]?.status ?? 'unknown');
      }),
    );
  });
});

describe('publicSince', () => {
  it.each([
    ['a publication', patent({ publicationReference: reference('CN', '1', 'A', '2011-09-07') }), '2011-09-07'],
    [
      'the earliest of publication and grant',
      patent({ publicationReference: reference('CN', '1', 'B', '2013-01-01'), events: events('2011-09-07 published') }),
      '2011-09-07',
    ],
    ['a US trademark at filing', mark({ filingDate: '2020-01-02', registrationDate: '2021-01-02' }), '2020-01-02'],
    ['an EU trademark at filing', mark({ office: 'EM', filingDate: '2020-01-02' }), '2020-01-02'],
    [
      'a CN trademark at publication',
      mark({ office: 'CN', filingDate: '2020-01-02', events: events('2020-09-06 published') }),
      '2020-09-06',
    ],
    [
      'a GI at publication',
      indication({ applicationDate: '1994-01-01', publicationDate: '1995-05-05', registrationDate: '1996-07-02' }),
      '1995-05-05',
    ],
    [
      'a layout-design at registration',
      layout({ filingDate: '2010-05-05', registrationDate: '2010-09-09', announcementDate: '2010-09-29' }),
      '2010-09-09',
    ],
    [
      'nothing for a filing alone',
      patent({ applicationReference: reference('CN', '1', undefined, '2010-03-01') }),
      undefined,
    ],
  ])('%s', (_, record, day) => expect(publicSince(record)).toBe(day));
});

describe('isGrantKind', () => {
  it.each([
    ['CN', 'A', false],
    ['CN', 'B', true],
    ['CN', 'C', true],
    ['CN', 'U', true],
    ['CN', 'S', true],
    ['US', 'A1', false],
    ['US', 'B2', true],
    ['US', 'P1', false],
    ['US', 'P2', true],
    ['US', 'S1', true],
    ['US', 'E1', true],
    ['EP', 'A1', false],
    ['EP', 'B1', true],
    ['WO', 'A1', false],
    ['JP', 'A', false],
    ['JP', 'U', true],
    ['DE', 'U1', true],
    ['DE', 'C2', true],
    ['CN', undefined, false],
  ])('%s %s: %s', (office, kind, expected) => expect(isGrantKind(office, kind)).toBe(expected));
  it.each([
    ['CN', 'B', '1988-05-04', false],
    ['CN', 'B', '2019-08-02', true],
    ['CN', 'U', '1990-01-03', false],
    ['CN', 'C', '1990-01-03', true],
    ['CN', 'Y', '2005-01-05', true],
    ['US', 'H', '1990-01-02', false],
    ['US', 'P', '1990-01-02', true],
    ['JP', 'B2', '1990-01-10', false],
    ['JP', 'B2', '2010-01-13', true],
    ['JP', 'U', '1990-01-10', false],
    ['JP', 'U', '2010-01-14', true],
    ['KR', 'B1', '1990-01-10', false],
    ['KR', 'B1', '2010-01-13', true],
    ['DE', 'B', '1968-01-04', false],
    ['DE', 'C', '1968-01-04', true],
    ['DE', 'B4', '2010-01-07', true],
    ['GB', 'A', '1970-01-07', true],
    ['GB', 'A', '2000-01-05', false],
    ['FR', 'A', '1960-01-04', true],
    ['CA', 'A', '1980-01-01', true],
    ['CA', 'A1', '1980-01-01', false],
    ['SE', 'B', '1985-01-07', false],
    ['SE', 'C2', '1999-01-11', true],
    ['RU', 'U1', '2010-01-10', true],
    ['AP', 'A', '2003-09-18', true],
    ['AP', 'A0', '2003-09-18', false],
    ['XX', 'B1', '2010-01-10', true],
  ])('%s %s of %s: %s', (office, kind, date, expected) => expect(isGrantKind(office, kind, date)).toBe(expected));
  it('takes US kind A for a grant until 2001', () => {
    expect(isGrantKind('US', 'A', '1999-01-05')).toBe(true);
    expect(isGrantKind('US', 'A', '2002-01-05')).toBe(false);
  });
});
