/** A phrase in both languages. */
export interface Phrase {
  zh: string;
  en: string;
}

/** How often a topic is filed over the years. */
export type Profile = 'flat' | 'rise' | 'fall' | 'peak' | 'planted-rise' | 'planted-fall';

export interface Topic extends Phrase {
  /** IPC main symbol first, further ones after it. */
  ipc: string[];
  profile: Profile;
}

/** One of the 13 advanced manufacturing clusters with its own words, the frequent ones first. */
export interface Cluster {
  code: string;
  name: Phrase;
  /** What firms of the cluster call themselves: 科技, 新材料 ... */
  trades: Phrase[];
  topics: Topic[];
  components: Phrase[];
  /** Verb phrases: what the thing achieves. */
  effects: Phrase[];
  /** Clauses: what is done. */
  steps: Phrase[];
  niceClasses: number[];
  locarno: string;
}

const readPhrase = (text: string): Phrase => {
  const [zh = '', en = ''] = text.split('|');
  return { zh, en };
};
const readPhrases = (lines: string): Phrase[] =>
  lines
    .trim()
    .split(/\s*;\s*/)
    .filter(Boolean)
    .map(readPhrase);

/** Reads the compact notation of the vocabulary files: `zh|en; zh|en`, topics `zh|en|profile|IPC,IPC`. */
export function readCluster(
  code: string,
  name: string,
  parts: {
    trades: string;
    topics: string;
    components: string;
    effects: string;
    steps: string;
    nice: number[];
    locarno: string;
  },
): Cluster {
  return {
    code,
    name: readPhrase(name),
    trades: readPhrases(parts.trades),
    topics: parts.topics
      .trim()
      .split(/\s*;\s*/)
      .filter(Boolean)
      .map((line) => {
        const [zh = '', en = '', profile = 'flat', ipc = ''] = line.split('|');
        return { zh, en, profile: profile as Profile, ipc: ipc.split(',') };
      }),
    components: readPhrases(parts.components),
    effects: readPhrases(parts.effects),
    steps: readPhrases(parts.steps),
    niceClasses: parts.nice,
    locarno: parts.locarno,
  };
}
