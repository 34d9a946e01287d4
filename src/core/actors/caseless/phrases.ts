import { hasSense, isVerbal, senseOf } from "../../lexicon.ts";
import type { Item, Sense } from "../../types.ts";
import {
  type ActorContext,
  type Draft,
  isComma,
  isMarkerGlued,
  isPlaceMarker,
  isPlainName,
  isPunct,
  isQuote,
  isTight,
  newDraft,
  pastHonorifics,
  principalOf,
  type ReadTitle,
  tokenOf,
} from "../context.ts";
import { nameKeysOf } from "../mention.ts";

/**
 * Titles and names. They are read together: in a script without capitals a name begins where a title cannot go on, and a
 * title ends where a name leads on.
 */

const MAX_NAME_TOKENS = 8;

const MAX_GENERIC_ITEMS = 9; // "director of the department of … at the ministry of …"

/** A word that is both honorific and office ("the emir", "the ambassador") is an office when a state completes it. */
export function titleWins(context: ActorContext, at: number): boolean {
  const title = readTitle(context, at);
  return title !== undefined && (title.country !== undefined || title.home || !title.bare);
}

/** True when a chain of titles and honorifics ends in a name. */
export function leadsToName(context: ActorContext, from: number): boolean {
  let at = from;
  let styled: Draft | undefined;
  for (let steps = 0; steps < 6; steps++) {
    const item = context.items[at];
    if (hasSense(item, "honorific") && !hasSense(item, "office")) {
      styled = { ...newDraft(at), honorific: { from: at, to: at + 1 }, to: at + 1 };
      at++;
    } else if (hasSense(item, "office")) {
      const title = readTitle(context, at);
      if (!title) return hasSense(item, "honorific") && isNameable(context, at + 1, 0, undefined);
      at = title.to;
    } else if (isComma(context, at) || isPunct(context, at, "/") || (at > from && hasSense(item, "conjunction") && hasSense(context.items[at + 1], "office"))) at++;
    else return isNameable(context, at, 0, styled);
  }
  return false;
}

/** An office with what completes it: portfolio, state, body, posting, the office it is held for. */
export function readTitle(context: ActorContext, from: number, depth = 0, afterName = false): ReadTitle | undefined {
  if (depth > 0 || afterName) return readTitleAt(context, from, depth, afterName);
  // Look-ahead asks for the same title again and again.
  const known = context.titles.get(from);
  if (known !== undefined) return known ?? undefined;
  const title = readTitleAt(context, from, depth, afterName);
  context.titles.set(from, title ?? null);
  return title;
}

