/** `ADJ3`, `NEAR`, `WITH2`, `SAME`: where two operands stand to each other. */
export interface ProximityOperator {
  name: 'ADJ' | 'NEAR' | 'WITH' | 'SAME';
  /** 1 unless written. */
  distance: number;
}

export type BooleanOperator = 'and' | 'or' | 'xor' | 'not';

/** Largest number behind a proximity operator: no sentence that anybody reads is longer. */
export const mostDistance = 1000;

const boolean = /^(?:and|or|not|xor)$/i;
const proximity = /^(adj|near|with|same)(\d*)$/i;

/** Whether a bare word is an operator, in any case; in quotes it is a word. */
export function isOperatorWord(text: string): boolean {
  return text.length <= 20 && (boolean.test(text) || proximity.test(text));
}

export function readBooleanOperator(word: string): BooleanOperator | undefined {
  return boolean.test(word) ? (word.toLowerCase() as BooleanOperator) : undefined;
}

/** The proximity operator that a word is; its distance may be out of bounds (`mostDistance`). */
export function readProximityOperator(word: string): ProximityOperator | undefined {
  if (word.length > 20) return undefined;
  const [, name = '', digits = ''] = proximity.exec(word) ?? [];
  if (name === '') return undefined;
  return { name: name.toUpperCase() as ProximityOperator['name'], distance: digits === '' ? 1 : Number(digits) };
}

/** How tightly a proximity operator binds: 2 before 1 before 0. */
export function bindingOf({ name }: ProximityOperator): 0 | 1 | 2 {
  return name === 'SAME' ? 0 : name === 'WITH' ? 1 : 2;
}
