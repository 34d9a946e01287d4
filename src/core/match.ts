import { plainMention } from "./actors/mention.ts";
import { bindSubjectFirst, subjectBefore } from "./clause/subjectFirst.ts";
import { bindVerbFirst } from "./clause/verbFirst.ts";
import { type Clause, type Element, elementSpan, headBefore, isBe, isComma, marker, type Slot, titlesBehind, tokenAt, type View } from "./clause/view.ts";
import { directionAt } from "./dates.ts";
import { type Discourse, leaderState } from "./discourse.ts";
import { hasSense, isVerbal, senseOf, valuesOf } from "./lexicon.ts";
import { behindOpening, elementOf, fromList, isCrowd, isOfGroup, oneForEach, postBehind } from "./listed.ts";
import { entitiesOf, fillersOf, flatMap } from "./lists.ts";
import { QUOTATION_MARKS } from "./segment.ts";
import type { Actor, Candidate, Entity, EventPlan, Filler, Item, Knowledge, LanguageData, PlaceMention, Relation, Sense, Span, Status, Token } from "./types.ts";

/**
 * Stage 8, second half: clauses → candidates. Roles come from the frame's table; leaning mentions are resolved here,
 * because a pronoun's antecedent depends on the clause around it.
 */

export interface MatchContext {
  readonly knowledge: Knowledge;
  readonly language: LanguageData;
  readonly discourse: Discourse;
  /** Called with every frame tried; for `explain`. */
  readonly trace: ((note: TraceNote) => void) | undefined;
}

export interface TraceNote {
  readonly sentence: number;
  readonly rule: string;
  readonly span: Span;
  readonly outcome: string;
  /** What stood around the trigger, where the frame matched. */
  readonly slots?: readonly TraceSlot[];
}

type Note = (outcome: string, slots?: readonly TraceSlot[]) => void;

export interface TraceSlot {
  /** Relation, `object.` before it where it hangs on the object noun. */
  readonly relation: string;
  readonly span: Span;
  /** Roles the frame gives this relation, strongest first; none where it has no use for it. */
  readonly roles: readonly string[];
  /** How a leaning mention was resolved, and the mention it means. */
  readonly via?: string;
  readonly means?: Span;
}

/** What carries over from sentence to sentence. */
export interface MatchState {
  subject: Actor | undefined;
  readonly objects: Set<string>;
  /** The heading above announces background ("historical background"). */
  background: boolean;
  /** Direct speech that was opened and goes on: the mark that will close it, and the sentence that opened it. */
  quotation: Quotation | undefined;
  readonly candidates: Candidate[];
}

export const createState = (): MatchState => ({ subject: undefined, objects: new Set(), background: false, quotation: undefined, candidates: [] });

interface Quotation {
  readonly close: string;
  readonly since: number;
}

const isEncounter = (candidate: Candidate, plan: EventPlan | undefined): boolean => plan?.encounter !== undefined && fillersOf(candidate).filter((f) => f.entity.kind === "person").length >= 2;

const NONE: readonly Actor[] = [];
const subjectsOf = (clause: Clause): readonly Actor[] => clause.slots.filter((s) => s.relation === "agent" || s.relation === "between").map((s) => s.actor);

const BINDERS = { "verb-first": bindVerbFirst, "subject-first": bindSubjectFirst } as const;
const NO_SENSES: readonly Sense[] = [];
const MAX_HEADING_TOKENS = 12;

/** Match every trigger of one sentence; candidates are appended to `state`. */
export function matchSentence(view: View, context: MatchContext, state: MatchState): void {
  linkMentions(view, context.discourse);
  const opened = state.quotation;
  state.quotation = quotationAfter(view, opened);
  const objectsAt = new Set<number>(); // elements that a verb took for its object
  let quoted: ReadonlySet<number> | undefined;
  const quotedIn = (): ReadonlySet<number> => {
    quoted ??= quotedElements(view, opened);
    return quoted;
  };
  if (view.sentence.heading && view.sentence.tokens.length <= MAX_HEADING_TOKENS) state.background = view.items.some(tellsOfPast);
  if (!view.items.some((item) => hasSense(item, "trigger"))) {
    state.subject = openerOf(view, quotedIn) ?? state.subject;
    for (const object of view.objects) state.objects.add(object);
    state.candidates.push(...fromList(view, context, state));
    settleCounterparts(view, context.discourse);
    context.discourse.focus = state.subject && context.discourse.entityOf(state.subject);
    return;
  }
  const { trace } = context;
  const knownObject = (object: string): boolean => state.objects.has(object);
  const isToldShortly = (type: string): boolean => toldShortly(state, type, view.sentence.index);
  const blocked = valuesOf(view.items, "unless");
  const first = state.candidates.length;
  const broughtAt = new Map<number, Candidate>(); // by the object of its trigger
  const nestedIn = new Map<number, { readonly clause: Clause; readonly agent: Actor | undefined }>();
  let lastSubject: Actor | undefined;
  const consumed = new Set<Actor>();
  let received: Actor | undefined;
  let subjects: readonly Actor[] = NONE;
  let passive = false;
  let author: Actor | undefined;
  for (let at = 0; at < view.elements.length; at++) {
    const element = view.elements[at];
    if (!element?.item) continue;
    if (hasSense(element.item, "object")) for (const sense of element.item.senses) if (sense.kind === "object") state.objects.add(sense.value);
    const triggers = hasSense(element.item, "trigger") ? readings(view, at, element.item.senses) : NO_SENSES;
    let subject: Actor | undefined;
    // Made when needed: most words are no trigger.
    let taken: Actor[] | undefined;
    let matched: Set<string> | undefined; // frames, of which a word may be more than one form
    let bound: Set<string> | undefined; // types that a frame with an object told of at this trigger
    let recalled: string | undefined; // type of an event told before that this trigger goes on with
    let met: string | undefined; // type of the encounter that this trigger told of: "called on the president" is no appeal
    for (const sense of triggers) {
      const { frame } = sense;
      if (!frame || matched?.has(frame.id) || (sense.form === "verb" && objectsAt.has(at))) continue; // "hold talks": a noun there
      const note: Note | undefined = trace && ((outcome, slots) => trace({ sentence: view.sentence.index, rule: frame.id, span: elementSpan(view, at), outcome, ...(slots ? { slots } : {}) }));
      if (blocked.has(frame.type)) {
        note?.("blocked: a word in the sentence rules this event out");
        continue;
      }
      const unwanted = frame.without.find((name) => view.objects.has(name));
      if (unwanted !== undefined || (frame.beside.length > 0 && !frame.beside.some((name) => view.objects.has(name)))) {
        note?.(unwanted === undefined ? `not without ${frame.beside.join(" or ")}` : `not beside ${unwanted}`);
        continue;
      }
      // Most frames of a common verb ("sent") need a noun that the sentence has not: told before the clause is read.
      if (frame.needs.length > 0 && !frame.recalls && sense.clitic === undefined && !frame.needs.some((name) => view.objects.has(name))) {
        note?.(`needs ${frame.needs.join(" or ")}`);
        continue;
      }
      const outer = nestedIn.get(at);
      const outerAgent = outer?.agent;
      if (recalled !== undefined && frame.type !== recalled && context.knowledge.plans[frame.type]?.encounter !== undefined) {
        note?.("the same words go on with an event told before");
        continue;
      }
      if (met !== undefined && frame.needs.length === 0 && frame.type !== met) {
        note?.("the same words tell of an encounter");
        continue;
      }
      if (bound?.has(frame.type) && frame.needs.length === 0) {
        note?.("told with its object already");
        continue;
      }
      const clause: Clause | undefined = BINDERS[view.rules.order](
        view,
        at,
        frame,
        sense,
        {
          consumed,
          received,
          subject: lastSubject ?? openingSubject(view, at) ?? state.subject,
          subjects,
          knownObject,
          outerAgent,
          outerSubjects: outer ? subjectsOf(outer.clause) : NONE,
          passive,
          author,
          toldShortly: isToldShortly,
        },
        note,
      );
      if (!clause) continue;
      if (clause.object && clause.object.at > at) objectsAt.add(clause.object.at);
      if (sense.form === "verb") passive = clause.passive === true;
      if (clause.object) author = clause.slots.find((s) => s.place === "object" && (s.relation === "from" || s.relation === "by" || s.relation === "of"))?.actor ?? author;
      const group = subjectsOf(clause);
      // "N and M announced the restoring of ties between X and Y and signed": the two of a noun are no subjects
      if (group.length > 1 && (view.rules.order === "verb-first" || sense.form !== "noun")) subjects = group;
      else if (sense.form === "verb" && !clause.slots.some((s) => s.relation === "agent" && s.inherited)) subjects = NONE;
      const candidate = toCandidate(view, clause, context, state, { outerAgent, subject: lastSubject, received }, note);
      if (candidate) {
        matched ??= new Set();
        matched.add(frame.id);
      }
      if (frame.needs.length > 0 && !frame.continues && candidate) {
        bound ??= new Set();
        bound.add(frame.type);
      }
      const isSubject = (s: Slot): boolean => s.relation === (clause.passive ? "patient" : "agent") && s.actor.reference.to !== "sides";
      // "Talks were also held with M": the subject of the sentence before goes on.
      const agent = (clause.slots.find(isSubject) ?? clause.slots.find((s) => clause.passive && s.relation === "agent" && s.inherited))?.actor;
      subject ??= agent;
      taken ??= [];
      for (const slot of clause.slots) if (!slot.inherited) taken.push(slot.actor);
      // A frame that knows "received by" is a reception: its patient is the guest.
      if (candidate && clause.frame.roles["by"]?.[0] !== undefined && clause.frame.roles["by"][0] === clause.frame.roles["agent"]?.[0] && clause.frame.roles["patient"])
        received = clause.slots.find((s) => s.relation === "patient")?.actor ?? received;
      // "was handed over by N during his reception of M", "the handing-over … by N": whom "by" tells acts.
      const doer = clause.slots.find((s) => s.relation === "by")?.actor;
      const acting = clause.passive ? (clause.slots.find((s) => s.relation === "agent")?.actor ?? doer) : (agent ?? doer);
      if (clause.nested !== undefined && !nestedIn.has(clause.nested)) nestedIn.set(clause.nested, { clause, agent: acting ?? agent });
      if (candidate && frame.needs.length === 0 && sense.form === "verb" && isEncounter(candidate, context.knowledge.plans[frame.type])) met = frame.type;
      if (candidate) {
        candidate.quoted = quotedIn().has(at);
        // "(will leave) to deliver a letter from N to M": the letter is as its delivery
        const delivery = broughtAt.get(at);
        if (delivery?.type === candidate.type && delivery.frames[0]?.each !== undefined) continue; // each of them has been told
        if (delivery?.type === candidate.type) candidate.status = delivery.status;
        // "brought a message that N had sent to M": one message, told by two verbs
        if (clause.object && clause.object.at < at && broughtAt.get(clause.object.at)?.type === candidate.type) candidate.anaphoric = true;
        if (clause.object && clause.object.at > at) broughtAt.set(clause.object.at, candidate);
      }
      if (candidate && frame.recalls && clause.object === undefined) recalled = frame.type;
      if (candidate && isBeside(view, clause, context.knowledge.plans[frame.type], state)) candidate.foreground = false;
      if (candidate) state.candidates.push(...flatMap(oneForEach(candidate, context.knowledge.plans[frame.type]?.each), (one) => oneForEach(one, frame.each)));
    }
    for (const actor of taken ?? NONE) consumed.add(actor);
    // "received the envoy, who handed over …": the main clause's subject is who the next one leans on.
    // "(met N) at a dinner hosted by M": told of the noun before it
    if (lastSubject !== undefined && view.rules.order === "subject-first" && isReduced(view, at)) continue;
    if (subject && (lastSubject === undefined || !hasSense(view.elements[at - 1]?.item, "relative"))) lastSubject = subject;
    else if (hasSense(element.item, "quote-verb") && !hasSense(element.item, "instance")) {
      // "and the minister said …": the party at a verb is the subject to lean on.
      // "a visit that N made (قام بها)": past the word that takes the visit up
      const past = hasSense(element.item, "light") && view.elements[at + 1]?.actor === undefined && hasSense(view.elements[at + 1]?.item, "stop") ? at + 2 : at + 1;
      const next = view.rules.order === "verb-first" ? view.elements[past]?.actor : subjectBefore(view, at);
      if (next?.reference.to === "sides" || (next?.reference.to === "pronoun" && context.discourse.entityOf(next) === undefined)) continue; // "she said", "the two said": whom the sentences before told of
      // "N is to meet M, the ministry said": who says so at the end is not who the sentence is about.
      if (next && lastSubject?.kind === "person" && view.rules.order === "subject-first" && isTail(view, at, next)) continue;
      if (next && (next.kind !== "country" || view.rules.order === "subject-first")) lastSubject = next;
    }
  }
  // "Those who presented their credentials were: …"
  const own = state.candidates.slice(first);
  if (own.some((candidate) => candidate.roles.size > 0)) {
    const listed = behindOpening(view, context, own);
    const kept = listed.length > 0 ? own.filter((candidate) => !isOfGroup(candidate, context)) : own;
    state.candidates.splice(first, own.length, ...kept, ...listed);
  } else {
    // "The reception included the ambassador of X, N, …": a noun of ours that has no party of its own here
    state.candidates.length = first;
    const listed = fromList(view, context, state);
    state.candidates.push(...(listed.length > 0 ? listed : own));
  }
  state.subject = lastSubject ?? openerOf(view, quotedIn) ?? state.subject;
  settleCounterparts(view, context.discourse);
  settleMinisters(view, context);
  context.discourse.focus = state.subject && context.discourse.entityOf(state.subject);
}