function readTitleAt(context: ActorContext, from: number, depth: number, afterName: boolean): ReadTitle | undefined {
  const { items, offices } = context;
  const senses = items[from]?.senses.filter((s) => s.kind === "office") ?? [];
  const first = senses[0];
  if (!first) return undefined;
  // "Musaed bin N": a word for an office that a father's name follows is a given name.
  if (senseOf(items[from + 1], "particle")?.value === "kin" && !hasSense(items[from + 1], "given")) return undefined;
  if (first.flag === "weak" && isAdjectival(context, from)) return undefined;
  const definite = tokenOf(context, from)?.definite ?? false;
  const generic = senses.some((s) => s.flag === "generic" || s.flag === "secondary");
  const posted = senses.some((s) => offices[s.value]?.posted);
  const several = senses.some((s) => s.flag === "several");
  const takesHolder = !definite && senses.some((s) => offices[s.value]?.attached);
  let country = senses.find((s) => s.country)?.country;
  let organization: string | undefined;
  let posting: string | undefined;
  let home = false;
  let complements = 0;
  let absorbed = 0;
  let holderRead = false;
  let principal: Draft | undefined;
  let at = from + 1;

  for (;;) {
    const item = items[at];
    if (!item) break;
    const next = items[at + 1];
    const nation = senseOf(item, "nationality");
    const state = senseOf(item, "country");
    const body = senseOf(item, "organization");
    const abroad = senseOf(item, "portfolio")?.country;
    const run = portfolioRun(context, at, senses);
    const affairs = affairsRun(context, at, senses);
    if (abroad !== undefined) country ??= abroad;
    const movement = posted || organization !== undefined ? undefined : movementRun(context, at);
    const served = country !== undefined || organization !== undefined || home;
    const place = hasSense(item, "posting") || (posted && served && isPlaceMarker(context, at)) ? postingAt(context, at + 1) : undefined;
    if (affairs !== undefined) {
      complements++;
      at = affairs;
    } else if (hasSense(item, "portfolio") && !isOtherWord(context, from, at) && !(state && complements === 0 && generic) && !(followsState(context, at) && (complements > 0 || !generic))) {
      complements++;
      at++;
    } else if ((hasSense(item, "conjunction") || isMarkerGlued(context, at, "to")) && hasSense(next, "portfolio") && !posted) {
      country ??= senseOf(next, "portfolio")?.country;
      complements++;
      at += 2;
    } else if (hasSense(item, "conjunction") && hasSense(next, "nationality") && hasSense(items[at + 2], "portfolio")) {
      // "… and Mauritanians abroad": whose minister is told by the name of the ministry.
      country ??= senseOf(next, "nationality")?.value;
      complements++;
      at += 3;
    } else if (run !== undefined) {
      // "… and International Relations of the Kingdom of …": a ministry's further words, wherever they lead on to a state or a name.
      complements++;
      at = run;
    } else if (
      nation &&
      (country === undefined || country === nation.value) &&
      organization === undefined &&
      (definite === (tokenOf(context, at)?.definite ?? false) || tokenOf(context, at)?.definite)
    ) {
      country = nation.value;
      at++;
    } else if (state && (country === undefined || country === state.value) && organization === undefined && !home) {
      country = state.value;
      at++;
    } else if (
      at === from + 1 &&
      !definite &&
      (afterName || tokenOf(context, from - 1)?.definite !== true || hasSense(items[from - 1], "family") || isPhrase(items[from])) &&
      senseOf(item, "city")?.country !== undefined &&
      !hasSense(item, "given")
    ) {
      // "governor of Dubai"
      country ??= senseOf(item, "city")?.country;
      at++;
    } else if (hasSense(item, "home") && country === undefined && !home) {
      home = true;
      at++;
    } else if (body && organization === undefined && country === undefined) {
      organization = body.value;
      at++;
    } else if (isMarkerGlued(context, at, "to") && hasSense(next, "stop") && senseOf(items[at + 2], "organization") && organization === undefined) {
      organization = senseOf(items[at + 2], "organization")?.value;
      at += 3;
    } else if (!posted && organization === undefined && isMarkerGlued(context, at, "to") && isMarkerGlued(context, at + 2, "with") && senseOf(items[at + 3], "organization")) {
      // "director general for operations at the bank"
      organization = senseOf(items[at + 3], "organization")?.value;
      absorbed++;
      at += 4;
    } else if (isQuote(context, at) && senseOf(next, "organization") && isQuote(context, at + 2)) {
      organization ??= senseOf(next, "organization")?.value;
      at += 3;
    } else if (isMarkerGlued(context, at, "to") && senseOf(next, "organization") && organization === undefined) {
      organization = senseOf(next, "organization")?.value;
      at += 2;
    } else if (posted && !served && complements + absorbed + (items[from] as Item).to - (items[from] as Item).from > 2 && isAtBody(context, at)) {
      // "the high representative for foreign policy in the European Union"
      organization = senseOf(next, "organization")?.value;
      at += 2;
    } else if (
      posted &&
      country === undefined &&
      organization === undefined &&
      !home &&
      (isMarkerGlued(context, at, "to") || (several && senseOf(item, "marker")?.value === "to")) &&
      (hasSense(next, "home") || hasSense(next, "country"))
    ) {
      // "the permanent representative of the Kingdom", "the ambassadors of each of X and Y"
      country = senseOf(next, "country")?.value;
      home = hasSense(next, "home") && country === undefined;
      at += 2;
    } else if (several && isPunct(context, at, ":") && country === undefined && organization === undefined && !home && hasSense(next, "country")) {
      // "the ambassadors of each of: X, …"
      country = senseOf(next, "country")?.value;
      at += 2;
    } else if (place) {
      posting ??= place.country;
      at = place.to;
    } else if (posted && definite && !served && postedRun(context, at) !== undefined) {
      // "the special Arab and international envoy to X, N"
      const run = postedRun(context, at) as Posting;
      posting = run.country;
      at = run.to;
    } else if (
      !posted &&
      organization === undefined &&
      isPlaceMarker(context, at) &&
      (senseOf(item, "marker")?.value !== "to" || isMarkerGlued(context, at, "to")) && // "president of X (لبيرو)", not "the visit of the president to X"
      senseOf(next, "country") &&
      (country === undefined || senseOf(next, "country")?.value === country) &&
      (!senseOf(next, "city") || (isMarkerGlued(context, at, "to") && senseOf(next, "city")?.country === senseOf(next, "country")?.value))
    ) {
      country = senseOf(next, "country")?.value;
      at += 2;
    } else if (takesHolder && depth === 0 && country === undefined && principal?.name === undefined && holderAt(context, at, first.value, afterName)) {
      const holder = holderAt(context, at, first.value, afterName) as ReadTitle & { named: number };
      country = holder.country;
      organization ??= holder.organization;
      posting ??= holder.posting;
      home = holder.home || (holder.country === undefined && holder.organization === undefined);
      principal = holder.principal;
      holderRead = true;
      at = holder.named || holder.to;
    } else if (
      depth === 0 &&
      isMarkerGlued(context, at, "to") &&
      senses.some((s) => offices[s.value]?.attached && !offices[s.value]?.accredited) &&
      country === undefined &&
      hasSense(items[pastHonorifics(context, at + 1)], "office") &&
      readTitle(context, pastHonorifics(context, at + 1), 1)
    ) {
      const holder = readTitle(context, pastHonorifics(context, at + 1), 1) as ReadTitle;
      // "N, the special envoy of President M": behind the envoy's own name another is the holder's
      const named = afterName ? holderAt(context, at + 1, first.value, afterName) : undefined;
      principal ??= named ? named.principal : principalOf(holder, at + 1, undefined);
      country = holder.country;
      organization ??= holder.organization;
      home = holder.home || (holder.country === undefined && holder.organization === undefined);
      at = named?.named || holder.to;
    } else if (
      holderRead &&
      item.to - item.from === 1 &&
      tokenOf(context, at)?.definite &&
      !hasSense(item, "given") &&
      context.rules.adjective.test(tokenOf(context, at)?.key ?? "") &&
      isNameable(context, at + 1, 0, undefined)
    ) {
      at++; // "the president's diplomatic adviser N": the adjective stands behind the holder
    } else if (hasSense(item, "modifier")) at++;
    else if (posted && served && isPlaceMarker(context, at) && hasSense(next, "stop") && tokenOf(context, at + 1)?.definite && !hasSense(next, "honorific")) at += 2;
    else if (senses.some((s) => s.flag === "needs-portfolio") && !definite && country === undefined && absorbed + complements < 4 && isPortfolioLike(context, at)) {
      absorbed++;
      at++;
    } else if (movement !== undefined) {
      absorbed++;
      at = movement;
    } else if (generic && absorbed > 0 && isAdjectiveLike(context, at)) {
      absorbed++;
      at++;
    } else if (generic && absorbed < MAX_GENERIC_ITEMS && (isAbsorbable(context, at) || (at === from + 1 && isHeaded(context, at))) && !isAccusative(context, at)) {
      if (nation && country === undefined) country = nation.value;
      if (state && country === undefined) country = state.value;
      absorbed++;
      at++;
    } else break;
  }
  // A conjunction or preposition must not end the title.
  while (at > from + 1 && (hasSense(items[at - 1], "conjunction") || hasSense(items[at - 1], "marker"))) at--;

  const foreign = items.slice(from + 1, at).some((item) => senseOf(item, "portfolio")?.value === "foreign");
  const sense = senses.find((s) => fits(s, { country, home, organization, complements, absorbed, foreign }));
  if (!sense) return undefined;
  if (sense.flag?.startsWith("org:")) organization = sense.flag.slice(4);
  const weak =
    sense.flag === "weak" ||
    (offices[sense.value]?.weak ?? false) ||
    (offices[sense.value]?.accredited === true && country === undefined && !home && organization === undefined && posting === undefined);
  return {
    office: sense.value,
    country: organization === undefined ? country : undefined,
    organization,
    posting,
    home,
    weak,
    word: tokenOf(context, from)?.stem ?? "",
    bare: definite && at === from + 1 && (items[from] as Item).to - (items[from] as Item).from === 1,
    secondary: sense.flag === "secondary",
    possessed: sense.flag === "possessed",
    combines: (offices[sense.value]?.combines ?? false) && country === undefined,
    principal,
    from,
    to: at,
  };
}

