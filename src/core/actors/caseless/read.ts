import { bitsOf, hasSense, mayHave, senseOf } from "../../lexicon.ts";
import type { Actor, Item, Sense, Title } from "../../types.ts";
import { type ActorContext, type Draft, isComma, isDashOrBracket, isMarkerGlued, isPunct, isQuote, newDraft, pastHonorifics, type ReadTitle, titleOf, tokenOf } from "../context.ts";
import { finish, honorificsIn } from "../mention.ts";
import { readBody, readOrigin } from "./bodies.ts";
import { isAbsorbable, isEnclosing, isNameable, leadsToName, readName, readNameAfterTitle, readTitle, startsName, titleWins } from "./phrases.ts";

/**
 * Stage 7, parties: read honorifics, chained titles, states and names as one mention of a party.
 *
 * A name in a script without capitals is what stands where a name may stand and is no word of the lexicon: so the
 * grammar of the phrase decides, and lists of common words keep it from running on. Titles stand before or after names,
 * with or without commas; when a second name follows, the last title before it goes with that name.
 */

/** Find every party of a sentence, left to right, none overlapping. */
export function readActors(context: ActorContext): Actor[] {
  const actors: Actor[] = [];
  let i = 0;
  while (i < context.items.length) {
    const actor = readActor(context, i);
    if (actor?.kind === "person" && actor.name && (isNamesake(context, i) || isReporter(context, actor))) i = Math.max(actor.to, i + 1);
    else if (actor) {
      actors.push(actor);
      i = Math.max(actor.to, i + 1);
      for (let twin = readTwin(context, actor, i); twin; twin = readTwin(context, actor, i)) {
        actors.push(twin);
        i = twin.to;
      }
    } else i++;
  }
  return actors;
}

/** "(at) King N Airport": a house that is called after him. Folding makes one of "library" and "his office", which is a venue of its own. */
const isNamesake = (context: ActorContext, at: number): boolean =>
  hasSense(context.items[at - 1], "namesake") && senseOf(context.items[at - 1], "venue")?.flag !== "own" && tokenOf(context, at - 1)?.definite === false;

/** "Beirut - N M - (the plane arrived)", "Cairo: N M": behind the city that opens a story and before a mark or the line's end, a bare name signs it. */
function isReporter(context: ActorContext, { from, to, titles, honorific, country }: Actor): boolean {
  const { items } = context;
  if (titles.length > 0 || honorific !== undefined || country !== undefined || to - from < 2) return false;
  const isMark = (at: number): boolean => tokenOf(context, at)?.kind === "punct";
  const opening = items.slice(0, from);
  const placed = opening.some((item) => hasSense(item, "city")) && opening.every((item, at) => isMark(at) || hasSense(item, "city") || hasSense(item, "agency"));
  // behind a comma or a colon a party goes on, or begins to speak
  return placed && isMark(from - 1) && (to >= items.length || (isMark(to) && !isComma(context, to) && !isPunct(context, to, ":")));
}

/**
 * "the foreign ministers of Egypt, N, and Jordan, M, and …": the further ones have the office of the first. So have "the French foreign
 * minister N and the Greek (one) M", where each is named.
 */
function readTwin(context: ActorContext, first: Actor, after: number): Actor | undefined {
  const { items } = context;
  const several = items[pastHonorifics(context, first.from)]?.senses.some(isSeveral) === true;
  const [title] = first.titles;
  if (!several && (first.name === undefined || first.titles.length !== 1 || title?.country === undefined || title.span.start > first.name.start)) return undefined;
  const at = isComma(context, after) ? after + 1 : after;
  if (at === after && !hasSense(items[at], "conjunction")) return undefined;
  const from = hasSense(items[at], "conjunction") ? at + 1 : at;
  const origin = senseOf(items[from], "nationality") ?? senseOf(items[from], "country");
  if (!origin) return undefined;
  if (!several && (origin.kind !== "nationality" || hasSense(items[from], "given") || origin.value === title?.country)) return undefined;
  const draft: Draft = { ...newDraft(from), country: origin.value, to: from + 1 };
  if (first.kind === "organization") return finish(context, { ...draft, kind: first.kind });
  const mark = several ? markBeforeName(context, first) : undefined;
  const parted = several ? mark !== undefined && isPunct(context, from + 1, mark) : isComma(context, from + 1);
  const named = pastHonorifics(context, parted ? from + 2 : from + 1);
  const quoted = isEnclosing(context, named) && isNameable(context, named + 1, 0, draft);
  const end = readName(context, draft, quoted ? named + 1 : named);
  draft.to = quoted && isEnclosing(context, end) ? end + 1 : end;
  const actor = finish(context, draft);
  if (!several && !actor.name) return undefined;
  if (first.reference.to === "counterpart") return { ...actor, reference: first.reference };
  return { ...actor, titles: first.titles.map((t) => ({ ...officeOf(context, first, t), country: origin.value })), reference: actor.name ? { to: "self" } : { to: "title" } };
}

