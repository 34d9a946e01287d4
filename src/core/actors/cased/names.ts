import { hasSense, senseOf } from "../../lexicon.ts";
import type { Sense, Sentence } from "../../types.ts";
import { type ActorContext, type Draft, isComma, isPunct, isTight, tokenOf } from "../context.ts";

/** Names in a script with capitals: runs of capitalised words that the lexicon does not claim for something else. */

export interface CasedContext extends ActorContext {
  /** Every long word has a capital, so that capitals say nothing: a headline. */
  readonly headline: boolean;
}

const MAX_NAME_ITEMS = 8;
const LONG_WORD = 4; // letters; headlines leave shorter ones small
const HEADLINE_SHARE = 0.7;

/** True for a headline in title case or in capitals. */
export function isHeadline({ tokens, heading }: Sentence): boolean {
  if (!heading) return false;
  let long = 0;
  let capital = 0;
  for (const token of tokens)
    if (token.kind === "word" && token.key.length >= LONG_WORD) {
      long++;
      if (token.capital) capital++;
    }
  return long >= 3 && capital / long >= HEADLINE_SHARE;
}

/** Read a name from `from`; sets `draft.name`. @returns the item after it */
export function readName(context: CasedContext, draft: Draft, from: number, titled = false): number {
  let at = from;
  let count = 0;
  let hyphens = 0;
  while (count < MAX_NAME_ITEMS && isNameable(context, at, count, titled)) {
    at++;
    count++;
    if (isPunct(context, at, ".") && isInitial(context, at - 1)) at++; // "Joseph R. Biden"
    // "Mohammed Shia' al-Sudani": a letter of the name, and no owner
    if (isApostrophe(context, at) && tokenOf(context, at - 1)?.key.endsWith("s") === false && isNameable(context, at + 1, count)) at++;
    while (isPunct(context, at, "-") && isTight(context, at) && tokenOf(context, at + 1)?.kind === "word") {
      at += 2; // "al-Busaidi", "Jean-Yves", "Chan-o-cha": the further parts may be small
      count++;
      hyphens++;
    }
    if (hyphens > MAX_HYPHENS) return from; // "Premier-Crown-Prince-meeting": what a picture's file is called
    if (!isTight(context, at)) hyphens = 0;
  }
  // A particle cannot end a name.
  while (at > from && tokenOf(context, at - 1)?.capital !== true && isParticle(context, at - 1)) at--;
  if (at > from) draft.name = { from, to: at };
  return at;
}

const MAX_HYPHENS = 3; // in a row

const isApostrophe = (context: CasedContext, at: number): boolean => isPunct(context, at, "'") || isPunct(context, at, "’");

/** "Sultan bin …", "Dr. Sultan N", "Minister of Industry Sultan N": a title that is a name, as what stands beside it shows. */
export const isGivenTitle = (context: CasedContext, at: number): boolean => {
  if (tokenOf(context, at)?.capital !== true || !hasSense(context.items[at], "given")) return false;
  if (KIN.has(tokenOf(context, at + 1)?.key ?? "")) return !hasSense(context.items[at - 1], "marker");
  if (!hasSense(context.items[at], "office") || tokenOf(context, at + 1)?.capital !== true) return false;
  const before = context.items[isPunct(context, at - 1, ".") ? at - 2 : at - 1];
  const style = senseOf(before, "honorific");
  if (style) return !CROWNED.has(style.value) && !hasSense(before, "office");
  return hasSense(before, "portfolio") && !context.headline;
};

/** What stands before a crowned head's title, and not before a given name; the late king is one as well. */
const CROWNED: ReadonlySet<string> = new Set(["majesty", "highness", "nobility", "late"]);

const KIN: ReadonlySet<string> = new Set(["bin", "ibn", "bint", "ben"]);

const isInitial = (context: CasedContext, at: number): boolean => {
  const key = tokenOf(context, at)?.key;
  return key?.length === 1 || (key !== undefined && context.rules.initials?.has(key) === true && isPunct(context, at + 1, "."));
};

/** An initial with its capital. */
function isLetter(context: CasedContext, at: number): boolean {
  const token = tokenOf(context, at);
  return token?.kind === "word" && token.capital && isInitial(context, at);
}