/** The first person told in a sentence; where a pronoun, "the two leaders" or direct speech comes first, whom the sentences before told of goes on. */
function openerOf(view: View, quoted: () => ReadonlySet<number>): Actor | undefined {
  const at = view.elements.findIndex((e) => e.actor?.kind === "person");
  const actor = view.elements[at]?.actor;
  return actor === undefined || actor.reference.to === "pronoun" || actor.reference.to === "sides" || (view.rules.order === "subject-first" && quoted().has(at)) ? undefined : actor;
}

/** "(Mourned) N the emir, and sent a cable": behind "and" the subject of the verb that opens the sentence, which tells of no event, goes on. */
function openingSubject(view: View, at: number): Actor | undefined {
  const [first, second] = view.elements;
  const verb = first?.item;
  if (view.rules.order !== "verb-first" || !hasSense(view.elements[at - 1]?.item, "conjunction") || second?.actor?.kind !== "person" || tokenAt(first)?.kind !== "word") return undefined;
  const other = (["marker", "boundary", "during", "conjunction", "object", "anchor", "venue"] as const).some((kind) => hasSense(verb, kind));
  return other || tokenAt(first)?.definite ? undefined : second.actor;
}

/** "hosted by": a participle behind a noun that is no party, with who did it behind it. */
function isReduced(view: View, at: number): boolean {
  const before = view.elements[at - 1];
  const past = view.elements[at]?.item?.senses.some((s) => s.tense === "past") === true;
  return past && before?.actor === undefined && !hasSense(before?.item, "auxiliary") && marker(view.elements[at + 1], "by") !== undefined;
}

/** ", the ministry said." */
function isTail(view: View, at: number, speaker: Actor): boolean {
  const opening = view.elements.findIndex((e) => e.actor === speaker);
  return opening > 0 && isComma(view.elements[opening - 1]) && !view.elements.slice(at + 1).some((e) => e.actor?.kind === "person" || hasSense(e.item, "trigger"));
}

/** "his counterpart N", where no frame told whose: the office of the person before him. */
function settleCounterparts(view: View, discourse: Discourse): void {
  let before: Entity | undefined;
  for (const { actor } of view.elements) {
    const entity = actor && discourse.entityOf(actor);
    if (entity?.kind !== "person") continue;
    if (actor?.reference.to === "counterpart" && entity.office === undefined && before?.office !== undefined) {
      entity.office = before.office;
      entity.offices.add(before.office);
    }
    before = entity;
  }
}

/** "the minister (N)": of what is not told. */
const isUntold = ({ sentence }: View, { titles }: Actor): boolean => {
  const [title] = titles;
  return title !== undefined && titles.length === 1 && sentence.tokens.filter((t) => t.start >= title.span.start && t.end <= title.span.end).length === 1;
};

/** "The ministry of X announced that the minister N …", "that the government …": a ministry that speaks of either without a state speaks of its own. */
function settleMinisters(view: View, { discourse, knowledge }: MatchContext): void {
  let ministry: string | undefined;
  for (let at = 0; at < view.elements.length; at++) {
    const actor = view.elements[at]?.actor;
    if (!actor) continue;
    if (actor.kind === "organization") {
      if (view.rules.cased && hasSense(view.elements[at - 1]?.item, "marker")) continue; // "on the invitation of the government of X": not who speaks
      if (ministry !== undefined && actor.country !== undefined && actor.country !== ministry) return;
      const isMinistry = view.items.slice(actor.from, actor.to).some((i) => hasSense(i, "ministry"));
      if (actor.country !== undefined && isMinistry) ministry = actor.country;
      // "(it said that) the government …"
      const own = isMinistry && actor.country === undefined && actor.organization === undefined ? discourse.entityOf(actor) : undefined;
      if (own && ministry !== undefined && own.country === undefined && own.organization === undefined) {
        own.country = ministry;
        own.countryVia = "ministry";
      }
      continue;
    }
    if (ministry === undefined || actor.reference.to === "counterpart") continue;
    const entity = discourse.entityOf(actor);
    if (entity?.kind !== "person" || entity.country !== undefined || entity.organization !== undefined) continue;
    const sole = [...entity.offices].filter((office) => knowledge.offices[office]?.portfolio && (knowledge.offices[office]?.sole || isUntold(view, actor)));
    if (sole.length === 0) continue;
    // "The minister of X received the minister at the ministry of X": that ministry's is told already.
    if (view.elements.some((e) => e.actor?.country === ministry && e.actor !== actor && e.actor?.titles.some((t) => sole.includes(t.office)))) continue;
    entity.country = ministry;
    entity.countryVia = "ministry";
    return;
  }
}

/** "(invited him to) the summit that X hosts", "(remarks made at) the summit hosted by X": an event of a single party, told to say which noun is meant. */
const isBeside = (view: View, { at, frame: { type }, passive }: Clause, plan: EventPlan | undefined, { candidates }: MatchState): boolean => {
  if (plan?.minParties !== 1) return false;
  if (passive && !view.sentence.heading && hasSense(view.elements[at - 1]?.item, "object")) return true;
  if (!hasSense(view.elements[at - 1]?.item, "relative") || view.elements[at - 2]?.actor !== undefined) return false;
  return candidates.some((c) => c.type !== type && c.foreground && c.sentences.includes(view.sentence.index));
};

const RECALL_REACH = 2; // sentences

/** Was an event of a type told in this sentence or shortly before? */
const toldShortly = (state: MatchState, type: string, sentence: number): boolean => state.candidates.some((c) => c.type === type && sentence - (c.sentences.at(-1) ?? 0) <= RECALL_REACH);

const MIN_QUOTATION = 8; // elements; shorter ones are names, titles and single words

/** Marks that open and close with different signs: only these tell that speech goes on in the next sentence. */
const DIRECTED: Readonly<Record<string, string>> = { "“": "”", "«": "»" };

/** Free on its left: some texts close with the sign that others open with. */
const isOpening = (tokens: readonly Token[], at: number): boolean => at === 0 || (tokens[at - 1] as Token).end < (tokens[at] as Token).start;

const STRAIGHT = '"';
const STRAIGHT_REACH = 3; // sentences; a mark that opens as it closes may have gone astray

/** Free on its left and tight on its right, as a mark that opens and closes alike stands where it opens. Where bodies report in speech (see isReport) it tells nothing. */
const isStraightOpening = ({ rules, sentence: { tokens } }: View, at: number): boolean =>
  rules.order === "subject-first" && tokens[at]?.key === STRAIGHT && isOpening(tokens, at) && tokens[at + 1]?.start === tokens[at]?.end;

/** The mark that speech still open at the end of a sentence waits for. */
function quotationAfter(view: View, opened: Quotation | undefined): Quotation | undefined {
  const { tokens, index } = view.sentence;
  let waiting = opened?.close === STRAIGHT && index - opened.since >= STRAIGHT_REACH ? undefined : opened;
  for (let i = 0; i < tokens.length; i++) {
    const { kind, key } = tokens[i] as Token;
    if (kind !== "punct") continue;
    const close = isStraightOpening(view, i) ? STRAIGHT : isOpening(tokens, i) ? DIRECTED[key] : undefined;
    if (key === waiting?.close) waiting = undefined;
    else if (close !== undefined) waiting ??= { close, since: index };
  }
  return waiting;
}

