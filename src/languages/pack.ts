import { z } from "zod";
import { foldKey } from "../core/fold.ts";
import { writeLexicon } from "../core/lexicon.ts";
import { type Problem, problem } from "../core/problem.ts";
import type { Features, Frame, LanguageData, LanguageRules, Phrase, Sense, SenseKind } from "../core/types.ts";

/**
 * The contract of a language pack, and how its YAML files become a lexicon.
 *
 * A lexicon file maps kind → value → phrases. A phrase is a string, or `{text, definite, exact, country, flag}`:
 * - `definite: true|false`: only with, only without the article on its first word
 * - `exact: true`: compare the spelling itself, articles included
 * - `marked: true`: the text must show this entry's vowel marks, and then means this alone ("عمّان" is Amman, "عمان" may be Oman)
 * - `country: SA`: the phrase alone tells the state
 * - `flag`: what an office needs or is — `needs-country`, `needs-portfolio`, `needs-org`, `generic` (takes any noun), `alone` (without any portfolio), `weak`, `needs-ministry`, `needs-foreign-ministry` (serves at one), `secondary`, `several` (a dual or plural: one title for several states), `org:ABBR`
 *   On other kinds: a light verb that names no doer ("تم") is `impersonal`; a word for a people may be the `side` of a table, or stand behind `for-side` who signs for it;
 *   a `boundary` that governs the noun behind it is a `preposition`, and one that stands within the clause of the verb before it ("met in the course of it N") is `within`; one that opens what the message or call before it holds ("in which") is `inner`, one that opens the time of a plan ("when") is `time`, and one that opens a list of those before it ("include") is `members`; a `marker` that is one only behind another of its kind ("chaired by N, and in the presence of M") is `joined`; a `quote-verb` whose object is what its subject does itself ("announced the expulsion of") is `own`; an `adverb` of letters behind a name ("MP") is `suffix`; a `sides` that is one only before a verb ("the two signed") is `alone`, one that means states ("the two countries") is `states`; `honorific` values `lady` and `mister` tell a
 *   pronoun's gender, `late` that nobody living is meant, `majesty`, `highness` and `nobility` go with a crown; a `relative` of value `person` belongs to the person before it, of value `thing` to no person, a `background` of value `cause` holds for what follows it alone; `direction` says which weekday is meant, `where` that what follows happens at the place told before, `namely` that names of those told before follow, `instance` that names of some of them do;
 *   a ministry word that takes any portfolio is `generic`; a `related` heading may tell the `source`, behind which other stories begin.
 * Cities and venues are keyed "English name, CC"; a city flagged `seat` is where the world meets, and tells of no outlet's state. How `a / b`, `a*` and `a~` inflect is the pack's own affair.
 */
export interface LanguagePack {
  readonly rules: LanguageRules;
  /** YAML files of the pack's folder, in order. */
  readonly files: readonly string[];
  /** Every form of an entry, on unfolded text. */
  inflect(entry: string): readonly (Features & { readonly text: string; readonly notEnding?: string })[];
  /** Other spellings of foreign names ("أنغولا", "أنجولا"). */
  spellings(text: string): readonly string[];
  /** Split a folded key into the parts a text would show, before any lexicon exists. */
  stem(key: string): { readonly stem: string; readonly definite: boolean };
  /** Proclitics that a later word of a phrase may carry: "وزير الخارجية والتعاون". */
  readonly phraseProclitics: readonly string[];
  /** Unfolded words that do begin with the article, where the language writes it onto the word. */
  readonly articles?: RegExp;
}

