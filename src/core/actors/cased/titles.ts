import { hasSense, senseOf } from "../../lexicon.ts";
import type { Item, Sense } from "../../types.ts";
import { type Draft, isComma, isPunct, isQuote, lastStemOf, newDraft, pastHonorifics, principalOf, type ReadTitle, tokenOf } from "../context.ts";
import { type CasedContext, isGivenTitle, isNameable, readName } from "./names.ts";

/** Titles of a language that says "the Omani foreign minister" and "minister of foreign affairs of Oman". */

/** What stands before a head: whose it is. */
export interface Lead {
  country: string | undefined;
  organization: string | undefined;
  home: boolean;
  /** The item after it. */
  to: number;
  /** A party's name or a possessive pronoun owns the head. */
  possessed: boolean;
}

export const marks = (context: CasedContext, at: number, ...relations: string[]): boolean =>
  hasSense(context.items[at], "marker") && context.items[at]?.senses.some((s) => s.kind === "marker" && relations.includes(s.value)) === true;
const isDeterminer = (context: CasedContext, at: number): boolean => hasSense(context.items[at], "determiner");
export const isPossessive = (context: CasedContext, at: number): boolean => hasSense(context.items[at], "possessive");

/** Articles, adjectives of nationality, states and bodies before a noun: "the newly appointed Russian", "Egypt's", "UN". */
export function readLead(context: CasedContext, from: number): Lead {
  const { items } = context;
  const lead: Lead = { country: undefined, organization: undefined, home: false, possessed: false, to: from };
  let at = from;
  if (isDeterminer(context, at)) at++;
  if (senseOf(items[at], "pronoun")?.flag === "possessive") {
    lead.possessed = true;
    at++;
  }
  for (;;) {
    const item = items[at];
    const next = items[at + 1];
    const nation = senseOf(item, "nationality");
    const state = senseOf(item, "country");
    const city = senseOf(item, "city");
    const body = senseOf(item, "organization");
    if (hasSense(item, "modifier") && !hasSense(item, "office")) at++;
    else if (nation && lead.country === undefined && !(hasSense(next, "conjunction") && hasSense(items[at + 2], "nationality"))) {
      lead.country = nation.value;
      at++;
    } else if (state && isPossessive(context, at + 1) && lead.country === undefined) {
      lead.country = state.value;
      at += 2;
      if (isAbbreviation(context, at)) at += 3; // "the United Arab Emirates' (UAE) ambassador"
    } else if (city?.country !== undefined && !isPossessive(context, at + 1) && lead.country === undefined && (hasSense(next, "office") || hasSense(next, "ministry"))) {
      lead.country = city.country;
      at++;
    } else if (city?.country !== undefined && isPossessive(context, at + 1) && lead.country === undefined) {
      lead.country = city.country;
      at += 2;
    } else if (body && isPossessive(context, at + 1) && lead.organization === undefined) {
      lead.organization = body.value;
      at += 2;
    } else if ((state || body) && lead.country === undefined && lead.organization === undefined && headFollows(context, at + 1)) {
      if (body) lead.organization = body.value;
      else lead.country = state?.value ?? "";
      at++;
    } else if (hasSense(item, "home") && isPossessive(context, at + 1)) {
      lead.home = true;
      at += 2;
    } else break;
  }
  lead.to = at;
  return lead;
}

/** "(US) Secretary of State", "(Turkey) foreign ministry": a head right behind, adjectives apart. */
function headFollows(context: CasedContext, at: number): boolean {
  let i = at;
  while (hasSense(context.items[i], "modifier") && !hasSense(context.items[i], "office")) i++;
  const item = context.items[i];
  if (hasSense(item, "office") || hasSense(item, "ministry") || hasSense(item, "counterpart") || hasSense(item, "delegation")) return true;
  return portfolioHead(context, i) !== undefined;
}

const MAX_PORTFOLIO = 7;

