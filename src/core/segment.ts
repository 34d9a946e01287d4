import type { Index } from "./lexicon.ts";
import type { Entry, FoldedText, LanguageRules, Sentence, Token, WordPart } from "./types.ts";

/**
 * Stage 6: folded text → sentences of tokens. Hand-written, because a word segmenter of the platform runs at 2.5 MB/s
 * and knows no clitics; sentence breaks need the pack's abbreviations anyway.
 */

const LETTER = 1;
const DIGIT = 2;
const SPACE = 3;
const HASH = 0x23;
const UNDERSCORE = 0x5f;
const NEWLINE = 4;
const PUNCT = 5;

// Class of each UTF-16 unit, found on first sight. Surrogates count as space: no lexicon holds any, and an emoji or a flag parts no phrase.
const classes = new Uint8Array(0x10000);

function classOf(unit: number): number {
  const known = classes[unit] as number;
  if (known !== 0) return known;
  const plain = plainClass(unit);
  if (plain !== 0) {
    classes[unit] = plain;
    return plain;
  }
  const char = String.fromCharCode(unit);
  let found = PUNCT;
  if (/[\p{L}\p{M}]/v.test(char)) found = LETTER;
  else if (unit >= 0x30 && unit <= 0x39) found = DIGIT;
  else if (unit === 0x0a || unit === 0x0d || unit === 0x2028 || unit === 0x2029 || unit === 0x85) found = NEWLINE;
  else if (/[\p{Z}\p{Cc}]/v.test(char)) found = SPACE;
  classes[unit] = found;
  return found;
}

/** Class of the units that most texts are made of, told without a regular expression: compiling one costs a short run a millisecond. */
function plainClass(unit: number): number {
  if (unit >= 0x61 && unit <= 0x7a) return LETTER;
  if (unit >= 0x30 && unit <= 0x39) return DIGIT;
  if (unit === 0x20 || unit === 0x09 || unit === 0xa0 || unit === HASH || unit === UNDERSCORE) return SPACE; // "#cabinet_of_X" is words
  if (unit >= 0xd800 && unit <= 0xdfff) return SPACE;
  if (unit === 0x0a || unit === 0x0d) return NEWLINE;
  if (unit > 0x20 && unit < 0x7f) return unit >= 0x41 && unit <= 0x5a ? LETTER : PUNCT;
  if ((unit >= 0x620 && unit <= 0x63f) || (unit >= 0x641 && unit <= 0x64a) || (unit >= 0x671 && unit <= 0x6d3)) return LETTER;
  if (unit === 0x60c || unit === 0x61b || unit === 0x61f || (unit >= 0x2010 && unit <= 0x2027) || unit === 0xab || unit === 0xbb) return PUNCT;
  return 0;
}

/** What no word list spells: vowel marks, tatweel, joiners, bidi controls. */
const UNSPELLED = /[\p{Cf}\p{Mn}\u0640]/u;

// Whether a unit is spelled, found on first sight: 1 yes, 2 no.
const spelled = new Uint8Array(0x10000);

function isSpelled(unit: number): boolean {
  if (spelled[unit] === 0) spelled[unit] = UNSPELLED.test(String.fromCharCode(unit)) ? 2 : 1;
  return spelled[unit] === 1;
}

/** The words of a text's beginning, bare of marks and stretching, for a vote on its language. */
export function sampleWords(beginning: string, units: number): string[] {
  const words: string[] = [];
  const length = Math.min(beginning.length, 2 * units); // marks may double a text's length
  let word = "";
  let from = -1; // where a run of letters began
  let i = 0;
  for (let count = 0; i < length && count < units; i++) {
    const unit = beginning.charCodeAt(i);
    const bare = !isSpelled(unit);
    if (!bare) count++;
    if (!bare && classOf(unit) === LETTER) {
      if (from < 0) from = i;
      continue;
    }
    if (from >= 0) word += beginning.slice(from, i);
    from = -1;
    if (bare || word === "") continue; // a word goes on behind a mark
    words.push(word);
    word = "";
  }
  if (from >= 0) word += beginning.slice(from, i);
  if (word !== "") words.push(word);
  return words;
}

