import { COMMAS, spanOf } from "../actors/context.ts";
import { plainMention } from "../actors/mention.ts";
import { hasSense, senseOf, valuesOf } from "../lexicon.ts";
import type { Actor, Frame, Item, LanguageRules, Pronoun, Relation, Sense, Sentence, Span, Status, Title, Token } from "../types.ts";

/**
 * Stage 8, first half: a sentence as the matcher sees it, and what a clause is. No parser: the zone of a trigger runs to
 * the next clause boundary, and each party in it takes the relation of the marker before it, or its place in the word order.
 * Where that place is depends on the language: `verbFirst.ts` and `subjectFirst.ts` read it.
 */

/** A sentence as the matcher sees it: parties and the items between them, in order. */
export interface View {
  readonly sentence: Sentence;
  readonly items: readonly Item[];
  readonly elements: readonly Element[];
  readonly rules: LanguageRules;
  /** Object nouns that stand in the sentence: a frame that needs another need not be tried. */
  readonly objects: ReadonlySet<string>;
}

export interface Element {
  readonly from: number;
  readonly to: number;
  readonly actor: Actor | undefined;
  readonly item: Item | undefined;
  /** Its first token. */
  readonly token: Token | undefined;
}

export interface Slot {
  readonly relation: Relation;
  readonly actor: Actor;
  /** "object": after an indefinite object noun, so it may hang on that noun; "before": ahead of it. */
  readonly place: "plain" | "object" | "before";
  /** Mention found by leaning on the clause before, not in this one. */
  readonly inherited: boolean;
}

export interface Clause {
  readonly at: number;
  readonly frame: Frame;
  readonly sense: Sense;
  readonly slots: Slot[];
  readonly object: { readonly at: number; readonly definite: boolean } | undefined;
  /** Element of a reception that this clause happens in ("during the reception of …"). */
  nested: number | undefined;
  /** First element after the zone. */
  readonly end: number;
  /** The trigger only goes on telling an event told before: "the meeting". */
  readonly resumes: boolean;
  readonly passive?: boolean;
  /** What the verb's form says of the event, where it does. */
  readonly status?: Status;
}

export function createView(sentence: Sentence, items: readonly Item[], mentions: readonly Actor[], rules: LanguageRules): View {
  const elements: Element[] = [];
  const actors = mentions.slice(isDateline(sentence, items, mentions[0]) ? 1 : 0, isSource(sentence, items, mentions.at(-1)) ? -1 : undefined);
  let at = 0;
  let next = 0;
  while (at < items.length) {
    if (isAside(items, at, (i) => actors.some((actor) => i >= actor.from && i < actor.to))) {
      elements.push(plainElement(items, at + 1));
      at += 3;
      continue;
    }
    const actor = actors[next];
    if (actor && actor.from === at) {
      elements.push({ from: actor.from, to: actor.to, actor, item: undefined, token: items[actor.from]?.token });
      at = actor.to;
      next++;
    } else {
      elements.push(plainElement(items, at));
      at++;
    }
  }
  return { sentence, items, elements, rules, objects: valuesOf(items, "object") };
}

const plainElement = (items: readonly Item[], at: number): Element => ({ from: at, to: at + 1, actor: undefined, item: items[at], token: items[at]?.token });

export const DASHES: ReadonlySet<string> = new Set(["-", "–", "—"]);

/** "Tunis – the president arrived": where a story was written, in a name that is a state's as well, is nobody's act. */
function isDateline({ heading, tokens }: Sentence, items: readonly Item[], actor: Actor | undefined): boolean {
  if (heading || actor === undefined || actor.from !== 0 || actor.kind !== "country" || !items.slice(0, actor.to).some((item) => hasSense(item, "city"))) return false;
  const last = tokens[(items[actor.to - 1]?.to ?? 0) - 1];
  const dash = items[actor.to]?.token;
  return dash?.kind === "punct" && DASHES.has(dash.key) && last !== undefined && dash.start > last.end;
}

/** "N to hand letter to M – Foreign Ministry": whose word it is, at the end of a headline. */
function isSource({ heading }: Sentence, items: readonly Item[], actor: Actor | undefined): boolean {
  if (!heading || actor === undefined || actor.to !== items.length) return false;
  const dash = items[actor.from - 1]?.token;
  const next = items[actor.from]?.token;
  return dash?.kind === "punct" && DASHES.has(dash.key) && next !== undefined && next.start > dash.end;
}

/** "N, Wednesday, received M": a day between commas, across which the clause goes on. */
function isAside(items: readonly Item[], at: number, isParty: (item: number) => boolean): boolean {
  const isMark = (i: number): boolean => {
    const token = items[i]?.token;
    return token?.kind === "punct" && COMMAS.has(token.key);
  };
  return isMark(at) && isMark(at + 2) && (hasSense(items[at + 1], "date") || hasSense(items[at + 1], "weekday")) && ![at, at + 1, at + 2].some(isParty);
}

