import { bitsOf, hasSense, isVerbal, mayHave, senseOf, tellsSeveral } from "../../lexicon.ts";
import type { Actor, Item, Pronoun, Sense } from "../../types.ts";
import { type ActorContext, type Draft, isComma, isPunct, isQuote, newDraft, pastHonorifics, type ReadTitle, spanOf, titleOf, tokenOf } from "../context.ts";
import { finish } from "../mention.ts";
import { type CasedContext, isGivenTitle, isHeadline, isNameable, isNamesake, readBareName, readName } from "./names.ts";
import { isPossessive, type Lead, marks, readLead, readMinistry, readNameAfter, readTitle } from "./titles.ts";

/**
 * Stage 7, parties, in a script with capitals: what stands before the head ("the Omani", "Russia's"), the head (an office,
 * a counterpart, a body), what completes it ("of …", "to …"), and a name on either side.
 */

export function readActors(base: ActorContext): Actor[] {
  const { sentence, items, rules, offices, leaders, names, here, titles } = base;
  const context: CasedContext = { sentence, items, rules, offices, leaders, names, here, titles, headline: isHeadline(sentence) };
  const actors: Actor[] = [];
  let i = 0;
  while (i < context.items.length) {
    const actor = mayOpen(context, i) ? readParty(context, i) : undefined;
    if (!actor) {
      i++;
      continue;
    }
    const group = [...readNations(context, actor), actor];
    // "the U.S. and Russian presidents": a state that was read for itself has the office too.
    while ((actors.at(-1)?.to ?? 0) > (group[0]?.from ?? i)) actors.pop();
    actors.push(...nameEach(context, group));
    i = Math.max(actors.at(-1)?.to ?? 0, i + 1);
    const twins = readTwins(context, actor, i);
    if (twins.length === 0) {
      const last = actors.at(-1);
      if (group.length === 1 && last === actor && actor.name === undefined && hasSeveral(context, actor.from, actor.to)) actors[actors.length - 1] = { ...actor, several: true };
      continue;
    }
    // "the foreign ministers of X and Y, N and M"
    const nameless = actor.name === undefined && twins.slice(0, -1).every((twin) => twin.name === undefined);
    actors.splice(actors.length - 1, 1, ...(nameless ? nameEach(context, [actor, ...twins]) : [actors.at(-1) as Actor, ...twins]));
    i = Math.max(actors.at(-1)?.to ?? 0, i);
  }
  return actors.some((actor) => actor.several) ? holdersOf(context, actors) : actors;
}

/** "Foreign Ministers N of X and M of Y": those named right behind an office of several hold it, and it is no party beside them. */
function holdersOf(context: CasedContext, actors: readonly Actor[]): Actor[] {
  const isNamed = (actor: Actor | undefined): boolean => actor?.kind === "person" && actor.name !== undefined && actor.titles.length === 0;
  const told: Actor[] = [];
  for (let i = 0; i < actors.length; i++) {
    const office = actors[i] as Actor;
    const holders: Actor[] = [];
    let at = office.to;
    for (let k = i + 1; office.several && office.country === undefined && isNamed(actors[k]) && actors[k]?.from === at; k++) {
      const holder = actors[k] as Actor;
      holders.push({ ...holder, titles: office.titles.map((t) => ({ ...t, country: holder.country })) });
      at = holder.to;
      if (isComma(context, at)) at++;
      if (hasSense(context.items[at], "conjunction")) at++;
    }
    if (holders.length < 2) told.push(office);
    else {
      told.push({ ...(holders[0] as Actor), from: office.from }, ...holders.slice(1));
      i += holders.length;
    }
  }
  return told;
}

const MAX_CURRENCY = 4; // characters: "US $20 million"

const OPENERS: ReadonlySet<Sense["kind"]> = new Set([
  "sides",
  "pronoun",
  "reference-title",
  "modifier",
  "nationality",
  "country",
  "city",
  "here",
  "organization",
  "home",
  "honorific",
  "office",
  "counterpart",
  "delegation",
  "ministry",
  "people",
  "capital",
  "portfolio",
  "topic",
  "particle",
  "given",
  "family",
]);

const OPENING = bitsOf(OPENERS);

function mayOpenWith(item: Item): boolean {
  if (!mayHave(item, OPENING)) return false;
  const { senses } = item;
  for (let i = 0; i < senses.length; i++) if (OPENERS.has((senses[i] as Sense).kind)) return true;
  return false;
}