/** "the ambassadors of X, N, and Y, M", "X: N, and Y: M": the mark between the first state and its envoy's name stands in all of them. */
function markBeforeName(context: ActorContext, { name, from, to }: Actor): string | undefined {
  for (let i = from; name !== undefined && i < to; i++) {
    const mark = tokenOf(context, i)?.start === name.start ? tokenOf(context, i - 1) : undefined;
    if (mark) return mark.kind === "punct" ? mark.key : undefined;
  }
  return undefined;
}

/** "the new ambassadors of (each of X)": a title without the state that ends it. */
function officeOf({ items, sentence }: ActorContext, { from, to }: Actor, title: Title): Title {
  let end = title.span.start;
  for (const item of items.slice(from, to)) {
    const [first, last] = [sentence.tokens[item.from], sentence.tokens[item.to - 1]];
    if (!first || !last || first.start < title.span.start || last.end > title.span.end) continue;
    if (end > title.span.start && (["country", "nationality", "marker", "modifier"] as const).some((kind) => hasSense(item, kind))) break;
    end = last.end;
  }
  return { ...title, span: { start: title.span.start, end } };
}

/** An office or a ministry in the dual or plural, or "his two counterparts": one title for several states. */
const isSeveral = (sense: Sense): boolean => (sense.kind === "office" || sense.kind === "counterpart" || sense.kind === "ministry") && sense.flag === "several";

/** A line of a list, "- Kingdom of X: Mr. N": a state and the name of who serves it, and nothing else but marks and numbers. */
function readListed(context: ActorContext, from: number): Actor | undefined {
  const { items } = context;
  const origin = senseOf(items[from], "country");
  const after = isPunct(context, from + 1, ":") || isDashOrBracket(context, from + 1) ? from + 2 : from + 1;
  if (!origin || !hasSense(items[after], "honorific")) return undefined;
  for (let i = 0; i < from; i++) if (tokenOf(context, i)?.kind === "word") return undefined;
  const draft: Draft = { ...newDraft(from), country: origin.value };
  let at = pastHonorifics(context, after);
  if (isPunct(context, at, "/")) at++;
  draft.to = readName(context, draft, at);
  const rest = items.slice(draft.to);
  return draft.name && rest.every((_, i) => tokenOf(context, draft.to + i)?.kind === "punct") ? finish(context, draft) : undefined;
}

/** "(signed) for the Iraqi side, the minister N": whose side he is on tells his state. */
function readSide(context: ActorContext, from: number): Actor | undefined {
  const { items } = context;
  if (!items[from]?.senses.some((s) => s.kind === "people" && (s.flag === "side" || s.flag === "for-side"))) return undefined;
  const origin = senseOf(items[from + 1], "nationality") ?? senseOf(items[from + 1], "country");
  if (!origin) return undefined;
  let at = from + 2;
  while (hasSense(items[at], "modifier")) at++;
  if (isComma(context, at) || isPunct(context, at, ":")) at++;
  const person = readActor(context, at);
  if (person?.kind !== "person" || !person.name || person.reference.to === "counterpart") return undefined;
  if (person.organization !== undefined || (person.country !== undefined && person.country !== origin.value)) return undefined;
  return { ...person, country: origin.value, from };
}

/** Kinds of the word that a party begins with, where it is no name. */
const OPENING = bitsOf(["reference-title", "sides", "counterpart", "delegation", "honorific", "office", "nationality", "country", "city", "capital", "people", "ministry", "organization", "home"]);

