import { senseOf } from "../lexicon.ts";
import { flatMap } from "../lists.ts";
import type { Actor, Item, Reference, Sentence, Span } from "../types.ts";
import { type ActorContext, type Draft, type Range, spanOf } from "./context.ts";

/** What a mention has that nothing but its place and its kind is told of. */
export const PLAIN = {
  name: undefined,
  nameKeys: [],
  honorific: undefined,
  honorificValues: [],
  titles: [],
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
} satisfies Partial<Actor>;

/** A draft becomes a mention: items become spans of the text, names become keys. */

export function finish(context: ActorContext, draft: Draft): Actor {
  const { items, sentence } = context;
  const span = (range: Range): Span => spanOf(sentence, items, range.from, range.to);
  const nameKeys = draft.name ? nameKeysOf(context, draft.name) : [];
  const named = nameKeys.length > 0;
  const reference: Reference = draft.reference ?? (named ? { to: draft.titles.length === 0 && nameKeys.length <= 2 ? "name" : "self" } : draft.titles.length > 0 ? { to: "title" } : { to: "self" });
  return {
    kind: draft.kind,
    from: draft.from,
    to: draft.to,
    ...span({ from: draft.from, to: draft.to }),
    name: draft.name && named ? span(draft.name) : undefined,
    nameKeys,
    honorific: draft.honorific ? span(draft.honorific) : undefined,
    honorificValues: draft.honorific ? honorificsIn(items, draft.honorific) : [],
    titles: draft.titles.map((t) => ({ ...t, span: span({ from: t.span.start, to: t.span.end }) })),
    familyCountry: draft.name ? familyOf(items, draft.name) : undefined,
    country: draft.country,
    organization: draft.organization,
    home: draft.home,
    possessed: draft.possessed,
    bare: draft.bare && !draft.name && draft.titles.length === (draft.kind === "person" ? 1 : 0),
    principal: draft.principal && finish(context, draft.principal),
    posting: draft.posting,
    indefinite: (draft.indefinite && !named) || undefined,
    several: undefined,
    reference,
    sentence: sentence.index,
  };
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