function isCapital(unit: number): boolean {
  if (unit < 0x80) return unit >= 0x41 && unit <= 0x5a;
  const char = String.fromCharCode(unit);
  return char !== char.toLowerCase();
}

/** Marks that end a sentence. */
const FULL_STOPS = new Set([".", "!", "?", "؟", "…", "۔"]);

/** A part of a word with what the lexicon has of it. */
interface ReadPart extends WordPart {
  readonly entry: Entry | undefined;
  readonly whole: Entry | undefined;
}

/** A word cache lives as long as its engine; it is emptied when full, which changes speed and nothing else. */
export class WordCache {
  private readonly parts = new Map<string, readonly ReadPart[]>();
  constructor(
    private readonly rules: LanguageRules,
    readonly index: Index,
  ) {}

  get(word: string): readonly ReadPart[] {
    const known = this.parts.get(word);
    if (known) return known;
    if (this.parts.size >= MAX_CACHED_WORDS) this.parts.clear();
    const parts = this.rules.split(word, this.index.knows).map(({ start, end, key, stem, definite }): ReadPart => {
      return { start, end, key, stem, definite, entry: this.index.entry(stem), whole: definite ? this.index.entry(key) : undefined };
    });
    this.parts.set(word, parts);
    return parts;
  }
}

const unsplit = (word: string): readonly ReadPart[] => [{ start: 0, end: word.length, key: word, stem: word, definite: false, entry: undefined, whole: undefined }];

const MAX_CACHED_WORDS = 200_000; // about 30 MB; an archive's vocabulary levels off below
const MAX_WORD = 60; // longer runs of letters are data, not words
const MAX_SENTENCE = 1500; // tokens; no sentence is as long, and what reads clauses looks back to its beginning

/**
 * @returns sentences in order; a sentence ends at a full stop or at a line break
 */
export function segment(folded: FoldedText, rules: LanguageRules, cache: WordCache): Sentence[] {
  const { text, original, starts, ends } = folded;
  const { cased, joiners } = rules;
  const sentences: Sentence[] = [];
  let tokens: Token[] = [];
  const wrapped = isHardWrapped(text);

  const close = (heading: boolean): void => {
    const first = tokens[0];
    const last = tokens[tokens.length - 1];
    if (first && last) sentences.push({ tokens, index: sentences.length, start: first.start, end: last.end, heading });
    tokens = [];
  };
  const push = (kind: Token["kind"], from: number, to: number): void => {
    const key = text.slice(from, to);
    const entry = kind === "punct" ? cache.index.entry(key) : undefined; // a number opens no phrase
    tokens.push({ kind, key, stem: key, definite: false, entry, whole: undefined, start: starts[from] as number, end: ends[to - 1] as number, glued: false, capital: false });
  };

  let i = 0;
  while (i < text.length) {
    if (tokens.length >= MAX_SENTENCE) close(false);
    const unit = text.charCodeAt(i);
    const cls = classOf(unit);
    if (cls === SPACE) {
      i++;
    } else if (cls === NEWLINE) {
      let end = i + 1;
      let breaks = unit === 0x0d && text.charCodeAt(end) === 0x0a ? 0 : 1;
      while (end < text.length) {
        const next = classOf(text.charCodeAt(end));
        if (next === NEWLINE) {
          if (text.charCodeAt(end) !== 0x0d) breaks++;
        } else if (next !== SPACE) break;
        end++;
      }
      const small = cased && sentences.length > 0 && isSmall(original[starts[end] ?? original.length]);
      if (breaks > 1 || !(wrapped || small || goesOn(tokens, text, end))) close(isHeading(tokens));
      i = end;
    } else if (cls === LETTER) {
      let end = i + 1;
      while (end < text.length && (classOf(text.charCodeAt(end)) === LETTER || (joiners.has(text.charCodeAt(end)) && end + 1 < text.length && classOf(text.charCodeAt(end + 1)) === LETTER))) end++;
      const word = text.slice(i, end);
      const capital = cased && isCapital(original.charCodeAt(starts[i] as number));
      const parts = word.length > MAX_WORD ? unsplit(word) : cache.get(word);
      for (let n = 0; n < parts.length; n++) {
        const { key, stem, definite, entry, whole, start, end: stop } = parts[n] as ReadPart;
        tokens.push({
          kind: "word",
          key,
          stem,
          definite,
          entry,
          whole,
          start: starts[i + start] as number,
          end: ends[i + stop - 1] as number,
          glued: n > 0,
          capital: capital && n === 0,
        });
      }
      i = end;
    } else if (cls === DIGIT) {
      let end = i + 1;
      while (end < text.length && classOf(text.charCodeAt(end)) === DIGIT) end++;
      push("number", i, end);
      i = end;
    } else {
      const char = text[i] as string;
      let end = i + 1;
      if (char === ".") while (text[end] === ".") end++;
      push("punct", i, end);
      if (FULL_STOPS.has(char) && end - i === 1 && endsSentence(folded, i, tokens, rules)) close(false);
      i = end;
    }
  }
  close(isHeading(tokens));
  return sentences;
}