/** "trade and industry minister": the office behind the words of a portfolio. @returns its item */
export function portfolioHead(context: CasedContext, from: number): number | undefined {
  for (let i = from; i - from < MAX_PORTFOLIO; i++) {
    const item = context.items[i];
    if (i > from && item?.senses.some((s) => s.kind === "office" && context.offices[s.value]?.portfolio)) return i;
    const joins = i > from && (hasSense(item, "conjunction") || isComma(context, i));
    if (!joins && !isPortfolioWord(context, i)) return undefined;
  }
  return undefined;
}

function isPortfolioWord(context: CasedContext, at: number): boolean {
  const item = context.items[at];
  if (tokenOf(context, at)?.kind !== "word" || hasSense(item, "country")) return false;
  if (hasSense(item, "portfolio") || hasSense(item, "topic")) return true;
  // A capitalised common word: "Digital Affairs Minister".
  return hasSense(item, "stop") && tokenOf(context, at)?.capital === true && !hasSense(item, "marker") && !hasSense(item, "quote-verb") && !hasSense(item, "trigger");
}

/** An office with what completes it, on both sides. */
export function readTitle(context: CasedContext, from: number, lead: Lead, depth = 0): ReadTitle | undefined {
  const { items, offices } = context;
  const head = hasSense(items[lead.to], "office") ? lead.to : portfolioHead(context, lead.to);
  if (head === undefined || isGivenTitle(context, head)) return undefined;
  const senses = items[head]?.senses.filter((s) => s.kind === "office") ?? [];
  const first = senses[0] as Sense;
  const posted = senses.some((s) => offices[s.value]?.posted);
  const attached = senses.some((s) => offices[s.value]?.attached);
  let country = lead.country ?? senses.find((s) => s.country)?.country;
  let { organization } = lead;
  let { home } = lead;
  let posting: string | undefined;
  let principal: Draft | undefined;
  let complements = head - lead.to;
  let ministry: string | undefined;
  let at = head + 1;
  for (;;) {
    const item = items[at];
    if (!item) break;
    const past = pastEpithets(context, isDeterminer(context, at + 1) ? at + 2 : at + 1);
    const target = items[past];
    const served = country !== undefined || organization !== undefined || home;
    const affair = attached && marks(context, at, "about") ? affairRun(context, at + 1) : undefined;
    if (hasSense(item, "modifier") && tokenOf(context, at)?.capital !== true && !hasSense(item, "office")) at++;
    else if (isPunct(context, at, "-") && hasSense(items[at + 1], "modifier"))
      at += 2; // "-designate"
    else if (marks(context, at, "of", "for", "in", "to", "from") || isCharged(context, at)) {
      // "of the Mongolian Foreign Ministry", "at the Embassy of Norway"
      const owner = readLead(context, at + 1);
      const body = hasSense(items[owner.to], "ministry") && !(marks(context, at, "to") && !marks(context, at, "for")) ? readMinistry(context, owner.to) : undefined;
      const state = senseOf(target, "country");
      const group = senseOf(target, "organization");
      const city = senseOf(target, "city");
      const places = marks(context, at, "to", "in", "for") && !marks(context, at, "of");
      if (depth > 0 && organization !== undefined && places && state) break; // "the envoy of the UN Secretary-General for X": where the envoy serves
      const assembly = marks(context, at, "of") && state && isPossessive(context, past + 1) && country === undefined ? assemblyAt(context, past + 2) : undefined;
      // "chief executive of Britain's Financial Services Authority": of the body, not of the state.
      if (
        assembly === undefined &&
        state &&
        isPossessive(context, past + 1) &&
        tokenOf(context, past + 2)?.capital &&
        items[past + 2]?.senses.every((s) => s.kind === "stop" || s.kind === "topic" || s.kind === "portfolio")
      )
        break;
      if (assembly !== undefined && state) {
        country = state.value;
        at = assembly;
      } else if (body) {
        country ??= owner.country ?? body.country;
        home ||= country === undefined && organization === undefined;
        ministry = senseOf(items[owner.to], "ministry")?.value ?? "";
        if (ministry !== "embassy") complements++;
        at = body.to;
        if (ministry === "embassy" && marks(context, at, "in", "to")) {
          const where = isDeterminer(context, at + 1) ? at + 2 : at + 1;
          const abroad = senseOf(items[where], "country")?.value ?? senseOf(items[where], "city")?.country;
          if (abroad !== undefined) {
            posting ??= abroad;
            at = where + 1;
          }
        }
      } else if (posted && places && (state ?? city ?? group ?? (hasSense(target, "home") ? target : undefined)) && (served || marks(context, at, "to", "in"))) {
        if (group && !served && senses.some((s) => offices[s.value]?.accredited)) {
          // "the permanent representative to the United Nations"
        } else posting ??= state?.value ?? city?.country;
        at = isAbbreviation(context, past + 1) ? past + 4 : past + 1; // "to the United Kingdom (UK)"
        // "to Qatar and Kuwait"
        while ((hasSense(items[at], "conjunction") || isComma(context, at)) && hasSense(items[at + 1], "country") && !isNameable(context, at + 2, 0) && !isPossessive(context, at + 2)) at += 2;
      } else if (posted && places && hasSense(target, "portfolio") && tokenOf(context, past)?.capital === true) {
        at = past + 1; // "special envoy to the Horn of Africa"
      } else if (
        marks(context, at, "of", "for", "from", ...(senses.some((s) => s.flag === "generic") ? ["in"] : [])) &&
        state &&
        (country === undefined || country === state.value) &&
        !(organization && !marks(context, at, "for"))
      ) {
        if (organization === undefined) country = state.value;
        at = past + 1;
        // "of the Republic of Austria in Qatar"
      } else if (
        marks(context, at, "of", "for", "from", "to") &&
        group &&
        organization === undefined &&
        country === undefined &&
        !(attached && depth === 0 && hasSense(items[past + 1], "office") && holderAt(context, at + 1)) && // "the envoy of the UN Secretary-General"
        !(complements > 0 && items[past + 1] && !isComma(context, past + 1) && marks(context, past + 1, "in"))
      ) {
        organization = group.value;
        at = past + 1;
      } else if (marks(context, at, "of") && city?.country !== undefined && !group && (country ?? city.country) === city.country && tokenOf(context, past + 1)?.capital !== true) {
        country = city.country; // "Ruler of Dubai"
        at = past + 1;
      } else if (marks(context, at, "of") && hasSense(target, "home") && !served) {
        home = true;
        at = past + 1;
      } else if (marks(context, at, "of") && hasSense(target, "nationality") && tokenOf(context, past + 1)?.capital === true && !(attached && depth === 0 && holderAt(context, at + 1))) {
        country ??= senseOf(target, "nationality")?.value;
        at = past + 1;
      } else if (attached && marks(context, at, "of", "to", "for") && hasSense(target, "reference-title")) {
        home ||= !served; // "adviser to His Majesty"
        at = past + 1;
      } else if (attached && depth === 0 && marks(context, at, "of", "to", "for", "from") && holderAt(context, at + 1)) {
        const holder = holderAt(context, at + 1) as ReadTitle;
        // "a special envoy from the president of X, N": N is the president
        if (!marks(context, at, "of", "to", "for") && isComma(context, holder.to) && (hasSense(items[holder.to + 1], "honorific") || isNameable(context, holder.to + 1, 0, true))) break;
        country ??= holder.country;
        organization ??= holder.organization;
        home ||= holder.home || (country === undefined && organization === undefined);
        principal ??= holder.principal;
        at = holder.to;
      } else if (marks(context, at, "of", "for") || isCharged(context, at)) {
        const run = portfolioRun(context, past, senses);
        if (run === undefined) break;
        complements++;
        at = run;
      } else break;
    } else if (affair !== undefined) at = affair;
    else if (isComma(context, at) && complements === 0 && hasSense(items[at + 1], "ministry") && senses.some((s) => offices[s.value]?.portfolio)) {
      // "Permanent Secretary, Ministry of X, N"
      const body = readMinistry(context, at + 1);
      if (!body || !(isComma(context, body.to) && isNameable(context, body.to + 1, 0, true))) break;
      country ??= body.country;
      ministry = senseOf(items[at + 1], "ministry")?.value ?? "";
      complements++;
      at = body.to;
    } else if (isComma(context, at) && (complements > 0 || tokensAt(context, head) > 2) && hasSense(items[at + 1], "portfolio") && !hasSense(items[at + 1], "office")) {
      // "of Foreign Affairs, Cooperation and …"; where the office is a phrase of its own ("Minister of Foreign Affairs"), the list must close
      const run = portfolioRun(context, at + 1, senses);
      if (run === undefined || (complements === 0 && !items.slice(at + 1, run).some((one) => hasSense(one, "conjunction")))) break;
      complements++;
      at = run;
    } else if (
      hasSense(item, "conjunction") &&
      (hasSense(items[at + 1], "portfolio") || hasSense(items[past], "portfolio")) &&
      portfolioHead(context, past) === undefined &&
      senses.some((s) => offices[s.value]?.portfolio)
    ) {
      const run = portfolioRun(context, past, senses);
      if (run === undefined) break;
      complements++;
      at = run;
    } else break;
  }
  // "The president of X then (met)": an adverb of the verb behind it.
  while (at > head + 1 && hasSense(items[at - 1], "modifier") && hasSense(items[at - 1], "adverb")) at--;
  const found = { served: country !== undefined || home, organization, complements, ministry };
  // "World Bank president": who heads a body is no head of state.
  const sense = senses.find((s) => s.flag === "needs-org" && complements === 0 && fits(s, found)) ?? senses.find((s) => fits(s, found));
  if (!sense) return undefined;
  if (sense.flag?.startsWith("org:")) organization = sense.flag.slice(4);
  if (organization !== undefined && !offices[sense.value]?.accredited && sense.value !== "spokesperson") country = undefined;
  return {
    office: sense.value,
    country: organization === undefined || lead.country !== undefined ? country : undefined,
    organization,
    posting,
    home,
    weak: sense.flag === "weak" || (offices[sense.value]?.weak ?? false),
    word: lastStemOf(context, head),
    bare: at === head + 1 && tokensAt(context, head) <= MAX_BARE && head === lead.to && lead.to - from <= 1 && !lead.possessed && country === undefined && organization === undefined,
    secondary: false,
    possessed: lead.possessed,
    combines: offices[sense.value]?.combines ?? false,
    principal,
    from: first === undefined ? from : lead.to,
    to: at,
  };
}