/** A quick look before a party is read: most words of a text open none. */
function mayOpen(context: CasedContext, at: number): boolean {
  const item = context.items[at] as Item;
  const token = tokenOf(context, at);
  if (token?.kind !== "word") return false;
  if (token.capital) return true;
  if (item.senses.length === 0) return false;
  if (!hasSense(item, "determiner")) return mayOpenWith(item);
  const next = context.items[at + 1];
  return mayOpenWith(item) || tokenOf(context, at + 1)?.capital === true || (next !== undefined && mayOpenWith(next));
}

const MERIDIEM = 2; // letters

function readParty(context: CasedContext, from: number): Actor | undefined {
  const { items } = context;
  const item = items[from];
  const token = tokenOf(context, from);
  if (!item || token?.kind !== "word") return undefined;
  // "08:37 PM"
  if (tokenOf(context, from - 1)?.kind === "number" && token.end - token.start <= MERIDIEM && hasSense(item, "office")) return undefined;
  const draft = newDraft(from);

  const sides = senseOf(item, "sides");
  // "the leaders of the African Union": those of a body, and not two told before
  const body = sides && marks(context, from + 1, "of") ? pastArticle(context, from + 2) : from;
  const whole = body > from && hasSense(items[body], "organization") ? readParty(context, body) : undefined;
  if (whole) return { ...whole, from, start: token.start };
  // "the two signed", not "the two presidents"
  if (sides && (sides.flag !== "alone" || isVerbal(items[from + 1]) || hasSense(items[from + 1], "auxiliary")))
    return finish(context, { ...draft, reference: { to: "sides", ...(sides.value === "all" ? { all: true } : {}), ...(sides.flag === "states" ? { states: true } : {}) }, to: from + 1 });
  const pronoun = senseOf(item, "pronoun");
  const styled = hasSense(item, "honorific") && tokenOf(context, from + 1)?.capital === true; // "HE Mr. N"
  // "invited her to visit": no noun behind it
  const possesses = pronoun?.flag === "possessive" && !(pronoun.value === "3fs" && hasSense(items[from + 1], "marker"));
  if (pronoun && !possesses && !styled) return finish(context, { ...draft, reference: { to: "pronoun", pronoun: pronoun.value as Pronoun }, to: from + 1 });
  const reference = senseOf(item, "reference-title");
  if (reference && !isNameable(context, from + 1, 0) && !hasSense(items[from + 1], "honorific") && !hasSense(items[pastArticle(context, from + 1)], "office"))
    return finish(context, { ...draft, reference: { to: "honorific", honorific: reference.value }, to: from + 1 });

  const lead = readLead(context, from);
  let at = lead.to;
  take(draft, lead);
  draft.indefinite = senseOf(item, "determiner")?.value === "indefinite";
  const honorific = honorifics(context, at);
  if (honorific > at) {
    draft.honorific = { from: at, to: honorific };
    at = honorific;
    // "His Highness the Crown Prince", "His Excellency the Omani Minister"
    const inner = readLead(context, at);
    if (inner.to > at && (hasSense(items[inner.to], "office") || inner.country !== undefined)) {
      take(draft, inner);
      if (inner.country !== undefined) lead.country ??= inner.country;
      if (inner.organization !== undefined) lead.organization ??= inner.organization;
      at = inner.to;
      const again = honorifics(context, at);
      if (again > at) {
        draft.honorific = { from: draft.honorific.from, to: again };
        at = again;
      }
    }
  }
  const head = items[at];
  // "the Eritrean capital of Asmara", "Kenya's capital, Nairobi"
  if (hasSense(head, "capital")) {
    const next = isComma(context, at + 1) || marks(context, at + 1, "of") ? at + 2 : at + 1;
    const city = senseOf(items[next], "city");
    const country = draft.country ?? city?.country;
    if (country === undefined) return undefined;
    return finish(context, { ...newDraft(from), kind: "country", country, to: city ? next + 1 : at + 1 });
  }
  if (hasSense(head, "people")) return readPeople(context, draft, at);
  if (hasSense(head, "counterpart")) return readCounterpart(context, draft, at);
  if (hasSense(head, "delegation")) return readDelegation(context, draft, at);
  if (hasSense(head, "ministry") && hasSense(items[at + 1], "delegation")) {
    draft.country ??= senseOf(head, "ministry")?.country;
    return readDelegation(context, draft, at + 1);
  }
  if (hasSense(head, "ministry") && !hasSense(items[at + 1], "office")) return readBody(context, draft, at);
  // "Foreign Ministry spokesman N"
  const speaks = hasSense(head, "ministry") && hasSense(items[at + 1], "office");
  if (speaks) draft.country ??= senseOf(head, "ministry")?.country;
  if (isAdjectival(context, at)) return undefined;
  const title = readTitle(context, from, {
    ...lead,
    country: draft.country ?? lead.country,
    home: lead.home || (speaks && draft.country === undefined),
    to: speaks ? at + 1 : at,
  });
  if (title) {
    addTitle(context, draft, title);
    if (isPossessive(context, from - 1) && draft.country === undefined && draft.organization === undefined) draft.possessed = true; // "the president's envoy"
    at = moreTitles(context, draft, title.to);
    // "ministers of X, Y and Z" are several parties: readTwins goes on.
    draft.to = at;
    // "the ministers": those of the event told last.
    if (isSeveral(context, title) && draft.country === undefined && draft.organization === undefined && title.to - title.from === 1 && senseOf(items[from], "determiner")?.value === "definite")
      return finish(context, { ...newDraft(from), reference: { to: "sides", all: true }, to: title.to });
    if (isSeveral(context, title)) {
      // "the ambassadors of Japan, N, and Norway, M"; not "the Russian and Chinese ministers, N and M"
      const nations = (hasSense(items[from - 1], "conjunction") || isComma(context, from - 1)) && hasSense(items[from - 2], "nationality");
      // "of Japan (N) and Norway (M)", "of Japan N and Norway M"
      const bracket = isPunct(context, at, "(");
      const start = bracket || isComma(context, at) ? at + 1 : at;
      if (!nations && (draft.country !== undefined || draft.organization !== undefined) && isNameable(context, start, 0) && !hasSense(items[start], "country")) {
        const read = readName(context, draft, start);
        const end = bracket && isPunct(context, read, ")") ? read + 1 : read;
        const next = pastArticle(context, hasSense(items[end], "conjunction") ? end + 1 : end);
        const goesOn = start > at || (next > end && hasSense(items[next], "country") && isNameable(context, next + 1, 0));
        if (goesOn && (isComma(context, end) || hasSense(items[end], "conjunction"))) draft.to = end;
        else draft.name = undefined;
      }
    } else {
      const end = readNameAfter(context, draft, at);
      if (draft.name && isNamesake(context, end)) return undefined; // "King N International Airport"
      draft.to = end;
      if (draft.name) readTail(context, draft);
    }
    return finish(context, draft);
  }
  if (draft.honorific || (lead.country !== undefined && isNameable(context, at, 0) && at > from)) {
    // "Sheikh N", "Egypt's N"
    // "Egypt's N": behind its state one unknown word with a capital is a person.
    const owned = items[at]?.senses.length === 0 && isPossessive(context, at - 1);
    const end = draft.honorific || owned ? (isNameable(context, at, 0, true) ? readName(context, draft, at, true) : at) : readBareName(context, draft, at);
    if (draft.name) {
      draft.to = end;
      readTail(context, draft);
      return finish(context, draft);
    }
    return undefined;
  }
  if (at === from) {
    const end = readBareName(context, draft, from);
    if (end > from) {
      // "Putin's envoy N": the office is somebody's.
      if (isPossessive(context, end)) {
        const owned = readOwned(context, draft, end + 1);
        if (owned) return owned;
      }
      draft.to = end;
      readTail(context, draft);
      return finish(context, draft);
    }
    // An unknown word or two with an office behind: ", N, ambassador of Y,"
    const named = isNameable(context, from, 0) ? readName(context, draft, from) : from;
    if (named > from && appositionFollows(context, named)) {
      draft.to = named;
      readTail(context, draft);
      return finish(context, draft);
    }
    draft.name = undefined;
  }
  return readBody(context, newDraft(from), from);
}