/**
 * Elements of direct speech: what is told there may add to an event, and is none of its own.
 *
 * @param opened mark that closes speech which an earlier sentence opened
 */
function quotedElements(view: View, opened: Quotation | undefined): ReadonlySet<number> {
  if (opened === undefined && !view.sentence.tokens.some(({ kind, key }) => kind === "punct" && QUOTATION_MARKS.has(key))) return NOWHERE;
  const quoted = new Set<number>();
  const from = opened === undefined ? 0 : endOfSpeech(view, opened.close);
  for (let i = 0; i < from; i++) quoted.add(i);
  let reported = Number.NEGATIVE_INFINITY; // where the last report closed
  for (let i = from; i < view.elements.length; i++) {
    const mark = tokenAt(view.elements[i]);
    const close = mark?.kind === "punct" ? QUOTATION_MARKS.get(mark.key) : undefined;
    if (close === undefined) continue;
    let end = i + 1;
    while (end < view.elements.length && tokenAt(view.elements[end])?.key !== close) end++;
    const place = view.items[view.elements[i]?.from ?? 0]?.from ?? 0;
    const goesOn = isStraightOpening(view, place) || (DIRECTED[mark?.key ?? ""] !== undefined && isOpening(view.sentence.tokens, place));
    if (end === view.elements.length && !goesOn) break; // left open: a mark gone astray
    const long = end - i - 1 >= MIN_QUOTATION || end === view.elements.length;
    const report = isReport(view, i) || followsReport(view, reported, i);
    reported = report ? end : Number.NEGATIVE_INFINITY;
    if (long && !report) for (let k = i + 1; k < end; k++) quoted.add(k);
    i = end;
  }
  return quoted;
}

const NOWHERE: ReadonlySet<number> = new Set();

/** The element that closes speech opened before; none where a paragraph repeats the opening mark and closes it itself. */
function endOfSpeech(view: View, close: string): number {
  const at = view.elements.findIndex((e) => tokenAt(e)?.key === close);
  return at < 0 ? view.elements.length : at;
}

const REPORT_REACH = 20; // elements

/** "The press office said in a statement that “the minister received …”": a body tells of others, where a person speaks of his own. */
function isReport(view: View, opening: number): boolean {
  if (view.rules.order !== "verb-first") return false;
  for (let i = opening - 1; i >= 0 && opening - i <= REPORT_REACH; i--) {
    if (!hasSense(view.elements[i]?.item, "quote-verb")) continue;
    const speaker = view.elements[i + 1];
    if (hasSense(speaker?.item, "agency")) continue; // "a statement that the news agency received"
    if (speaker?.actor) return speaker.actor.kind === "organization";
    const token = tokenAt(speaker);
    return token?.kind === "word" && token.definite && i + 1 < opening && !hasSense(speaker?.item, "date") && !hasSense(speaker?.item, "weekday");
  }
  return false;
}

const REPORT_GAP = 4; // elements

/** "(The press office said that “…”,) pointing out that “…”": a participle goes on with what the verb before it reports. */
const followsReport = ({ elements }: View, close: number, opening: number): boolean =>
  opening - close <= REPORT_GAP && elements.slice(close + 1, opening).every((element) => !element.actor && !hasSense(element.item, "quote-verb"));

/**
 * The trigger senses to try. A form may be verb and verbal noun at once ("تسلم", "نقل"): behind a preposition, "during"
 * or a light verb it is the noun, otherwise the verb.
 */
function readings(view: View, at: number, senses: readonly Sense[]): Sense[] {
  const triggers = senses.filter((s) => s.kind === "trigger");
  if (view.rules.order === "subject-first") return triggers; // its binder tells the verb from the noun
  const before = view.elements[at - 1]?.item;
  const governed = senseOf(before, "boundary")?.flag === "preposition" || (["marker", "during", "light", "planned"] as const).some((kind) => hasSense(before, kind)); // "planned to be held" (المقرر عقدها)
  // "X intends to open (فتح)": behind the subject of a light verb
  const lent = view.elements[at - 1]?.actor !== undefined && view.elements[at - 2]?.item?.senses.some((s) => s.kind === "light" && s.flag !== "impersonal") === true;
  const nominal = governed || lent || isAnnounced(view, at) || (tokenAt(view.elements[at])?.definite ?? false);
  const glued = hasSense(before, "marker") && tokenAt(view.elements[at])?.glued === true;
  return triggers.filter((sense) => {
    // "efforts to solve (لحل)": no verb in the past behind a preposition.
    if (glued && sense.form === "verb" && sense.tense === "past") return false;
    // "ways of supporting them": with a pronoun behind an indefinite noun it is a verbal noun.
    if (sense.form === "verb" && sense.clitic !== undefined && ownsNext(view, at - 1)) return false;
    // "تسلّم" (he took) is also "she hands over": news are told in the past.
    if (sense.tense === "present" && triggers.some((t) => t.tense === "past" && t.form === "verb" && t.value.split("/")[0] === sense.value.split("/")[0])) return false;
    const twin = triggers.some((t) => t.value === sense.value && (t.form === "verb") !== (sense.form === "verb"));
    return !twin || (sense.form === "verb") !== nominal;
  });
}

const ANNOUNCED_REACH = 12; // elements

/** "announced [X and Y] in a statement the raising (رفع) of ties": what is announced without "that" is a noun, and the first one behind the verb. */
function isAnnounced(view: View, at: number): boolean {
  if (hasSense(view.elements[at - 1]?.item, "conjunction")) return false;
  for (let i = at - 1; i >= 0 && at - i <= ANNOUNCED_REACH; i--) {
    const item = view.elements[i]?.item;
    if (!item) continue;
    if (hasSense(item, "light") && hasSense(item, "quote-verb")) return item.senses.some((s) => s.kind === "light" && s.flag !== "impersonal");
    if (isVerbal(item) || hasSense(item, "trigger") || (hasSense(item, "boundary") && !hasSense(item, "marker")) || hasSense(item, "relative")) return false;
  }
  return false;
}

/** An indefinite noun that another may follow in the genitive. */
function ownsNext(view: View, at: number): boolean {
  const element = view.elements[at];
  const token = tokenAt(element);
  if (!element?.item || element.actor || token?.kind !== "word" || token.definite || view.rules.adverb.test(token.key)) return false;
  const { senses } = element.item;
  return senses.length > 0 && senses.every((s) => s.kind === "stop" || s.kind === "topic" || s.kind === "portfolio");
}

/** Link mentions that stand for themselves, in order. Counterparts and the like wait for their clause. */
function linkMentions(view: View, discourse: Discourse): void {
  let last: Entity | undefined;
  for (let at = 0; at < view.elements.length; at++) {
    const actor = view.elements[at]?.actor;
    if (!actor) continue;
    const subject = predicateOf(view, at) ?? alsoOf(view, at);
    if (subject) discourse.join(actor, discourse.link(subject));
    if (actor.reference.to === "sides" || actor.reference.to === "pronoun") continue;
    if (actor.reference.to === "counterpart" && actor.nameKeys.length === 0) continue;
    if (actor.principal) discourse.linkPrincipal(actor.principal);
    const entity = hasSense(view.elements[at - 1]?.item, "decease") && actor.kind === "person" ? discourse.introduce(actor) : discourse.link(actor);
    // "his envoy": of the state of the person told before.
    if (actor.possessed && entity.country === undefined && last?.country !== undefined) {
      entity.country = last.country;
      entity.countryVia = "possessive";
    }
    if (entity.kind === "person") last = entity;
  }
}

/** "The king received N, who gave His Majesty a letter": whoever is addressed by his own style is not who left himself out; he who was received is. */
function giveWay(clause: Clause, discourse: Discourse, received: Actor | undefined): void {
  const at = clause.slots.findIndex((s) => s.relation === "agent" && s.inherited);
  const agent = clause.slots[at];
  if (!agent || !received || discourse.entityOf(agent.actor) === discourse.entityOf(received)) return;
  const addressed = clause.slots.some((s) => s.actor.reference.to === "honorific" && discourse.link(s.actor) === discourse.entityOf(agent.actor));
  if (addressed) clause.slots[at] = { ...agent, actor: received };
}

/** "N is the first foreign diplomat to visit X": a noun behind "to be" names nobody new. @returns the mention that it is told of */
function predicateOf(view: View, at: number): Actor | undefined {
  const actor = view.elements[at]?.actor;
  if (view.rules.order !== "subject-first" || actor?.reference.to !== "title" || actor.nameKeys.length > 0) return undefined;
  let article = hasSense(view.items[actor.from], "determiner");
  let i = at - 1;
  for (; i >= 0 && !isBe(view.elements[i]); i--) {
    const { actor: other, item } = view.elements[i] as Element;
    if (other || tokenAt(view.elements[i])?.kind !== "word" || hasSense(item, "marker")) return undefined;
    article ||= hasSense(item, "determiner");
  }
  const subject = view.elements[i - 1]?.actor;
  return article && subject?.kind === "person" && subject.nameKeys.length > 0 ? subject : undefined;
}

/** "the special envoy of X, who is also the minister N": the office and the name of one person. @returns the mention told before */
function alsoOf(view: View, at: number): Actor | undefined {
  const actor = view.elements[at]?.actor;
  if (view.rules.order !== "subject-first" || actor?.kind !== "person" || actor.titles.length === 0) return undefined;
  let i = at - 1;
  while (i > 0 && !view.elements[i]?.actor && !isBe(view.elements[i]) && (hasSense(view.elements[i]?.item, "adverb") || hasSense(view.elements[i]?.item, "determiner"))) i--;
  if (!isBe(view.elements[i]) || !hasSense(view.elements[i - 1]?.item, "relative")) return undefined;
  const head = headBefore(view, i - 1);
  return head?.kind === "person" && head.nameKeys.length === 0 && head.reference.to === "title" ? head : undefined;
}

/**
 * "(The president of X received the minister,) who handed him a letter from the president": whom a pronoun of the clause means
 * is told before in the sentence, and a title without a state, from which it comes, is another's.
 */