const isParticle = (context: CasedContext, at: number): boolean => hasSense(context.items[at], "particle");

/** What a capital means something else for, wherever it stands. */
const NEVER: readonly Sense["kind"][] = [
  "office",
  "honorific",
  "nationality",
  "organization",
  "weekday",
  "ministry",
  "reference-title",
  "counterpart",
  "agency",
  "related",
  "sides",
  "pronoun",
  "determiner",
];
/** What it may be in the middle of a name: "Theresa May", "Paris Hilton". */
const NOT_FIRST: readonly Sense["kind"][] = [
  "country",
  "city",
  "month",
  "stop",
  "quote-verb",
  "trigger",
  "boundary",
  "marker",
  "conjunction",
  "auxiliary",
  "topic",
  "portfolio",
  "modifier",
  "venue",
  "delegation",
  "during",
  "relative",
  "planned",
  "denied",
  "background",
  "capital",
  "place-prefix",
  "state-word",
  "home",
  "object",
  "anchor",
  "topic-cue",
  "posting",
  "led-by",
  "unless",
  "decoy",
  "era",
  "light",
  "date",
];
/** What is a small word or a function word even where a headline gives it a capital. */
const FUNCTION: readonly Sense["kind"][] = ["marker", "conjunction", "auxiliary", "boundary", "relative", "during", "date", "possessive"];

/**
 * May this item be part of a name?
 * @param count name items read so far
 * @param titled a title or a style of address stands right before
 */
export function isNameable(context: CasedContext, at: number, count: number, titled = false): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || !token || token.kind !== "word") return false;
  const letter = isLetter(context, at);
  if (letter && (isLetter(context, at - 1) || isLetter(context, at + 1)) && tokenOf(context, at + 1)?.capital) return true; // "T C A Raghavan"
  const initial = letter && isPunct(context, at + 1, "."); // "E.D. Moyo", not "Costa e Silva"
  if (!initial && isParticle(context, at) && (token.capital || count > 0)) {
    // "bin", "von": a small word that a capital must follow, or the hyphen of "al-Busaidi".
    const next = tokenOf(context, at + 1);
    return next !== undefined && ((next.kind === "word" && next.capital) || isParticle(context, at + 1) || (isPunct(context, at + 1, "-") && isTight(context, at + 1)));
  }
  if (hasSense(item, "family") && item.to - item.from > 1 && count > 0) return true; // "al Said"
  if (!token.capital || senseOf(item, "adverb")?.flag === "suffix") return false;
  if (isGivenTitle(context, at)) return true;
  if (count === 0 && hasSense(item, "month") && tokenOf(context, at - 1)?.kind === "number") return false; // "On 21 August, the ministers"
  if (item.senses.length === 0) return !context.headline || count > 0 || token.key.length > 2;
  // "(the party's secretary) To Lam": a preposition has no capital inside a sentence
  if (count === 0 && titled && !context.headline && hasSense(item, "marker") && token !== context.sentence.tokens[0] && context.items[at + 1]?.senses.length === 0 && isNameable(context, at + 1, 1))
    return true;
  // "Hassan Sheikh N", "Rizwan Saeed Sheikh, who": a style between two names, or behind two, is one of them.
  if (
    count > 0 &&
    senseOf(item, "honorific")?.value === "nobility" &&
    item.to - item.from === 1 &&
    (isNameable(context, at + 1, count + 1) || (count > 1 && tokenOf(context, at + 1)?.capital !== true))
  )
    return true;
  // "PM N Meets M": a headline's verb inside a text
  if (count > 0 && item.senses.some((s) => s.kind === "trigger" && s.form === "verb" && s.tense === "present") && !hasSense(item, "family") && !hasSense(item, "given")) return false;
  const known = context.names.has(token.stem);
  if (item.to - item.from > 1) return hasSense(item, "given") || hasSense(item, "family");
  if (known && !NEVER.some((kind) => hasSense(item, kind))) return true;
  if (hasSense(item, "family")) return count > 0;
  if (hasSense(item, "given")) return !context.headline || item.senses.every((s) => s.kind === "given" || s.kind === "particle") || count > 0;
  // "Vice Premier Liu He", "Ambassador Tran Ngoc An": a pronoun or an article has no capital inside a sentence
  if (count > 0 && !context.headline && hasSense(item, "pronoun") && !hasSense(item, "determiner")) return true;
  if (count > 0 && !context.headline && senseOf(item, "determiner")?.value === "indefinite" && tokenOf(context, at + 1)?.capital !== true) return true;
  if (NEVER.some((kind) => hasSense(item, kind))) return false;
  // "Vice Foreign Minister Sun Weidong"
  if (count === 0 && titled && !context.headline && !FUNCTION.some((kind) => hasSense(item, kind)) && (hasSense(item, "stop") || hasSense(item, "topic")) && isNameable(context, at + 1, 1))
    return true;
  // "(the Under Secretary of State) Victoria Nuland": a city's name with a surname behind it, right behind a title
  if (count === 0 && titled && !context.headline && hasSense(item, "city") && item.to - item.from === 1 && context.items[at + 1]?.senses.length === 0 && tokenOf(context, at + 1)?.capital === true)
    return true;
  if (count === 0) return !NOT_FIRST.some((kind) => hasSense(item, kind));
  if (context.headline) return false;
  if (hasSense(item, "month")) return tokenOf(context, at + 1)?.kind !== "number"; // "Theresa May", though it may be an auxiliary
  // "PM Men Sam On, who": a small word has no capital inside a sentence
  if (hasSense(item, "marker") && isComma(context, at + 1)) return true;
  return !FUNCTION.some((kind) => hasSense(item, kind));
}