const COMMAS = new Set([",", "،"]);

/** Marks that open a quotation, with those that close it. */
export const QUOTATION_MARKS: ReadonlyMap<string, string> = new Map([
  ["“", "”"],
  ["«", "»"],
  ['"', '"'],
]);

const QUOTE_REACH = 400; // units

/** A line that begins with a small letter goes on with the one before, unless that is the headline. */
const isSmall = (char = ""): boolean => char !== char.toUpperCase();

/** A line that ends in a comma, or inside a quotation that is closed before the next blank line, goes on in the next. */
function goesOn(tokens: readonly Token[], text: string, from: number): boolean {
  if (COMMAS.has(tokens.at(-1)?.key ?? "")) return true;
  let close: string | undefined;
  for (const { kind, key } of tokens) {
    if (kind !== "punct") continue;
    if (key === close) close = undefined;
    else close ??= QUOTATION_MARKS.get(key);
  }
  if (close === undefined) return false;
  const ahead = text.slice(from, from + QUOTE_REACH);
  const end = ahead.indexOf(close);
  return end >= 0 && !BLANK_LINE.test(ahead.slice(0, end));
}

const BLANK_LINE = /\n\s*\n/u;

const MAX_HEADING = 30; // tokens; a longer line is a paragraph that lost its full stop
const MAX_LABEL = 12; // tokens; a longer one with a colon introduces what follows

/** A line without a full stop, unless it is too long for a headline. */
const isHeading = (tokens: readonly Token[]): boolean => tokens.length <= (tokens.at(-1)?.key === ":" ? MAX_LABEL : MAX_HEADING);

/** A full stop ends a sentence unless it follows an abbreviation or stands inside a number. Two or three in a row are a pause. */
function endsSentence({ text, original, starts }: FoldedText, at: number, tokens: readonly Token[], rules: LanguageRules): boolean {
  if (text[at] !== ".") return true;
  const before = tokens[tokens.length - 2];
  const nextClass = at + 1 < text.length ? classOf(text.charCodeAt(at + 1)) : NEWLINE;
  if (before?.kind === "number" && nextClass === DIGIT) return false;
  if (before?.kind === "word" && (before.key.length === 1 || rules.abbreviations.has(before.key) || (before.capital && rules.initials?.has(before.key)))) return false;
  // A host or file name; in a script with capitals a missing space before the next sentence shows.
  if (before?.kind === "word" && nextClass === LETTER && /^[a-z]/u.test(before.key))
    return !LATIN.test(original[starts[at + 1] ?? 0] ?? "") || (rules.cased && (!before.capital || before.key.length > 2) && isCapital(original.charCodeAt(starts[at + 1] ?? 0)));
  return true;
}

const LATIN = /\p{Script=Latin}/u;

const WRAP_MIN = 50;
const WRAP_MAX = 110;

/** True when the text's lines are filled to a width, so that a line break is only a space. */
function isHardWrapped(text: string): boolean {
  const lines = text.slice(0, 4000).split("\n");
  let filled = 0;
  let other = 0;
  for (let i = 0; i + 1 < lines.length; i++) {
    const line = (lines[i] as string).trimEnd();
    if (line.length === 0 || (lines[i + 1] as string).trim().length === 0) continue;
    if (line.length >= WRAP_MIN && line.length <= WRAP_MAX && !/[.!?؟:]$/u.test(line)) filled++;
    else other++;
  }
  return filled >= 4 && filled > other * 3;
}