const pastArticle = (context: CasedContext, at: number): number => (hasSense(context.items[at], "determiner") ? at + 1 : at);

/** "an official visit", "ambassador posts": an office in small letters right before another noun is no party. */
function isAdjectival(context: CasedContext, at: number): boolean {
  const { items } = context;
  const next = items[at + 1];
  if (
    !items[at]?.senses.some((s) => s.kind === "office" && context.offices[s.value]?.weak) ||
    tokenOf(context, at)?.capital ||
    tokenOf(context, at + 1)?.kind !== "word" ||
    tokenOf(context, at + 1)?.capital
  )
    return false;
  const noun =
    hasSense(next, "object") ||
    hasSense(next, "anchor") ||
    hasSense(next, "topic") ||
    hasSense(next, "portfolio") ||
    hasSense(next, "state-word") ||
    (hasSense(next, "stop") && !next?.senses.some((s) => s.kind === "quote-verb" || s.kind === "trigger" || s.kind === "modifier"));
  const apart = (["marker", "conjunction", "boundary", "auxiliary", "date", "weekday", "planned", "denied", "relative", "during", "office"] as const).some((kind) => hasSense(next, kind));
  return noun && !apart && !context.rules.adverb.test(tokenOf(context, at + 1)?.key ?? "") && !hasSense(next, "adverb");
}

