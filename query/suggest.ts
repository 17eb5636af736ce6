import { fieldByName, fieldNames } from '../mappings/fields.js';

/** Edit distance with swapped neighbours counted as one step (optimal string alignment). */
export function editDistance(left: string, right: string): number {
  const [a, b] = [[...left], [...right]];
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let row = 1; row <= a.length; row++) {
    const current = [row];
    for (let column = 1; column <= b.length; column++) {
      const cost = a[row - 1] === b[column - 1] ? 0 : 1;
      let best = Math.min((last[column] ?? 0) + 1, (current[column - 1] ?? 0) + 1, (last[column - 1] ?? 0) + cost);
      const isSwapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (isSwapped) best = Math.min(best, (beforeLast[column - 2] ?? 0) + 1);
      current.push(best);
    }
    beforeLast = last;
    last = current;
  }
  return last[b.length] ?? 0;
}

/** The candidate nearest to `name`, at most a third of it (one character at least) away; first letter and order decide ties. */
export function findNearest(name: string, candidates: readonly string[]): string | undefined {
  const most = Math.max(1, Math.floor([...name].length / 3));
  let best: { candidate: string; rank: number } | undefined;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - name.length) > most) continue;
    const distance = editDistance(name, candidate);
    if (distance > most || distance >= [...name].length) continue;
    // Letters in the wrong order are the commonest slip.
    const rank = sortLetters(candidate) === sortLetters(name) ? 0 : distance + (candidate[0] === name[0] ? 0 : 0.5);
    if (!best || rank < best.rank) best = { candidate, rank };
  }
  return best?.candidate;
}

const sortLetters = (text: string): string => [...text].sort().join('');

/** Code of the field (or group) whose code, name or alias is nearest to what was typed. */
export function suggestField(name: string): string | undefined {
  if (name.length > 40) return undefined;
  const nearest = findNearest(name.normalize('NFKC').trim().toUpperCase(), fieldNames);
  return nearest === undefined ? undefined : fieldByName(nearest)?.code;
}
