import { hasSense, isVerbal, senseOf } from "../../lexicon.ts";
import type { Actor, Sense } from "../../types.ts";
import { type ActorContext, type Draft, isPlaceMarker, isQuote, tokenOf } from "../context.ts";
import { finish } from "../mention.ts";

/** States, cities that stand for them, ministries and organizations as parties. */

/** Where a counterpart comes from: adjective, "in" + state. */
export function readOrigin(context: ActorContext, draft: Draft, from: number): number {
  let at = from;
  const nation = senseOf(context.items[at], "nationality");
  if (nation) {
    draft.country = nation.value;
    at++;
  } else if (isPlaceMarker(context, at) && senseOf(context.items[at + 1], "country")) {
    draft.country = senseOf(context.items[at + 1], "country")?.value ?? "";
    at += 2;
  }
  while (hasSense(context.items[at], "modifier")) at++;
  return at;
}

/** A state or an organization standing for itself. */
export function readBody(context: ActorContext, draft: Draft): Actor | undefined {
  const item = context.items[draft.from];
  if (senseOf(item, "ministry")?.flag === "generic") return readNamedMinistry(context, draft);
  if (hasSense(item, "ministry")) return readMinistry(context, draft);
  if (hasSense(item, "people") && senseOf(item, "people")?.flag !== "for-side") return readPeople(context, draft);
  const state = stateAt(context, draft.from) ?? destination(context, draft.from) ?? capitalOf(context, draft.from) ?? cityBetween(context, draft.from);
  const body = senseOf(item, "organization");
  if (body) {
    draft.kind = "organization";
    draft.organization = body.value;
  } else if (state) {
    draft.kind = "country";
    draft.country = state.value;
  } else if (hasSense(item, "home") && senseOf(item, "home")?.flag !== "possessed") {
    draft.kind = "country";
    draft.home = true;
  } else return undefined;
  draft.to = draft.from + 1;
  // "the alliance «Nato»": its other name, in quotation marks
  if (body && isQuote(context, draft.to) && senseOf(context.items[draft.to + 1], "organization")?.value === body.value && isQuote(context, draft.to + 2)) draft.to += 3;
  return finish(context, draft);
}

const PEOPLE_REACH = 4; // items

/** "the Palestinian people", "the inhabitants of the Gaza Strip", "those hit by the floods in Sudan": behind a preposition they stand for their state. */
function readPeople(context: ActorContext, draft: Draft): Actor | undefined {
  const before = context.items[draft.from - 1];
  if (!hasSense(before, "marker") && !hasSense(before, "conjunction") && !(hasSense(before, "trigger") && senseOf(before, "trigger")?.form === "noun")) return undefined;
  const known = senseOf(context.items[draft.from], "people")?.country;
  if (known !== undefined && senseOf(before, "marker")?.value !== "to") return undefined; // "(aid) to Gaza"
  if (known !== undefined) return finish(context, { ...draft, kind: "country", country: known, to: draft.from + 1 });
  for (let i = draft.from + 1; i <= draft.from + PEOPLE_REACH; i++) {
    const item = context.items[i];
    const country = (senseOf(item, "nationality") ?? senseOf(item, "country"))?.value ?? senseOf(item, "city")?.country ?? senseOf(item, "people")?.country;
    if (country !== undefined) return finish(context, { ...draft, kind: "country", country, to: i + 1 });
    if (!item || tokenOf(context, i)?.kind !== "word" || hasSense(item, "office") || hasSense(item, "honorific") || hasSense(item, "conjunction") || hasSense(item, "trigger")) return undefined;
  }
  return undefined;
}

/** A state's name, where it is not its adjective ("the Syrian") and not the city of that name ("the capital Amman"). */
function stateAt(context: ActorContext, at: number): Sense | undefined {
  const item = context.items[at];
  if (hasSense(item, "nationality") && tokenOf(context, at)?.definite && !(hasSense(item, "country") && standsAlone(context, at))) return undefined;
  if (hasSense(item, "city") && beforeCity(context, at) !== at - 1) return undefined;
  // A word that is a state, and another state's city, is the city where one goes ("to Amman").
  const city = senseOf(item, "city");
  if (city?.country !== undefined && city.country !== senseOf(item, "country")?.value && senseOf(context.items[at - 1], "marker")?.value === "to") return undefined;
  return senseOf(item, "country");
}

/** No noun before it that it could be the adjective of: behind a verb, a preposition, "and" or a mark. */
function standsAlone(context: ActorContext, at: number): boolean {
  const before = context.items[at - 1];
  if (!before || tokenOf(context, at - 1)?.kind !== "word") return true;
  if (hasSense(before, "object") && tokenOf(context, at - 1)?.definite === false) return true; // "X's condemnation": an adjective would have an article before it
  return hasSense(before, "conjunction") || hasSense(before, "marker") || isVerbal(before);
}