const isOfAnother = ({ relation, actor }: Slot, entity: Entity, { slots }: Clause): boolean =>
  relation === "from" &&
  actor.reference.to === "title" &&
  actor.country === undefined &&
  actor.organization === undefined &&
  slots.some((s) => s.actor.reference.to === "pronoun" && (s.relation === "patient" || s.relation === "to")) &&
  entity.mentions.some((m) => m !== actor && m.sentence === actor.sentence && m.start < actor.start && (m.country !== undefined || m.name !== undefined));

/** "received a letter from N, (he) congratulates him in it": a verb without a subject, not joined by "and", says what the letter does, whose parties have the same parts. */
function letterOf(view: View, { at, frame, slots, sense }: Clause, { candidates }: MatchState): Candidate | undefined {
  const [agent, patient] = [frame.roles["agent"]?.[0], frame.roles["patient"]?.[0]];
  if (view.rules.order !== "verb-first" || sense.form !== "verb" || agent === undefined || patient === undefined) return undefined;
  if (hasSense(view.elements[at - 1]?.item, "conjunction") || !slots.some((s) => s.relation === "patient" && s.actor.reference.to === "pronoun")) return undefined;
  if (!slots.some((s) => s.relation === "agent" && s.inherited)) return undefined;
  return candidates.findLast((c) => c.sentences.includes(view.sentence.index) && c.roles.has(agent) && c.roles.has(patient));
}

/** "President N announced that his country recognizes X": his state, where what states do is told of who speaks for one. */
function stateOf(actor: Actor, { discourse, knowledge, language }: MatchContext): Actor | undefined {
  if (actor.kind !== "person" || actor.reference.to === "pronoun" || actor.reference.to === "sides") return undefined;
  const entity = discourse.link(actor);
  const country = entity.country ?? leaderState(entity, language.leaders, knowledge.offices);
  if (country === undefined || entity.organization !== undefined) return undefined;
  return { ...plainMention("country", actor), country };
}

/** Who leads a state or its government, or is a minister: by office, or by a leader's name. */
function isLeading(entity: Entity, { knowledge, language }: MatchContext): boolean {
  if (entity.kind !== "person") return false;
  if (entity.office === undefined) return leaderState(entity, language.leaders, knowledge.offices) !== undefined;
  const { head, portfolio, sole } = knowledge.offices[entity.office] ?? {};
  return head === true || portfolio === true || sole === true;
}