/** "(discussed with) the foreign minister of X the relations of …": behind its state a ministry's name is over. */
const followsState = ({ items }: ActorContext, at: number): boolean => hasSense(items[at - 1], "country") || hasSense(items[at - 1], "nationality");

/** "(received) a delegation (وفدا)": an indefinite object is no part of a title. */
const isAccusative = (context: ActorContext, at: number): boolean => hasSense(context.items[at], "delegation") && context.rules.adverb.test(tokenOf(context, at)?.key ?? "");

/** "a diplomatic (دبلوماسي) agreement": behind an indefinite noun a word for an office is its adjective. */
function isAdjectival(context: ActorContext, at: number): boolean {
  const [before, here] = [tokenOf(context, at - 1), tokenOf(context, at)];
  const item = context.items[at - 1];
  if (before?.kind !== "word" || before.definite || here?.definite || isVerbal(item)) return false;
  return (["marker", "conjunction", "boundary", "quantity", "relative", "trigger", "office", "honorific", "during", "date", "weekday", "country", "city", "given"] as const).every(
    (kind) => !hasSense(item, kind),
  );
}

/** An office of several words: no adjective of the noun before it. */
const isPhrase = (item: Item | undefined): boolean => item !== undefined && item.to - item.from > 1;

/** "in the union", "at the league" */
const isAtBody = (context: ActorContext, at: number): boolean => {
  const relation = senseOf(context.items[at], "marker");
  return isPlaceMarker(context, at) && (relation?.value === "in" || relation?.value === "with") && hasSense(context.items[at + 1], "organization");
};

const MAX_PORTFOLIO_ITEMS = 8;

/**
 * What an official of a ministry deals with: "for the affairs of the council", "for the affairs of the minister's office". Bodies and offices
 * in it are none of his own.
 * @returns the item after it
 */
function affairsRun(context: ActorContext, from: number, senses: readonly Sense[]): number | undefined {
  const { items } = context;
  const deals = senses.some((s) => context.offices[s.value]?.portfolio || context.offices[s.value]?.charged);
  if (!isMarkerGlued(context, from, "to") || senseOf(items[from + 1], "charged")?.value !== "affairs" || !deals) return undefined;
  let at = from + 2;
  while (at - from <= MAX_PORTFOLIO_ITEMS) {
    const title = hasSense(items[at - 1], "venue") && hasSense(items[at], "office") ? readTitle(context, at, 1) : undefined;
    if (title) at = title.to;
    else if (isAbsorbable(context, at) || isPortfolioLike(context, at) || hasSense(items[at], "organization")) at++;
    else break;
  }
  return at > from + 2 ? at : undefined;
}

/**
 * The rest of a ministry's name, of common words: "(foreign minister) and international relations", "(minister) in charge of …".
 * It must lead on to a state, a style of address or a name; anything else may be the verb's next argument.
 * @returns the item after it
 */