/**
 * Is a bare run of capitals a person? A known name is; two words are, where no list knows them as something else.
 * @returns the item after the name, or `from`
 */
export function readBareName(context: CasedContext, draft: Draft, from: number): number {
  const to = readName(context, draft, from);
  if (to === from) return from;
  const { items, names } = context;
  const keys = context.sentence.tokens.slice(items[from]?.from ?? 0, items[to - 1]?.to ?? 0).filter((t) => t.kind === "word");
  const given = hasSense(items[from], "given");
  const known = keys.some((t) => names.has(t.stem) && t.capital && t.stem.length > 1);
  const words = keys.filter((t) => t.capital && t.key.length > 1).length;
  if (isInstitution(context, from, to) || isNamesake(context, to + 1)) {
    draft.name = undefined;
    return from;
  }
  if (known || (words >= 2 && (given || !context.headline) && !isPlaceName(context, from, to))) return to;
  draft.name = undefined;
  return from;
}

/** "Ho Chi Minh National Academy": named after a person, and none. */
function isInstitution(context: CasedContext, from: number, to: number): boolean {
  for (let i = from + 1; i <= to; i++) if (hasSense(context.items[i], "institution") && tokenOf(context, i)?.capital === true) return true;
  return false;
}

const NAMESAKE_REACH = 3; // words

/** "(King N) International Airport": words in capitals behind a name that end in a house, called after him. */
export function isNamesake(context: CasedContext, from: number): boolean {
  if (context.headline) return false;
  for (let at = from - 1; at < from + NAMESAKE_REACH && tokenOf(context, at)?.capital; at++) if (hasSense(context.items[at], "institution") || hasSense(context.items[at], "venue")) return true;
  return false;
}

/** "Grand Palace", "Hormuz Strait": a run that a venue or a common noun ends. */
function isPlaceName(context: CasedContext, from: number, to: number): boolean {
  for (let i = from; i <= to; i++) {
    const item = context.items[i];
    if (i === to && tokenOf(context, i)?.capital !== true) break;
    // "Roberto Morales", "N Banks": behind a given name a common word with a capital, and no other behind it, is a surname.
    const surname = i > from && i === to - 1 && hasSense(context.items[from], "given") && tokenOf(context, to)?.capital !== true;
    if (hasSense(item, "venue") || hasSense(item, "city") || hasSense(item, "topic") || hasSense(item, "portfolio") || (hasSense(item, "stop") && !hasSense(item, "given") && !surname)) return true;
  }
  return false;
}