function toCandidate(
  view: View,
  clause: Clause,
  context: MatchContext,
  state: MatchState,
  around: { readonly outerAgent: Actor | undefined; readonly subject: Actor | undefined; readonly received: Actor | undefined },
  note: Note | undefined,
): Candidate | undefined {
  const plan = context.knowledge.plans[clause.frame.type];
  if (!plan) return undefined;
  const { discourse } = context;
  const used = new Set<Entity>();
  const resolved = new Map<Slot, Entity>();
  giveWay(clause, discourse, around.received);
  const slots = flatMap(clause.slots, (slot) => {
    const names = rolesOf(clause, slot);
    if (names === undefined || takes(plan, names, slot.actor)) return names === undefined ? [] : [slot];
    const state = clause.slots.some((s) => s.relation === "between") ? undefined : stateOf(slot.actor, context);
    return state && takes(plan, names, state) ? [{ ...slot, actor: state }] : [];
  });
  const letter = letterOf(view, clause, state);
  const inLetter = (relation: Relation): Actor | undefined => letter?.roles.get(clause.frame.roles[relation]?.[0] ?? "")?.[0]?.mention;
  for (const [n, slot] of slots.entries()) if (letter && slot.relation === "agent" && slot.inherited) slots[n] = { ...slot, actor: inLetter("agent") ?? slot.actor };
  // "A memorandum was signed on consultations between the ministries of the two countries": of a type that takes two, nobody else is told.
  const both = slots.length === 0 && clause.frame.roles["between"] && plan.anyOf.length === 1 && plan.minParties >= 2 ? view.elements.find((e) => e.actor?.reference.to === "sides")?.actor : undefined;
  if (both) slots.push({ relation: "between", actor: both, place: "plain", inherited: false });
  // "On behalf of N, M delivered a message": a phrase that the sentence opens with.
  const sent = clause.frame.roles["for"] && !slots.some((s) => s.relation === "for") && marker(view.elements[0], "for") ? view.elements[1]?.actor : undefined;
  if (sent && isComma(view.elements[2]) && !slots.some((s) => s.actor === sent)) slots.push({ relation: "for", actor: sent, place: "plain", inherited: false });
  // Parties that stand for themselves first: a pronoun never means one of them.
  for (const slot of [...slots].sort((a, b) => Number(a.actor.reference.to === "honorific") - Number(b.actor.reference.to === "honorific"))) {
    const { reference } = slot.actor;
    if (reference.to === "pronoun" || reference.to === "sides" || (reference.to === "counterpart" && slot.actor.nameKeys.length === 0)) continue;
    let entity = discourse.link(slot.actor);
    // "(N took the letter) as his highness received M": he.
    if (reference.to === "honorific" && slot.relation === "agent") {
      const outer = around.outerAgent && discourse.entityOf(around.outerAgent);
      if (outer?.honorifics.has(reference.honorific)) entity = discourse.bind(slot.actor, outer);
    }
    // "N presented his credentials to his excellency": the one addressed is another.
    if (reference.to === "honorific" && used.has(entity)) {
      const other = discourse.honored(slot.actor, used);
      if (other) entity = discourse.bind(slot.actor, other);
    }
    const opposite = reference.to === "title" ? oppositeOf(slot, entity, resolved) : undefined;
    if (opposite?.actor.country !== undefined && slot.actor.country === undefined) resolved.set(opposite, discourse.part(opposite.actor, entity));
    else if (opposite) entity = discourse.part(slot.actor, entity);
    if (isOfAnother(slot, entity, clause)) entity = discourse.another(slot.actor, entity);
    resolved.set(slot, entity);
    if (!slot.inherited || slot.relation === "agent") used.add(entity);
  }
  // "The two sides signed": the two parties told last, where the clause names none.
  for (const slot of slots) {
    // "N received the two ambassadors": those told last beside him.
    const { reference } = slot.actor;
    if (reference.to !== "sides") continue;
    const acted = slot.relation === "patient" || (slot.relation === "with" && reference.all === true); // "met (with) the ministers"
    if (!acted && slots.some((s) => resolved.has(s))) continue;
    const two = lastTwo(state, view.sentence.index, used);
    // "N and M witnessed the signing of accords between the two countries": who is told in the sentence itself.
    for (const told of (reference.all && lastGroup(state, used)) || (two.length > 0 ? two : pairBefore(view, slot.actor.start, used, discourse))) {
      // "N and M signed …, establishing relations between the two countries": where a role takes states, those of the two
      // "a protocol between the two nations was signed": what is done by states, where no one meets
      const takenBy = (kind: Actor["kind"]): boolean => takes(plan, rolesOf(clause, slot) ?? [], { ...slot.actor, kind });
      const ofStates = reference.states === true && !plan.encounter && takenBy("country");
      const takesStates = told.kind === "person" && told.country !== undefined && (ofStates || !takenBy("person"));
      const nation = takesStates ? discourse.link({ ...slot.actor, kind: "country", country: told.country, reference: { to: "self" } }) : undefined;
      const entity = nation ?? told;
      const filler: Slot = { ...slot, actor: { ...slot.actor, kind: entity.kind } };
      discourse.bind(filler.actor, entity);
      resolved.set(filler, entity);
      slots.push(filler);
    }
    break;
  }
  // Where one clause holds two pronouns ("his receiving him"), the one received is the outer clause's subject.
  // "received a call from N, in which he congratulated him": but who wrote or rang is known before.
  const [author] = flatMap(slots, (s) => (s.relation === "agent" && s.actor.reference.to === "pronoun" ? (authorIn(view, s.actor) ?? []) : []));
  const rank = ({ relation }: Slot): number => Number((relation === "agent") === (author === undefined));
  const pronouns = slots.filter((s) => s.actor.reference.to === "pronoun").sort((a, b) => rank(a) - rank(b));
  const told = state.candidates[state.candidates.length - 1];
  for (const slot of pronouns) {
    const { reference } = slot.actor;
    if (reference.to !== "pronoun") continue;

    const they = reference.pronoun === "3p" && slot.relation === "agent" && view.rules.order === "subject-first" && !plan.roles.some((role) => role.soil) ? theTwo(view, state, context) : [];
    if (reference.pronoun === "3d" || they.length > 0) {
      // "their meeting": the two parties told last.
      const two = they.length > 0 ? they : lastTwo(state, view.sentence.index, used);
      for (const entity of two.length > 0 ? two : pairBefore(view, slot.actor.start, used, discourse)) {
        const filler: Slot = { ...slot, actor: { ...slot.actor, kind: entity.kind } };
        discourse.bind(filler.actor, entity);
        resolved.set(filler, entity);
        slots.push(filler);
      }
      continue;
    }
    // Inside a reception: the outer clause's subject. A possessor: the subject so far. Otherwise who was told last.
    const possessor = slot.relation === "agent" || (slot.relation === "patient" && view.rules.order === "verb-first");
    // "N met M and handed him a letter": who was told in the sentence, before the subject of the one before.
    const beside =
      slot.relation === "patient"
        ? view.elements.findLast((e) => e.actor?.kind === "person" && e.actor.reference.to === "self" && e.actor.end <= slot.actor.start && !used.has(discourse.entityOf(e.actor) as Entity))?.actor
        : undefined;
    const leads = around.outerAgent ? [around.outerAgent, state.subject] : possessor ? [around.subject, beside, state.subject] : [];
    // "received a letter, which N brought to him", "sent M a letter, which N handed to him": whose part it is in the event told before.
    const before = slot.relation === "to" ? state.candidates.findLast((c) => c.type === clause.frame.type && c.sentences.includes(view.sentence.index)) : undefined;
    if (before) leads.unshift(before.roles.get(rolesOf(clause, slot)?.[0] ?? "")?.[0]?.mention);
    if (slot.relation === "patient") leads.unshift(inLetter("patient"));
    // "received N on his arrival": it is the guest who travels.
    if (slot.relation === "agent" && clause.sense.form === "noun" && around.received && plan.roles.some((role) => role.soil === true)) leads.unshift(around.received);
    // "he" in a later clause: where the one before has no person for its subject, who is told last in the sentence.
    if (view.rules.order === "subject-first" && possessor && !around.outerAgent && !around.subject)
      leads.unshift(view.elements.filter((e) => e.actor?.kind === "person" && e.actor.end <= slot.actor.start && e.actor.reference.to !== "pronoun").at(-1)?.actor);
    // "submitted it to him": where nobody else is told in the sentence, the subject of the one before.
    if (view.rules.order === "subject-first" && !possessor) {
      const others = view.elements.some((e) => e.actor?.kind === "person" && e.actor.end <= slot.actor.start && !used.has(discourse.entityOf(e.actor) as Entity));
      if (!others) leads.unshift(state.subject);
      // "met with N, adviser to the president, to exchange views with him": who is told last in the sentence, and not whom his title names
      else if (slot.relation === "with") leads.unshift(view.elements.findLast((e) => e.actor?.kind === "person" && e.actor.end <= slot.actor.start && e.actor.reference.to !== "pronoun")?.actor);
    }
    const inner = leads.map((lead) => lead && discourse.entityOf(lead));
    if (possessor) inner.unshift(actorOf(view, slot.actor.start, state, context));
    if (author && slot.relation === "agent") inner.unshift(discourse.entityOf(author));
    if (slot.relation === "agent" && pronouns.length > 1) inner.push(...(told?.patients ?? []));
    const entity = discourse.pronoun(reference.pronoun, inner, used, slot.actor.start);
    if (!entity) continue;
    discourse.bind(slot.actor, entity);
    resolved.set(slot, entity);
    used.add(entity);
  }
  // A counterpart shares the office of the other party.
  for (const slot of slots) {
    if (slot.actor.reference.to !== "counterpart") continue;
    // … the party told last before it: "… to the minister from his counterpart".
    // … and none of his own state, or of a list that he is one of: "will meet the army chief N and his Pakistani counterpart".
    const others = slots.filter((s) => s !== slot && resolved.has(s) && (slot.actor.country === undefined || resolved.get(s)?.country !== slot.actor.country));
    const told = others.filter((s) => s.actor.start < slot.actor.start && resolved.get(s)?.kind === "person");
    const across = told.filter((s) => s.relation !== slot.relation);
    const before = across.length > 0 ? across : told;
    const other = before.reduce<Slot | undefined>((best, s) => (best && best.actor.start > s.actor.start ? best : s), undefined) ?? others[0];
    // "While N met M, his counterpart was holding talks with L": whose he is was told before him
    const leading =
      told.length === 0 && slot.relation === "agent" && around.subject && around.subject.sentence === view.sentence.index && around.subject.end <= slot.actor.start
        ? discourse.entityOf(around.subject)
        : undefined;
    const model = leading ?? (other ? resolved.get(other) : state.subject && discourse.entityOf(state.subject));
    if (isGuest(view, slot.actor)) {
      const guest = resolved.get(slot) ?? lastGuest(state, context, view, new Set(resolved.values()));
      if (guest) resolved.set(slot, discourse.bind(slot.actor, guest));
      continue;
    }
    const named = resolved.get(slot);
    const entity = named ? discourse.adopt(named, model?.office) : discourse.counterpart(slot.actor, model);
    if (entity.office === undefined && model?.office !== undefined) {
      entity.office = model.office;
      entity.offices.add(model.office);
    }
    resolved.set(slot, entity);
  }

  // "appointed N as ambassador to X": the office is told of who fills the role.
  for (const slot of slots) {
    const [title] = slot.actor.titles;
    if (slot.relation !== "as" || !title) continue;
    const names = rolesOf(clause, slot) ?? [];
    const likely = slots.filter((s) => s !== slot && resolved.has(s) && s.relation !== "as" && names.some((name) => rolesOf(clause, s)?.[0] === name));
    // Of several, who stands right before it.
    const named = likely.filter((s) => s.actor.end <= slot.actor.start).reduce<Slot | undefined>((best, s) => (best && best.actor.end > s.actor.end ? best : s), undefined) ?? likely[0];
    const entity = named && resolved.get(named);
    resolved.delete(slot);
    if (!entity || entity.kind !== "person") continue;
    entity.office = title.office;
    entity.title = title.span;
    entity.offices.add(title.office);
    // "as ambassador of X to Y"
    if (title.country !== undefined) entity.country ??= title.country;
  }
  for (const name of clause.frame.roles["as"] ?? []) appointBy(view, clause, slots, resolved, name);

  // "the session of the council that was held": of what it tells, is not who acts
  const relative = hasSense(view.elements[clause.at - 1]?.item, "relative");
  if (clause.frame.bodies && (relative || !stopsBehind(view, clause) || ![...resolved.values()].every((entity) => entity.organization !== undefined))) {
    note?.("a party that is no body of states");
    return undefined;
  }
  if (clause.frame.peers && ![...resolved.values()].every((entity) => isLeading(entity, context))) {
    note?.("who is no leader and no minister");
    return undefined;
  }
  settleVoice(clause, slots, resolved);
  settleService(clause, slots, resolved);
  settleSide(clause, slots, resolved);

  const roles = new Map<string, Filler[]>();
  const agents: Entity[] = [];
  const patients: Entity[] = [];
  const taken = new Set<Entity>();
  // "handed the minister a message from N to the president": to whom the message is addressed comes before who is handed it
  const addressed = (s: Slot): number => Number(s.place === "object" && s.relation === "to");
  const ordered = [...slots].sort((a, b) => Number(a.inherited) - Number(b.inherited) || addressed(b) - addressed(a));
  const isArgument = ({ relation, inherited, actor }: Slot): boolean => (relation === "agent" || relation === "patient") && !inherited && actor.reference.to !== "pronoun";
  const arguments_ = new Set(slots.filter(isArgument).map((slot) => resolved.get(slot)));
  for (const slot of ordered) {
    const entity = resolved.get(slot);
    const names = rolesOf(clause, slot);
    if (!entity || !names || taken.has(entity) || isCrowd(view, slot.actor)) continue;
    // "received N, an envoy to the president": who acts is not behind a preposition as well.
    if (!isArgument(slot) && arguments_.has(entity)) continue;
    taken.add(entity);
    if (slot.relation === "agent" || slot.relation === "by") agents.push(entity);
    if (slot.place !== "object" && clause.object?.at !== clause.at && (slot.relation === "patient" || slot.relation === "with" || slot.relation === "to" || slot.relation === "between"))
      patients.push(entity);
    claim(plan, roles, { mention: slot.actor, entity, roles: names, via: viaOf(slot) }, clause.frame.each);
  }
  if (roles.size === 0) receiveFrom(view, clause, context, state, roles);
  meetOverHanding(view, clause, context, state, roles);
  const sequel = roles.size === 0 && isSequel(view, clause);
  if (roles.size === 0 && !clause.frame.continues && !clause.frame.ahead && !clause.resumes && !isOfMany(view, clause, plan) && !opensList(view, clause, plan) && !sequel) {
    note?.("no party found");
    return undefined;
  }
  note?.(`matched: ${[...roles].map(([name, list]) => `${name} ×${list.length}`).join(", ") || "no party"}`, context.trace && traceSlots(clause, resolved));
  const trigger = elementSpan(view, clause.at);
  return {
    type: clause.frame.type,
    frames: [clause.frame],
    evidence: [{ start: view.sentence.start, end: view.sentence.end, rule: clause.frame.id }],
    sentences: [view.sentence.index],
    status:
      isToFollow(view, clause, state) || (clause.sense.form === "verb" && isInCourse(view, clause.at, clause.sense)) || isAimOfTravel(view, clause, state, context.knowledge.plans)
        ? "planned"
        : (plan.done || plan.effected) && isDoneBy(view, clause)
          ? "occurred"
          : statusOf(view, clause),
    foreground: !state.background && !isBackground(view, clause) && !isWithinPast(view, clause, state),
    heading: view.sentence.heading,
    quoted: false,
    continues: clause.frame.continues || clause.resumes || isToldMore(view, clause, state) || clause.slots.some((s) => s.actor.reference.to === "sides" && rolesOf(clause, s) !== undefined),
    roles,
    attributes: attributesOf(view, clause),
    topics: [],
    agents,
    patients,
    anaphoric: clause.object?.definite === true,
    sequel,
    places: townsOf(view, clause),
    dates: [],
    days: [],
    confidence: 0,
    trigger: trigger.start,
    zone: { start: trigger.start, end: zoneEnd(view, clause) },
  };
}

/** "The ministers met in X", not "the union met its target": behind a verb and its subject the clause ends, or goes on with a day, a place or a purpose. */
function stopsBehind(view: View, { at, frame, slots }: Clause): boolean {
  if (frame.needs.length > 0) return true;
  const subject = view.elements.findLastIndex((e) => slots.some((s) => s.relation === "agent" && s.actor === e.actor));
  const next = view.elements[Math.max(at, subject) + 1];
  const governing = senseOf(next?.item, "boundary");
  if (next === undefined || isComma(next) || tokenAt(next)?.kind !== "word") return true;
  if (governing && !hasSense(next.item, "marker")) return false;
  return next.item !== undefined && (["marker", "during", "date", "weekday", "conjunction", "here", "adverb"] as const).some((kind) => hasSense(next.item, kind));
}

/** "(after the talks) accords were signed", "the signing of accords took place": told as done, and nobody who does it. */
const isSequel = (view: View, { frame, sense, passive, at }: Clause): boolean => {
  if (!frame.sequel || view.sentence.heading) return false;
  return sense.form === "noun" ? isLent(view, at) : passive === true || frame.roles["agent"] === undefined; // "and the two witnessed", in the verb's own form
};

const LENT_REACH = 5; // elements

/** "took place, during the visit, the signing of": the noun that a light verb lends its tense. */
function isLent(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= LENT_REACH; i--) {
    const element = view.elements[i];
    if (hasSense(element?.item, "light")) return true;
    if (element?.actor || isVerbal(element?.item) || isComma(element)) return false;
  }
  return false;
}

/** "The king received envoys who presented their credentials": who receives those whom no word names takes what they bring. */
function receiveFrom(view: View, { at, frame }: Clause, { knowledge }: MatchContext, { candidates }: MatchState, roles: Map<string, Filler[]>): void {
  const plan = knowledge.plans[frame.type];
  const [taker] = plan?.handed?.to ?? [];
  if (!plan || taker === undefined || !hasSense(view.elements[at - 1]?.item, "relative")) return;
  const before = candidates.findLast((c) => c.sentences.includes(view.sentence.index) && knowledge.plans[c.type]?.encounter !== undefined);
  const host = before?.roles.get(knowledge.plans[before.type]?.encounter?.agent ?? "")?.[0];
  if (host) claim(plan, roles, { mention: host.mention, entity: host.entity, roles: [taker], via: "reception" });
}

