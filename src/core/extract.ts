import { readActors as readCased } from "./actors/cased/read.ts";
import { readActors as readCaseless } from "./actors/caseless/read.ts";
import type { ActorContext, Names } from "./actors/context.ts";
import { createView, isComma, tokenAt, type View } from "./clause/view.ts";
import { addDays, type DateExpression, isAbsolute, readDates, resolveDate, toldDay } from "./dates.ts";
import { Discourse } from "./discourse.ts";
import { fold } from "./fold.ts";
import { hasSense, isOfType, isVerbal, readItems, senseOf } from "./lexicon.ts";
import { entitiesOf, fillersOf, flatMap } from "./lists.ts";
import { createState, type MatchContext, matchSentence, type TraceNote } from "./match.ts";
import { type Dateline, readPlaces } from "./places.ts";
import { codePointOffsets, digestOf, type RecordContext, toRecord } from "./record.ts";
import { fillFromEnvoys, settleBearers } from "./refine/envoys.ts";
import { applyHome, applyLeaders, applyTold, dropOwnState, dropTwins, findHome } from "./refine/home.ts";
import { completeSiblings, earliest, fillFromSummary, joinTwins, mergeCandidates } from "./refine/merge.ts";
import { applyRoleOffices } from "./refine/office.ts";
import { fillFromReception, shareHanding } from "./refine/reception.ts";
import { type ConfidencePart, confidenceOf, score } from "./refine/score.ts";
import { fillFromSoil, settleHosts } from "./refine/soil.ts";
import { segment, type WordCache } from "./segment.ts";
import { readTopics } from "./topics.ts";
import type { Actor, Candidate, DateMention, Entity, EventPlan, EventRecord, IsoDate, Item, Knowledge, LanguageData, LanguageRules, RawDocument, Sentence, Token } from "./types.ts";

/** What a caller may ask for. */
export interface ExtractOptions {
  /** The day that "today" means, if the article does not tell: `YYYY-MM-DD`. */
  readonly published?: IsoDate;
  /** Only these event types. */
  readonly types?: readonly string[];
  /** Also events told as background (history, earlier meetings). Default false. */
  readonly includeBackground?: boolean;
  /** Also events between parties of one state. Default false. */
  readonly includeDomestic?: boolean;
  /** Leave out records below this confidence, 0 to 1. Default 0. */
  readonly minConfidence?: number;
  /** Language id; by default the article's own. */
  readonly language?: string;
}

/** A language ready to run. */
export interface Speaker {
  readonly data: LanguageData;
  readonly rules: LanguageRules;
  readonly cache: WordCache;
  /** Leaders whom news call by their surname alone. */
  readonly surnames: ReadonlySet<string>;
}

/** What the pipeline saw, for `explain`. */
export interface Trace {
  readonly views: View[];
  readonly notes: TraceNote[];
  home: string | undefined;
  published: IsoDate | undefined;
  readonly verdicts: Verdict[];
}

/** What became of one event. */
export interface Verdict {
  readonly candidate: Candidate;
  /** What its confidence is made of. */
  readonly parts: readonly ConfidencePart[];
  readonly scope: "international" | "domestic";
  /** Why it is no record. */
  readonly refused?: string;
  readonly record?: EventRecord;
}

export const newTrace = (): Trace => ({ views: [], notes: [], home: undefined, published: undefined, verdicts: [] });

/**
 * Stages 5 to 10 in one view: fold → segment → annotate → match → refine → record. Read this first.
 */
export function extractEvents(raw: RawDocument, speaker: Speaker, knowledge: Knowledge, options: ExtractOptions, trace?: Trace): EventRecord[] {
  const { rules, data } = speaker;
  const folded = fold(raw.text, rules.foldTable);
  const sentences = segment(folded, rules, speaker.cache);
  const items = sentences.map((sentence) => withoutAbbreviations(sentence, readItems(sentence, raw.text, rules)));
  if (!trace && !items.some((list) => list.some((item) => hasSense(item, "trigger")))) return [];

  const told = withoutRelated(sentences, items);
  const here = datelineOf(told, items);
  const views = annotate(told, items, speaker, knowledge, here?.country);
  const dates = views.map((view) => readDates(view.sentence, view.items));
  const { published, basis } = publishedOn(raw, options, views, dates);

  const discourse = new Discourse(knowledge.offices, data.leaders, !rules.cased);
  const state = createState();
  const context: MatchContext = { knowledge, language: data, discourse, trace: trace && ((note) => trace.notes.push(note)) };
  for (const [n, view] of views.entries()) {
    const first = state.candidates.length;
    matchSentence(view, context, state);
    readTopics(view, state.candidates);
    placeAndDate(view, dates[n] ?? [], state.candidates.slice(first), { plans: knowledge.plans, capitals: data.capitals, here }, published, basis);
  }

  if (!trace && state.candidates.every((c) => c.roles.size === 0 && c.places.length === 0)) return [];
  applyLeaders(discourse.entities, data.leaders, knowledge.offices);
  dropOwnState(state.candidates, knowledge.plans); // before two tellings are compared; and at the end, when more states are known
  const merged = mergeCandidates(state.candidates, knowledge.plans);
  fillFromReception(merged, knowledge);
  completeSiblings(merged, knowledge.plans);
  fillFromSummary(merged, knowledge.plans);
  fillFromEnvoys(merged, knowledge.plans, (actor) => discourse.entityOf(actor));
  applyTold(merged, knowledge);
  const home = findHome(views, merged, knowledge.plans, here?.country);
  applyHome(merged, home, knowledge, views);
  fillFromSoil(merged, knowledge.plans);
  dropOwnState(merged, knowledge.plans);
  dropTwins(merged, knowledge);
  const events = joinTwins(merged, knowledge.plans, knowledge.offices);
  settleBearers(events, knowledge.plans);
  shareHanding(events, knowledge.plans);
  settleHosts(events, knowledge.plans);
  applyRoleOffices(events, knowledge.plans);
  if (trace) {
    trace.views.push(...views);
    trace.home = home;
    trace.published = published;
  }

  const recordContext: RecordContext = {
    raw,
    language: rules.id,
    published,
    rules,
    offsets: codePointOffsets(raw.text),
    digest: digestOf(raw.text),
    key: (span) => fold(raw.text.slice(span.start, span.end), rules.foldTable).text,
  };
  const records: EventRecord[] = [];
  for (const candidate of events) {
    const plan = knowledge.plans[candidate.type];
    if (!plan) continue;
    const scope = scopeOf(candidate, plan, knowledge.offices);
    const parts = score(candidate, plan);
    candidate.confidence = confidenceOf(parts);
    const verdict = refusal(candidate, plan, scope, options, events) ?? (isAside(candidate, plan, events) ? "what was said at another event" : undefined);
    const record = verdict === undefined ? toRecord(candidate, plan, scope, recordContext) : undefined;
    if (record) records.push(record);
    trace?.verdicts.push({ candidate, parts, scope, ...(verdict === undefined ? {} : { refused: verdict }), ...(record ? { record } : {}) });
  }
  return records;
}