function readActor(context: ActorContext, from: number): Actor | undefined {
  const { items } = context;
  const item = items[from];
  if (!item || !(mayHave(item, OPENING) || startsName(context, from))) return undefined;
  const draft = newDraft(from);
  let at = from;

  const reference = senseOf(item, "reference-title");
  if (reference) {
    draft.reference = { to: "honorific", honorific: reference.value };
    draft.to = from + 1;
    return finish(context, draft);
  }
  if (hasSense(item, "sides") && !(item.senses.some(isSeveral) && hasSense(items[from + 1], "nationality"))) {
    draft.reference = senseOf(item, "sides")?.flag === "states" ? { to: "sides", states: true } : { to: "sides" };
    draft.to = from + 1;
    return finish(context, draft);
  }
  const listed = readListed(context, from);
  if (listed) return listed;
  const sided = readSide(context, from);
  if (sided) return sided;
  if (hasSense(item, "counterpart")) {
    draft.reference = { to: "counterpart" };
    at = from + 1;
    at = readOrigin(context, draft, at);
    draft.to = at;
  } else if (hasSense(item, "delegation")) return readDelegation(context, draft);

  if (isNational(context, from)) {
    draft.country = senseOf(item, "nationality")?.value ?? "";
    draft.to = readName(context, draft, from + 1);
    readTail(context, draft);
    return finish(context, draft);
  }

  at = readLead(context, draft, at);
  if (draft.titles.length > 0 || draft.honorific || draft.reference) at = readNameAfterTitle(context, draft, at);
  else if (startsName(context, from)) at = readName(context, draft, from);
  else return readBody(context, draft);
  if (at === from) return undefined;
  draft.to = at;
  if (draft.name) readTail(context, draft);
  if (!draft.name && draft.titles.length === 0 && !draft.reference) {
    // "His Highness the Emir" without a name refers back; any other honorific alone is nothing.
    const values = draft.honorific ? honorificsIn(items, draft.honorific) : [];
    const [style] = values;
    if (style === undefined || values.length < 2 || values[values.length - 1] !== "nobility") return undefined;
    draft.reference = { to: "honorific", honorific: style };
  }
  return finish(context, draft);
}

/** "(the credentials of) the Iranian N M": an adjective with an article that no noun before it takes, and a name. */
function isNational(context: ActorContext, at: number): boolean {
  const { items } = context;
  if (!hasSense(items[at], "nationality") || !tokenOf(context, at)?.definite || hasSense(items[at], "given")) return false;
  if (!hasSense(items[at + 1], "given") || hasSense(items[at + 1], "stop") || !isNameable(context, at + 1, 0, undefined) || !isNameable(context, at + 2, 1, undefined)) return false;
  const before = items[at - 1];
  return !before || hasSense(before, "object") || hasSense(before, "conjunction") || hasSense(before, "marker") || before.senses.some((s) => s.kind === "trigger" && s.form === "verb");
}

