import { parseDate } from '../../../domain/day.js';
import type { DataFlag } from '../../../domain/record-base.js';
import type { IsoDate } from '../../../domain/text.js';

type ParsedDay = ReturnType<typeof parseDate>;
/** Dates repeat by the thousand in one file: parsing each spelling once is a measurable part of the reading time. */
const known = new Map<string, ParsedDay>();

function parseDay(raw: string): ParsedDay {
  let day = known.get(raw);
  if (day === undefined) {
    day = parseDate(raw);
    if (known.size < 50_000) known.set(raw, day);
  }
  return day;
}

/** Collects what a record says that cannot be believed, while its values are mapped. */
export class FlagCollector {
  readonly flags: DataFlag[] = [];

  add(code: string, member: string, raw: string): void {
    this.flags.push({ code, member, raw });
  }

  /** ISO date of `raw`; unknown dates (`00010101`) are absent, impossible ones are flagged with their raw value. */
  day(raw: string | undefined, member: string): IsoDate | undefined {
    if (!raw) return undefined;
    const { date, isImpossible } = parseDay(raw);
    if (isImpossible) this.add('impossible-date', member, raw);
    return date;
  }

  /** Flags of references that no entity table knows: they stay in the text as written. */
  addUnknownEntities(entities: ReadonlyMap<string, number>): void {
    for (const written of entities.keys()) this.add('unknown-entity', 'text', written);
  }
}
