/**
 * Claims that a claim's text refers to: `according to any one of claims 1 to 5`, `nach Anspruch 2 oder 3`, `如权利要求1-3任一项`.
 */

const claimWord =
  /(claims?|anspr(?:uch|üche)(?:e?[ns]?)|revendications?|reivindicaci(?:ón|on|ones)|rivendicazion[ei]|conclusies?|patentkrav|krav|权利要求书?|權利要求|請求項|请求项|청구항|제(?=\d+항))\s*(?:第|nos?\.?|nr\.?)?\s*/gi;

/** What joins two numbers of a list: a range, or one more member. */
const range =
  /^\s*(?:-|–|—|~|〜|～|to|thru|through|bis(?:\s+zu)?|à|a|al|t\/m|til|至|到|ないし|乃至|내지)\s*(?:claims?\s*|第|제)?$/i;
const member =
  /^\s*(?:[,;、，/]\s*)?(?:and\/or|and|or|und\/oder|und|oder|sowie|et\/ou|et|ou|y|o|e|en|of|og|eller|及|和|或者?|与|または|又は|및|또는)?\s*(?:(?:claims?|anspruch|ansprüchen?|权利要求|請求項|第|제)\s*)?$/i;
const weakMember = /^\s*[,;/]\s*$/;

const allPreceding =
  /(?:preceding|previous|foregoing|prior|earlier|above)\s+(?:method\s+|apparatus\s+)?claims?|claims?\s+above|(?:vorher|voran|vorauf|vorste|obig)\w*\s+(?:patent)?anspr[uü]ch|revendications?\s+pr[eé]c[eé]dentes?|reivindicaciones?\s+(?:anteriores|precedentes)|(?:前述|上述|前面|在前|以上|前記)(?:的)?(?:任[一何]項?项?)?(?:权利要求|權利要求|請求項)/i;

interface NumberMatch {
  from: number;
  to: number;
  end: number;
}

/** Claim numbers named in `text`, ascending. `own` is the number of the claim itself: only smaller ones count. */
export function findClaimReferences(text: string, own: number): number[] {
  const found = new Set<number>();
  const add = (from: number, to: number) => {
    for (let each = from; each <= to && each < own; each++) if (each > 0) found.add(each);
  };
  let namesNone = false;
  claimWord.lastIndex = 0;
  for (let word = claimWord.exec(text); word; word = claimWord.exec(text)) {
    const isPlural = /s$|ü|ones$|nen$/i.test(word[1] ?? '') || /[\u0100-\uffff]/.test(word[1] ?? '');
    const list = readNumbers(text, claimWord.lastIndex, isPlural);
    for (const each of list) add(each.from, each.to);
    const last = list[list.length - 1];
    if (last) claimWord.lastIndex = last.end;
    else namesNone = true;
  }
  if (namesNone && allPreceding.test(text)) add(1, own - 1);
  return [...found].sort((a, b) => a - b);
}

/** The list of numbers and ranges that starts at `start`. */
function readNumbers(text: string, start: number, isPlural: boolean): NumberMatch[] {
  const number = /\d{1,4}/y;
  number.lastIndex = start;
  const first = number.exec(text);
  if (!first) return [];
  const list: NumberMatch[] = [{ from: Number(first[0]), to: Number(first[0]), end: number.lastIndex }];
  // A bare comma after `claim 1` may open a clause (`claim 1, 2 mm thick`): such members wait for an `and` or `or`.
  let waiting: NumberMatch[] = [];
  let position = number.lastIndex;
  for (;;) {
    const next = /\d{1,4}(?![\d.]*\d|\s*(?:%|°|mm|cm|nm|µm|wt))/g;
    next.lastIndex = position;
    const match = next.exec(text.slice(0, position + 40));
    if (!match) break;
    const between = text.slice(position, match.index);
    const value = Number(match[0]);
    const end = next.lastIndex;
    const previous = waiting[waiting.length - 1] ?? (list[list.length - 1] as NumberMatch);
    if (between !== '' && range.test(between) && value > previous.to) {
      previous.to = Math.min(value, previous.to + 1_000);
      previous.end = end;
    } else if (between !== '' && !/^\s+$/.test(between) && member.test(between)) {
      const each = { from: value, to: value, end };
      if (!isPlural && weakMember.test(between)) waiting.push(each);
      else {
        list.push(...waiting, each);
        waiting = [];
      }
    } else break;
    position = end;
  }
  return list;
}