function take(draft: Draft, lead: Lead): void {
  if (lead.country !== undefined) draft.country = lead.country;
  if (lead.organization !== undefined) draft.organization = lead.organization;
  if (lead.home) draft.home = true;
  if (lead.possessed) draft.possessed = true;
}

function honorifics(context: CasedContext, from: number): number {
  const { items } = context;
  let at = from;
  for (;;) {
    const item = items[at];
    if (!hasSense(item, "honorific") || isGivenTitle(context, at)) return at;
    // "the Ambassador of …" is an office; "General N" a rank.
    if (hasSense(item, "office") && !isNameable(context, at + 1, 0)) return at;
    at++;
    if (isPunct(context, at, ".") || isPunct(context, at, "/")) at++;
  }
}

function addTitle({ offices }: CasedContext, draft: Draft, title: ReadTitle): void {
  // "the President of X and current chairperson of the Union": whose turn it is in the chair of a body heads a state all the same.
  const heads = draft.country !== undefined && draft.titles.some((t) => offices[t.office]?.head && offices[t.office]?.sole);
  if (title.country !== undefined && draft.country === undefined) draft.country = title.country;
  if (title.organization !== undefined && !heads) {
    draft.organization ??= title.organization;
    if (title.country === undefined) draft.country = undefined;
  }
  if (title.posting !== undefined) draft.posting = title.posting;
  if (title.home) draft.home = true;
  if (title.bare) draft.bare = true;
  if (title.possessed) draft.possessed = true;
  draft.principal ??= title.principal;
  draft.titles.push(titleOf(title));
}

/** "Deputy Prime Minister and Minister of Foreign Affairs N", "Prime Minister, Minister of … N": one person, several offices. */
function moreTitles(context: CasedContext, draft: Draft, from: number): number {
  const { items } = context;
  let at = from;
  for (let steps = 0; steps < 4; steps++) {
    let start = at;
    while (isComma(context, start) || hasSense(items[start], "conjunction") || isPunct(context, start, "/")) start++;
    if (start - at > 2) break;
    const joined = start > at;
    const lead = readLead(context, start);
    const honorific = honorifics(context, lead.to);
    const inTurn = items[start + 1]?.senses.some((s) => s.kind === "modifier" && s.flag === "in-turn") === true;
    if (joined && hasSense(items[start], "determiner") && !isComma(context, at) && !inTurn) break;
    const title = honorific === lead.to ? readTitle(context, start, lead) : undefined;
    if (title && joined && hasSeveral(context, draft.from, at) && !isSeveral(context, title)) break; // "two envoys, Minister N and M"
    if (!title || (lead.country !== undefined && draft.country !== undefined && lead.country !== draft.country)) break;
    if (joined && lead.country !== undefined) break;
    if (title.country !== undefined && draft.country !== undefined && title.country !== draft.country) break;
    // Joined titles are one person's where a name follows the last, or the first may have a second.
    const named =
      isNameable(context, title.to, 0) ||
      hasSense(items[title.to], "honorific") ||
      (isComma(context, title.to) && (isNameable(context, title.to + 1, 0) || hasSense(items[title.to + 1], "honorific")));
    const combines = draft.titles.some((t) => context.offices[t.office]?.combines);
    // "Ambassadors and High Commissioners of X, Y and Z"
    const alike = isSeveral(context, title) && draft.country === undefined && draft.titles.some((t) => t.office === title.office);
    if (joined && !named && !combines && !alike) break;
    if (joined && draft.country !== undefined && title.country === undefined && !combines && !isComma(context, at) && draft.titles.every((t) => t.country !== undefined) && !title.to) break;
    addTitle(context, draft, title);
    at = title.to;
  }
  return at;
}

const isSeveral = (context: CasedContext, title: ReadTitle): boolean => hasSeveral(context, title.from, title.to);

/** An office in the plural among these items. */
const hasSeveral = ({ items }: CasedContext, from: number, to: number): boolean =>
  tellsSeveral(items.slice(from, to)) || items.slice(from, to).some((item) => senseOf(item, "counterpart")?.flag === "several");