/** "(of the) friendly (United States)": adjectives before a state's name. @returns the item of the name, or `from` */
function pastEpithets(context: CasedContext, from: number): number {
  let at = from;
  while (hasSense(context.items[at], "modifier") && tokenOf(context, at)?.capital !== true) at++;
  return hasSense(context.items[at], "country") ? at : from;
}

/** "in charge of", "responsible for": "for" alone is told by the words behind it. */
const isCharged = (context: CasedContext, at: number): boolean => hasSense(context.items[at], "charged") && !marks(context, at, "for");

interface Completed {
  readonly served: boolean;
  readonly organization: string | undefined;
  readonly complements: number;
  /** Kind of the ministry that it is held at. */
  readonly ministry: string | undefined;
}

/** What an office needs before it is one; see `languages/pack.ts` for the flags. */
function fits(sense: Sense, found: Completed): boolean {
  if (sense.flag === "needs-country") return found.served && found.complements === 0;
  if (sense.flag === "needs-org") return found.organization !== undefined;
  if (sense.flag === "needs-foreign-ministry") return found.ministry === FOREIGN;
  if (sense.flag === "needs-ministry") return found.ministry !== undefined && found.ministry !== FOREIGN;
  return true;
}

const FOREIGN = "foreign";

/** The words of a portfolio: known ones, or capitalised common ones, joined by "and" and commas. @returns the item after them */
function portfolioRun(context: CasedContext, from: number, senses: readonly Sense[]): number | undefined {
  const generic = senses.some(
    (s) => s.flag === "generic" || context.offices[s.value]?.portfolio || s.value === "spokesperson" || context.offices[s.value]?.posted || context.offices[s.value]?.attached,
  );
  if (!generic) return undefined;
  const { items } = context;
  let at = from;
  let end: number | undefined;
  for (let i = 0; i < 12; i++) {
    const item = items[at];
    if (hasSense(item, "office") && !hasSense(item, "portfolio")) break;
    const word =
      hasSense(item, "portfolio") ||
      hasSense(item, "topic") ||
      (tokenOf(context, at)?.capital === true && (hasSense(item, "stop") || hasSense(item, "modifier") || (hasSense(item, "organization") && end !== undefined))) ||
      (end !== undefined && isEpithet(context, at));
    if (word) {
      at++;
      end = at;
      continue;
    }
    const joins = end !== undefined && (hasSense(item, "conjunction") || isComma(context, at) || marks(context, at, "of", "for", "with") || isDeterminer(context, at));
    if (!joins) break;
    // A comma or "and" goes on only to another word of the portfolio.
    at++;
  }
  return end;
}

