import type { Item, Lexicon, LanguageData, Phrase, Sense, Sentence, Token } from "./types.ts";

/** The lexicon ready for lookup. Built once per engine. */
export interface Index {
  readonly phrases: ReadonlyMap<string, readonly Phrase[]>;
  knows(stem: string): boolean;
}

export function createIndex(data: LanguageData): Index {
  const phrases = new Map<string, Phrase[]>(Object.entries(data.lexicon satisfies Lexicon));
  const words = new Set(data.vocabulary);
  return { phrases, knows: (stem) => phrases.has(stem) || words.has(stem) };
}

const NO_SENSES: readonly Sense[] = [];

/**
 * Read a sentence as phrases: at each token the longest phrase of the lexicon wins.
 *
 * @returns items that cover every token in order; unknown tokens become items without senses
 */
export function readItems(sentence: Sentence, index: Index, original: string): Item[] {
  const { tokens } = sentence;
  const items: Item[] = [];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i] as Token;
    const found = token.kind === "number" ? undefined : longest(tokens, i, index, original);
    if (found) {
      items.push({ from: i, to: found.to, senses: found.senses });
      i = found.to;
    } else {
      items.push({ from: i, to: i + 1, senses: NO_SENSES });
      i++;
    }
  }
  return items;
}

function longest(tokens: readonly Token[], from: number, index: Index, original: string): { to: number; senses: readonly Sense[] } | undefined {
  const first = tokens[from] as Token;
  for (const key of first.definite ? [first.stem, first.key] : [first.stem]) {
    const phrases = index.phrases.get(key);
    if (!phrases) continue;
    for (const [rest, senses] of phrases) {
      const to = rest === "" ? from + 1 : matchRest(tokens, from + 1, rest);
      if (to < 0) continue;
      const kept = usable(senses, tokens, from, to, original);
      if (kept.length > 0) return { to, senses: kept };
    }
  }
  return undefined;
}

/** Match the rest of a phrase, word by word, without building arrays. @returns the token after it, or -1 */
function matchRest(tokens: readonly Token[], from: number, rest: string): number {
  let at = 0;
  let i = from;
  while (at < rest.length) {
    const token = tokens[i];
    if (!token) return -1;
    const stem = token.stem;
    const end = at + stem.length;
    if (!rest.startsWith(stem, at) || (end < rest.length && rest.charCodeAt(end) !== 0x20)) return -1;
    at = end + 1;
    i++;
  }
  return i;
}

// Marks and tatweel do not make another spelling.
const MARKS = /[\p{M}\u0640]/gu;

/** Keep the senses whose conditions on article and spelling hold. */
function usable(senses: readonly Sense[], tokens: readonly Token[], from: number, to: number, original: string): readonly Sense[] {
  let plain = true;
  for (const sense of senses)
    if (sense.definite !== undefined || sense.exact !== undefined) {
      plain = false;
      break;
    }
  if (plain) return senses;
  const first = tokens[from] as Token;
  return senses.filter((sense) => {
    if (sense.definite !== undefined && sense.definite !== first.definite) return false;
    if (sense.exact === undefined) return true;
    let surface = "";
    for (let i = from; i < to; i++) surface += (i > from ? " " : "") + original.slice((tokens[i] as Token).start, (tokens[i] as Token).end).replace(MARKS, "");
    return surface === sense.exact;
  });
}

export const senseOf = (item: Item | undefined, kind: Sense["kind"]): Sense | undefined => item?.senses.find((s) => s.kind === kind);

export const hasSense = (item: Item | undefined, kind: Sense["kind"]): boolean => senseOf(item, kind) !== undefined;