/** Why an event is not written down; undefined when it is. */
function refusal(candidate: Candidate, plan: EventPlan, scope: "international" | "domestic", options: ExtractOptions, events: readonly Candidate[]): string | undefined {
  if (options.types && !options.types.includes(candidate.type)) return "another type was asked for";
  if (plan.done && candidate.status === "planned") return "told as something to come";
  if (!candidate.foreground && !options.includeBackground) return "told as background; see --include-background";
  const parties = entitiesOf(candidate);
  if (parties.size < plan.minParties) return `needs ${plan.minParties} parties and has ${parties.size}`;
  if (!plan.anyOf.some((name) => candidate.roles.has(name))) return `nobody fills ${plan.anyOf.join(" or ")}`;
  if (![...parties].some(isKnown)) return "no office, state or body among its parties";
  if (![...parties].some((entity) => entity.name !== undefined || entity.country !== undefined || entity.organization !== undefined))
    return "nobody named, and no state: told of such things in general";
  if (plan.lead !== undefined && earliest(candidate.sentences) >= plan.lead && !isOneOfRound(candidate, plan.lead, events)) return `told below the first ${plan.lead} sentences`;
  if (scope === "domestic" && !options.includeDomestic) return "between parties of one state; see --include-domestic";
  if (candidate.confidence < (options.minConfidence ?? 0)) return "confidence below --min-confidence";
  return undefined;
}

/** "X condemned the attack …. For its part Y condemned …": further down, but the same as another party's that the article opens with. */
const isOneOfRound = (candidate: Candidate, lead: number, events: readonly Candidate[]): boolean =>
  events.some(
    (event) =>
      event.type === candidate.type &&
      event.foreground &&
      earliest(event.sentences) < lead &&
      [...candidate.attributes].every(([name, value]) => event.attributes.get(name) === value) &&
      ![...entitiesOf(event)].some((entity) => entity.country !== undefined && [...entitiesOf(candidate)].some((other) => other.country === entity.country)),
  );

/**
 * "N told M that he condemned …": what a person says at a meeting or on the telephone is told of it; so is what a ministry says to whom it
 * summons, or in the sentence that tells so.
 */
const isAside = (candidate: Candidate, { asideOf, anyOf }: EventPlan, events: readonly Candidate[]): boolean =>
  // "congratulated him at the meeting" is a message to a person; "congratulated X on its progress" is talk
  !(anyOf.length > 1 && anyOf.every((role) => candidate.roles.get(role)?.some((f) => f.entity.kind === "person"))) &&
  asideOf?.some((type) =>
    events.some((event) => {
      if (event.type !== type || !event.foreground || earliest(event.sentences) > earliest(candidate.sentences)) return false;
      // "condemned the attack, expressing condolences to X": one after the other, and not one at the other
      if (event.trigger > candidate.trigger && earliest(event.sentences) === earliest(candidate.sentences)) return false;
      const present = entitiesOf(event);
      const isThere = (entity: Entity): boolean => present.has(entity) || (entity.kind === "country" && [...present].some((e) => e.kind === "person" && e.country === entity.country));
      // "X welcomed the agreement between Y and Z": of whom it speaks, and not who speaks, is in the other.
      if (!anyOf.some((role) => candidate.roles.get(role)?.some((f) => isThere(f.entity)))) return false;
      const shared = [...entitiesOf(candidate)].filter(isThere);
      return shared.some((entity) => entity.kind === "person") || shared.length >= 2 || (shared.length > 0 && event.sentences.includes(earliest(candidate.sentences)));
    }),
  ) === true;

/** Someone who may act for a state or a body; a bare name may be a player's. */
const isKnown = (entity: Entity): boolean =>
  entity.kind !== "person" ||
  entity.country !== undefined ||
  entity.organization !== undefined ||
  (entity.office !== undefined && entity.office !== "other") ||
  entity.honorifics.has("majesty") ||
  entity.honorifics.has("highness");

const BYLINE_TOKENS = 8; // "By N M, Cairo"
const SOURCE_REACH = 4; // sentences from the line that names the source to "read also"