/** "(cooperation with the) Islamic World": an adjective in capitals that no list holds, before a common word in capitals. */
const isEpithet = (context: CasedContext, at: number): boolean =>
  context.items[at]?.senses.length === 0 &&
  tokenOf(context, at)?.capital === true &&
  context.rules.adjective.test(tokenOf(context, at)?.key ?? "") &&
  tokenOf(context, at + 1)?.capital === true &&
  (["portfolio", "topic", "stop"] as const).some((kind) => hasSense(context.items[at + 1], kind));

const MAX_AFFAIR = 6; // words

/** "(envoy) on Afghan peace talks": what somebody is sent for; his name stands behind it. @returns the item after it */
function affairRun(context: CasedContext, from: number): number | undefined {
  let at = from;
  // "on Security Affairs": a matter, and the common word behind it, whatever name they might begin elsewhere
  const isMatter = (item: Item | undefined): boolean => (hasSense(item, "topic") || hasSense(item, "portfolio")) && !hasSense(item, "given");
  const isOfMatter = (i: number): boolean => isMatter(context.items[i]) || (i > from && hasSense(context.items[i], "stop") && isMatter(context.items[i - 1]));
  while (at - from <= MAX_AFFAIR && tokenOf(context, at)?.kind === "word" && (isOfMatter(at) || !isNameable(context, at, 0, true))) {
    const item = context.items[at];
    if ((["marker", "auxiliary", "quote-verb", "pronoun", "weekday", "date", "office"] as const).some((kind) => hasSense(item, kind))) return undefined;
    at++;
  }
  return at > from && isNameable(context, isComma(context, at) ? at + 1 : at, 0, true) ? at : undefined;
}

