import { hasSense, senseOf } from "../lexicon.ts";
import type { ActorKind, Item, Knowledge, LanguageData, LanguageRules, Reference, Sentence, Span, Title, Token } from "../types.ts";

/** What the readers of parties share: the sentence, a mention in the making, and small tests on its tokens. */

/** Keys of names that stand somewhere in the text, or that every reader knows. */
export type Names = Pick<ReadonlySet<string>, "has">;

export interface ActorContext {
  readonly sentence: Sentence;
  readonly items: readonly Item[];
  readonly rules: LanguageRules;
  readonly offices: Knowledge["offices"];
  /** Name keys of leaders, joined by spaces → their state. */
  readonly leaders: LanguageData["leaders"];
  /** Name keys of persons named earlier in the text: a bare surname among them is a mention. */
  readonly names: Names;
  /** State of the dateline, for "here". */
  readonly here: string | undefined;
  /** Titles read so far, by the item they begin at; null where none is. */
  readonly titles: Map<number, ReadTitle | null>;
}

export interface Draft {
  honorific: Range | undefined;
  titles: Title[];
  name: Range | undefined;
  country: string | undefined;
  organization: string | undefined;
  home: boolean;
  bare: boolean;
  possessed: boolean;
  combines: boolean;
  posting: string | undefined;
  indefinite: boolean | undefined;
  reference: Reference | undefined;
  principal: Draft | undefined;
  kind: ActorKind;
  from: number;
  to: number;
}

/** A mention in the making: nothing of it is read yet. */
export const newDraft = (from: number): Draft => ({
  honorific: undefined,
  titles: [],
  name: undefined,
  country: undefined,
  organization: undefined,
  home: false,
  bare: false,
  possessed: false,
  combines: false,
  posting: undefined,
  indefinite: undefined,
  reference: undefined,
  principal: undefined,
  kind: "person",
  from,
  to: from,
});

export interface Range {
  readonly from: number;
  readonly to: number;
}

export interface ReadTitle {
  readonly office: string;
  readonly country: string | undefined;
  readonly organization: string | undefined;
  readonly posting: string | undefined;
  readonly home: boolean;
  readonly weak: boolean;
  /** Stem of the word that says the office: a king and a sultan hold one. */
  readonly word: string;
  /** The office is a single definite word without any complement: "the minister". */
  readonly bare: boolean;
  readonly secondary: boolean;
  readonly possessed: boolean;
  readonly combines: boolean;
  /** For whom the office is held, where that person is told. */
  readonly principal: Draft | undefined;
  readonly from: number;
  readonly to: number;
}

/** A title as a mention holds it. */
export const titleOf = ({ office, country, organization, weak, word, from, to }: ReadTitle): Title => ({ office, country, organization, span: { start: from, end: to }, weak, word });

/** For whom an office is held: the title, what stands before it, and the name behind. */
export function principalOf(title: ReadTitle, from: number, name: Range | undefined): Draft {
  const honorific = title.from > from ? { from, to: title.from } : undefined;
  const { country, organization, home } = title;
  return { ...newDraft(from), honorific, titles: [titleOf(title)], name, country, organization, home, bare: title.bare && name === undefined, to: name?.to ?? title.to };
}

/** @returns the first item from here on that is no style of address */
export function pastHonorifics(context: ActorContext, from: number): number {
  let at = from;
  while (hasSense(context.items[at], "honorific") && !hasSense(context.items[at], "office")) at++;
  return at;
}

/** "in", "at" before a place. */
export function isPlaceMarker(context: ActorContext, at: number): boolean {
  const sense = senseOf(context.items[at], "marker");
  return sense !== undefined && sense.clitic === undefined && (sense.value === "in" || sense.value === "with" || sense.value === "to") && tokensOf(context, at) === 1;
}

export function isMarkerGlued(context: ActorContext, at: number, relation: string): boolean {
  const item = context.items[at];
  return item?.senses.some((s) => s.kind === "marker" && s.value === relation && s.clitic === undefined) === true && context.sentence.tokens[item.to]?.glued === true;
}

/** An unknown word or a word only known as a name. */
export function isPlainName(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || token?.kind !== "word") return false;
  return item.senses.length === 0 ? token.key.length > 1 : hasSense(item, "given") || hasSense(item, "particle") || hasSense(item, "family");
}

/** Original span of items `from` to `to`. */
export function spanOf(sentence: Sentence, items: readonly Item[], from: number, to: number): Span {
  const first = items[from]?.token;
  const last = sentence.tokens[(items[to - 1]?.to ?? 1) - 1];
  return { start: first?.start ?? sentence.start, end: last?.end ?? sentence.end };
}

export const tokenOf = ({ items }: ActorContext, at: number): Token | undefined => items[at]?.token;

/** Stem of the last word of a phrase: "(prime) minister". */
export const lastStemOf = ({ items, sentence }: ActorContext, at: number): string => sentence.tokens[(items[at]?.to ?? 0) - 1]?.stem ?? "";

const tokensOf = (context: ActorContext, at: number): number => {
  const item = context.items[at];
  return item ? item.to - item.from : 0;
};

export const isPunct = (context: ActorContext, at: number, mark: string): boolean => {
  const token = tokenOf(context, at);
  return token?.kind === "punct" && token.key === mark;
};

export const COMMAS: ReadonlySet<string> = new Set([",", "،", "٬", "؛"]);

const QUOTES = new Set(['"', "/", "“", "”", "«", "»", "'", "‘", "’"]);

const DASHES = new Set(["-", "–", "—", "ـ", "(", ")", "_"]);

export const isComma = (context: ActorContext, at: number): boolean => {
  const token = tokenOf(context, at);
  return token?.kind === "punct" && (COMMAS.has(token.key) || token.key === ";"); // inside a phrase; between clauses it is an end
};

export const isQuote = (context: ActorContext, at: number): boolean => {
  const token = tokenOf(context, at);
  return token?.kind === "punct" && QUOTES.has(token.key);
};

export const isDashOrBracket = (context: ActorContext, at: number): boolean => {
  const token = tokenOf(context, at);
  return token?.kind === "punct" && DASHES.has(token.key);
};

/** A mark with no space on either side. */
export function isTight(context: ActorContext, at: number): boolean {
  const here = tokenOf(context, at);
  const before = tokenOf(context, at - 1);
  const after = tokenOf(context, at + 1);
  return here !== undefined && before?.end === here.start && after?.start === here.end;
}