function portfolioRun(context: ActorContext, from: number, senses: readonly Sense[]): number | undefined {
  const { items } = context;
  // "the minister, in charge of the community abroad, N": commas around it.
  if (isComma(context, from) && hasSense(items[from + 1], "charged")) {
    const end = portfolioRun(context, from + 1, senses);
    return end !== undefined && isComma(context, end) && isNameable(context, end + 1, 0, undefined) ? end : undefined;
  }
  const opener = items[from];
  if (!opener || opener.senses.length === 0) return undefined;
  const charged = hasSense(opener, "charged");
  const marker = senseOf(opener, "marker");
  const dealing = marker?.value === "with" && marker.clitic === undefined;
  if (!charged && !dealing && !hasSense(opener, "conjunction")) return undefined;
  if (!charged && !senses.some((s) => context.offices[s.value]?.portfolio)) return undefined;
  let at = from + 1;
  let words = 0;
  for (; at - from <= MAX_PORTFOLIO_ITEMS; at++) {
    const item = items[at];
    if (!item) return undefined;
    if (hasSense(item, "delegation") || hasSense(item, "ministry")) return undefined;
    const state = charged && words === 0 && hasSense(item, "country");
    if (state || (isPortfolioLike(context, at) && !(hasSense(item, "trigger") && item.senses.some((s) => s.form === "verb")))) {
      words++;
      continue;
    }
    if (hasSense(item, "conjunction") && words > 0 && isPortfolioLike(context, at + 1)) continue;
    if (senseOf(item, "marker")?.value === "with" && words > 0 && isPortfolioLike(context, at + 1)) continue;
    break;
  }
  if (words === 0) return undefined;
  const follows = isPlaceMarker(context, at) ? hasSense(items[at + 1], "country") : hasSense(items[at], "country") || hasSense(items[at], "nationality");
  if (follows || hasSense(items[at], "honorific") || (dealing && hasSense(items[at], "office")) || isNameable(context, at, 0, undefined)) return at;
  if (hasSense(items[at], "office") && leadsToName(context, at)) return at; // "minister of transport and logistics, chairman of …, N"
  // In charge of something: the comma before the name closes it.
  return charged || (isComma(context, at) && hasSense(items[at + 1], "honorific")) ? at : undefined;
}

/** Adjectives behind an envoy's office, and the state that he is sent to; a name must follow. */
function postedRun(context: ActorContext, from: number): Posting | undefined {
  let at = from;
  while (
    at - from < MAX_POSTED_ADJECTIVES &&
    (isPortfolioLike(context, at) || hasSense(context.items[at], "stop")) &&
    tokenOf(context, at)?.definite &&
    context.rules.adjective.test(tokenOf(context, at)?.key ?? "")
  )
    at++;
  while (hasSense(context.items[at], "modifier")) at++;
  if (!isPlaceMarker(context, at)) return undefined;
  const place = postingAt(context, at + 1);
  return place && isNameable(context, place.to, 0, undefined) ? place : undefined;
}

const MAX_POSTED_ADJECTIVES = 4;

interface Completed {
  readonly country: string | undefined;
  readonly home: boolean;
  readonly organization: string | undefined;
  readonly complements: number;
  readonly absorbed: number;
  /** Of foreign affairs, by a word behind the office. */
  readonly foreign: boolean;
}

/** "the minister (الوزير) transferred (نقل)": behind an office with an article alone, a verb that is the name of a portfolio too. */
const isOtherWord = (context: ActorContext, from: number, at: number): boolean =>
  at === from + 1 && tokenOf(context, from)?.definite === true && tokenOf(context, at)?.definite === false && context.items[at]?.senses.some((s) => s.kind === "trigger" && s.form === "verb") === true;

/** "(the head) of the movement M", "(a leader) in the party of N and M (P)": a party with its name. @returns the item after it */
function movementRun(context: ActorContext, at: number): number | undefined {
  const { items } = context;
  const word = isMarkerGlued(context, at, "to") || isPlaceMarker(context, at) ? at + 1 : at;
  if (!hasSense(items[word], "movement") || tokenOf(context, word + 1)?.kind !== "word") return undefined;
  let end = word + 2;
  for (;;) {
    const joined = hasSense(items[end], "conjunction") && tokenOf(context, end - 1)?.definite === true ? end + 1 : end;
    const token = tokenOf(context, joined);
    if (token?.kind !== "word" || !token.definite || hasSense(items[joined], "office") || hasSense(items[joined], "honorific") || isNameable(context, joined, 0, undefined)) break;
    if (joined === end && !hasSense(items[joined], "nationality") && !context.rules.adjective.test(token.key)) break;
    end = joined + 1;
  }
  return isPunct(context, end, "(") && isPunct(context, end + 2, ")") ? end + 3 : end;
}

/** A definite common word behind "minister of": a portfolio that no list knows ("of the royal court"). */
function isPortfolioLike(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || !token || token.kind !== "word" || !token.definite) return false;
  return (["honorific", "office", "given", "family", "nationality", "country", "relative", "date", "weekday", "organization", "home", "prayer", "sides"] as const).every(
    (kind) => !hasSense(item, kind),
  );
}

/** An unknown word that agrees in its article with the common noun before it: "the Olympic committee". */
function isAdjectiveLike(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  return item?.senses.length === 0 && token?.kind === "word" && token.definite && tokenOf(context, at - 1)?.definite === true && context.rules.adjective.test(token.key);
}

/** What an office needs before it is one; see `languages/pack.ts` for the flags. */
function fits(sense: Sense, found: Completed): boolean {
  if (sense.flag === "needs-country") return (found.country !== undefined || found.home) && found.complements === 0 && found.absorbed === 0;
  if (sense.flag === "alone") return found.complements === 0 && found.absorbed === 0;
  if (sense.flag === "several") return found.country !== undefined;
  if (sense.flag === "needs-foreign-ministry") return found.foreign;
  if (sense.flag === "needs-org") return found.organization !== undefined && found.absorbed === 0;
  return true;
}