/** The office that an adviser, envoy or spokesman serves: "(adviser to) the president of Kenya". */
function holderAt(context: CasedContext, from: number): ReadTitle | undefined {
  const lead = readLead(context, from);
  const title = readTitle(context, from, { ...lead, to: pastHonorifics(context, lead.to) }, 1);
  if (!title) return undefined;
  const draft = newDraft(from);
  let start = title.to;
  while (hasSense(context.items[start], "honorific") && isNameable(context, start + 1, 0)) start++; // "Emir Sheikh N"
  const end = readName(context, draft, start);
  const to = end > start ? end : title.to;
  return { ...title, principal: principalOf(title, from, draft.name), to };
}

export interface Ministry {
  readonly country: string | undefined;
  readonly home: boolean;
  /** Told with what it deals with: "of Health". */
  readonly affairs: boolean;
  readonly to: number;
}

/** "(the) Foreign Ministry (of Oman)". */
export function readMinistry(context: CasedContext, at: number): Ministry {
  const { items } = context;
  let country = senseOf(items[at], "ministry")?.country;
  let to = at + 1;
  // "the Ministry of Health and Population"
  const affairs = marks(context, to, "of") && hasSense(items[to + 1], "portfolio");
  if (affairs) {
    to += 2;
    while (hasSense(items[to], "portfolio") || (hasSense(items[to], "conjunction") && hasSense(items[to + 1], "portfolio"))) to++;
  }
  to = affairs || senseOf(items[at], "ministry")?.value === "foreign" ? pastFurtherAffairs(context, to) : to;
  if (marks(context, to, "of", "in")) {
    const past = isDeterminer(context, to + 1) ? to + 2 : to + 1;
    const state = senseOf(items[past], "country")?.value ?? (marks(context, to, "in") ? senseOf(items[past], "city")?.country : undefined);
    if (state !== undefined && country === undefined) {
      country = state;
      to = past + 1;
    } else if (hasSense(items[past], "home") && marks(context, to, "of")) to = past + 1;
  }
  return { country, home: country === undefined, affairs, to };
}