/** True where ", (the) office of somewhere" stands. */
function appositionFollows(context: CasedContext, at: number): boolean {
  if (!isComma(context, at) && !isPunct(context, at, "(")) return false;
  const lead = readLead(context, at + 1);
  const title = readTitle(context, at + 1, lead);
  return title !== undefined && !isNameable(context, title.to, 0) && (!title.bare || title.to - title.from > 1);
}

const MAX_TAIL = 6; // "N, crown prince, deputy premier, adviser and envoy of …"

/** What is told of a person behind the name: "of Jordan", ", the minister of …,". */
function readTail(context: CasedContext, draft: Draft): void {
  const { items } = context;
  let at = draft.to;
  if (isQuote(context, at) && isQuote(context, draft.from - 1)) at++;
  // "King N, of Belgium,"
  const aside = isComma(context, at) && marks(context, at + 1, "of") && hasSense(items[at + 2], "country") && isComma(context, at + 3);
  if (aside) at++;
  // "Ambassador N from Kenya"
  const posted = draft.titles.some((t) => context.offices[t.office]?.posted);
  const of = items[at]?.senses.some((s) => s.kind === "marker" && (s.value === "of" || (posted && s.value === "from"))) === true;
  const full = draft.name !== undefined && draft.name.to - draft.name.from > 1;
  if (of && (draft.titles.length > 0 || draft.honorific || full) && draft.country === undefined && draft.organization === undefined) {
    const past = pastArticle(context, at + 1);
    const state = senseOf(items[past], "country");
    const body = senseOf(items[past], "organization");
    if (state) draft.country = state.value;
    else if (body) draft.organization = body.value;
    if (state ?? body) {
      at = past + 1;
      draft.to = at;
    }
  }
  for (let steps = 0; steps < MAX_TAIL; steps++) {
    const opens = isComma(context, at) || isPunct(context, at, "(") || isPunct(context, at, "-") || isPunct(context, at, "–");
    const joined = hasSense(items[at], "conjunction") && steps > 0;
    // "Her Excellency N Ambassador of X"
    const direct = steps === 0 && full && draft.honorific !== undefined && draft.titles.length === 0 && hasSense(items[at], "office");
    if (!opens && !joined && !direct) return;
    if (direct) at--;
    const lead = readLead(context, at + 1);
    const speaks = hasSense(items[lead.to], "ministry") && hasSense(items[lead.to + 1], "office");
    const title = readTitle(context, at + 1, speaks ? { ...lead, to: lead.to + 1 } : lead);
    if (!title || isSeveral(context, title)) return;
    // Another name claims the title: ", Russian Foreign Minister M".
    if (isNameable(context, title.to, 0) || hasSense(items[title.to], "honorific")) return;
    // "…, the Minister of X, N, the Minister of Y, M, and …": each stands before a name.
    if (opens && draft.titles.length > 0 && draft.name !== undefined && draft.name.to === draft.to && opensListed(context, title)) return;
    if (draft.country !== undefined && title.country !== undefined && draft.country !== title.country) return;
    // "PM N, Saudi crown prince discuss …": a headline's two, with no comma behind the second
    if (context.sentence.heading && isComma(context, at) && draft.titles.length > 0 && title.country !== undefined && items[title.to]?.senses.some((s) => s.kind === "trigger" && s.form === "verb"))
      return;
    // "In his meeting with Ambassador N, the president discussed …": no comma behind, so the clause's subject.
    const verb = items[title.to]?.senses.some((s) => (s.kind === "quote-verb" || (s.kind === "trigger" && s.form === "verb")) && s.tense !== undefined);
    if (title.bare && isComma(context, at) && draft.titles.length > 0 && verb) return;
    if (title.bare && joined && !draft.titles.some((t) => context.offices[t.office]?.combines)) return;
    // A list of titled parties without names goes on: "N, the foreign minister and the ambassador of …".
    if (joined && draft.titles.some((t) => t.office === title.office)) return;
    addTitle(context, draft, title);
    at = title.to;
    draft.to = at;
    if (isPunct(context, at, ")")) {
      at++;
      draft.to = at;
    }
  }
}

/** ", the Minister of X, N," behind a titled name: a comma or "and" on either side of a whole name. */
function opensListed(context: CasedContext, { from, to }: ReadTitle): boolean {
  if (!isComma(context, to) || !hasSense(context.items[from - 1], "determiner")) return false;
  const next = newDraft(to + 1);
  const end = readName(context, next, to + 1);
  return next.name !== undefined && end - to > 2 && (isComma(context, end) || hasSense(context.items[end], "conjunction"));
}