const KINDS = [
  "honorific",
  "reference-title",
  "prayer",
  "office",
  "portfolio",
  "charged",
  "modifier",
  "country",
  "nationality",
  "home",
  "state-word",
  "people",
  "city",
  "here",
  "capital",
  "ministry",
  "place-prefix",
  "venue",
  "organization",
  "institution",
  "namesake",
  "movement",
  "agency",
  "given",
  "regnal",
  "family",
  "particle",
  "counterpart",
  "sides",
  "delegation",
  "led-by",
  "posting",
  "marker",
  "marker-pronoun",
  "conjunction",
  "determiner",
  "pronoun",
  "possessive",
  "auxiliary",
  "adverb",
  "ordinal",
  "namely",
  "instance",
  "quantity",
  "superlative",
  "kin",
  "boundary",
  "cause",
  "since",
  "stamp",
  "strikes",
  "relative",
  "where",
  "quote-verb",
  "during",
  "light",
  "planned",
  "denied",
  "unreal",
  "background",
  "decease",
  "byline",
  "related",
  "stop",
  "date",
  "month",
  "day",
  "weekday",
  "direction",
  "era",
  "topic",
  "decoy",
] as const;

const entry = z.union([
  z.string().min(1),
  z.strictObject({
    text: z.string().min(1),
    definite: z.boolean().optional(),
    exact: z.boolean().optional(),
    marked: z.boolean().optional(),
    country: z.string().length(2).optional(),
    flag: z.string().optional(),
  }),
]);

export const lexiconFile = z.partialRecord(z.enum(KINDS), z.record(z.string(), z.array(entry).nullable()));
export type LexiconFile = z.infer<typeof lexiconFile>;
type Entry = z.infer<typeof entry>;

/** Kinds whose entries, written with the article, are only meant with it: "السيد" and not "سيد", "العين" the city and not "عين". */
const ARTICLE_KINDS: ReadonlySet<SenseKind> = new Set(["honorific", "anchor", "city", "country", "weekday", "date", "regnal"]);

const MIN_SURNAME = 4; // letters

/** Collects phrases and turns them into a language's compiled data. */
export class LexiconBuilder {
  private readonly phrases: { tokens: readonly string[]; sense: Sense }[] = [];
  private readonly words = new Set<string>();
  private readonly seen = new Set<string>();
  /** Given names that are written in several ways → the one key of them all. */
  private readonly givenKeys = new Map<string, string>();
  readonly problems: Problem[] = [];

  constructor(private readonly pack: LanguagePack) {}

  /** Add every form of an entry with the same sense; `ref` is where it stands, for problems. */
  add(item: Entry, sense: Sense, ref: string): void {
    const text = typeof item === "string" ? item : item.text;
    const extra: Partial<Sense> =
      typeof item === "string"
        ? {}
        : { ...(item.definite === undefined ? {} : { definite: item.definite }), ...(item.country ? { country: item.country } : {}), ...(item.flag ? { flag: item.flag } : {}) };
    for (const { text: form, ...features } of this.pack.inflect(text)) {
      const folded = foldKey(form, this.pack.rules.foldTable).trim();
      const tokens = tokenize(folded, this.pack.rules.joiners);
      if (tokens.length === 0) {
        this.problems.push(problem("E301", `"${text}" folds to nothing`, { where: ref }));
        continue;
      }
      // A given name takes no article: "الرياض" is a city, "رياض" a man.
      const bare = sense.kind === "given" && tokens.length === 1 && !this.pack.stem(tokens[0] ?? "").definite ? { definite: false } : {};
      // "السيد" is an honorific, "سيد" a name; "اللقاء" goes on with a meeting, "لقاء" need not. A verb that begins like an article keeps it.
      const article = this.pack.stem(tokens[0] ?? "").definite;
      const titled =
        sense.kind === "honorific" && !article && tokens.length === 1
          ? { definite: false }
          : ARTICLE_KINDS.has(sense.kind) && article
            ? { definite: true }
            : features.form === "verb"
              ? { definite: article }
              : (sense.kind === "city" || sense.kind === "country") && this.pack.articles
                ? { definite: false } // "باريس" is a city, "ألباريس" a man
                : {};
      // "ألباني" is of Albania, "الباني" a builder: folded they are one.
      const looks = sense.kind === "nationality" && tokens.length === 1 && article && this.pack.articles?.test(form) === false;
      const exact = looks || (typeof item !== "string" && item.exact) ? { exact: form.replace(/[\p{M}\u0640]/gu, "") } : {};
      const marked = typeof item !== "string" && item.marked ? { marked: form } : {};
      const full: Sense = { ...sense, ...bare, ...titled, ...extra, ...features, ...exact, ...marked };
      const once = `${tokens.join(" ")}\u0000${JSON.stringify(full)}`;
      if (this.seen.has(once)) continue;
      this.seen.add(once);
      if (full.kind === "given" && full.value !== "") this.givenKeys.set(tokens.join(" "), full.value);
      this.phrases.push({ tokens, sense: full });
      // Later words wait for build(): they may carry proclitics, and a word once known is never split.
      this.words.add(this.pack.stem(tokens[0] ?? "").stem);
    }
  }