const MAX_AFFAIRS = 10; // items

/** "the Ministry of Foreign Affairs, Foreign Employment, and Tourism of X": what else it deals with, in capitals up to the state. @returns the "of" */
function pastFurtherAffairs(context: CasedContext, from: number): number {
  const { items } = context;
  if (!isComma(context, from)) return from;
  for (let at = from + 1; items[at] && at - from < MAX_AFFAIRS; at++) {
    if (marks(context, at, "of")) {
      const past = isDeterminer(context, at + 1) ? at + 2 : at + 1;
      return hasSense(items[past], "country") ? at : from;
    }
    const token = tokenOf(context, at);
    if (!isComma(context, at) && !hasSense(items[at], "conjunction") && (token?.kind !== "word" || !token.capital)) return from;
  }
  return from;
}

/** "(speaker of Kenya's) National Assembly": what a state's office is held in, up to the name. @returns the item after it */
function assemblyAt(context: CasedContext, from: number): number | undefined {
  let at = from;
  while (
    at - from < MAX_ASSEMBLY &&
    context.items[at] &&
    !isNameable(context, at, 0) &&
    tokenOf(context, at)?.kind === "word" &&
    !hasSense(context.items[at], "marker") &&
    !hasSense(context.items[at], "trigger")
  )
    at++;
  return at > from && (isNameable(context, at, 0, true) || hasSense(context.items[at], "honorific")) ? at : undefined;
}

const MAX_ASSEMBLY = 4;

/** In a phrase that a sentence opens with: "During …", "In a meeting with …". */
const isFronted = (context: CasedContext, at: number): boolean => {
  const first = context.items.findIndex((_, i) => tokenOf(context, i)?.kind === "word");
  return first < at && (hasSense(context.items[first], "during") || hasSense(context.items[first], "marker"));
};
const isVerb = (item: Item | undefined): boolean => item?.senses.some((s) => (s.kind === "trigger" && s.form === "verb") || s.kind === "auxiliary") === true;

const MAX_BARE = 4; // tokens: what a longer title is held of, its words tell

const tokensAt = ({ items }: CasedContext, at: number): number => (items[at]?.to ?? 0) - (items[at]?.from ?? 0);

/** "(FM)": what a title is called for short. */
function isAbbreviation(context: CasedContext, at: number): boolean {
  if (!isPunct(context, at, "(") || !isPunct(context, at + 2, ")")) return false;
  const token = context.items[at + 1]?.token;
  return token?.kind === "word" && token.capital && token.end - token.start <= MAX_ABBREVIATION;
}

/** "Foreign Minister (FM) N". */
const pastAbbreviation = (context: CasedContext, at: number): number => (isAbbreviation(context, at) && isNameable(context, at + 3, 0, true) ? at + 3 : at);

const MAX_ABBREVIATION = 4; // letters

const MAX_BODY = 4; // items

/** "(president of) the OSCE Parliamentary Assembly N": past the words of a body's name that a name stands behind. */
function pastInstitution(context: CasedContext, at: number): number {
  for (let i = at; i < at + MAX_BODY && tokenOf(context, i)?.kind === "word" && tokenOf(context, i)?.capital; i++)
    if (i > at && hasSense(context.items[i], "institution")) return isNameable(context, i + 1, 0, true) ? i + 1 : at;
  return at;
}