/** "the head of the committee": a definite noun of an event right behind a generic office, which is no verb or preposition as well. */
function isHeaded(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  return hasSense(item, "object") && hasSense(item, "stop") && tokenOf(context, at)?.definite === true && !hasSense(item, "trigger") && !hasSense(item, "marker") && !hasSense(item, "office");
}

/** Common words and bodies that a generic office takes: "head of the committee of friendship". */
export function isAbsorbable(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  if (!item || item.senses.length === 0) return false;
  if (tokenOf(context, at)?.kind !== "word") return false;
  const stops = ["honorific", "office", "given", "family", "boundary", "relative", "quote-verb", "during", "date", "weekday", "planned", "trigger", "object", "decease"] as const;
  if (stops.some((kind) => hasSense(item, kind)) && !hasSense(item, "portfolio")) return false;
  if (hasSense(item, "conjunction")) return isAbsorbable(context, at + 1) && !hasSense(context.items[at + 1], "marker");
  if (hasSense(item, "marker")) return isPlaceMarker(context, at) && isAbsorbable(context, at + 1) && !hasSense(context.items[at + 1], "marker");
  return (["stop", "portfolio", "topic", "organization", "country", "nationality", "modifier", "city", "home", "venue", "delegation", "anchor", "ministry"] as const).some((kind) =>
    hasSense(item, kind),
  );
}

/** The title an office is held for, and its holder's name where a second name follows. */
function holderAt(context: ActorContext, at: number, office: string, afterName: boolean): (ReadTitle & { readonly named: number }) | undefined {
  const { items } = context;
  const start = pastHonorifics(context, at);
  if (!hasSense(items[start], "office")) return start > at && !context.offices[office]?.accredited ? namedHolder(context, start) : undefined;
  const title = readTitle(context, start, 1);
  if (!title) return undefined;
  // Only a monarch stands for the state that an ambassador serves: "ambassador of the Custodian …".
  if (context.offices[office]?.accredited && title.office !== "monarch") return undefined;
  let end = title.to;
  const attached = context.offices[office]?.accredited !== true;
  const unnamed = { ...title, principal: attached ? principalOf(title, at, undefined) : undefined, named: 0 };
  // "ambassador of the Custodian … to X, N": behind the posting the name is the envoy's own.
  if (title.posting !== undefined) return unnamed;
  end = pastHonorifics(context, end);
  const styled = end > title.to ? { ...newDraft(title.to), honorific: { from: end - 1, to: end }, to: end } : undefined;
  if (isNameable(context, end, 0, styled)) {
    const first = end;
    while (isNameable(context, end, end - first, styled)) end++;
    const name = { from: first, to: end };
    const principal = attached ? principalOf(title, at, name) : undefined;
    while (hasSense(items[end], "prayer")) end++;
    // The holder's own titles: "envoy of Sheikh N, emir of the State of X".
    if (afterName) {
      const own = hasSense(items[end], "office") ? readTitle(context, end, 1) : undefined;
      return { ...title, principal, country: own?.country ?? title.country, named: own && own.office === title.office ? own.to : end };
    }
    if (isComma(context, end) && hasSense(items[end + 1], "office") && leadsToName(context, end + 1)) return { ...title, principal, named: end };
    if (hasSense(items[end], "honorific") || (hasSense(items[end], "office") && leadsToName(context, end))) return { ...title, principal, named: end };
    // "the envoy of President N" or "the president's envoy N"? Whoever is known to lead that state sends envoys.
    if (attached && title.country !== undefined && context.leaders[nameKeysOf(context, name).join(" ")] === title.country) return { ...title, principal, named: end };
  }
  return unnamed;
}

/** "(envoy of) His Highness Sheikh N, emir of X": the holder's name before his title. */
function namedHolder(context: ActorContext, from: number): (ReadTitle & { readonly named: number }) | undefined {
  let end = from;
  while (end - from < MAX_NAME_TOKENS && isNameable(context, end, end - from, undefined)) end++;
  if (end === from) return undefined;
  const name = { from, to: end };
  if (isComma(context, end)) end++;
  const title = hasSense(context.items[end], "office") ? readTitle(context, end, 1) : undefined;
  return title?.country === undefined ? undefined : { ...title, principal: { ...principalOf(title, from, name), to: title.to }, named: title.to };
}

interface Posting {
  readonly country: string | undefined;
  readonly to: number;
}

function postingAt(context: ActorContext, from: number): Posting | undefined {
  let at = from;
  if (hasSense(context.items[at], "capital") || (hasSense(context.items[at], "place-prefix") && hasSense(context.items[at + 1], "city"))) at++;
  const item = context.items[at];
  const state = senseOf(item, "country") ?? senseOf(item, "home") ?? senseOf(item, "organization");
  const city = senseOf(item, "city");
  if (!state && !city) return undefined;
  if (state?.kind === "country" && city && city.country !== state.value) return { country: undefined, to: at + 1 }; // a city or the state of that name
  at++;
  if (hasSense(context.items[at], "modifier")) at++;
  // "accredited to X and Y"
  return { country: state?.kind === "country" ? state.value : city?.country, to: at };
}