/** "N delivered a letter to M during a meeting in X", "during his reception": who hands it over and who takes it met. */
function meetOverHanding(view: View, { at, frame, sense }: Clause, { knowledge }: MatchContext, { candidates }: MatchState, roles: Map<string, Filler[]>): void {
  const plan = knowledge.plans[frame.type];
  if (!plan?.encounter || sense.form !== "noun") return;
  let opener = at - 1;
  while (hasSense(view.elements[opener]?.item, "determiner")) opener--;
  if (!hasSense(view.elements[opener]?.item, "during") && senseOf(view.elements[opener]?.item, "marker")?.value !== "in") return;
  const told = candidates.findLast((c) => c.sentences.includes(view.sentence.index) && c.roles.has(knowledge.plans[c.type]?.handed?.by ?? ""));
  const handed = told && knowledge.plans[told.type]?.handed;
  if (!told || !handed || told.trigger > elementSpan(view, at).start) return;
  const [giver] = told.roles.get(handed.by) ?? [];
  const filled = fillersOf({ roles });
  const takers = ({ roles }: Candidate): readonly Filler[] => flatMap(handed.to, (role) => roles.get(role) ?? []);
  const last = (): Candidate | undefined => candidates.findLast((c) => c.type === told.type && takers(c).length > 0);
  const taker = takers(told)[0] ?? takers(last() ?? told)[0];
  // "during his meeting"; "during his receiving him", of whom one is taken for somebody else
  if (filled.some(({ mention }) => mention.reference.to !== "pronoun")) return;
  const [host] = roles.get(plan.encounter.agent) ?? [];
  const [guest] = roles.get(plan.encounter.patient) ?? [];
  const misread = filled.length === 2 && guest?.entity === giver?.entity && host !== undefined && host.entity !== taker?.entity;
  if (!misread && (filled.length > 1 || filled.some(({ entity }) => entity !== giver?.entity))) return;
  if (giver?.entity.kind !== "person" || taker?.entity.kind !== "person" || taker.entity === giver.entity) return;
  roles.clear();
  claim(plan, roles, { mention: taker.mention, entity: taker.entity, roles: [plan.encounter.agent], via: "subject" });
  claim(plan, roles, { mention: giver.mention, entity: giver.entity, roles: [plan.encounter.patient], via: "subject" });
}

/** "The ministry voiced the condemnation of X": a body told without a state speaks for the one whose word it is. */
function settleVoice(clause: Clause, slots: Slot[], resolved: ReadonlyMap<Slot, Entity>): void {
  const voiced = slots.find((s) => s.place === "object" && (s.relation === "of" || s.relation === "from") && s.actor.kind === "country");
  const speaker = voiced && slots.find((s) => s.relation === "agent" && s.actor.kind !== "country" && rolesOf(clause, s)?.[0] === rolesOf(clause, voiced)?.[0]);
  const [state, body] = [voiced && resolved.get(voiced), speaker && resolved.get(speaker)];
  if (!voiced || !state || !body || body.name !== undefined) return;
  slots.splice(slots.indexOf(voiced), 1);
  if (body.country !== undefined || body.organization !== undefined || state.country === undefined) return;
  body.country = state.country;
  body.countryVia = "ministry";
}

/** "N signed for X", "the X side was led by N": who acts in a state's name, and is told without one, serves it. */
function settleService(clause: Clause, slots: Slot[], resolved: ReadonlyMap<Slot, Entity>): void {
  const stands = ({ relation, actor }: Slot): boolean => (relation === "for" ? actor.kind === "country" : (relation === "patient" || relation === "agent") && actor.kind === "delegation");
  for (const served of slots.filter(stands)) {
    const state = resolved.get(served)?.country;
    const apart = ({ actor }: Slot): number => (actor.end <= served.actor.start ? served.actor.start - actor.end : actor.start - served.actor.end);
    const acting = slots
      .filter((s) => s !== served && resolved.get(s)?.kind === "person" && s.actor.reference.to !== "counterpart" && rolesOf(clause, s)?.[0] === rolesOf(clause, served)?.[0])
      .reduce<Slot | undefined>((best, s) => (best && apart(best) <= apart(s) ? best : s), undefined);
    const person = acting && resolved.get(acting);
    if (!person || state === undefined || person.organization !== undefined || (person.country ?? state) !== state) continue;
    if (person.country === undefined) {
      person.country = state;
      person.countryVia = "side";
    }
    slots.splice(slots.indexOf(served), 1);
  }
}

/** The office in the frame's object ("named N ambassador"), or behind the name, is the one that the role's party is given. */
function appointBy(view: View, clause: Clause, slots: readonly Slot[], resolved: ReadonlyMap<Slot, Entity>, role: string): void {
  const named = slots.filter((s) => s.relation !== "as" && resolved.get(s)?.kind === "person" && rolesOf(clause, s)?.[0] === role);
  // "N, a former minister, was named ambassador": what he is named is told, and what stands behind his name is what he was.
  if (named.length === 1 && slots.some((s) => s.relation === "as" && s.actor.titles.length > 0)) return;
  for (const slot of named) {
    const { actor } = slot;
    const entity = resolved.get(slot);
    const title = titlesBehind(actor).at(-1);
    // Of several each has his own: "named N ambassador to X, and M consul in Y".
    const own = named.length > 1 ? postBehind(view, elementOf(view, actor)) : undefined;
    const at = own ?? clause.object?.at;
    const office = title?.office ?? (at === undefined ? undefined : senseOf(view.elements[at]?.item, "office")?.value);
    if (office === undefined || entity === undefined) continue;
    entity.office = office;
    entity.offices.add(office);
    entity.title = title?.span ?? elementSpan(view, at ?? clause.at);
    const served = at === undefined ? undefined : servedBehind(view, at);
    if (served !== undefined && entity.country === undefined && entity.organization === undefined) entity.country = served;
  }
}

/** "(named N) an ambassador of the King's (سفيرا لخادم الحرمين) at X": the state of who is told behind a post by a preposition written onto the word. */
function servedBehind(view: View, post: number): string | undefined {
  if (view.rules.order !== "verb-first" || senseOf(view.elements[post + 1]?.item, "marker")?.value !== "to") return undefined;
  const { actor } = view.elements[post + 2] ?? {};
  const glued = tokenAt(view.elements[post + 2])?.glued === true;
  return glued && actor?.kind === "person" && actor.titles.length > 0 ? actor.country : undefined;
}

function traceSlots(clause: Clause, resolved: ReadonlyMap<Slot, Entity>): TraceSlot[] {
  return clause.slots.map((slot) => {
    const means = resolved.get(slot)?.name;
    const via = viaOf(slot);
    return {
      relation: slot.place === "object" ? `object.${slot.relation}` : slot.relation,
      span: { start: slot.actor.start, end: slot.actor.end },
      roles: rolesOf(clause, slot) ?? [],
      ...(via === undefined ? {} : { via }),
      ...(via === undefined || !means ? {} : { means }),
    };
  });
}

/** "During the visit, he will meet N": who the event is told of that the sentence opens with, where its parties do not face each other. */
function actorOf(view: View, position: number, { candidates }: MatchState, { knowledge }: MatchContext): Entity | undefined {
  if (!hasSense(view.elements[0]?.item, "during")) return undefined;
  for (const { item } of view.elements) {
    if (!item || (view.sentence.tokens[item.from]?.start ?? 0) >= position) return undefined;
    const type = item.senses.find((s) => s.kind === "anchor" && knowledge.plans[s.value]?.encounter === undefined)?.value;
    if (type !== undefined) return candidates.findLast((c) => c.type === type && c.agents.length > 0)?.agents[0];
  }
  return undefined;
}

/** All persons of the event told last, where more than two are in it. */
function lastGroup(state: MatchState, exclude: ReadonlySet<Entity>): Entity[] | undefined {
  for (const candidate of state.candidates.toReversed()) {
    const told = state.candidates.filter((c) => c === candidate || (c.type === candidate.type && c.trigger === candidate.trigger)); // an event for each is one telling
    const persons = [...new Set(flatMap(told, partiesOf))].filter((e) => e.kind === "person" && !exclude.has(e));
    if (persons.length >= 2) return persons.length > 2 ? persons : undefined;
  }
  return undefined;
}

/** The two persons told last as acting or being acted on, latest first; where fewer are, as filling any role; else the two states of the last event. */
function lastTwo(state: MatchState, sentence: number, exclude: ReadonlySet<Entity>): Entity[] {
  const told = state.candidates.toReversed().slice(0, 4);
  const [last] = told;
  const two = (entities: readonly Entity[]): Entity[] => [...new Set(entities.filter((e) => e.kind === "person" && !exclude.has(e)))].slice(0, 2);
  // "N took it from M during their meeting": the two of the clause before, if it has no other
  const own = last?.sentences.includes(sentence) && last.continues !== true ? [...new Set([...last.agents, ...partiesOf(last)].filter((e) => e.kind === "person"))] : [];
  if (own.length === 2 && last?.agents.includes(own[0] as Entity) && own.every((e) => !exclude.has(e))) return own;
  const acting = two(flatMap(told, (c) => [...c.agents, ...c.patients]));
  if (acting.length === 2) return acting;
  const filling = two(flatMap(told, (c) => [...c.agents, ...c.patients, ...partiesOf(c)]));
  if (filling.length === 2) return filling;
  const states = told[0] && filling.length === 0 ? [...new Set(partiesOf(told[0]))].filter((e) => e.kind === "country" && !exclude.has(e)) : [];
  return states.length === 2 ? states : [];
}

/** "N met M. They signed …": the two who met in the sentence before, where nobody else came into it. */
function theTwo({ sentence }: View, { candidates }: MatchState, { knowledge }: MatchContext): Entity[] {
  const last = candidates.findLast((c) => c.roles.size > 0);
  const plan = last && knowledge.plans[last.type];
  if (!last || !plan?.encounter || !last.foreground || sentence.index - (last.sentences.at(-1) ?? 0) > 1) return [];
  const two = [...new Set(flatMap(plan.anyOf, (name) => last.roles.get(name) ?? []).map((f) => f.entity))];
  return two.length === 2 && two.every((e) => e.kind === "person") ? two : [];
}