/** Leave out lines that name the reporter, and those that point to other stories with the headlines under them. */
function withoutRelated(sentences: readonly Sentence[], items: readonly (readonly Item[])[]): Sentence[] {
  const told: Sentence[] = [];
  let skipping = false;
  let sourced = Number.NEGATIVE_INFINITY;
  for (const sentence of sentences) {
    const [first, second, third] = items[sentence.index] ?? [];
    if (sentence.heading && sentence.tokens.length <= BYLINE_TOKENS && hasSense(first, "byline")) continue;
    const opening = senseOf(first, "related");
    const later = senseOf(second, "related") ?? senseOf(third, "related");
    const related = opening ?? (later?.flag === "source" ? undefined : later); // "the source: …" inside a sentence speaks
    // "Source: …", and other stories below: this one is over.
    if (related?.flag === "source") {
      sourced = sentence.index;
      continue;
    }
    if (related && sentence.index - sourced <= SOURCE_REACH) return told;
    if (related) skipping = true;
    else if (skipping && !sentence.heading) skipping = false;
    if (!skipping) told.push(sentence);
  }
  return told;
}

/** Stage 7: items → parties. A surname may stand before the full name, so sentences that hold one are read again. */
function annotate(sentences: readonly Sentence[], items: readonly (readonly Item[])[], speaker: Speaker, knowledge: Knowledge, here: string | undefined): View[] {
  const context = (sentence: Sentence, names: Names): ActorContext => ({
    sentence,
    items: items[sentence.index] ?? [],
    rules: speaker.rules,
    offices: knowledge.offices,
    leaders: speaker.data.leaders,
    names,
    here,
    titles: new Map(),
  });
  const readActors = speaker.rules.cased ? readCased : readCaseless;
  const { surnames } = speaker;
  const first = sentences.map((sentence) => readActors(context(sentence, surnames)));
  const told = new Set<string>();
  const least = speaker.rules.cased ? 2 : 3; // letters
  for (const [n, actors] of first.entries())
    for (const { name, nameKeys, titles } of actors) {
      if (nameKeys.length < 2 && titles.length === 0) continue;
      for (const key of nameKeys) if (key.length >= least) told.add(key);
      // Of a name that is written in several ways, the way of this text.
      for (const { start, end, stem } of sentences[n]?.tokens ?? []) if (name && start >= name.start && end <= name.end && stem.length >= least) told.add(stem);
    }
  const names: Names = { has: (key) => told.has(key) || surnames.has(key) };
  const read = sentences.map((sentence, n) => {
    const actors = first[n] ?? [];
    return namesOutside(items[sentence.index] ?? [], actors, names) ? readActors(context(sentence, names)) : actors;
  });
  const clitics = speaker.rules.nameClitics;
  const bare = clitics ? withoutClitics(read, sentences, items, clitics) : read;
  return sentences.map((sentence, n) => createView(sentence, items[sentence.index] ?? [], bare[n] ?? [], speaker.rules));
}

/**
 * "(met) with N (بنون)", "(praised N) for the firmness (برسوخ)": a letter written onto a name that the text has elsewhere without it is
 * none of its own, nor is a word behind the name that such a letter opens.
 */
function withoutClitics(read: readonly (readonly Actor[])[], sentences: readonly Sentence[], items: readonly (readonly Item[])[], clitics: ReadonlySet<string>): readonly (readonly Actor[])[] {
  const names = new Set(flatMap(read, (actors) => flatMap(actors, ({ nameKeys }) => (nameKeys.length > 1 ? [nameKeys.join(" ")] : []))));
  let text: string | undefined;
  const isTold = (keys: string): boolean => {
    text ??= ` ${flatMap(sentences, ({ tokens }) => tokens.map((t) => t.key)).join(" ")} `;
    return text.includes(` ${keys} `);
  };
  const trim = (actor: Actor, n: number): Actor => {
    const { name, nameKeys: keys } = actor;
    const [head = "", tail = ""] = [keys[0], keys.at(-1)];
    if (!name || keys.length < 2) return actor;
    const bare = [head.slice(1), ...keys.slice(1)];
    if (clitics.has(head[0] ?? "") && isTold(bare.join(" "))) {
      const start = name.start + 1;
      return { ...actor, ...(actor.start === name.start ? { start } : {}), name: { start, end: name.end }, nameKeys: bare };
    }
    const before = keys.slice(0, -1);
    const last = items[sentences[n]?.index ?? -1]?.[actor.to - 2];
    const end = sentences[n]?.tokens[(last?.to ?? 0) - 1]?.end;
    if (!clitics.has(tail[0] ?? "") || actor.end !== name.end || !names.has(before.join(" ")) || end === undefined || end <= name.start) return actor;
    return { ...actor, end, to: actor.to - 1, name: { start: name.start, end }, nameKeys: before };
  };
  return read.map((actors, n) => (actors.some((actor) => clitics.has(actor.nameKeys[0]?.[0] ?? "") || clitics.has(actor.nameKeys.at(-1)?.[0] ?? "")) ? actors.map((actor) => trim(actor, n)) : actors));
}

const ABBREVIATION = /^[a-z]{2,6}$/u; // folded

/** "the European Union (EU) ambassador", "the Foreign Minister (FM) N": what the words before a bracket are called for short is read over. */
function withoutAbbreviations({ tokens }: Sentence, items: readonly Item[]): readonly Item[] {
  if (!tokens.some(({ key }) => key === "(")) return items;
  const kept: Item[] = [];
  for (let i = 0; i < items.length; i++) {
    const [open, short, close] = [i, i + 1, i + 2].map((k) => items[k]?.token);
    const shortens = open?.key === "(" && close?.key === ")" && short?.capital === true && ABBREVIATION.test(short.key) && initialsBefore(tokens, items[i]?.from ?? 0, short.key.length) === short.key;
    if (shortens) i += 2;
    else kept.push(items[i] as Item);
  }
  return kept.length === items.length ? items : kept;
}

/** First letters of the last capitalised words before a token; small words between them ("of the") are passed over. */
function initialsBefore(tokens: readonly Token[], at: number, count: number): string {
  let initials = "";
  for (let i = at - 1; i >= 0 && initials.length < count && tokens[i]?.kind === "word"; i--) if (tokens[i]?.capital) initials = (tokens[i]?.key[0] ?? "") + initials;
  return initials;
}