  /** Add a lexicon file; `ref` names it, for problems. */
  addFile(file: LexiconFile, ref: string): void {
    for (const [kind, values] of Object.entries(file))
      for (const [value, entries] of Object.entries(values ?? {}))
        for (const item of entries ?? []) {
          if (kind === "marker-pronoun") {
            const [relation = "", pronoun = ""] = value.split(" ");
            this.add(item, { kind: "marker", value: relation, clitic: pronoun as NonNullable<Sense["clitic"]> }, ref);
          } else if (kind === "city" || kind === "venue") {
            const at = value.lastIndexOf(", ");
            this.add(item, at < 0 ? { kind, value: "" } : { kind, value: value.slice(0, at), city: value.slice(0, at), country: value.slice(at + 2) }, ref);
          } else {
            if (typeof item === "string" && (kind === "country" || kind === "nationality")) for (const other of this.pack.spellings(item)) this.add(other, { kind, value }, ref);
            this.add(item, { kind: kind as SenseKind, value, ...((kind === "agency" || kind === "family") && value !== "" ? { country: value } : {}) }, ref);
          }
        }
  }

  /** A word written with a proclitic inside a phrase is split as the text's word will be. */
  private hasProclitic(token: string): string | undefined {
    return this.pack.phraseProclitics.find((p) => token.startsWith(p) && token.length > p.length + 2 && this.pack.stem(token.slice(p.length)).definite);
  }