/** Honorifics and titles before a name, with commas inside a chain. @returns the item after them */
function readLead(context: ActorContext, draft: Draft, from: number): number {
  const { items } = context;
  let at = from;
  for (;;) {
    const item = items[at];
    const office = hasSense(item, "office");
    if (hasSense(item, "honorific") && !(office && titleWins(context, at))) {
      if (isOtherStyle(context, draft, at)) break;
      // "the envoy of His Highness": the style is of who sent him.
      const named = pastHonorifics(context, at);
      if (draft.combines && draft.titles.length > 0 && !hasSense(items[named], "office") && !isNameable(context, named, 0, draft)) {
        at = named;
        continue;
      }
      draft.honorific = { from: draft.honorific?.from ?? at, to: at + 1 };
      at++;
      if (isPunct(context, at, "/") || isPunct(context, at, ".") || (isPunct(context, at, ":") && draft.titles.length > 0 && isNameable(context, at + 1, 0, draft))) at++;
      // "His Highness, Sheikh N": a comma behind the style of a rank.
      const style = senseOf(item, "honorific")?.value ?? "";
      if (
        isComma(context, at) &&
        context.rules.ranks?.has(style) &&
        draft.titles.length === 0 &&
        hasSense(items[at + 1], "honorific") &&
        isNameable(context, pastHonorifics(context, at + 1), 0, draft)
      )
        at++;
      continue;
    }
    if (office) {
      const title = readTitle(context, at);
      if (!title) break;
      // Another state's title, or "the ambassador of …" behind a title, is the next party: "received the minister the Norwegian ambassador".
      // "the envoy of X's emir, deputy prime minister and foreign minister of X", "the crown prince of a city of X, defence minister of X, N"
      const heldOnce = context.offices[title.office]?.sole === true && draft.titles.some((t) => t.office === title.office); // "the Custodian …, king of X, N"
      const leadsOn = (draft.combines || heldOnce) && !tokenOf(context, at)?.definite && leadsToName(context, at);
      const joined = title.country === draft.country && (hasSense(items[at - 1], "conjunction") || leadsOn);
      if (draft.titles.length > 0 && title.country !== undefined && !joined && (draft.country !== undefined || tokenOf(context, at)?.definite)) break;
      // "(met) the foreign minister of X the ambassador of the union": a minister of a state, and a body's envoy.
      if (draft.titles.length > 0 && draft.country !== undefined && title.organization !== undefined && context.offices[title.office]?.accredited && tokenOf(context, at)?.definite === false) break;
      // "(met) the minister the speaker of X's parliament": who was told before, and another.
      const [first] = draft.titles;
      if (draft.bare && first && title.country !== undefined && context.offices[first.office]?.portfolio === true && draft.titles.length === 1) break;
      // "(handed the letter to) the president the minister of …": two persons.
      if (areApart(context, draft, title)) break;
      addTitle(context, draft, title);
      at = title.to;
      continue;
    }
    if (hasSense(item, "prayer") && at > from) {
      at++;
      continue;
    }
    // "deputy prime minister and minister of … N", "undersecretary and supervisor of …": one person.
    if (
      draft.titles.length > 0 &&
      (draft.combines || items[at + 1]?.senses.some((s) => s.flag === "secondary")) &&
      hasSense(items[at], "conjunction") &&
      hasSense(items[at + 1], "office") &&
      leadsToName(context, at + 1)
    ) {
      at++;
      continue;
    }
    // "ambassador of X to Y and delegate of X to Z, N": one envoy, two posts.
    if (draft.titles.length > 0 && hasSense(items[at], "conjunction") && hasSense(items[at + 1], "office") && leadsToName(context, at + 1)) {
      const second = readTitle(context, at + 1);
      const last = context.offices[draft.titles.at(-1)?.office ?? ""];
      const posts = second && context.offices[second.office]?.posted && draft.titles.some((t) => t.office === second.office);
      // "the deputy prime minister of X and minister of … N"
      const portfolios = second && last?.combines && last.portfolio && context.offices[second.office]?.portfolio;
      // "minister of state, member of the cabinet and envoy for the affairs of … N"
      const charged = second && draft.titles.length > 1 && !draft.name && context.offices[second.office]?.charged && second.to - second.from > 1;
      if (second && second.country === undefined && second.organization === undefined && (posts || portfolios || charged)) {
        at++;
        continue;
      }
    }
    // "title, title, name": the comma stays inside the mention when a title or honorific leads on to a name.
    if (
      draft.titles.length > 0 &&
      isComma(context, at) &&
      (hasSense(items[at + 1], "office") || senseOf(items[at + 1], "honorific")?.value === "civil" || (hasSense(items[at + 1], "honorific") && !draft.honorific)) &&
      leadsToName(context, at + 1)
    ) {
      at++;
      continue;
    }
    break;
  }
  return at;
}

/** "(handed) His Majesty the King His Excellency N": behind a style and a bare title another rank's style opens the next party. */
function isOtherStyle(context: ActorContext, draft: Draft, at: number): boolean {
  const [title] = draft.titles;
  const style = senseOf(context.items[at], "honorific")?.value ?? "";
  if (!title || draft.honorific === undefined || draft.titles.length > 1 || draft.country !== undefined || draft.organization !== undefined) return false;
  // "Mr. Minister Mrs. N"
  const civil = style === "civil" && senseOf(context.items[draft.honorific.from], "honorific")?.value === "civil" && tokenOf(context, at)?.key !== tokenOf(context, draft.honorific.from)?.key;
  if (!context.rules.ranks?.has(style) && !civil) return false;
  if (title.span.start < draft.honorific.from || tokenOf(context, title.span.start)?.definite !== true) return false;
  for (let i = title.span.start + 1; i < at; i++) if (!hasSense(context.items[i], "modifier") && !hasSense(context.items[i], "prayer")) return false;
  return civil || !honorificsIn(context.items, draft.honorific).includes(style);
}