/** The name after titles: adjacent, after a comma, or in quotation marks. */
export function readNameAfterTitle(context: ActorContext, draft: Draft, from: number): number {
  if (isNameable(context, from, 0, draft)) return readName(context, draft, from);
  if (isEnclosing(context, from) && isNameable(context, from + 1, 0, draft)) {
    // "(said to) the king “I offer …": speech, and no name, unless the mark closes right behind it.
    const quoted: Draft = { ...draft };
    const end = readName(context, quoted, from + 1);
    if (!isEnclosing(context, end) || !quoted.name) return from;
    // "the minister (Nato)": a word alone in brackets is no name
    if (!isQuote(context, from) && end - from <= 2) return from;
    draft.name = quoted.name;
    return end + 1;
  }
  // "the minister of X, N,": only where the name is closed by a mark or the clause's end, so that no noun is taken for a name.
  if ((isComma(context, from) || isPunct(context, from, ":")) && (draft.titles.length > 0 || draft.reference?.to === "counterpart")) {
    let start = from + 1;
    let honored = false;
    while (hasSense(context.items[start], "honorific")) {
      // A second style of address opens a second person: "His Highness the Emir, His Excellency N".
      if (draft.honorific && senseOf(context.items[start], "honorific")?.value !== "civil" && !honored) return from;
      start++;
      if (isPunct(context, start, "/")) start++;
      honored = true;
    }
    const styled: Draft = { ...draft, titles: [...draft.titles], ...(honored ? { honorific: { from: from + 1, to: start } } : {}) };
    const quoted = isQuote(context, start) && isNameable(context, start + 1, 0, styled);
    if (quoted) start++;
    if (isNameable(context, start, 0, styled)) {
      const end = readName(context, styled, start);
      // "(handed) to the king, N minister of …": a name with an office of its own is the next party.
      const own = !honored && hasSense(context.items[end], "office") ? readTitle(context, end, 0, true) : undefined;
      if (own && !own.weak && !own.bare && draft.titles.some((t) => !t.weak)) return from;
      // "(handed) to the president, N, the envoy of M": nobody is a head of state and his own envoy.
      const behind = !honored && isComma(context, end) && hasSense(context.items[end + 1], "office") ? readTitle(context, end + 1, 0, true) : undefined;
      if (behind && context.offices[behind.office]?.posted && draft.titles.some((t) => context.offices[t.office]?.head)) return from;
      if ((honored || endsPhrase(context, end)) && styled.name) {
        draft.name = styled.name;
        if (styled.honorific) draft.honorific = styled.honorific;
        return quoted && isQuote(context, end) ? end + 1 : end;
      }
    }
  }
  return from;
}

/** A quotation mark or a bracket. */
export const isEnclosing = (context: ActorContext, at: number): boolean => isQuote(context, at) || isPunct(context, at, "(") || isPunct(context, at, ")");

/** True where a phrase is closed: a mark, a preposition, an adverb, a verb or the end of the sentence. */
function endsPhrase(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  if (!item) return true;
  if (tokenOf(context, at)?.kind === "punct") return true;
  return (["boundary", "during", "date", "weekday", "quote-verb", "trigger", "relative", "marker", "prayer", "object", "stop", "conjunction", "office", "venue", "posting"] as const).some((kind) =>
    hasSense(item, kind),
  );
}

/** A given name, or a part of a name given before, may open a mention without any title. */
export function startsName(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || !token || token.kind !== "word" || item.to - item.from > 2) return false;
  if (hasSense(item, "given") && !hasSense(item, "country") && !hasSense(item, "stop") && !hasSense(item, "month")) return isNameable(context, at + 1, 1, undefined) || context.names.has(token.stem);
  if ((item.senses.length === 0 || hasSense(item, "particle")) && isAppositive(context, at)) return true;
  // "Al Thani said": a ruling house's name for one of it who is told by his whole name.
  if (senseOf(item, "family")?.country !== undefined && item.to - item.from === 2 && context.names.has(context.sentence.tokens[item.to - 1]?.stem ?? "")) return true;
  if (hasSense(item, "particle") && isNameable(context, at + 1, 0, undefined) && context.names.has(tokenOf(context, at + 1)?.stem ?? "")) return true;
  if (isSurname(context, at)) return true;
  // "Abd al-Munim": whatever definite word follows.
  if (
    senseOf(item, "particle")?.value === "servant" &&
    item.to - item.from === 1 &&
    tokenOf(context, at + 1)?.kind === "word" &&
    (tokenOf(context, at + 1)?.definite || hasSense(context.items[at + 1], "particle"))
  )
    return true;
  return (hasSense(item, "given") || item.senses.every((s) => s.kind === "family")) && token.stem.length > 2 && context.names.has(token.stem);
}

/** "al-Sudani arrived": a surname told before that is an adjective of origin too, where it stands behind no noun. */
function isSurname(context: ActorContext, at: number): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || !token?.definite || item.to - item.from !== 1 || !hasSense(item, "nationality") || !context.names.has(token.stem)) return false;
  const before = context.items[at - 1];
  // An adjective agrees in its article with the noun before it; names have none.
  if (!before || before.senses.length === 0 || tokenOf(context, at - 1)?.kind !== "word" || context.sentence.tokens[before.to - 1]?.definite) return false;
  return !(["given", "family", "particle", "country", "city", "nationality"] as const).some((kind) => hasSense(before, kind)) && !isPlainName(context, at + 1);
}

const MAX_APPOSITIVE = 6;

