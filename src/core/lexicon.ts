import { DROP } from "./fold.ts";
import type { Entry, Frame, Item, LanguageRules, Lexicon, Phrase, Sense, Sentence, Token } from "./types.ts";

/** The lexicon ready for lookup. Built once per engine. */
export interface Index {
  /** Phrases that begin with a key. */
  entry(key: string): Entry | undefined;
  /** True for every key that stands anywhere in a phrase: what proclitics may be split from. */
  knows(stem: string): boolean;
}

const MAX_CACHED_KEYS = 200_000;
/** A word that only stands inside phrases. */
const NO_PHRASES: ReadonlyMap<string, readonly Phrase[]> = new Map();
const KNOWN: Entry = { alone: [], longer: NO_PHRASES };

/** One string object per content, as a key of an object has it: then `===` compares addresses, and the rules compare these all day. */
function canonical(_key: string, value: unknown): unknown {
  return typeof value === "string" ? Object.keys({ [value]: 0 })[0] : value;
}

/** Frames by their ids. */
type FrameSource = (id: string) => Frame | undefined;

/** The same properties in the same order, so that all senses have one shape: the rules look into them all day. */
const uniform = ({ kind, value, form, tense, clitic, passive, country, city, flag, definite, notEnding, exact, marked }: Sense, frameOf: FrameSource): Sense =>
  ({ kind, value, form, tense, clitic, passive, country, city, flag, definite, notEnding, exact, marked, frame: kind === "trigger" ? frameOf(value) : undefined }) as Sense;

/** @param bases what a word may be without its enclitics: a common word stays one with a pronoun attached */
export function createIndex({ senses, lines }: Lexicon, frameOf: FrameSource, bases: (key: string) => readonly string[]): Index {
  const cache = new Map<string, Entry | null>();
  const senseLines = senses.split("\n");
  const parsed: (readonly Sense[] | undefined)[] = [];
  const sensesAt = (at: number): readonly Sense[] => {
    parsed[at] ??= (JSON.parse(senseLines[at] ?? "[]", canonical) as Sense[]).map((sense) => uniform(sense, frameOf));
    return parsed[at] as readonly Sense[];
  };
  const withPronoun = (key: string): Entry | null => {
    for (const base of bases(key)) {
      const line = findLine(lines, base);
      const alone = line === undefined ? NO_SENSES : parseLine(line, sensesAt).alone;
      const common = alone.find((s) => s.kind === "stop");
      if (common && alone.every((s) => s.kind !== "given" && s.kind !== "family")) return { alone: [common], longer: NO_PHRASES };
    }
    return null;
  };
  const look = (key: string): Entry | null => {
    const known = cache.get(key);
    if (known !== undefined) return known;
    if (cache.size >= MAX_CACHED_KEYS) cache.clear();
    const line = findLine(lines, key);
    const found = line === undefined ? withPronoun(key) : parseLine(line, sensesAt);
    cache.set(key, found);
    return found;
  };
  return { entry: (key) => look(key) ?? undefined, knows: (stem) => look(stem) !== null };
}

/** Binary search for the line of a word in the sorted text. */
function findLine(lines: string, key: string): string | undefined {
  let low = 0;
  let high = lines.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const start = middle === 0 ? 0 : Math.max(low, lines.lastIndexOf("\n", middle - 1) + 1);
    const end = lines.indexOf("\n", start);
    const stop = end < 0 ? lines.length : end;
    const tab = lines.indexOf("\t", start);
    const word = lines.slice(start, tab >= 0 && tab < stop ? tab : stop);
    if (word === key) return lines.slice(start, stop);
    if (word < key) low = stop + 1;
    else high = start;
  }
  return undefined;
}

function parseLine(line: string, sensesAt: (at: number) => readonly Sense[]): Entry {
  const [, ...phrases] = line.split("\t");
  if (phrases.length === 0) return KNOWN;
  let alone: readonly Sense[] = NO_SENSES;
  const longer = new Map<string, Phrase[]>();
  for (const phrase of phrases) {
    const colon = phrase.lastIndexOf(":");
    const rest = phrase.slice(0, colon);
    const senses = sensesAt(Number(phrase.slice(colon + 1)));
    if (rest === "") {
      alone = senses;
      continue;
    }
    const space = rest.indexOf(" ");
    const second = space < 0 ? rest : rest.slice(0, space);
    const list = longer.get(second);
    if (list) list.push([rest, senses]);
    else longer.set(second, [[rest, senses]]);
  }
  return { alone, longer };
}