function addTitle({ offices }: ActorContext, draft: Draft, title: ReadTitle): void {
  if (title.country !== undefined && draft.country === undefined) draft.country = title.country;
  // "the president of the republic, president of the union": whose turn it is in the chair of a body heads a state all the same.
  const heads = draft.titles.some((t) => t.organization === undefined && offices[t.office]?.sole);
  if (title.organization !== undefined && draft.organization === undefined && !heads) draft.organization = title.organization;
  if (title.posting !== undefined) draft.posting = title.posting;
  if (title.home) draft.home = true;
  if (title.bare) draft.bare = true;
  if (title.possessed) draft.possessed = true;
  draft.combines = title.combines || title.weak;
  draft.principal ??= title.principal;
  // "the head of intelligence, Minister N": a bare office behind another is a rank.
  draft.titles.push({ ...titleOf(title), weak: title.weak || (title.bare && draft.titles.length > 0) });
}

/** No one holds the two: a king is no minister, a president no ambassador. */
const areApart = ({ offices }: ActorContext, { titles }: Draft, { office }: ReadTitle): boolean => {
  const family = offices[office]?.family ?? office;
  return titles.some((t) => offices[t.office]?.apart?.some((one) => one === office || one === family));
};

const isBareNoun = (context: ActorContext, at: number): boolean => tokenOf(context, at)?.definite === false && (context.items[at] as Item).to - (context.items[at] as Item).from === 1;

/** Prayers, appositions and trailing titles after a name. */
function readTail(context: ActorContext, draft: Draft): void {
  const { items } = context;
  let at = draft.to;
  if (isQuote(context, at) && isQuote(context, draft.from - 1)) at++; // «N», minister of …
  // "- may God protect him -", "(may God …)"
  for (let steps = 0; steps < 3; steps++) {
    if (hasSense(items[at], "prayer")) at++;
    else if (isDashOrBracket(context, at) && hasSense(items[at + 1], "prayer")) {
      at += 2;
      while (hasSense(items[at], "prayer")) at++;
      if (isDashOrBracket(context, at)) at++;
    } else break;
  }
  draft.to = at;

  // Titles after the name: read the whole chain, then see whether another name claims the last of them.
  const chain: ReadTitle[] = [];
  let end = pastGloss(context, at);
  let sawComma = false;
  let apart = false; // the last of them stands behind a mark
  for (;;) {
    let start = end;
    const marked = isComma(context, start) || isDashOrBracket(context, start);
    if (marked) {
      start++;
      sawComma = true;
    }
    const conjoined = hasSense(items[start], "conjunction") && hasSense(items[start + 1], "office");
    if (conjoined) start++;
    while (hasSense(items[start], "honorific") && !hasSense(items[start], "office") && hasSense(items[start + 1], "office")) start++;
    const title = hasSense(items[start], "office") ? readTitle(context, start, 0, true) : undefined;
    const before = chain[chain.length - 1] ?? (draft.combines ? { combines: true, weak: true } : undefined);
    const doubles =
      chain.length > 0 && context.offices[chain.at(-1)?.office ?? ""]?.doubles === true && title?.bare === false && title.country === undefined && !isNameable(context, title.to, 0, undefined);
    if (!title || (conjoined && !title.secondary && !doubles && !((before?.combines || before?.weak) && chain.length > 0 && !isNameable(context, title.to, 0, undefined)))) break;
    // "(the king) N (appointed her) an ambassador of the Kingdom": without an article and with a preposition it is a predicate.
    let behind = start + 1; // "a new ambassador of …"
    while (hasSense(items[behind], "modifier")) behind++;
    if (!sawComma && isBareNoun(context, start) && isMarkerGlued(context, behind, "to")) break;
    // "(on behalf of) King N the foreign minister M": a king is no minister.
    if (areApart(context, draft, title)) break;
    if (title.bare && !sawComma && draft.titles.length > 0) break;
    if (title.country !== undefined && [draft, ...chain].some(({ country }) => country !== undefined && country !== title.country)) break;
    // A second office with its own adjective after an office of this person opens the next party: "the minister N the Russian ambassador".
    if (chain.length === 0 && !sawComma && draft.titles.some((t) => !t.weak) && title.country !== undefined && draft.country === undefined && tokenOf(context, start)?.definite) break;
    chain.push(title);
    apart = marked;
    end = title.to;
  }
  if (chain.length === 0) return;
  let next = end;
  const comma = isComma(context, next);
  if (comma) next++;
  const honored = hasSense(items[next], "honorific");
  while (hasSense(items[next], "honorific")) next++;
  const named = isNameable(context, next, 0, undefined) && !(comma && !honored);
  if (named) {
    const last = chain[chain.length - 1] as ReadTitle;
    const hasOffice = draft.titles.some((t) => !t.weak);
    // "(in the presence of) the foreign minister N, the ambassador of X, Mrs. M"; but "President N the president of X, Prince M"
    const mine = comma ? !(honored && hasOffice && apart && last.country !== undefined) : honored && chain.length === 1 && !hasOffice && last.country === undefined && !last.home;
    if (!mine) chain.pop();
  }
  for (const title of chain) {
    addTitle(context, draft, title);
    draft.to = title.to;
  }
}

