import { senseOf } from "../lexicon.ts";
import { flatMap } from "../lists.ts";
import type { Actor, Item, Reference, Sentence, Span } from "../types.ts";
import { type ActorContext, type Draft, type Range, spanOf } from "./context.ts";

const NO_KEYS: readonly string[] = [];
const NO_TITLES: Actor["titles"] = [];

/**
 * A mention of which nothing but its place and its kind is told. All mentions are made here or copied from one: with the same
 * properties in the same order they have one shape, and the rules look into them all day.
 */
export const plainMention = (kind: Actor["kind"], { from, to, start, end, sentence }: Pick<Actor, "from" | "to" | "start" | "end" | "sentence">): Writable<Actor> => ({
  kind,
  from,
  to,
  start,
  end,
  name: undefined,
  nameKeys: NO_KEYS,
  honorific: undefined,
  honorificValues: NO_KEYS,
  titles: NO_TITLES,
  familyCountry: undefined,
  country: undefined,
  organization: undefined,
  home: false,
  possessed: false,
  bare: false,
  principal: undefined,
  posting: undefined,
  indefinite: undefined,
  several: undefined,
  reference: { to: "self" },
  sentence,
});

type Writable<T> = { -readonly [K in keyof T]: T[K] };

/** A draft becomes a mention: items become spans of the text, names become keys. */

export function finish(context: ActorContext, draft: Draft): Actor {
  const { items, sentence } = context;
  const span = (range: Range): Span => spanOf(sentence, items, range.from, range.to);
  const nameKeys = draft.name ? nameKeysOf(context, draft.name) : [];
  const named = nameKeys.length > 0;
  const reference: Reference = draft.reference ?? (named ? { to: draft.titles.length === 0 && nameKeys.length <= 2 ? "name" : "self" } : draft.titles.length > 0 ? { to: "title" } : { to: "self" });
  const { from, to } = draft;
  const { start, end } = spanOf(sentence, items, from, to);
  const mention = plainMention(draft.kind, { from, to, start, end, sentence: sentence.index });
  mention.reference = reference;
  if (draft.name && named) mention.name = span(draft.name);
  mention.nameKeys = nameKeys;
  if (draft.honorific) {
    mention.honorific = span(draft.honorific);
    mention.honorificValues = honorificsIn(items, draft.honorific);
  }
  if (draft.titles.length > 0) mention.titles = draft.titles.map((t) => ({ ...t, span: span({ from: t.span.start, to: t.span.end }) }));
  if (draft.name) mention.familyCountry = familyOf(items, draft.name);
  mention.country = draft.country;
  mention.organization = draft.organization;
  mention.home = draft.home;
  mention.possessed = draft.possessed;
  mention.bare = draft.bare && !draft.name && draft.titles.length === (draft.kind === "person" ? 1 : 0);
  mention.principal = draft.principal && finish(context, draft.principal);
  mention.posting = draft.posting;
  mention.indefinite = (draft.indefinite && !named) || undefined;
  return mention;
}

/** What a name is compared by. */
export const nameKeysOf = (context: ActorContext, name: Range): readonly string[] => context.rules.nameKeys(keysOf(context, name));

/** The words of a name; a given name that is written in several ways has one key. */
const keysOf = ({ items, sentence }: ActorContext, { from, to }: Range): string[] =>
  flatMap(items.slice(from, to), (item) => {
    const given = item.senses.find((s) => s.kind === "given" && s.value !== "")?.value;
    return given === undefined ? tokensOf(sentence, item) : [given];
  });

const tokensOf = (sentence: Sentence, { from, to }: Item): string[] =>
  sentence.tokens
    .slice(from, to)
    .filter((t) => t.kind === "word")
    .map((t) => t.key);

function familyOf(items: readonly Item[], range: Range): string | undefined {
  for (let i = range.from; i < range.to; i++) {
    const country = senseOf(items[i], "family")?.country;
    if (country) return country;
  }
  return undefined;
}

export function honorificsIn(items: readonly Item[], range: Range): string[] {
  const values: string[] = [];
  for (let i = range.from; i < range.to; i++) {
    const sense = senseOf(items[i], "honorific");
    if (sense) values.push(sense.value);
  }
  return values;
}