/** True when a word that is a name elsewhere stands outside the parties found so far. */
function namesOutside(items: readonly Item[], actors: readonly Actor[], names: Names): boolean {
  let next = 0;
  for (let i = 0; i < items.length; i++) {
    const actor = actors[next];
    if (actor && i === actor.from) {
      i = Math.max(i, actor.to - 1);
      next++;
    } else if (names.has(items[i]?.token?.stem ?? "")) return true;
  }
  return false;
}

const HEAD = 3; // sentences in which a dateline or time stamp may stand
const STAMP_TOKENS = 14; // a line this short with a full date is a time stamp

/** The day of publication: given, or a full date in the dateline or in a line of its own. */
function publishedOn(
  raw: RawDocument,
  options: ExtractOptions,
  views: readonly View[],
  dates: readonly (readonly DateExpression[])[],
): { published: IsoDate | undefined; basis: "published" | "dateline" } {
  const given = raw.published ?? options.published;
  if (given) return { published: given, basis: "published" };
  for (const [n, view] of views.entries()) {
    const edge = n < HEAD || n >= views.length - 2;
    if (!edge) continue;
    const { tokens } = view.sentence;
    for (const date of dates[n] ?? []) {
      if (!isAbsolute(date)) continue;
      const short = tokens.length <= STAMP_TOKENS && !view.items.some((item) => hasSense(item, "trigger"));
      const opens = (view.items[date.from]?.from ?? 99) <= 6;
      if (!short && !(n < HEAD && opens)) continue;
      const resolved = resolveDate(date, undefined, "dateline", false);
      if (resolved) return { published: resolved.value, basis: "dateline" };
    }
  }
  return { published: undefined, basis: "published" };
}

/** Give the sentence's candidates the places of their clauses and the dates of the sentence. */
function placeAndDate(
  view: View,
  expressions: readonly DateExpression[],
  here: readonly Candidate[],
  around: { readonly plans: Knowledge["plans"]; readonly capitals: Readonly<Record<string, string>>; readonly here: Dateline | undefined },
  published: IsoDate | undefined,
  basis: "published" | "dateline",
): void {
  if (here.length === 0) return;
  const placed = here.filter((c) => around.plans[c.type]?.remote !== true);
  const byTrigger = [...(placed.length > 0 ? placed : here)].sort((a, b) => a.trigger - b.trigger);
  for (const place of readPlaces(view, around.capitals, around.here)) {
    // A place belongs to the trigger before it; ahead of every trigger, to the first.
    const owner = byTrigger.filter((c) => c.trigger <= place.start && !isOfClosed(view, c, place.start)).pop() ?? byTrigger[0];
    // Behind another verb or a topic cue the place belongs to something else.
    if (!owner || (placed.length > 0 && place.start > owner.zone.end && isCutOff(view, owner, place.start))) continue;
    // "(discussed) the war in X": a state behind a topic is where that is.
    if (place.city === undefined && place.venue === undefined && (isTopical(view, place.start) || isDiscussed(view, owner, place.start))) continue;
    if (placed.length > 0 && (isOfOther(view, owner, place.start) || isOfCause(view, owner, place.start))) continue;
    // "the attack on nationals in X, the envoy arrived": a place behind another noun is that noun's.
    if (view.rules.cased && place.start < owner.trigger && !opensPhrase(view, place.start)) continue;
    if (place.start < owner.trigger && isAwaitedAt(view, place.start)) continue;
    for (const candidate of here) if (candidate.trigger === owner.trigger) candidate.places.push(place);
  }
  const inOrder = [...here].sort((a, b) => a.trigger - b.trigger);
  for (const [n, candidate] of inOrder.entries()) {
    if (candidate.places.length > 0 || around.plans[candidate.type]?.encounter === undefined) continue;
    const place = flatMap(inOrder.slice(0, n), (c) => c.places).findLast((p) => p.city !== undefined);
    // "arrived in X on Sunday, where he met N"
    if (place && standsBetween(view, place.end, candidate.trigger, (item) => hasSense(item, "where"))) candidate.places.push(place);
  }
  const dateline = endOfDateline(view, expressions);
  const planned = here.some((c) => c.status === "planned");
  for (const expression of expressions) {
    if (expression.start < dateline || isSerial(view, expression) || isStamp(view, expression) || isLimit(view, expression) || isAttributive(view, expression)) continue;
    // What happened and what is to come share no day: "arrived on Thursday and will leave on Sunday".
    const nearest = inOrder.findLast((c) => c.trigger < expression.start) ?? (inOrder[0] as Candidate);
    const reported = planned && isReported(view, nearest.trigger, expression.start);
    // "Last May, N visited X": ahead of every verb it is of them all
    const isInnerMonth = isBareMonth(expression) && expression.start >= (inOrder[0]?.trigger ?? 0);
    for (const candidate of here) {
      if (reported ? candidate.status === "planned" : candidate.status !== nearest.status) continue;
      if (!nearest.foreground && candidate.foreground && candidate.trigger < nearest.trigger) continue; // "comes days after N met M on Monday"
      if (expression.direction === "ahead" && candidate.status === "occurred") continue; // the day of something else
      if (candidate !== nearest && (isOfEarlier(view, nearest, candidate, expression) || isOfAside(view, nearest, candidate, expression))) continue;
      if (candidate.status === "planned" && isOfAnnouncement(view, candidate.trigger, expression.start)) continue;
      if (isInnerMonth && (candidate !== nearest || around.plans[candidate.type]?.remote || !isCloseBehind(view, candidate, expression.start))) continue;
      const date = resolveDate(expression, published, basis, candidate.status === "planned");
      if (candidate.status === "planned" && date?.precision === "day" && published !== undefined && date.value < published) continue; // "will summon him after what was said yesterday"
      const told = date?.precision === "day" ? date.value : toldDay(expression);
      if (told !== undefined && !isOfRelative(view, candidate, expression.start, false)) candidate.days.push(told);
      if (!date) continue;
      if (date.precision === "year" && (isOfRelative(view, candidate, expression.start) || around.plans[candidate.type]?.remote || published?.startsWith(date.value))) continue;
      if (expression.offset !== 0 && isInRelative(view, candidate, expression.start)) continue;
      if (date.precision === "year" && isInParticiple(view, candidate, expression)) continue;
      // "(on the telephone) they discussed the meetings of May 2020"
      if (date.precision !== "day" && candidate.frames[0]?.recalls) continue;
      // "condemned the attack that happened on Wednesday": the day of what is spoken of.
      if (isOfStrike(view, candidate, expression.start)) continue;
      if (around.plans[candidate.type]?.remote && expression.offset !== 0 && isOfRelative(view, candidate, expression.start, false)) continue;
      if (candidate.status === "occurred" && isOfTopic(view, candidate, expression, isAhead(date, published))) continue;
      candidate.dates.push(date);
      if (isPast(date, published)) candidate.foreground = false;
    }
  }
  for (const candidate of here) {
    if (candidate.status !== "occurred" || candidate.dates.length === 0 || !candidate.dates.every((date) => isAhead(date, published))) continue;
    // "invited N to the summit of 1 November": the day of what it is about
    if (around.plans[candidate.type]?.remote) candidate.dates.length = 0;
    else candidate.status = "planned";
  }
}