const MAX_GLOSS = 8; // items between the brackets
const CASED = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]/u;

/** "N (N in another script), ambassador of X": the item after the name in its own letters. */
function pastGloss(context: ActorContext, at: number): number {
  if (!isPunct(context, at, "(") || !CASED.test(tokenOf(context, at + 1)?.key ?? "")) return at;
  for (let i = at + 2; i <= at + MAX_GLOSS; i++) {
    const token = tokenOf(context, i);
    if (isPunct(context, i, ")")) return i + 1;
    if (!token || (token.kind === "word" && !CASED.test(token.key))) break;
  }
  return at;
}

/** "(headed by) N": no title, and a first word that no list of given names has. */
function readUntitled(context: ActorContext, from: number): Actor | undefined {
  const draft = newDraft(from);
  draft.to = readName(context, draft, from);
  return draft.name && draft.to - from > 1 ? finish(context, draft) : undefined;
}

const MAX_DELEGATION_ITEMS = 14; // "a large high-level delegation of the … and … parties in the … Congress"

/** "members of the Congress", "of the Democratic and Republican parties": who sits in a delegation, before it is told whose it is. */
const isOfDelegation = (context: ActorContext, at: number): boolean => {
  const item = context.items[at];
  if (item?.senses.some((s) => s.kind === "office" && (s.flag === "generic" || s.flag === "several"))) return !leadsToName(context, at);
  const next = tokenOf(context, at + 1);
  return hasSense(item, "conjunction") && context.items[at + 1]?.senses.length === 0 && next?.definite === true && context.rules.adjective.test(next.key);
};

/** A delegation: "a delegation … headed by N" is N; otherwise a party of its own when a state or body says whose. */
function readDelegation(context: ActorContext, draft: Draft): Actor | undefined {
  const { items } = context;
  let at = draft.from + 1;
  let end = at;
  for (let steps = 0; steps < MAX_DELEGATION_ITEMS && items[at]; steps++) {
    if (isComma(context, at) && hasSense(items[at + 1], "led-by")) at++;
    const item = items[at] as Item;
    if (hasSense(item, "led-by")) {
      const leader = readActor(context, at + 1) ?? readUntitled(context, at + 1);
      if (!leader) return undefined;
      const origin = leader.country === undefined && leader.organization === undefined ? { country: draft.country, organization: draft.organization } : {};
      return { ...leader, ...origin, from: draft.from };
    }
    // "the delegation with him to (إلى) X": where it goes, not whose it is
    if (senseOf(item, "marker")?.value === "to" && tokenOf(context, at)?.glued === false) break;
    const nation = senseOf(item, "nationality") ?? senseOf(item, "country");
    const body = senseOf(item, "organization");
    if ((nation && draft.country === undefined) || (body && draft.organization === undefined)) end = at + 1;
    if (nation && draft.country === undefined) draft.country = nation.value;
    else if (body && draft.organization === undefined) draft.organization = body.value;
    else if (
      !isAbsorbable(context, at) &&
      !(at === draft.from + 1 && hasSense(item, "object") && hasSense(item, "stop") && !hasSense(item, "trigger")) && // "a delegation of the committee of …"
      !item.senses.some((s) => s.kind === "office" && s.flag === "weak") && // "a diplomatic delegation"
      !isOfDelegation(context, at) &&
      !(hasSense(item, "marker") && tokenOf(context, at)?.glued === false) &&
      !(item.senses.length === 0 && tokenOf(context, at)?.kind === "word")
    )
      break;
    at++;
  }
  if (draft.country === undefined && draft.organization === undefined) return undefined;
  draft.kind = "delegation";
  draft.to = draft.from + 1;
  while (draft.to < end && !hasSense(items[draft.to], "conjunction")) draft.to++;
  return finish(context, draft);
}