/** Write a lexicon: words with their phrases, and the words that are only known. */
export function writeLexicon(words: ReadonlyMap<string, readonly Phrase[]>): Lexicon {
  const table = new Map<string, number>();
  const senses: string[] = [];
  const lines: string[] = [];
  for (const word of [...words.keys()].sort()) {
    let line = word;
    for (const [rest, list] of words.get(word) ?? []) {
      const once = JSON.stringify(list);
      let at = table.get(once);
      if (at === undefined) {
        at = senses.length;
        table.set(once, at);
        senses.push(once);
      }
      line += `\t${rest}:${at}`;
    }
    lines.push(line);
  }
  return { senses: senses.join("\n"), lines: lines.join("\n") };
}

const NO_SENSES: readonly Sense[] = [];
const COMMON: readonly Sense[] = [{ kind: "stop", value: "" }];

/**
 * Read a sentence as phrases: at each token the longest phrase of the lexicon wins.
 *
 * @returns items that cover every token in order; unknown tokens become items without senses
 */
export function readItems(sentence: Sentence, original: string, { foldTable: { units }, common }: Pick<LanguageRules, "foldTable" | "common">): Item[] {
  const { tokens } = sentence;
  const items: Item[] = [];
  let i = 0;
  while (i < tokens.length) {
    const token = tokens[i] as Token;
    const state = items[items.length - 1];
    if (state && i === state.to && hasSense(state, "state-word")) {
      // "Republic of X", "the X-ish Republic": the state's name, however it is made.
      const named = token.kind === "number" ? undefined : longest(tokens, i, original, units);
      const country = named?.senses.find((s) => s.kind === "country") ?? (token.definite && tokens[state.from]?.definite ? named?.senses.find((s) => s.kind === "nationality") : undefined);
      if (named && country) {
        items[items.length - 1] = itemOf(tokens, state.from, named.to, [{ ...country, kind: "country" }]);
        i = named.to;
        continue;
      }
    }
    const found = token.kind === "number" ? undefined : longest(tokens, i, original, units);
    if (found) {
      items.push(itemOf(tokens, i, found.to, found.senses));
      i = found.to;
    } else {
      items.push(itemOf(tokens, i, i + 1, common.test(original.slice(token.start, token.end)) ? COMMON : NO_SENSES));
      i++;
    }
  }
  return items;
}

function itemOf(tokens: readonly Token[], from: number, to: number, senses: readonly Sense[]): Item {
  let kinds = 0;
  for (let i = 0; i < senses.length; i++) kinds |= bitOf((senses[i] as Sense).kind);
  return { from, to, senses, token: tokens[from] as Token, kinds };
}

/** One of 32 bits for a kind. It is asked for kinds that are written in the code, where it costs nothing. */
const bitOf = (kind: Sense["kind"]): number => 1 << ((kind.length * 13 + kind.charCodeAt(0)) & 31);

function longest(tokens: readonly Token[], from: number, original: string, units: Uint16Array): { to: number; senses: readonly Sense[] } | undefined {
  const { entry, whole } = tokens[from] as Token;
  return (entry && longestOf(entry, tokens, from, original, units)) ?? (whole && longestOf(whole, tokens, from, original, units));
}