/** Original span of an element. */
export const elementSpan = (view: View, at: number): Span => spanOf(view.sentence, view.items, view.elements[at]?.from ?? 0, view.elements[at]?.to ?? 1);

export const has = (element: Element | undefined, kind: Sense["kind"]): boolean => hasSense(element?.item, kind);

export const tokenAt = (element: Element | undefined): Token | undefined => element?.token;

const CLAUSE_MARKS = new Set([";", ".", "..", "...", "…", ":"]);

/** A mark that ends a clause; a full stop inside a sentence is one of an abbreviation or a number ("$4.5 billion"). */
export function closesClause(view: View, element: Element | undefined): boolean {
  const token = tokenAt(element);
  return token?.kind === "punct" && CLAUSE_MARKS.has(token.key) && (token.key !== "." || token === view.sentence.tokens.at(-1));
}

export const isComma = (element: Element | undefined): boolean => {
  const token = tokenAt(element);
  return token?.kind === "punct" && COMMAS.has(token.key);
};

/** "to be", of which a predicate is told or a passive is made. */
export const isBe = (element: Element | undefined): boolean => senseOf(element?.item, "auxiliary")?.value === "be";

/** "N, who received …": the party that a relative pronoun, or the preposition before it, is told of; a comma may stand between. */
export function headBefore(view: View, at: number): Actor | undefined {
  let head = isComma(view.elements[at - 1]) ? at - 2 : at - 1;
  const end = head;
  while (view.rules.order === "subject-first" && head > 0 && isDayWord(view, head)) head--;
  if (head < end && hasSense(view.elements[head]?.item, "marker")) head--; // "met N on February 23, who …"
  return view.elements[head]?.actor;
}

/** "Monday", "February", the "23" beside it. */
function isDayWord({ elements }: View, at: number): boolean {
  const named = (i: number): boolean => (["date", "weekday", "month"] as const).some((kind) => hasSense(elements[i]?.item, kind));
  return named(at) || (elements[at]?.token?.kind === "number" && (named(at - 1) || named(at + 1)));
}

/** A pronoun as a mention: the word that carries it is its span. */
export const pronounActor = (view: View, element: Element, pronoun: Pronoun): Actor => ({ ...plainActor(view, element, "person"), reference: { to: "pronoun", pronoun } });

/** An adjective of origin as a mention of its state. */
export const nationActor = (view: View, element: Element, country: string): Actor => ({ ...plainActor(view, element, "country"), country });

const plainActor = (view: View, { from, to }: Element, kind: Actor["kind"]): Actor => {
  const { start, end } = spanOf(view.sentence, view.items, from, to);
  return plainMention(kind, { from, to, start, end, sentence: view.sentence.index });
};

export const frameObject = (element: Element, frame: Frame): Sense | undefined =>
  hasSense(element.item, "object") ? element.item?.senses.find((s) => s.kind === "object" && frame.needs.includes(s.value)) : undefined;

/** The preposition that an element is, if of one of these relations. */
export const marker = (element: Element | undefined, ...relations: readonly string[]): Sense | undefined =>
  hasSense(element?.item, "marker") ? element?.item?.senses.find((s) => s.kind === "marker" && relations.includes(s.value)) : undefined;

export const verbSense = ({ item }: Element): Sense | undefined => (hasSense(item, "trigger") ? item?.senses.find((s) => s.kind === "trigger" && s.form === "verb") : undefined);

/** "N, ambassador to X": the element right behind another one, past a comma. */
export const behind = (view: View, at: number): number => (isComma(view.elements[at + 1]) ? at + 2 : at + 1);

/** "N, ambassador to X": the titles that a person has behind the name. */
export const titlesBehind = ({ name, titles }: Actor): readonly Title[] => (name ? titles.filter((title) => title.span.start >= name.end) : []);

export interface ClauseContext {
  /** Parties that an earlier clause of the sentence took: no verb behind them has them for its fronted subject. */
  readonly consumed: ReadonlySet<Actor>;
  /** Subject of the clause before, for verbs that leave theirs out. */
  readonly subject: Actor | undefined;
  /** All subjects of the clause before, where it had several. */
  readonly subjects: readonly Actor[];
  /** Who was received in the sentence so far: "received N, bearing a message". */
  readonly received: Actor | undefined;
  /** An object noun of the frame was told before in the text. */
  readonly knownObject: (object: string) => boolean;
  /** The trigger stands inside a reception opened by "during": its possessor is the outer clause's subject. */
  readonly outerAgent: Actor | undefined;
  /** All subjects of that outer clause. */
  readonly outerSubjects: readonly Actor[];
  /** An event of a type was told in this sentence or shortly before. */
  readonly toldShortly: (type: string) => boolean;
  /** Whose object the clause before told of: "a letter from N, inviting him". */
  readonly author: Actor | undefined;
  /** The clause before was a passive: a verb that shares its subject is one too. */
  readonly passive: boolean;
}