/** "…, the ministry said on Thursday": the day of the telling, which what is to come does not share. "(ambassadors of) foreign states on Thursday" is none. */
const isReported = (view: View, trigger: number, position: number): boolean =>
  view.elements.some((element, i) => {
    const start = tokenAt(element)?.start ?? 0;
    return start > trigger && start < position && element.item?.senses.some((s) => s.kind === "quote-verb" && s.form === "verb" && (s.tense === "past" || hasSpeaker(view, i))) === true;
  });

/** A present that may be a noun ("states") is a verb behind a party, a mark or a pronoun. */
const hasSpeaker = (view: View, at: number): boolean => {
  const before = view.elements[at - 1];
  return !view.rules.cased || before?.item === undefined || tokenAt(before)?.kind !== "word" || hasSense(before.item, "pronoun") || hasSense(before.item, "relative");
};

/** "The ministry announced on Wednesday that N will visit X": the day it was said, not that of what is to come. */
const isOfAnnouncement = (view: View, trigger: number, position: number): boolean =>
  position < trigger &&
  standsBetween(view, view.sentence.start - 1, position, (item) => item.senses.some((s) => s.kind === "quote-verb" && s.form === "verb")) &&
  standsBetween(view, position, trigger, (item) => hasSense(item, "boundary") && !hasSense(item, "where"));

/** "met on Saturday and complained about a meeting of …": the day of the verb, not of what was talked about. */
const isOfEarlier = (view: View, { trigger }: Candidate, candidate: Candidate, { start, end }: DateExpression): boolean =>
  view.rules.cased && trigger < start && candidate.trigger > end && standsBetween(view, end, candidate.trigger, (item) => hasSense(item, "cause") || senseOf(item, "marker")?.value === "about");

/** "N, who arrived on Friday, held talks": the day of a relative clause that closes before the verb. */
function isOfAside(view: View, nearest: Candidate, candidate: Candidate, { start, end }: DateExpression): boolean {
  if (!view.rules.cased || nearest.trigger > start || candidate.trigger < end) return false;
  return (
    standsBetween(view, view.sentence.start, nearest.trigger, (item) => hasSense(item, "relative")) &&
    view.sentence.tokens.some((token) => token.key === "," && token.start >= end && token.end <= candidate.trigger) &&
    !standsBetween(view, end, candidate.trigger, (item) => hasSense(item, "conjunction"))
  );
}

/** "held talks with N, who is on a visit to X, at the palace": a relative clause that a comma has closed has no place behind it. */
const isOfClosed = (view: View, { trigger }: Candidate, position: number): boolean =>
  view.rules.cased &&
  view.sentence.tokens.some(({ key, start }) => key === "," && start > trigger && start < position) &&
  view.elements.some((element, i) => {
    const start = tokenAt(element)?.start ?? 0;
    return start < trigger && hasSense(element.item, "relative") && isComma(view.elements[i - 1]) && !view.sentence.tokens.some((t) => t.key === "," && t.start > start && t.start < trigger);
  });

/** "in March": a month alone is soon another clause's. */
const isBareMonth = ({ day, month, year }: DateExpression): boolean => month !== undefined && day === undefined && year === undefined;

const isCloseBehind = (view: View, { trigger }: Candidate, start: number): boolean =>
  trigger < start && !standsBetween(view, trigger + 1, start, (item) => (["boundary", "relative", "conjunction"] as const).some((kind) => hasSense(item, kind)));

/** "Updated: 15-04-2020": the day of the story. */
const isStamp = ({ items }: View, { from }: DateExpression): boolean => hasSense(items[from - 1], "stamp") || (items[from - 1]?.token?.key === ":" && hasSense(items[from - 2], "stamp"));

/** "until tomorrow", "since Friday": how long something lasts. */
const isLimit = (view: View, { from }: DateExpression): boolean => {
  const before = view.items[from - 1];
  if (hasSense(before, "boundary") && !hasSense(before, "marker") && !hasSense(before, "during")) return true;
  // "since he came to power in January 2015"
  for (let i = from - 1; i >= 0 && from - i <= SINCE_REACH; i--) {
    if (hasSense(view.items[i], "since")) return true;
    if (isVerbal(view.items[i])) return false;
  }
  return false;
};