/** "his Omani counterpart, N", "counterpart from Oman N". */
function readCounterpart(context: CasedContext, draft: Draft, head: number): Actor | undefined {
  const { items } = context;
  let at = head + 1;
  draft.reference = { to: "counterpart" };
  draft.possessed = false;
  // "his counterpart in Oman in New York": of two places the first is whence he comes; "(sent) to his counterpart in Oman".
  const behind = pastArticle(context, at + 1) + 1;
  const opens = draft.from === 0 || isComma(context, draft.from - 1); // "…, his counterpart in X was holding talks": who is there
  const named = isComma(context, behind) && isNameable(context, behind + 1, 0); // "his counterpart in X, N"
  const inState = marks(context, at, "in") && (marks(context, behind, "in") || marks(context, draft.from - 1, "to", "from") || opens || named);
  if (inState || marks(context, at, "from", "of")) {
    const past = pastArticle(context, at + 1);
    const state = senseOf(items[past], "country");
    if (state && draft.country === undefined) {
      draft.country = state.value;
      at = past + 1;
    }
  }
  let end = readNameAfter(context, draft, at);
  if (!draft.name) {
    // "his Fijian counterpart, Ambassador N", "his counterpart FM N"
    const start = isComma(context, at) ? at + 1 : at;
    const lead = readLead(context, start);
    const title = readTitle(context, start, lead);
    const name = pastHonorifics(context, title?.to ?? start); // "his counterpart PM Hon. N"
    if (title && isNameable(context, name, 0, true) && !(start > at && isSpeaker(context, name))) {
      addTitle(context, draft, title);
      end = readNameAfter(context, draft, name);
    }
  }
  draft.to = Math.max(end, at);
  if (draft.name) readTail(context, draft);
  return finish(context, draft);
}

const NAME_REACH = 4; // items

/** "(met) his counterpart, spokeswoman N said": who says so is another. */
function isSpeaker(context: CasedContext, from: number): boolean {
  for (let at = from + 1; at <= from + NAME_REACH; at++) {
    const item = context.items[at];
    if (hasSense(item, "quote-verb")) return !hasSense(item, "trigger");
    if (tokenOf(context, at)?.kind !== "word") return false;
  }
  return false;
}

/** "Putin's special envoy N": N holds an office of Putin's. */
function readOwned(context: CasedContext, owner: Draft, from: number): Actor | undefined {
  const lead = readLead(context, from);
  const title = readTitle(context, from, lead);
  if (!title) return undefined;
  const draft = newDraft(owner.from);
  addTitle(context, draft, { ...title, possessed: true });
  draft.possessed = true;
  draft.to = readNameAfter(context, draft, title.to);
  return finish(context, draft);
}

const DELEGATION_REACH = 14; // items, up to who leads it
const OF_DELEGATION = ["marker", "stop", "ministry", "institution", "possessive", "determiner", "modifier", "topic", "portfolio"] as const;

function readDelegation(context: CasedContext, draft: Draft, head: number): Actor | undefined {
  const { items } = context;
  let at = head + 1;
  for (let steps = 0; steps < DELEGATION_REACH && items[at]; steps++) {
    const item = items[at];
    if (hasSense(item, "led-by")) {
      const leader = readParty(context, at + 1);
      if (!leader || leader.kind !== "person") break;
      const origin = leader.country === undefined && leader.organization === undefined ? { country: draft.country, organization: draft.organization } : {};
      return { ...leader, ...origin, from: draft.from };
    }
    const state = senseOf(item, "country") ?? senseOf(item, "nationality"); // "of the Finnish parliament"
    const body = senseOf(item, "organization");
    const from = items[at - 1]?.senses.some((s) => s.kind === "marker" && (s.value === "from" || s.value === "of")) === true || hasSense(items[at - 1], "determiner");
    if (state && from && draft.country === undefined) draft.country = state.value;
    else if (body && from && draft.organization === undefined) draft.organization = body.value;
    else if (!isComma(context, at) && !OF_DELEGATION.some((kind) => hasSense(item, kind))) break;
    at++;
  }
  if (draft.country === undefined && draft.organization === undefined) return undefined;
  draft.kind = "delegation";
  draft.to = head + 1;
  return finish(context, draft);
}

const PEOPLE_REACH = 5; // items