  /** Names as the engine's name keys, so that any spelling of the text's that means the same finds them. */
  private keysOf(names: Readonly<Record<string, readonly string[]>>): Record<string, string> {
    const { rules } = this.pack;
    const keys: Record<string, string> = {};
    for (const [country, list] of Object.entries(names))
      for (const name of list) {
        const words = foldKey(name, rules.foldTable).match(/[\p{L}\p{M}']+/gu) ?? [];
        const own = rules.nameKeys(words.map((word) => this.givenKeys.get(word) ?? word));
        // Where particles are no keys, what is left of a name may be anybody's.
        if (own.length > 1 || words.length === 1) keys[own.join(" ")] = country;
      }
    return keys;
  }

  /** Where no capital shows a name: one word of the language's own script that means nothing else, and with an article ("السيسي") no word at all. */
  private isPlainSurname(name: string, lexicon: Readonly<Record<string, ReadonlyMap<string, readonly Sense[]>>>): boolean {
    const { foldTable, identity } = this.pack.rules;
    const key = foldKey(name, foldTable);
    const { stem, definite } = this.pack.stem(key);
    if (key.includes(" ") || key.length < MIN_SURNAME) return false;
    if (!identity.ranges.some(([from, to]) => key.charCodeAt(0) >= from && key.charCodeAt(0) <= to)) return false;
    const senses = lexicon[stem]?.get("") ?? [];
    return definite ? senses.length === 0 : senses.every(({ kind }) => kind === "given" || kind === "family");
  }

  build(
    frames: Readonly<Record<string, Frame>>,
    { capitals, leaders }: { readonly capitals: Readonly<Record<string, string>>; readonly leaders: Readonly<Record<string, readonly string[]>> },
  ): LanguageData {
    const lexicon: Record<string, Map<string, Sense[]>> = Object.create(null) as Record<string, Map<string, Sense[]>>;
    for (const { tokens, sense } of this.phrases) {
      const keys: string[] = [];
      for (const [i, token] of tokens.entries()) {
        const split = i === 0 && this.pack.phraseProclitics.length > 0 ? [token] : this.splitInPhrase(token);
        for (const part of split) keys.push(this.pack.stem(part).stem);
      }
      const [first = "", ...rest] = keys;
      lexicon[first] ??= new Map();
      const byRest = lexicon[first];
      const restKey = rest.join(" ");
      const list = byRest.get(restKey) ?? [];
      list.push(sense);
      byRest.set(restKey, list);
      for (const key of keys) this.words.add(key);
    }
    const { id, cased } = this.pack.rules;
    const named = this.keysOf(leaders);
    const surnames = cased
      ? Object.keys(named).filter((name) => !name.includes(" "))
      : Object.values(leaders).flatMap((names) => names.filter((name) => this.isPlainSurname(name, lexicon)).map((name) => this.pack.stem(foldKey(name, this.pack.rules.foldTable)).stem));
    for (const name of surnames) this.words.add(name); // a proclitic is split from it
    const words = new Map<string, readonly Phrase[]>();
    for (const word of this.words) words.set(word, []);
    // Longest first, so that the first phrase that matches is the one to take.
    const length = (rest: string): number => (rest === "" ? 0 : rest.split(" ").length);
    for (const key of Object.keys(lexicon))
      words.set(
        key,
        [...(lexicon[key] ?? [])].sort(([a], [b]) => length(b) - length(a) || (a < b ? -1 : 1)),
      );
    return { id, lexicon: writeLexicon(words), frames, capitals, leaders: named, surnames };
  }

  private splitInPhrase(token: string): readonly string[] {
    if (this.pack.phraseProclitics.length === 0) return this.pack.rules.split(token, (stem) => this.words.has(stem)).map((p) => p.key);
    const proclitic = this.hasProclitic(token);
    if (proclitic) return [...(proclitic.length > 1 ? [proclitic.slice(0, 1), proclitic.slice(1)] : [proclitic]), token.slice(proclitic.length)];
    // "وشؤون" in a phrase: split where the rest is a word of the lexicon, as split() will.
    return this.words.has(this.pack.stem(token).stem) ? [token] : this.pack.rules.split(token, (stem) => this.words.has(stem)).map((p) => (p.definite && !p.key.startsWith("ال") ? p.stem : p.key));
  }
}

/** A phrase's words; marks stand alone as they do in a text. */
function tokenize(folded: string, joiners: ReadonlySet<number>): string[] {
  const tokens: string[] = [];
  for (const piece of folded.match(/[\p{L}\p{M}]+|\p{Nd}+|[^\p{L}\p{M}\p{Nd}\s]|\s+/gu) ?? []) {
    const last = tokens[tokens.length - 1];
    const joined = last !== undefined && joiners.has(last.charCodeAt(last.length - 1));
    // "people" + "'" + "s"
    if (/^[\p{L}\p{M}]/u.test(piece) && joined) tokens[tokens.length - 1] = last + piece;
    else if (piece.length === 1 && joiners.has(piece.charCodeAt(0)) && last !== undefined && /[\p{L}\p{M}]$/u.test(last)) tokens[tokens.length - 1] = last + piece;
    else tokens.push(piece);
  }
  // "ministers' (meeting)": in a text the mark stands for itself.
  return tokens.filter((t) => t.trim() !== "").flatMap((t) => (t.length > 1 && joiners.has(t.charCodeAt(t.length - 1)) ? [t.slice(0, -1), t.slice(-1)] : [t]));
}
