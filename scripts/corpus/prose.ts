import { Random, hash32 } from './random.js';
import type { Phrase } from './vocabulary/cluster.js';
import * as patterns from './vocabulary/sentences.js';

export type Language = 'zh' | 'en';
/** One text in both languages. */
export type Bilingual = readonly [zh: string, en: string];

/** The words that one invention is told with. */
export interface Words {
  thing: Phrase;
  field: Phrase;
  components: Phrase[];
  effects: Phrase[];
  steps: Phrase[];
}

type Part = string | { slot: string; hasArticle: boolean };
const compiled = new Map<string, Part[]>();

function compile(pattern: string): Part[] {
  let parts = compiled.get(pattern);
  if (!parts) {
    parts = pattern
      .split(/(\{[^}]+\})/)
      .filter((part) => part !== '')
      .map((part) =>
        part.startsWith('{')
          ? { slot: part.slice(1, -1).replace(/^a /, ''), hasArticle: part.startsWith('{a ') }
          : part,
      );
    compiled.set(pattern, parts);
  }
  return parts;
}

const withArticle = (phrase: string) => `${/^[aeiou]/i.test(phrase) ? 'an' : 'a'} ${phrase}`;
/** Names of grades and models: a long tail of words that each stand in few documents (Heaps' law). */
const gradeName = (rank: number) =>
  `${String.fromCharCode(65 + (rank % 26), 65 + ((rank * 7 + 3) % 26))}${(rank + 10).toString(36).toUpperCase()}`;
const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

/** Tells one invention: both languages are filled from the same choices, so they say the same. */
export class Teller {
  private component = 0;
  private effect = 0;
  private step = 0;
  /** The components after the first, which has a slot of its own. */
  private readonly further: Phrase[];
  private readonly used = new Set<readonly [string, string]>();
  private readonly random: Random;

  constructor(
    private readonly words: Words,
    seed: number,
  ) {
    this.random = new Random(seed);
    this.further = words.components.slice(1);
  }

  /** Fills both sides of a pattern with the same words. */
  fill([zh, en]: readonly [string, string]): Bilingual {
    const from = { component: this.component, effect: this.effect, step: this.step };
    const seed = hash32(Math.floor(this.random.next() * 0x7fffffff));
    const first = this.render(zh, 0, seed);
    const after = { component: this.component, effect: this.effect, step: this.step };
    Object.assign(this, from);
    const second = this.render(en, 1, seed);
    Object.assign(this, after);
    return [first, second];
  }

  private render(pattern: string, language: 0 | 1, seed: number): string {
    const numbers = new Random(seed);
    const low = numbers.between(2, 60);
    const high = low + numbers.between(5, 120);
    const sign = numbers.between(1, 3);
    const grade = gradeName(numbers.zipf(600_000));
    const key = language === 0 ? 'zh' : 'en';
    const { components, effects, steps, thing, field } = this.words;
    const cycle = (list: Phrase[], index: number) => (list[index % list.length] as Phrase)[key];
    let text = '';
    for (const part of compile(pattern)) {
      if (typeof part === 'string') {
        text += part;
        continue;
      }
      let value: string;
      if (part.slot === 'T') value = thing[key];
      else if (part.slot === 'F') value = field[key];
      else if (part.slot === 'C0') value = cycle(components, 0);
      else if (part.slot === 'C') value = cycle(this.further, this.component++);
      else if (part.slot === 'G') value = grade;
      else if (part.slot === 'E') value = cycle(effects, this.effect++);
      else if (part.slot === 'S') value = cycle(steps, this.step++);
      else if (part.slot === 'M') value = String(high);
      else if (part.slot === 'R') value = String(sign);
      else value = String(low);
      text += part.hasArticle ? withArticle(value) : value;
    }
    return text;
  }

  /** A pattern of the list that this text has not used yet, the frequent ones first; all over again when all are used. */
  any(list: readonly [string, string][]): Bilingual {
    let free = list.filter((pattern) => !this.used.has(pattern));
    if (free.length === 0) {
      for (const pattern of list) this.used.delete(pattern);
      free = [...list];
    }
    const chosen = free[this.random.zipf(free.length)] as [string, string];
    this.used.add(chosen);
    return this.fill(chosen);
  }

  title(): Bilingual {
    const pattern = patterns.titlePatterns[this.random.zipf(patterns.titlePatterns.length)] as [string, string];
    const adjective = patterns.adjectives[this.random.zipf(patterns.adjectives.length)] as [string, string];
    const [zh, en] = this.fill([
      pattern[0].replace('{A}', adjective[0]),
      pattern[1].replace('{A}', adjective[1].toLowerCase()),
    ]);
    return [zh, capital(en)];
  }

  abstract(): Bilingual {
    return join(patterns.abstractPatterns.map((pattern) => this.fill(pattern)));
  }

  /** A paragraph of several sentences from the list. */
  paragraph(list: readonly [string, string][], sentences: number): Bilingual {
    return join(Array.from({ length: sentences }, () => this.any(list)));
  }

  /** What a dependent claim adds. */
  feature(): Bilingual {
    return this.any(patterns.claimFeatures);
  }

  below(n: number): number {
    return this.random.below(n);
  }
}

export function join(sentences: readonly Bilingual[]): Bilingual {
  return [sentences.map(([zh]) => zh).join(''), sentences.map(([, en]) => en).join(' ')];
}

export interface ToldClaim {
  number: number;
  parents: number[];
  text: Bilingual;
  /** The part of the text that names the parents, as printed in English (`claim 1`, `any one of claims 1 to 3`). */
  reference?: string;
}

/** Claims: one independent, the rest depending on one, two or a range of earlier ones. */
export function tellClaims(teller: Teller, words: Words, count: number): ToldClaim[] {
  const head = words.components.slice(0, 3);
  const claims: ToldClaim[] = [
    {
      number: 1,
      parents: [],
      text: [
        `1.一种${words.thing.zh}，其特征在于，包括${head.map(({ zh }) => zh).join('、')}，所述${head[0]?.zh ?? ''}与所述${head[1]?.zh ?? ''}相连。`,
        `1. ${capital(withArticle(words.thing.en))}, comprising ${head.map(({ en }) => withArticle(en)).join(', ')}, wherein the ${head[0]?.en ?? ''} is connected to the ${head[1]?.en ?? ''}.`,
      ],
    },
  ];
  for (let number = 2; number <= count; number++) {
    const form = number > 3 ? teller.below(4) : 3;
    const one = 1 + teller.below(number - 1);
    const [parents, zh, en] =
      form === 0
        ? [range(1, number - 1), `1至${number - 1}任一项`, `any one of claims 1 to ${number - 1}`]
        : form === 1
          ? [[1, 2], '1或2', 'claim 1 or 2']
          : [[one], String(one), `claim ${one}`];
    const [featureZh, featureEn] = teller.feature();
    claims.push({
      number,
      parents: parents as number[],
      reference: en as string,
      text: [
        `${number}.根据权利要求${zh as string}所述的${words.thing.zh}，其特征在于，${featureZh}。`,
        `${number}. The ${words.thing.en} according to ${en as string}, wherein ${featureEn}.`,
      ],
    });
  }
  return claims;
}

const range = (from: number, to: number) => Array.from({ length: to - from + 1 }, (_, index) => from + index);