/** "(to) the people of Myanmar", "(for) the Palestinian people", "earthquake victims in Syria": behind a preposition they stand for their state. */
function readPeople(context: CasedContext, draft: Draft, at: number): Actor | undefined {
  const { items } = context;
  let before = draft.from - 1; // "for the earthquake-affected people of …"
  while (
    before >= draft.from - PEOPLE_REACH &&
    tokenOf(context, before)?.kind === "word" &&
    !tokenOf(context, before)?.capital &&
    !hasSense(items[before], "marker") &&
    !hasSense(items[before], "conjunction")
  )
    before--;
  if (!hasSense(items[before], "marker") && !hasSense(items[before], "conjunction")) return undefined;
  if (draft.country !== undefined) return finish(context, { ...draft, kind: "country", to: at + 1 });
  if (!items[at + 1]?.senses.some((s) => s.kind === "marker" && (s.value === "of" || s.value === "in"))) return undefined;
  for (let i = at + 2; i <= at + PEOPLE_REACH; i++) {
    const country = (senseOf(items[i], "country") ?? senseOf(items[i], "nationality"))?.value ?? senseOf(items[i], "city")?.country;
    if (country !== undefined) return finish(context, { ...draft, kind: "country", country, to: i + 1 });
    if (tokenOf(context, i)?.kind !== "word" || hasSense(items[i], "office") || hasSense(items[i], "marker")) return undefined;
  }
  return undefined;
}

/** A ministry, a state, a body, or a city that stands for its state. */
function readBody(context: CasedContext, draft: Draft, at: number): Actor | undefined {
  const { items } = context;
  const from = draft.from;
  if (hasSense(items[at], "ministry")) {
    const isEmbassy = senseOf(items[at], "ministry")?.value === "embassy";
    if (isEmbassy && draft.country === undefined && !marks(context, at + 1, "of")) return undefined;
    const ministry = readMinistry(context, at);
    // "the Ministry of Presidential Court" is not the one told of before.
    const other = ministry.affairs || (tokenOf(context, at)?.capital === true && marks(context, ministry.to, "of"));
    draft.bare = senseOf(items[at], "ministry")?.flag === "same" && draft.country === undefined && ministry.country === undefined && !other;
    if (draft.country === undefined && ministry.country !== undefined) draft.country = ministry.country;
    if (draft.country === undefined) draft.home = true;
    // An embassy stands for its state.
    draft.kind = isEmbassy ? "country" : "organization";
    if (draft.kind === "country" && draft.country === undefined) return undefined;
    draft.to = ministry.to;
    return finish(context, draft);
  }
  const start = hasSense(items[from], "determiner") ? from + 1 : from;
  // "a U.S. move", "the United States"
  if (senseOf(items[from], "determiner")?.value === "indefinite") draft.from = start;
  const item = items[start];
  const state = senseOf(item, "country");
  const body = senseOf(item, "organization");
  const city = senseOf(item, "city");
  const end = start + 1;
  if (body) {
    draft.kind = "organization";
    draft.organization = body.value;
  } else if (state && !(isPunct(context, end, "$") && (tokenOf(context, start)?.key.length ?? 0) <= MAX_CURRENCY)) {
    draft.kind = "country";
    draft.country = state.value;
  } else if (city?.country !== undefined && !isDateline(context, start)) {
    draft.kind = "country";
    draft.country = city.country;
  } else if (hasSense(item, "here") && context.here !== undefined) {
    draft.kind = "country";
    draft.country = context.here;
  } else if (hasSense(item, "home") && senseOf(item, "home")?.flag !== "possessed") {
    draft.kind = "country";
    draft.home = true;
  } else return undefined;
  draft.to = end;
  return finish(context, draft);
}

const DATELINE_ITEMS = 3;

/** "RIYADH, January 12 (SPA) –": where the story was written. */
function isDateline(context: CasedContext, at: number): boolean {
  if (at > DATELINE_ITEMS) return false;
  const token = tokenOf(context, at + 1);
  return token?.kind === "punct" && !isQuote(context, at + 1);
}