const SINCE_REACH = 12; // items

const ATTRIBUTE_REACH = 4; // items

/** "(condemned) Saturday's attack", "the Saturday bombing": the day of a noun that tells of no event here. */
function isAttributive({ items, rules, sentence }: View, { from, to, day, month, year }: DateExpression): boolean {
  if (!rules.cased) return false;
  // "ahead of his May 29 inauguration", "its April 9 election"
  const owned = day !== undefined && (hasSense(items[from - 1], "pronoun") || hasSense(items[from - 1], "possessive"));
  if (!owned && ((day ?? month ?? year) !== undefined || to - from > 1 || (items[from]?.to ?? 0) - (items[from]?.from ?? 0) > 1)) return false;
  const next = items[to];
  const owner = hasSense(next, "possessive");
  for (let i = owner ? to + 1 : to; i <= to + ATTRIBUTE_REACH; i++) {
    const item = items[i];
    const token = sentence.tokens[item?.from ?? -1];
    const ends =
      token?.kind !== "word" ||
      token.capital ||
      (["marker", "conjunction", "boundary", "auxiliary", "quote-verb", "relative", "date", "weekday", "planned", "during", "pronoun", "determiner", "adverb"] as const).some((kind) =>
        hasSense(item, kind),
      );
    if (ends) return i > to + (owner ? 1 : 0) && !hasSense(item, "auxiliary") && !hasSense(item, "quote-verb");
    if (hasSense(item, "trigger") || hasSense(item, "anchor") || hasSense(item, "object")) return false;
  }
  return false;
}

const DATELINE_TOKENS = 16;
const BEHIND_CAPTIONS = 8; // sentences
const DATELINE_MARKS = new Set([":", "-", "–", "—", ")", "/"]);

/** The city or state that a story's opening names before a mark: "COLOMBO, Feb 23 (APP):". */
function datelineOf(sentences: readonly Sentence[], items: readonly (readonly Item[])[]): Dateline | undefined {
  for (const [line, sentence] of sentences.slice(0, BEHIND_CAPTIONS).entries()) {
    let found: Dateline | undefined;
    const first = (items[sentence.index] ?? []).findIndex((item) => !isOfStamp(sentence, item));
    for (const [n, item] of (items[sentence.index] ?? []).entries()) {
      const token = sentence.tokens[item.from];
      if (!token || item.from >= DATELINE_TOKENS || item.senses.some((s) => s.kind === "trigger" && s.form === "verb")) break;
      // Behind captions nothing else stands in it.
      if (line >= HEAD && token.kind === "word" && !isOfStamp(sentence, item) && !(["city", "country", "agency"] as const).some((kind) => hasSense(item, kind))) break;
      if (found && token.kind === "punct" && DATELINE_MARKS.has(token.key)) return found;
      const city = item.senses.find((s) => s.kind === "city");
      const state = item.senses.find((s) => s.kind === "country");
      if (n > first || found) continue;
      if (city?.country !== undefined) found = { city: city.value, country: city.country };
      else if (state) found = { country: state.value };
    }
  }
  return undefined;
}

/** "Published 15-01-2017 (ZURICH)": part of a time stamp that opens a line. */
const isOfStamp = ({ tokens }: Sentence, item: Item): boolean => {
  const token = tokens[item.from];
  return token?.kind === "number" || (token?.kind === "punct" && DATELINE_MARKS.has(token.key)) || (["stamp", "month", "weekday"] as const).some((kind) => hasSense(item, kind));
};

/** Where the dateline of a sentence ends: a city or an agency, a date, a mark. Its date is the story's, not the event's. */
function endOfDateline(view: View, expressions: readonly DateExpression[]): number {
  // A full date that opens the text is its stamp.
  const stamp = view.sentence.index === 0 ? expressions.find((e) => isAbsolute(e) && e.from <= 1 && view.items[e.from]?.token?.kind === "number") : undefined;
  const { tokens } = view.sentence;
  let told = false;
  let end = stamp ? stamp.end : 0;
  const opens = Math.max(0, view.items.find((item) => !isOfStamp(view.sentence, item))?.from ?? 0);
  for (const item of view.items) {
    if (item.from - opens >= DATELINE_TOKENS) break;
    const token = tokens[item.from];
    if (!token) break;
    if (hasSense(item, "city") || hasSense(item, "agency")) told = true;
    if (item.senses.some((s) => s.kind === "trigger" && s.form === "verb")) break;
    if (told && token.kind === "punct" && DATELINE_MARKS.has(token.key)) end = token.end;
  }
  return end;
}

/**
 * "…, which will be held in 2020": a bare year behind a comma and a relative pronoun is of that clause, not of the event before it. So is any day
 * behind "the attack that happened on", where the event is what is said of the attack.
 */
const isOfRelative = (view: View, { trigger }: Candidate, position: number, behindComma = true): boolean =>
  view.elements.some((element, i) => {
    const start = tokenAt(element)?.start ?? 0;
    if (start <= trigger || start >= position) return false;
    const relative = senseOf(element.item, "relative");
    if (relative?.value === "person") return true; // "(appointed) N, a lawyer who retired in 2021"
    if (isComma(view.elements[i - 1]) !== behindComma) return false;
    return relative !== undefined || (!behindComma && hasSense(element.item, "boundary") && opensRelative(view, i));
  });

/** "(congratulated) N, who will be sworn in on Friday": inside a relative clause that no comma has closed yet, and that tells nothing of the event. */
function isInRelative(view: View, { trigger }: Candidate, position: number): boolean {
  for (let i = view.elements.length - 1; i > 0; i--) {
    const element = view.elements[i];
    const start = tokenAt(element)?.start ?? 0;
    if (start >= position) continue;
    if (start <= trigger || isComma(element)) return false;
    if (hasSense(element?.item, "relative")) return isComma(view.elements[i - 1]);
  }
  return false;
}