/** "(signed) between Cairo and Riyadh": two cities that stand for their states. */
function cityBetween(context: ActorContext, at: number): { readonly value: string } | undefined {
  const { items } = context;
  if (!hasSense(items[at], "city")) return undefined;
  const between = (i: number): boolean => senseOf(items[i], "marker")?.value === "between";
  const country = (i: number): string | undefined => senseOf(items[i], "city")?.country;
  const other = between(at - 1) && hasSense(items[at + 1], "conjunction") ? at + 2 : between(at - 3) && hasSense(items[at - 1], "conjunction") ? at - 2 : undefined;
  const [mine, theirs] = [country(at), other === undefined ? undefined : country(other)];
  return mine !== undefined && theirs !== undefined && mine !== theirs ? { value: mine } : undefined;
}

/** "(travelled to) the Italian capital": its state, where the city is not named right behind. */
function capitalOf(context: ActorContext, at: number): Sense | undefined {
  const { items } = context;
  if (!hasSense(items[at], "capital") || senseOf(items[at - 1], "marker")?.value !== "to" || hasSense(items[at + 2], "city")) return undefined;
  return senseOf(items[at + 1], "nationality");
}

/** The item before a city and the words that announce it: "(to) the Jordanian capital". */
function beforeCity(context: ActorContext, at: number): number {
  const { items } = context;
  const adjective = hasSense(items[at - 1], "nationality") ? at - 1 : at;
  return hasSense(items[adjective - 1], "capital") || hasSense(items[adjective - 1], "place-prefix") ? adjective - 2 : at - 1;
}

/** "arrived in Cairo": a city travelled to stands for its state. */
function destination(context: ActorContext, at: number): { readonly value: string } | undefined {
  const { items } = context;
  const city = senseOf(items[at], "city");
  if (!city) return undefined;
  const from = beforeCity(context, at);
  const before = items[from];
  // "reached the Jordanian capital Amman": a verb of motion takes the city as its object.
  if (city.country !== undefined && from !== at - 1 && !hasSense(before, "marker")) return { value: city.country };
  if (city.country === undefined || senseOf(before, "marker")?.value !== "to") return undefined;
  return { value: city.country };
}

const MINISTRY_REACH = 6; // items

/** "the Russian ministry of emergencies": whatever its portfolio, the adjective behind it tells whose it is. */
function readNamedMinistry(context: ActorContext, draft: Draft): Actor | undefined {
  const { items } = context;
  for (let at = draft.from + 1; at < draft.from + MINISTRY_REACH; at++) {
    if (hasSense(items[at], "office")) return undefined; // "the ministry received the Lebanese ambassador"
    const state = senseOf(items[at], "nationality") ?? (at > draft.from + 1 ? senseOf(items[at], "country") : undefined);
    if (state) return finish(context, { ...draft, kind: "organization", country: state.value, to: at + 1 });
    // "the ministry of justice in X"
    const seat = isPlaceMarker(context, at) ? senseOf(items[at + 1], "country") : undefined;
    if (seat) return finish(context, { ...draft, kind: "organization", country: seat.value, to: at + 2 });
    const joined = hasSense(items[at], "conjunction");
    if (tokenOf(context, at)?.kind !== "word" || (!joined && !tokenOf(context, at)?.definite)) return undefined;
  }
  return undefined;
}

/** A ministry, court or government: the state it speaks for is named behind it, or is the outlet's own. */
function readMinistry(context: ActorContext, draft: Draft): Actor | undefined {
  const { items } = context;
  const head = items[draft.from];
  draft.kind = "organization";
  let at = draft.from + 1;
  for (;;) {
    const item = items[at];
    const state = senseOf(item, "nationality") ?? senseOf(item, "country");
    if (state && draft.country === undefined) {
      draft.country = state.value;
      at++;
    } else if (isPlaceMarker(context, at) && senseOf(items[at + 1], "country") && draft.country === undefined) {
      draft.country = senseOf(items[at + 1], "country")?.value ?? "";
      at += 2;
    } else if (hasSense(item, "home") && draft.country === undefined) at++;
    else if (hasSense(item, "portfolio") || (hasSense(item, "conjunction") && hasSense(items[at + 1], "portfolio"))) at++;
    else break;
  }
  // "a foreign (خارجية) visit": without an article or a state it is an adjective.
  if (draft.country === undefined && head && head.to - head.from === 1 && at === draft.from + 1 && tokenOf(context, draft.from)?.definite === false) return undefined;
  if (draft.country === undefined) draft.home = true;
  draft.to = at;
  return finish(context, draft);
}