/** "his Lithuanian and Latvian counterparts": the state before the "and" has the same head. */
function readNations(context: CasedContext, last: Actor): Actor[] {
  const { items } = context;
  if (last.kind !== "person" || last.name || (last.titles.length === 0 && last.reference.to !== "counterpart")) return [];
  // "presidents of X and the prime ministers of Y": X has presidents
  const own = items[pastArticle(context, last.from)];
  if (last.reference.to !== "counterpart" && !hasSense(own, "nationality") && !hasSense(own, "country")) return [];
  const found: Actor[] = [];
  const several = hasSeveral(context, last.from, last.to);
  let at = last.from - 1;
  while (hasSense(items[at], "conjunction") || isComma(context, at)) {
    const nation = senseOf(items[at - 1], "nationality") ?? (several ? senseOf(items[at - 1], "country") : undefined);
    if (!nation) break;
    const span = finish(context, { ...newDraft(at - 1), to: at });
    found.unshift({ ...last, country: nation.value, from: at - 1, to: at, start: span.start, end: span.end, titles: last.titles.map((t) => ({ ...t, country: nation.value })) });
    at -= 2;
  }
  return found;
}

/** "the Russian and Chinese foreign ministers, N and M,", "presidents of X and Y N and M": as many names as states, in their order. */
function nameEach(context: CasedContext, group: readonly Actor[]): readonly Actor[] {
  const last = group.at(-1);
  if (!last || group.length < 2) return group;
  // The first name stands right behind the last state.
  const glued = last.name !== undefined && hasSense(context.items[last.to], "conjunction");
  if (!glued && (last.name !== undefined || !isComma(context, last.to))) return group;
  const named: Pick<Actor, "name" | "nameKeys" | "start">[] = glued ? [last] : [];
  let at = glued ? last.to : last.to + 1;
  while (named.length < group.length) {
    if (named.length > 0) {
      const joined = isComma(context, at) || hasSense(context.items[at], "conjunction");
      if (!joined) return group;
      at++;
      if (hasSense(context.items[at], "conjunction")) at++;
    }
    const draft = newDraft(at);
    const end = readName(context, draft, at);
    if (!draft.name || end - at < 2) return group;
    const told = finish(context, { ...draft, to: end });
    if (!told.name) return group;
    named.push(told);
    at = end;
  }
  return group.map((one, n) => {
    const { name, nameKeys = [], start = one.start } = named[n] ?? {};
    const reference = one.reference.to === "counterpart" ? one.reference : ({ to: "self" } as const);
    return { ...one, name, nameKeys, start: glued && n === 0 ? (name?.start ?? start) : start, end: name?.end ?? one.end, reference, ...(n === group.length - 1 ? { to: at } : {}) };
  });
}

/** "the foreign ministers of Egypt, Jordan and Iraq": the further ones have the office of the first. */
function readTwins(context: CasedContext, first: Actor, after: number): Actor[] {
  const { items } = context;
  const counterpart = first.reference.to === "counterpart"; // "his counterparts from Egypt, Uganda and Cyprus"
  if (first.titles.length === 0 && (!counterpart || first.country === undefined)) return [];
  const office = items.findIndex((item, i) => i >= first.from && i < first.to && item.senses.some((s) => (s.kind === "office" || s.kind === "counterpart") && s.flag === "several"));
  if (office < 0) return [];
  const title = spanOf(context.sentence, items, office, office + 1);
  const twins: Actor[] = [];
  let at = after;
  for (;;) {
    let start = at;
    while (isComma(context, start) || hasSense(items[start], "conjunction") || hasSense(items[start], "determiner") || (start > at && marks(context, start, "of"))) start++;
    const origin = senseOf(items[start], "country") ?? senseOf(items[start], "organization");
    let from = start; // "X and of the Republic of Y": the second "of" is the twin's
    while (from > at && (hasSense(items[from - 1], "determiner") || marks(context, from - 1, "of"))) from--;
    if (start === at || !origin || isPossessive(context, start + 1)) return twins;
    const state = origin.kind === "country";
    const [country, organization] = state ? [origin.value, undefined] : [undefined, origin.value];
    const draft: Draft = { ...newDraft(start), country, organization, to: start + 1 };
    // "of X (N) and Y (M)"
    const bracket = isPunct(context, start + 1, "(") && first.name !== undefined;
    const parted = bracket || (isComma(context, start + 1) && first.name !== undefined);
    const named = parted && isNameable(context, start + 2, 0) ? start + 2 : start + 1;
    const read = Math.max(readName(context, draft, named), start + 1);
    const end = bracket && isPunct(context, read, ")") ? read + 1 : read;
    draft.to = end;
    const actor = finish(context, draft);
    twins.push({
      ...actor,
      from,
      titles: first.titles.map((t) => ({ ...t, country, organization, span: title })),
      kind: first.kind,
      reference: counterpart ? first.reference : actor.name ? { to: "self" } : { to: "title" },
    });
    at = end;
  }
}