/** "N, recalling a visit in 2009, invited M": a year of what a comma has closed before the verb. */
const isInParticiple = (view: View, { trigger }: Candidate, { from, end }: DateExpression): boolean =>
  view.rules.cased &&
  end < trigger &&
  view.sentence.tokens.some((token) => token.key === "," && token.start >= end && token.end <= trigger) &&
  view.items.slice(0, from).some((item, i) => item.token.key === "," && view.items[i + 1]?.senses.some((s) => s.form === "participle") === true);

/** "the attack that happened": behind a noun, and no subject follows. */
const opensRelative = ({ elements, items }: View, at: number): boolean => {
  const [before, next] = [elements[at - 1], elements[at + 1]].map((e) => (e?.item ? items[e.from]?.token : undefined));
  const reports = elements[at - 1]?.item?.senses.some((s) => s.kind === "quote-verb" && s.tense !== undefined);
  return before?.kind === "word" && reports !== true && next?.kind === "word" && !next.capital && !hasSense(elements[at + 1]?.item, "determiner") && !hasSense(elements[at]?.item, "marker");
};

/** "The minister visits X on the 5th": a day behind that of publication, and behind the next, which it may be elsewhere already. */
const isAhead = ({ precision, value }: DateMention, published: IsoDate | undefined): boolean => precision === "day" && published !== undefined && value > addDays(published, 1);

const NEWS_DAYS = 45; // an event told this long after its day is history

/** True when a date lies well before the article: a year gone by, or a day or month of long ago. */
function isPast(date: DateMention, published: IsoDate | undefined): boolean {
  if (date.precision === "year") return published === undefined || date.value < published.slice(0, 4);
  if (published === undefined) return false;
  const day = date.precision === "day" ? date.value : `${date.value}-28`;
  return (Date.parse(published) - Date.parse(day)) / 86_400_000 > NEWS_DAYS;
}

const SERIAL_REACH = 3; // items

/** "decree no. 48 of 2025": a year that numbers a law is no date of an event. */
function isSerial(view: View, { year, month, from }: DateExpression): boolean {
  if (year === undefined || month !== undefined) return false;
  for (let i = from - 1; i >= 0 && from - i <= SERIAL_REACH; i--) if (view.items[i]?.token?.kind === "number") return true;
  return false;
}

/** The preposition before a place opens its phrase: behind a mark, a party or a date, or at the beginning. */
function opensPhrase(view: View, start: number): boolean {
  const at = view.elements.findIndex((e) => (view.items[e.from]?.token?.start ?? 0) >= start);
  let i = at - 1;
  while (i >= 0 && !hasSense(view.elements[i]?.item, "marker")) i--;
  const before = view.elements[i - 1];
  if (!before || before.actor) return true;
  return view.sentence.tokens[before.item?.from ?? 0]?.kind !== "word" || hasSense(before.item, "weekday") || hasSense(before.item, "date");
}

/** The preposition before a place hangs on a topic's noun. */
function isTopical(view: View, start: number): boolean {
  const at = view.elements.findIndex((e) => (tokenAt(e)?.start ?? 0) >= start);
  let i = at - 1;
  while (i >= 0 && !hasSense(view.elements[i]?.item, "marker")) i--;
  const before = view.elements[i - 1]?.item;
  return hasSense(before, "topic") && !hasSense(before, "object") && !hasSense(before, "trigger") && !hasSense(before, "venue");
}

/** "(issues of) the summit that is to be held (المقرر عقدها) in X", "planned (المزمعة) in X" */
const opensAwaited = (view: View, at: number): boolean => {
  const [element, next] = [view.elements[at], view.elements[at + 1]];
  return isAwaited(element) && (isVerbal(next?.item) || hasSense(next?.item, "marker"));
};

/** "the planned" (المقرر) as a word of its own. */
const isAwaited = (element: View["elements"][number] | undefined): boolean => hasSense(element?.item, "planned") && tokenAt(element)?.definite === true;

/** "discussed the visit in May", "met N ahead of the summit due on Friday": a day to come, or a month, of what those who met spoke of or await. */
const isOfTopic = (view: View, candidate: Candidate, expression: DateExpression, ahead: boolean): boolean =>
  (ahead && (isOfAwaited(view, candidate, expression.start) || isDiscussed(view, candidate, expression.start))) || ((ahead || isBareMonth(expression)) && hasTalked(view, candidate, expression.start));

/** A day behind what is awaited is the day of that. */
const isOfAwaited = (view: View, { trigger }: Candidate, position: number): boolean =>
  view.elements.some((element, i) => {
    const start = tokenAt(element)?.start ?? 0;
    return start > trigger && start < position && opensAwaited(view, i);
  });

/** "the summit planned (المزمعة) in X": where what is to come is to be. */
function isAwaitedAt(view: View, position: number): boolean {
  const at = view.elements.findIndex((element) => (tokenAt(element)?.start ?? 0) >= position);
  return isAwaited(view.elements[hasSense(view.elements[at - 1]?.item, "marker") ? at - 2 : at - 1]);
}

/** "the resolutions of the summit that was held in X": where something else took place. */
const isOfOther = (view: View, { type, trigger }: Candidate, position: number): boolean =>
  view.elements.some((element, i) => {
    const start = tokenAt(element)?.start ?? 0;
    if (start <= trigger || start >= position) return false;
    if (!hasSense(element.item, "relative") && !opensAwaited(view, i)) return false;
    const head = view.elements[i - 1];
    if (head?.actor?.kind === "organization") return true; // "the session of the union that was held in X"
    return head?.item !== undefined && tokenAt(head)?.kind === "word" && !head.item.senses.some((s) => s.kind === "anchor" && s.value === type);
  });