/** ", N M, ambassador of Y": unknown words that open a phrase and have a state's office behind them are a name. */
function isAppositive(context: ActorContext, at: number): boolean {
  const { items } = context;
  const before = items[at - 1];
  const subject = before?.senses.some((s) => s.kind === "trigger") === true; // "presented N M, ambassador of Y, …"
  const side = hasSense(before, "nationality") && hasSense(items[at - 2], "object"); // "on the Korean side N M, deputy minister"
  if (
    before &&
    !subject &&
    !side &&
    !(["conjunction", "marker", "date", "weekday", "city", "object", "instance"] as const).some((kind) => hasSense(before, kind)) &&
    tokenOf(context, at - 1)?.kind !== "punct"
  )
    return false;
  let end = at;
  while (end - at < MAX_APPOSITIVE && isPlainName(context, end)) end++;
  if (end - at < 2) return false;
  if (isQuote(context, end)) end++;
  // "(the naming of) N M as ambassador (سفيرا)": an office in the indefinite accusative is told of the name before it.
  const office = isComma(context, end) ? end + 1 : end;
  if (hasSense(items[office], "office") && !tokenOf(context, office)?.definite && context.rules.adverb.test(tokenOf(context, office)?.key ?? "")) return true;
  if (isComma(context, end)) end++;
  else if (subject) return false;
  const first = hasSense(items[end], "office") ? readTitle(context, end) : undefined;
  // "N M, the ambassador, delegate of the union": a rank before the office.
  const title = first?.bare && hasSense(items[first.to], "office") ? readTitle(context, first.to) : first;
  // "received N M, speaker of the house, …": between commas behind the verb the office alone will do
  const enclosed = subject && title !== undefined && !title.weak && isComma(context, title.to);
  return title !== undefined && !title.bare && (side || enclosed || title.country !== undefined || title.organization !== undefined);
}

/** Read a name's tokens from `from`; sets `draft.name`. @returns the item after it */
export function readName(context: ActorContext, draft: Draft, from: number): number {
  let at = from;
  let count = 0;
  while (count < MAX_NAME_TOKENS && (isNameable(context, at, count, draft) || isSplitName(context, at, count))) {
    // "(received) the speaker of X, N M, Al Thani": another state's ruling house is another person's.
    const house = senseOf(context.items[at], "family")?.country;
    if (count >= 2 && house !== undefined && draft.country !== undefined && house !== draft.country) break;
    if (count > 0 && (areTwoLeaders(context, at) || closesLeader(context, from, at))) break;
    at++;
    count++;
    // Hyphenated names: "Jean-Marie".
    if (isPunct(context, at, "-") && isTight(context, at) && isNameable(context, at + 1, count, draft)) at++;
  }
  // A particle cannot end a name.
  while (at > from && hasSense(context.items[at - 1], "particle") && !hasSense(context.items[at - 1], "given") && context.items[at - 1]?.senses.length === 1 && isLeadingParticle(context, at - 1))
    at--;
  if (at > from) draft.name = { from, to: at };
  return at;
}

/** "(called on) Macron Netanyahu to …": surnames of leaders of two states. */
function areTwoLeaders(context: ActorContext, at: number): boolean {
  const one = leaderAt(context, at - 1);
  const other = one === undefined ? undefined : leaderAt(context, at);
  return other !== undefined && one !== other;
}

/** The state of the leader whose surname a word is. */
const leaderAt = (context: ActorContext, at: number): string | undefined => context.leaders[nameKeysOf(context, { from: at, to: at + 1 }).join(" ")];

/** "Grace Wanjiru (وانجيرو)": behind a given name alone, an unknown word whose first letter was taken for "and", and no name behind it. */
function isSplitName(context: ActorContext, at: number, count: number): boolean {
  if (count === 2) return hasSense(context.items[at - 1], "conjunction"); // the rest of it
  const [and, rest] = [tokenOf(context, at), tokenOf(context, at + 1)];
  const told = [at - 1, at + 1].some((i) => context.names.has(tokenOf(context, i)?.stem ?? "")); // "Erdogan and Macron"
  return (
    count === 1 &&
    !told &&
    hasSense(context.items[at], "conjunction") &&
    and !== undefined &&
    rest?.kind === "word" &&
    rest.glued &&
    and.end === rest.start &&
    context.items[at + 1]?.senses.length === 0 &&
    !isNameable(context, at + 2, 0, undefined) &&
    (!hasSense(context.items[at + 2], "conjunction") || isVerbal(context.items[at + 3])) // "N (and) W (and) then took place"
  );
}

/**
 * "(appointed) King Abdullah the Second Faisal N": behind a regnal number, or the surname of a leader, a given name opens the next;
 * behind the number a word with an article is none of the name ("wished King N the Sixth (the) health").
 */
function closesLeader(context: ActorContext, from: number, at: number): boolean {
  const [last, next] = [context.items[at - 1], context.items[at]];
  if (at - from >= 2 && hasSense(last, "regnal") && next?.senses.length === 0 && tokenOf(context, at)?.definite) return true;
  if (at - from < 2 || !hasSense(next, "given") || hasSense(next, "family") || [last, next].some((item) => hasSense(item, "particle"))) return false;
  return hasSense(last, "regnal") || leaderAt(context, at - 1) !== undefined;
}

const isLeadingParticle = (context: ActorContext, at: number): boolean => {
  const key = tokenOf(context, at)?.key ?? "";
  return key.length <= 3;
};

/**
 * May this item be part of a name?
 * @param count name tokens read so far
 */