const partiesOf = (candidate: Candidate): Entity[] => [...entitiesOf(candidate)];

/**
 * "The meeting of the foreign ministers of the league opened in X": nobody is told, and its state is where it is held. Only what bodies or
 * ministers of several states hold is more than a state's own affair.
 */
const isOfMany = (view: View, { at, sense, frame }: Clause, plan: EventPlan): boolean =>
  sense.form === "verb" &&
  !hasSense(view.elements[at - 1]?.item, "relative") && // "(invited to) the summit that is held in X"
  !(hasSense(view.elements[at - 1]?.item, "planned") && tokenAt(view.elements[at - 1])?.definite === true) &&
  plan.minParties === 1 &&
  plan.roles.some((role) => role.soil === true && plan.anyOf.includes(role.name)) &&
  (frame.abroad || view.items.some((item) => item.senses.some((s) => s.kind === "organization" || (s.kind === "office" && s.flag === "several"))));

/** "The ambassadors who presented their credentials are:": whom the sentences behind will name. */
const opensList = (view: View, { slots, frame }: Clause, { each }: EventPlan): boolean =>
  each !== undefined && view.sentence.tokens.at(-1)?.key === ":" && slots.some((s) => s.actor.reference.to === "sides" && frame.roles[s.relation]?.includes(each));

/** "N and M brought it …, during his reception of the two": two persons joined by "and" in the sentence. */
function pairBefore(view: View, position: number, exclude: ReadonlySet<Entity>, discourse: Discourse): Entity[] {
  for (let i = view.elements.length - 1; i >= 2; i--) {
    const [one, two] = [view.elements[isComma(view.elements[i - 2]) ? i - 3 : i - 2]?.actor, view.elements[i]?.actor];
    if (!one || !two || two.end > position || !hasSense(view.elements[i - 1]?.item, "conjunction")) continue;
    const pair = flatMap([one, two], (actor) => discourse.entityOf(actor) ?? []).filter((entity) => entity.kind === "person" && !exclude.has(entity));
    if (pair.length === 2) return pair;
  }
  return [];
}

/** Roles a slot may fill, strongest first. */
function rolesOf(clause: Clause, slot: Slot): readonly string[] | undefined {
  const { roles } = clause.frame;
  if (slot.place === "object") return roles[`object.${slot.relation}`] ?? roles[slot.relation];
  // "a message from the emir, holding an invitation of His Majesty": whom it invites, rather than who wrote it
  const isNamed = (s: Slot): boolean => s.actor.reference.to !== "honorific" && s.actor.reference.to !== "pronoun";
  if (slot.place === "before" && clause.slots.some((s) => s.place === "object" && s.relation === slot.relation && isNamed(s))) return roles[`carrier.${slot.relation}`] ?? roles[slot.relation];
  return roles[slot.relation];
}

/** Does a role take this kind of party? */
function takes(plan: EventPlan, names: readonly string[], actor: Actor): boolean {
  return names.some((name) => plan.roles.find((r) => r.name === name)?.kinds.includes(actor.kind) === true);
}

/** "(the president and) his guest": a word that tells no office. */
const isGuest = ({ items }: View, { from, to }: Actor): boolean => items.slice(from, to).some((item) => senseOf(item, "counterpart")?.flag === "guest");

const GUEST_REACH = 4; // sentences

/** Whom the events told last received, or who brought something or came in them. */
function lastGuest({ candidates }: MatchState, { knowledge }: MatchContext, { sentence }: View, others: ReadonlySet<Entity>): Entity | undefined {
  for (const { type, roles, sentences } of candidates.toReversed()) {
    if (sentence.index - (sentences.at(-1) ?? 0) > GUEST_REACH) return undefined;
    const plan = knowledge.plans[type];
    const comes = plan?.roles.some((role) => role.soil) ? plan.anyOf.filter((name) => !plan.roles.some((role) => role.name === name && role.soil)) : [];
    for (const name of [plan?.encounter?.patient, plan?.handed?.by, ...comes]) {
      const guest = roles.get(name ?? "")?.find(({ entity }) => entity.kind === "person" && !others.has(entity));
      if (guest) return guest.entity;
    }
  }
  return undefined;
}

const AUTHOR_REACH = 6; // elements from "from" to the party, past "his brother, President"

/** The party behind "from" ahead of the relative clause that a pronoun opens: "…, in which he". */
function authorIn({ elements }: View, pronoun: Actor): Actor | undefined {
  const at = elements.findIndex((e) => e.actor === pronoun);
  if (senseOf(elements[at - 1]?.item, "boundary")?.flag !== "inner") return undefined;
  for (let i = at - 2; i > 0; i--) {
    if (elements[i]?.actor?.kind !== "person") continue;
    for (let k = i - 1; k >= 0 && i - k <= AUTHOR_REACH && !elements[k]?.actor; k--) if (marker(elements[k], "from")) return elements[i]?.actor;
  }
  return undefined;
}

/** Put a filler into its first free role; one that has other roles to go to gives way to one that has not. */
export function claim(plan: EventPlan, roles: Map<string, Filler[]>, filler: Filler, each?: string): void {
  for (const [i, name] of filler.roles.entries()) {
    const role = plan.roles.find((r) => r.name === name);
    if (!role || !role.kinds.includes(filler.mention.kind)) continue;
    const holders = roles.get(name) ?? [];
    if (holders.some((h) => h.entity === filler.entity)) return;
    if (role.many || name === plan.each || name === each || holders.length === 0) {
      roles.set(name, [...holders, filler]);
      return;
    }
    const holder = holders[0] as Filler;
    const fallback = holder.roles.slice(holder.roles.indexOf(name) + 1);
    if (fallback.length > 0 && i === filler.roles.length - 1) {
      roles.set(name, [filler]);
      claim(plan, roles, { ...holder, roles: fallback });
      return;
    }
  }
}

function viaOf(slot: Slot): string | undefined {
  const { to } = slot.actor.reference;
  if (to === "pronoun" || to === "counterpart" || to === "honorific" || to === "sides") return to;
  return slot.inherited ? "subject" : undefined;
}

const FACING: ReadonlySet<Relation> = new Set(["agent", "patient", "with", "from", "to"]);

/** "attended from the Omani side N and M": where a frame reads the nation of a side, whoever acts and has no state is of it. */
function settleSide({ frame, slots: read }: Clause, slots: readonly Slot[], resolved: ReadonlyMap<Slot, Entity>): void {
  if (frame.roles["nation"]?.length !== 0) return;
  const nation = (read.find((s) => s.relation === "nation") ?? read.find((s) => s.relation === "agent" && s.actor.country !== undefined))?.actor.country;
  if (nation === undefined) return;
  for (const slot of slots) {
    const entity = slot.relation === "agent" ? resolved.get(slot) : undefined;
    if (entity?.kind !== "person" || entity.country !== undefined || entity.organization !== undefined) continue;
    entity.country = nation;
    entity.countryVia = "side";
  }
}

/** Who was taken for the same, and has another part in the clause: who acts and on whom, from whom and to whom. */
const oppositeOf = ({ relation }: Slot, entity: Entity, resolved: ReadonlyMap<Slot, Entity>): Slot | undefined =>
  FACING.has(relation) ? [...resolved].find(([other, one]) => one === entity && !other.inherited && other.relation !== relation && FACING.has(other.relation))?.[0] : undefined;

const zoneEnd = (view: View, clause: Clause): number => elementSpan(view, Math.min(clause.end, view.elements.length) - 1).end;

/** "a plane arrived, which N sends": a relative clause that tells more of what the event is told of. */
const isToldMore = (view: View, { at, frame, object }: Clause, { candidates }: MatchState): boolean =>
  object !== undefined &&
  object.at < at &&
  hasSense(view.elements[at - 1]?.item, "relative") &&
  candidates.some((c) => c.type === frame.type && c.sentences.includes(view.sentence.index) && c.trigger < (tokenAt(view.elements[at])?.start ?? 0));

/** "called N to congratulate him", "signed a communiqué to establish relations": what is said or done by an act that is told as done. */
function isDoneBy(view: View, { at, sense }: Clause): boolean {
  if (view.rules.order !== "subject-first" || sense.form !== "verb" || sense.tense !== undefined) return false;
  if (!marker(view.elements[at - 1], "to")) return false;
  const act = view.elements.slice(0, at).findLast((e) => isVerbal(e.item));
  return act?.item?.senses.some((s) => s.kind === "trigger" && s.tense === "past") === true;
}

/** "(will leave) to head (ليترأس) the delegation": a present with a "to" written onto it. */
const isPurposeVerb = (view: View, at: number, { tense }: Sense): boolean =>
  view.rules.order === "verb-first" && tense === "present" && tokenAt(view.elements[at])?.glued === true && senseOf(view.elements[at - 1]?.item, "marker")?.value === "to";

/** "(arrived on a visit) in the course of which he meets (يلتقي خلالها) N": the present of what a journey is yet to see. */
const isInCourse = (view: View, at: number, { tense }: Sense): boolean =>
  view.rules.order === "verb-first" && tense === "present" && !view.sentence.heading && senseOf(view.elements[at + 1]?.item, "boundary")?.flag === "within";

/** "(will meet N) before he calls on M": the present of a sentence that tells of what is to come. */
const isPresentBehind = ({ rules, sentence }: View, { tense }: Sense): boolean => rules.order === "subject-first" && tense === "present" && !sentence.heading;

/** "arrived in X for a meeting (للقاء) with N": what somebody travels for is yet to come. */
const isAimOfTravel = (view: View, { at, sense, frame, slots }: Clause, { candidates }: MatchState, plans: Knowledge["plans"]): boolean => {
  if (view.rules.order !== "verb-first" || sense.form !== "noun" || (plans[frame.type]?.encounter ?? plans[frame.type]?.handed) === undefined) return false;
  if (tokenAt(view.elements[at])?.glued !== true || senseOf(view.elements[at - 1]?.item, "marker")?.value !== "to" || !slots.some((s) => s.relation === "agent" && s.inherited)) return false;
  const travel = candidates.findLast((c) => c.sentences.includes(view.sentence.index) && c.trigger < (tokenAt(view.elements[at])?.start ?? 0));
  return plans[travel?.type ?? ""]?.roles.some((role) => role.soil === true) === true;
};