function longestOf(entry: Entry, tokens: readonly Token[], from: number, original: string, units: Uint16Array): { to: number; senses: readonly Sense[] } | undefined {
  const second = entry.longer.size > 0 ? entry.longer.get(tokens[from + 1]?.stem ?? "") : undefined;
  if (second)
    for (const [rest, senses] of second) {
      const to = matchRest(tokens, from + 1, rest);
      if (to < 0) continue;
      const kept = usable(senses, tokens, from, to, original, units);
      if (kept.length > 0) return { to, senses: kept };
    }
  if (entry.alone.length === 0) return undefined;
  const kept = usable(entry.alone, tokens, from, from + 1, original, units);
  return kept.length > 0 ? { to: from + 1, senses: kept } : undefined;
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

/** The text's own spelling, without what folding drops: marks and tatweel do not make another spelling. */
function surface(original: string, start: number, end: number, units: Uint16Array): string {
  let out = "";
  for (let i = start; i < end; i++) if (units[original.charCodeAt(i)] !== DROP) out += original[i];
  return out;
}

/** The text is spelled like an entry, and has the marks that the entry has; whatever else folding drops (other marks, tatweel, controls) may be there too. */
function showsMarks(marked: string, original: string, start: number, end: number, units: Uint16Array): boolean {
  let at = start;
  for (const char of marked) {
    while (at < end && original[at] !== char && units[original.charCodeAt(at)] === DROP) at++;
    if (at >= end || original[at] !== char) return false;
    at++;
  }
  return true;
}

/** Keep the senses whose conditions on article and spelling hold. */
function usable(senses: readonly Sense[], tokens: readonly Token[], from: number, to: number, original: string, units: Uint16Array): readonly Sense[] {
  let plain = true;
  for (const sense of senses)
    if (sense.definite !== undefined || sense.exact !== undefined || sense.notEnding !== undefined || sense.marked !== undefined) {
      plain = false;
      break;
    }
  if (plain) return senses;
  const first = tokens[from] as Token;
  if (senses.some((sense) => sense.marked !== undefined)) {
    const marked = senses.filter((sense) => sense.marked !== undefined && showsMarks(sense.marked, original, first.start, (tokens[to - 1] as Token).end, units));
    if (marked.length > 0) return marked;
  }
  return senses.filter((sense) => {
    if (sense.marked !== undefined) return false;
    if (sense.definite !== undefined && sense.definite !== first.definite) return false;
    if (sense.notEnding !== undefined && surface(original, first.start, (tokens[to - 1] as Token).end, units).endsWith(sense.notEnding)) return false;
    if (sense.exact === undefined) return true;
    let spelling = "";
    for (let i = from; i < to; i++) spelling += surface(original, (tokens[i] as Token).start, (tokens[i] as Token).end, units);
    return spelling === sense.exact.replaceAll(" ", "");
  });
}

/** The first sense of a kind. A plain loop: it runs for every condition of every rule, and a closure costs more than the search. */
export function senseOf(item: Item | undefined, kind: Sense["kind"]): Sense | undefined {
  if (item === undefined || (item.kinds & bitOf(kind)) === 0) return undefined;
  const { senses } = item;
  for (let i = 0; i < senses.length; i++) {
    const sense = senses[i] as Sense;
    if (sense.kind === kind) return sense;
  }
  return undefined;
}

export const hasSense = (item: Item | undefined, kind: Sense["kind"]): boolean => senseOf(item, kind) !== undefined;

/** Is a trigger's or an object's value ("meeting/talks") one of this event type? */
export const isOfType = ({ value }: Sense, type: string | undefined): boolean => type !== undefined && value.charCodeAt(type.length) === SLASH && value.startsWith(type);

const SLASH = 0x2f;

/** Values of the senses of a kind among these words. */
export function valuesOf(items: readonly Item[], kind: Sense["kind"]): ReadonlySet<string> {
  let found: Set<string> | undefined;
  for (const item of items) {
    if (!hasSense(item, kind)) continue;
    found ??= new Set();
    for (const sense of item.senses) if (sense.kind === kind) found.add(sense.value);
  }
  return found ?? NO_VALUES;
}

const NO_VALUES: ReadonlySet<string> = new Set();

/** Does an office among these words tell of more than one: "ambassadors", "the two presidents"? */
export const tellsSeveral = (items: readonly Item[]): boolean => items.some((item) => item.senses.some((s) => s.kind === "office" && s.flag === "several"));

/** A verb in a verb's form: a trigger or a reporting verb, and no noun or participle of one. */
export function isVerbal(item: Item | undefined): boolean {
  if (item === undefined || !mayHave(item, VERBAL)) return false;
  const { senses } = item;
  for (let i = 0; i < senses.length; i++) {
    const { kind, form } = senses[i] as Sense;
    if (form === "verb" && (kind === "trigger" || kind === "quote-verb")) return true;
  }
  return false;
}

/** The bits of several kinds. */
export const bitsOf = (kinds: Iterable<Sense["kind"]>): number => [...kinds].reduce((bits, kind) => bits | bitOf(kind), 0);

/** False where an item has none of several kinds; true where it may. */
export const mayHave = (item: Item, bits: number): boolean => (item.kinds & bits) !== 0;

const VERBAL = bitsOf(["trigger", "quote-verb"]);