export function isNameable(context: ActorContext, at: number, count: number, draft: Draft | undefined): boolean {
  const item = context.items[at];
  const token = tokenOf(context, at);
  if (!item || !token || token.kind !== "word") return false;
  if (item.senses.length === 0) return token.key.length > 1 && (count > 0 || !context.rules.plural.test(token.key));
  const has = (kind: Sense["kind"]): boolean => hasSense(item, kind);
  // "Abd al-Malik": whatever definite word follows, an office's too.
  if (count > 0 && token.definite && item.to - item.from === 1 && senseOf(context.items[at - 1], "particle")?.value === "servant") return true;
  // "son of X": whatever word follows is a name.
  if (
    count > 0 &&
    senseOf(context.items[at - 1], "particle")?.value === "kin" &&
    item.to - item.from === 1 &&
    !has("marker") &&
    !has("conjunction") &&
    !has("date") &&
    (item.to < context.sentence.tokens.length || !has("stop"))
  )
    return true;
  // "Mrs Awa Sheikh (الشيخ) Sidia": behind one name alone a style is a name; so is one that is a particle too ("الحاج").
  const style = item.to - item.from === 1 ? senseOf(item, "honorific")?.value : undefined;
  const addressed = draft !== undefined && (draft.titles.length > 0 || draft.honorific !== undefined);
  if (addressed && isPlainName(context, at + 1) && ((count === 1 && style === "nobility") || (count > 0 && style !== undefined && has("particle")))) return true;
  // "Hussein al-Sheikh, deputy chairman …": behind one given name, with no name after it, the style is a surname.
  if (count === 1 && style === "nobility" && token.definite && hasSense(context.items[at - 1], "given") && !isPlainName(context, at + 1) && endsPhrase(context, at + 1)) return true;
  // "General Eng. Kamel al-Wazir (الوزير)": so is "the minister", between a style with one given name and a mark.
  const closed = item.to - item.from === 1 && token.definite && (context.items[at + 1] === undefined || tokenOf(context, at + 1)?.kind === "punct");
  if (count === 1 && closed && draft?.honorific !== undefined && has("office") && hasSense(context.items[at - 1], "given")) return true;
  // "Matlab (مطلب, "demand") son of N": a common word with a son's name behind it is a name.
  if (!token.definite && item.to - item.from === 1 && item.senses.every((s) => s.kind === "stop" || s.kind === "topic") && tokenOf(context, at + 1)?.key === context.rules.sonOf) return true;
  // "Mr. Todd (تود, "wishes") Moss": nothing but a name stands between a style of address and an unknown word.
  const styled = count === 0 && !token.definite && item.to - item.from === 1 && senseOf(context.items[at - 1], "honorific")?.value === "civil";
  if (styled && !has("office") && !has("marker") && context.items[at + 1]?.senses.length === 0 && isPlainName(context, at + 1)) return true;
  if (has("stop") || has("quote-verb") || has("trigger")) {
    if (!has("given") && !has("particle") && !(has("family") && count > 0)) return false;
    // "the Second", "Sabah": common words that are names only after one or before one.
    const next = context.items[at + 1];
    if (!token.definite && (hasSense(next, "date") || hasSense(next, "weekday"))) return false;
    // A name that folding made one with a preposition ("علي", "على") goes on as a name or ends the phrase.
    if (has("boundary") && next && !isPlainName(context, at + 1) && tokenOf(context, at + 1)?.kind === "word") return false;
    // "(eager in his meeting with) N on (على) taking stock of (الوقوف على)": the same preposition again behind a definite word.
    if (count > 0 && has("boundary") && tokenOf(context, at + 1)?.definite && tokenOf(context, at + 2)?.key === token.key) return false;
    // "the minister of X, Basim N.": between marks behind a title, what is a common word elsewhere ("in the name of") is a given name.
    const apart = isComma(context, at - 1) && (draft?.titles.length ?? 0) > 0 && (!context.items[at + 2] || tokenOf(context, at + 2)?.kind === "punct");
    if (count === 0)
      return (
        has("given") && isPlainName(context, at + 1) && (!has("stop") || draft?.honorific !== undefined || hasSense(next, "given") || apart || context.names.has(tokenOf(context, at + 1)?.stem ?? ""))
      );
    return has("given") || has("particle") || has("family");
  }
  // "Ibrahim Raisi": a family name that is also "the two presidents of", where no state follows.
  const next = context.items[at + 1];
  if (count > 0 && has("family") && item.senses.some((s) => s.flag === "several") && !hasSense(next, "country") && !hasSense(next, "nationality") && !hasSense(next, "state-word")) return true;
  if (has("office") && titleWins(context, at)) return false;
  if (has("office") && senseOf(context.items[at + 1], "particle")?.value === "kin" && item.to - item.from === 1) return true;
  if (has("family") || has("given") || has("particle")) return count > 0 || !has("conjunction");
  // "al-Masri", and "Rossi" where a mark closes the name.
  if (count === 0 && isSurname(context, at)) return true;
  if (has("nationality") && count > 0 && (token.definite || tokenOf(context, at + 1)?.kind === "punct")) return true;
  if (has("country") && !token.definite && item.to - item.from === 1) return count === 0 && draft?.country !== undefined && isPlainName(context, at + 1);
  if (has("nationality") && !token.definite && count === 0 && draft?.honorific && draft.titles.length === 0) return true; // "Prince Turki"
  // Words of topics or portfolios that only ever were names here: "al-Dini", "Noor".
  if (count > 0 && token.definite && item.to - item.from === 1 && item.senses.every((s) => s.kind === "topic" || s.kind === "portfolio") && isPlainName(context, at + 1)) return true;
  if (count > 0 && !token.definite && item.to - item.from === 1 && item.senses.every((s) => s.kind === "city" || s.kind === "month")) {
    // "(left) N al-Jabouri Baghdad": behind a whole name a city is where one went.
    if (count > 1 && has("city") && !isPlainName(context, at + 1)) return false;
    return !hasSense(context.items[at - 1], "marker");
  }
  return false;
}