/** "(is to leave X,) heading for Y to meet N": what a clause without a verb tells of who is yet to act is yet to come. */
const isToFollow = (view: View, { sense, slots, at }: Clause, { candidates }: MatchState): boolean =>
  (sense.form === "verb" ? isPurposeVerb(view, at, sense) || isPresentBehind(view, sense) : slots.some((s) => s.relation === "agent" && s.inherited)) &&
  candidates.findLast((c) => c.sentences.includes(view.sentence.index) && c.trigger < (tokenAt(view.elements[at])?.start ?? 0))?.status === "planned";

const CUE_REACH = 8; // elements before a trigger in which a cue bears on it

/** Planned or denied, from tense and cues; a past verb happened unless it is denied. */
function statusOf(view: View, clause: Clause): Status {
  const before = cuesBefore(view, clause.at);
  const governing = cuesOfVerb(view, clause);
  if ([...before, ...governing].some((s) => s.kind === "denied") || hasSense(view.elements[clause.at]?.item, "denied")) return "denied"; // "cancelled a visit"
  if (clause.status !== undefined) return clause.status;
  if (clause.sense.tense === "future" || hasSense(view.elements[clause.at]?.item, "planned")) return "planned"; // "will be held"
  if (governing.some((s) => s.kind === "planned" || s.tense === "future")) return "planned";
  if (clause.sense.tense === "past") {
    // "the summit planned to be held (المقرر عقدها)", "will be appointed"
    let lead = clause.at - 1;
    while (clause.passive && hasSense(view.elements[lead]?.item, "auxiliary") && !hasSense(view.elements[lead]?.item, "planned")) lead--;
    return hasSense(view.elements[lead]?.item, "planned") ? "planned" : "occurred";
  }
  if (before.some((s) => s.kind === "planned") || joinsPlan(view, clause)) return "planned";
  // "a visit that N will pay"
  if (clause.sense.form === "noun" && view.elements[clause.at + 1]?.item?.senses.some((s) => (s.kind === "trigger" || s.kind === "quote-verb") && s.tense === "future")) return "planned";
  // "A meeting between N and M will be held"
  let end = clause.end;
  while (hasSense(view.elements[end]?.item, "auxiliary")) end++; // "is scheduled"
  if (clause.sense.form === "noun" && hasSense(view.elements[end]?.item, "planned")) return "planned";
  if (hasSense(view.elements[clause.at - 1]?.item, "during")) return "occurred"; // "this came during his reception of …"
  for (let i = clause.at + 1; i < clause.end; i++) {
    const element = view.elements[i];
    // "the meetings planned for …": an adjective with an article is told of the noun before it.
    const phrase = element?.item !== undefined && element.item.to - element.item.from > 1; // "next week"
    if (hasSense(element?.item, "planned") && (i === clause.at + 1 || phrase || !tokenAt(element)?.definite)) return "planned";
    // "arrives next Sunday"
    if (isAhead(view, element)) return "planned";
  }
  return "occurred";
}

/**
 * "did not hold any meeting with N", "it is expected that the visit sees the holding (عقد) of talks": what a noun tells, and a word that
 * may be one, is done as the verb is whose object it is.
 */
function cuesOfVerb(view: View, { at }: Clause): readonly Sense[] {
  if (!view.elements[at]?.item?.senses.some((s) => s.kind === "trigger" && s.form === "noun")) return [];
  for (let i = at - 1; i >= 0; i--) {
    const element = view.elements[i];
    if (!element?.item || element.actor || (["marker", "conjunction", "boundary", "during"] as const).some((kind) => hasSense(element.item, kind))) return [];
    // "will reopen (ستعيد افتتاح) its embassy"
    if (isVerbal(element.item)) return [...cuesBefore(view, i), ...element.item.senses.filter((s) => s.tense === "future")];
  }
  return [];
}

/** "next Sunday", "next June" */
const isAhead = ({ items }: View, element: Element | undefined): boolean =>
  element?.item !== undefined && (hasSense(element.item, "weekday") || hasSense(element.item, "month")) && directionAt(items, items.indexOf(element.item)) === "ahead";

/** "(it is planned that he) meets N and holds talks with him", "will be received by N and hold talks": a verb joined to one that is planned. */
function joinsPlan(view: View, { at, sense }: Pick<Clause, "at" | "sense">): boolean {
  if (sense.form !== "verb" || !hasSense(view.elements[at - 1]?.item, "conjunction")) return false;
  const verb = view.elements.findLastIndex((e, i) => i < at && isVerbal(e.item));
  if (sense.tense === undefined && view.rules.order === "subject-first") return verb >= 0 && cuesBefore(view, verb).some((s) => s.kind === "planned");
  if (sense.tense !== "present" || verb < 0) return false;
  const senses = view.elements[verb]?.item?.senses ?? [];
  if (senses.some((s) => s.tense === "future")) return true; // "will sign … and meets …"
  const present = senses.find((s) => s.tense === "present");
  if (present === undefined) return false;
  return cuesBefore(view, verb).some((s) => s.kind === "planned") || view.elements.slice(verb, at).some((e) => isAhead(view, e)) || joinsPlan(view, { at: verb, sense: present });
}

function cuesBefore(view: View, at: number): Sense[] {
  const cues: Sense[] = [];
  for (let i = at - 1; i >= 0 && at - i <= CUE_REACH; i--) {
    const element = view.elements[i];
    const item = element?.item;
    if (!item) continue;
    cues.push(...item.senses.filter((s) => s.kind === "denied" || s.kind === "planned" || s.kind === "background"));
    const verb = item.senses.some((s) => s.kind === "trigger" && s.form === "verb") && !hasSense(item, "auxiliary"); // "denied that he had met N"
    if (verb || (isComma(element) && hasSense(view.elements[i + 1]?.item, "conjunction"))) break;
  }
  return cues;
}

/** Told as background: a cue before the trigger, or a past perfect. */
function isBackground(view: View, clause: Clause): boolean {
  for (let i = clause.at - 1; i >= 0; i--) if (hasSense(view.elements[i]?.item, "background") && !isOfOpening(view, i, clause.at)) return true;
  // "has been the top diplomat since the ambassador left"
  if (clause.sense.tense === "past" && clause.slots.some((s) => s.relation === "agent" && !s.inherited && isSince(view, s.actor))) return true;
  for (let i = clause.at + 1; i < clause.end; i++) {
    const item = view.elements[i]?.item;
    // "appointed N, who retired last year, ambassador": told of him.
    if (hasSense(item, "relative")) while (i + 1 < clause.end && !isComma(view.elements[i + 1])) i++;
    if (hasSense(item, "weekday") || hasSense(item, "date")) break; // "(met) on Thursday to complete a deal reached last month"
    if (item && tellsOfPast(item)) return true;
  }
  return view.rules.order === "verb-first" && clause.sense.form === "verb" && clause.sense.tense === "past" && isPerfect(view, clause.at, clause.object?.at) && !isOfNews(view, clause);
}

/** "Four years after the attack, N reopened …": what came before is told of the phrase that opens the sentence, up to its comma. */
function isOfOpening(view: View, cue: number, at: number): boolean {
  if (senseOf(view.elements[cue]?.item, "background")?.value !== "cause" || view.elements.slice(0, cue).some((e) => e.actor !== undefined)) return false;
  return view.elements.slice(cue + 1, at).some(isComma);
}

/** "had paid a visit to X, in the course of which (خلالها) they met N": as far back as what it was in the course of. */
const isWithinPast = (view: View, { at }: Clause, { candidates }: MatchState): boolean =>
  [at - 1, at + 1].some((i) => senseOf(view.elements[i]?.item, "boundary")?.flag === "within") && candidates.some((c) => c.sentences.includes(view.sentence.index) && !c.foreground);

/** A cue that the sentence tells of what was; "in response to" says so of what stands behind it alone. */
const tellsOfPast = (item: Item): boolean => item.senses.some((s) => s.kind === "background" && s.value !== "cause");

/** "since" right before a party. */
function isSince(view: View, actor: Actor): boolean {
  const at = view.elements.findIndex((e) => e.actor === actor);
  return hasSense(view.elements[at - 1]?.item, "since");
}

/** "N had arrived this morning", "had met M on Sunday": told behind what came of it, and news all the same; "last Sunday" is not. */
const isOfNews = (view: View, clause: Clause): boolean =>
  view.elements.some((e, i) => i > clause.at - CUE_REACH && i < clause.end && (hasSense(e.item, "date") || (hasSense(e.item, "weekday") && !hasSense(view.elements[i + 1]?.item, "direction"))));

/** "had (the minister) received": a form of "to be" before a past verb, and no other clause between; "was the subject of a call that took place" is none. */
function isPerfect(view: View, at: number, object: number | undefined): boolean {
  for (let i = at - 1; i >= 0 && at - i <= CUE_REACH && i !== object; i--) {
    const item = view.elements[i]?.item;
    if (!item) continue;
    if (isBe(view.elements[i])) return true;
    if (hasSense(item, "boundary") || hasSense(item, "relative") || isVerbal(item)) return false;
  }
  return false;
}

/** Attributes told near the trigger: the form of a letter stands after its noun. */
function attributesOf(view: View, clause: Clause): Map<string, string> {
  const attributes = new Map(Object.entries(clause.frame.sets));
  const from = Math.min(clause.object?.at ?? clause.at, clause.at);
  for (let i = from; i < Math.max(clause.end, from + 8) && i < view.elements.length; i++)
    for (const sense of view.elements[i]?.item?.senses ?? []) {
      if (sense.kind !== "attribute") continue;
      const [type, name, code] = sense.value.split("/");
      if (type === clause.frame.type && name && code && !attributes.has(name)) attributes.set(name, code);
    }
  return attributes;
}

/** "visited Doha": the cities that a verb of travel takes for its object. */
const townsOf = (view: View, { slots, frame }: Clause): PlaceMention[] =>
  flatMap(slots, ({ relation, actor }) => {
    const visited = relation === "town" || (relation === "patient" && actor.kind === "country" && frame.roles["town"] !== undefined);
    const city = visited ? senseOf(view.items[actor.from], "city") : undefined;
    return city ? [{ city: city.value, country: city.country, venue: undefined, implied: false, start: actor.start, end: actor.end }] : [];
  });