/** The name behind a title: adjacent, in quotation marks, or after a comma where a style of address or a mark closes it. */
export function readNameAfter(context: CasedContext, draft: Draft, from: number): number {
  const { items } = context;
  let at = pastInstitution(context, pastAbbreviation(context, from));
  const style = (i: number): number => {
    let end = i;
    while (hasSense(items[end], "honorific") && !isGivenTitle(context, end) && !(hasSense(items[end], "office") && !isNameable(context, end + 1, 0))) {
      end++;
      if (isPunct(context, end, ".")) end++;
    }
    return end;
  };
  const honored = style(at);
  if (honored > at && isNameable(context, honored, 0, true)) {
    draft.honorific ??= { from: at, to: honored };
    at = honored;
  }
  if (isNameable(context, at, 0, true)) return readName(context, draft, at, true);
  if (isQuote(context, at) && isNameable(context, at + 1, 0)) {
    const end = readName(context, draft, at + 1);
    return isQuote(context, end) ? end + 1 : end;
  }
  const bracket = isPunct(context, at, "(");
  if ((!isComma(context, at) && !bracket && !isPunct(context, at, ":")) || isAbbreviation(context, at)) return from;
  // "the ambassador of X, His Excellency, N"
  const plain = style(at + 1);
  const start = plain > at + 1 && isComma(context, plain) ? plain + 1 : plain;
  if (!isNameable(context, start, 0)) return from;
  const trial: Draft = { ...draft, titles: [...draft.titles] };
  const end = readName(context, trial, start);
  if (!trial.name) return from;
  const styled = start > at + 1;
  // "the Turkish President, N and his counterpart", "The Minister of Foreign Affairs, N has received": the closing comma is left out
  const fronted = isFronted(context, draft.from);
  const sole =
    hasSense(items[draft.from], "determiner") &&
    (draft.country !== undefined || (tokenOf(context, at - 1)?.capital === true && !fronted)) &&
    end - start > 1 &&
    draft.titles.some(({ office }) => context.offices[office]?.sole || context.offices[office]?.portfolio || context.offices[office]?.accredited);
  const verb = hasSense(items[end], "adverb") ? end + 1 : end; // "the ambassador of X, N also presented"
  const follows = (["conjunction", "marker", "weekday", "during"] as const).some((kind) => hasSense(items[end], kind)) || (!fronted && isVerb(items[verb]));
  // "the envoy, N who is visiting"
  const described = end - start > 1 && senseOf(items[end], "relative")?.value === "person";
  const closed = (sole && follows) || described || isComma(context, end) || isPunct(context, end, ")") || isPunct(context, end, ".") || items[end] === undefined;
  // "Acting President, N on Sunday": a title in capitals without an article belongs to the name behind the comma.
  const formal = tokenOf(context, at - 1)?.capital === true && !hasSense(items[draft.from], "determiner") && (draft.to === draft.from || draft.titles.length > 0) && end - start > 1;
  if (!styled && !closed && !formal) return from;
  if (styled && !closed && fronted && (isVerb(items[end]) || hasSense(items[end], "planned"))) return from; // "During his meeting with the minister, H.H. N discussed …"
  // "to the minister, N, ambassador of …": a name with an office of its own is another party.
  if (!styled && closed && isComma(context, end)) {
    const lead = readLead(context, end + 1);
    const title = readTitle(context, end + 1, lead);
    // "the President of Zambia, N, the President of Ghana, N, …": each name stands behind its title.
    const listed = title && isComma(context, title.to) && isNameable(context, style(title.to + 1), 0);
    if (title && !title.bare && !listed && draft.titles.some((t) => !t.weak)) return from;
  }
  draft.name = trial.name;
  if (styled) draft.honorific ??= { from: at + 1, to: start };
  return bracket && isPunct(context, end, ")") ? end + 1 : end;
}