/** "condemned the attack that hit X on Wednesday": behind the word for striking. */
const isOfStrike = (view: View, { trigger }: Candidate, position: number): boolean => standsBetween(view, trigger, position, (item) => hasSense(item, "strikes"));

/** A word between a trigger and a position further on passes a test. */
const standsBetween = ({ items, sentence }: View, trigger: number, position: number, test: (item: Item) => boolean): boolean =>
  items.some((item) => {
    const start = sentence.tokens[item.from]?.start ?? 0;
    return start > trigger && start < position && test(item);
  });

/** "(was summoned) over the attack in X": where that happened for which it was done. */
const isOfCause = (view: View, { trigger }: Candidate, position: number): boolean => standsBetween(view, trigger, position, (item) => hasSense(item, "cause"));

/** "discussed": a trigger that opens topics, in the past and ahead of a position. */
const hasTalked = ({ items, sentence }: View, { type, trigger }: Candidate, position: number): boolean =>
  trigger < position &&
  items.some(
    (item) =>
      sentence.tokens[item.from]?.start === trigger &&
      item.senses.some((s) => s.kind === "topic-cue" && s.value === type) &&
      item.senses.some((s) => s.kind === "trigger" && s.form === "verb" && s.tense === "past"),
  );

/** "(at the meeting) they reviewed the developments in X": a state behind what they talked about. */
const isDiscussed = (view: View, { type, trigger }: Candidate, position: number): boolean =>
  standsBetween(view, trigger, position, (item) => {
    if (!item.senses.some((s) => s.kind === "topic-cue" && s.value === type) || hasSense(item, "trigger")) return false;
    // "(a message) about (the situation in X)", not "(an attack) on (a mosque in X)"
    return !hasSense(item, "marker") || (view.rules.cased && senseOf(item, "marker")?.value === "about");
  });

function isCutOff(view: View, owner: Candidate, position: number): boolean {
  return view.elements.some(({ item }, i) => {
    const start = item ? (view.sentence.tokens[item.from]?.start ?? 0) : -1;
    if (!item || start < owner.zone.end || start >= position) return false;
    if (item.senses.some((s) => s.kind === "trigger" && isOfType(s, owner.type))) return false;
    return item.senses.some(
      (s) =>
        (s.kind === "topic-cue" && s.value === owner.type && !hasSense(item, "marker")) ||
        (s.kind === "quote-verb" && s.form !== "participle" && (!hasSense(item, "light") || hasSense(view.elements[i - 1]?.item, "boundary"))),
    ); // "according to what the presidency announced in X"
  });
}

/** All are holders of offices that deal with affairs inside their state. */
const isInternal = (fillers: readonly { readonly entity: Entity }[], offices: Knowledge["offices"]): boolean =>
  fillers.every(({ entity }) => entity.kind === "person" && entity.organization === undefined && (entity.office === undefined || offices[entity.office]?.internal === true));

/** International: two states or bodies among the parties. Domestic: one state, all known. An unknown side is not taken for foreign. */
function scopeOf(candidate: Candidate, plan: EventPlan, offices: Knowledge["offices"]): "international" | "domestic" {
  const fillers = fillersOf(candidate);
  const sides = new Set<string>();
  let unknown = 0;
  for (const { entity } of fillers) {
    const side = entity.organization ?? entity.country;
    if (side === undefined) unknown++;
    else sides.add(side);
  }
  // Between states by nature, where who is sent is no minister or president.
  const sent = plan.each === undefined ? [] : (candidate.roles.get(plan.each) ?? []);
  if (plan.abroad && unknown > 0 && sent.every(({ entity }) => entity.office === undefined || offices[entity.office]?.posted === true)) return "international";
  // "was named ambassador to X": abroad, whosever he is.
  const posted = fillers.some(({ entity }) => entity.office !== undefined && offices[entity.office]?.posted === true && offices[entity.office]?.weak !== true);
  if (sides.size >= 2 || (plan.oneState && (sides.size > 0 || posted))) return "international";
  // Two holders of an office that a state has once, or a party and its counterpart, are of two states.
  const twoStates = fillers.some(
    ({ entity, via }) =>
      via === "counterpart" ||
      [...entity.offices].some((o) => offices[o]?.sole && fillers.some((f) => f.entity !== entity && f.entity.name !== undefined && entity.name !== undefined && f.entity.offices.has(o))),
  );
  if (twoStates && unknown > 0) return "international";
  // A type that one party makes alone (a statement, a summit) is of the world by its nature.
  if (plan.minParties === 1 && sides.size === 1 && candidate.roles.size === 1) return isInternal(fillers, offices) ? "domestic" : "international";
  // One side and who serves it (a sender and the bearer): the other side is not told.
  const camps = new Set([...candidate.roles.keys()].map((name) => plan.roles.find((r) => r.name === name)?.servesWith ?? name));
  if (plan.minParties >= 2 && camps.size === 1 && candidate.roles.size > 1) return "international";
  if (unknown === 0) return "domestic";
  const envoy = fillers.some(({ entity }) => entity.mentions.some((m) => m.posting !== undefined));
  // "The prime minister met the chief minister": who governs a part of a state, told without one, is of his own.
  const open = fillers.filter(({ entity }) => entity.country === undefined && entity.organization === undefined);
  const inner = open.every(
    ({ entity }) => entity.office !== undefined && offices[entity.office]?.internal === true && offices[entity.office]?.portfolio !== true && offices[entity.office]?.weak !== true,
  );
  return sides.size === 1 && (envoy || (candidate.roles.size >= 2 && !inner)) ? "international" : "domestic";
}
