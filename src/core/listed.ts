import { plainMention } from "./actors/mention.ts";
import { behind, isBe, marker, titlesBehind, tokenAt, type View } from "./clause/view.ts";
import { hasSense, senseOf } from "./lexicon.ts";
import { flatMap } from "./lists.ts";
import type { MatchContext, MatchState } from "./match.ts";
import type { Actor, Candidate, Filler, Frame } from "./types.ts";

/**
 * Stage 8, where one event is told of many: "five ambassadors presented their credentials" tells of five, and who they are may stand in the
 * same sentence, in the next, or in lines of their own.
 */

/** "Five ambassadors presented their credentials": an event for each party of a role that holds one. */
export function oneForEach(candidate: Candidate, role: string | undefined): Candidate[] {
  const fillers = role === undefined ? undefined : candidate.roles.get(role);
  if (role === undefined || fillers === undefined || fillers.length < 2) return [candidate];
  return fillers.map((filler) => copyFor(candidate, role, filler));
}

/** An event like another, but for who fills one role; nothing that grows is shared. Topics are read later. */
const copyFor = (candidate: Candidate, role: string, filler: Filler): Candidate => ({
  ...candidate,
  frames: [...candidate.frames],
  evidence: [...candidate.evidence],
  sentences: [...candidate.sentences],
  roles: new Map([...candidate.roles].map(([name, list]): [string, Filler[]] => [name, [...list]])).set(role, [filler]),
  attributes: new Map(candidate.attributes),
  topics: [],
  agents: [...candidate.agents],
  patients: [...candidate.patients],
  places: [...candidate.places],
  dates: [...candidate.dates],
  days: [...candidate.days],
});

/**
 * "The king received the credentials of several ambassadors." "They are: …": a sentence without a verb of ours, or a line of a list, that
 * names those whom the sentence before left open. An event for each.
 */
export function fromList(view: View, context: MatchContext, state: MatchState): Candidate[] {
  if (state.candidates.length === 0) return [];
  // "(accepted credentials through a video conference) The envoys who presented credentials were …": what the sentence names again.
  const types = new Set(flatMap(view.items, (item) => flatMap(item.senses, (s) => (s.kind === "trigger" ? s.value.slice(0, s.value.indexOf("/")) : []))));
  const named = types.size === 0 ? undefined : state.candidates.findLast((c) => types.has(c.type) && context.knowledge.plans[c.type]?.each !== undefined);
  // "received 15 ambassadors at a credentials ceremony": told by two types, of which one lists.
  const last = state.candidates.at(-1);
  const open = state.candidates.findLast((c) => {
    const each = context.knowledge.plans[c.type]?.each;
    return each !== undefined && !c.roles.has(each) && c.sentences.at(-1) === last?.sentences.at(-1);
  });
  const before = named ?? open ?? last;
  const plan = before && context.knowledge.plans[before.type];
  const role = plan?.each;
  if (!before || !plan || role === undefined) return [];
  const line = view.elements.find((e) => e.actor && isLine(e.actor, view))?.actor;
  const given = givenPosts(view, before.frames[0]);
  if (!before.foreground && given.length === 0) return [];
  if (view.sentence.index - (before.sentences.at(-1) ?? 0) > (given.length > 0 ? POST_REACH : line ? LINE_REACH : LIST_REACH)) return [];
  const isListed = (e: { readonly rule: string }): boolean => e.rule.endsWith(LISTED);
  const goesOn = before.evidence.some(isListed);
  if (before.roles.has(role) && !goesOn) return [];
  const listed = given.length > 0 ? given : line ? [line] : envoysOf(view, context);
  if (listed.length === 0 || (listed.length === 1 && !view.sentence.heading && !line && given.length === 0)) return [];
  for (const actor of given) {
    const entity = context.discourse.link(actor);
    const post = postBehind(view, elementOf(view, actor));
    const office = post === undefined ? undefined : senseOf(view.elements[post]?.item, "office")?.value;
    if (office !== undefined) entity.office ??= office;
  }
  // "The envoys who presented their credentials are:": to whom was told before.
  const told = before.roles.size > 0 ? before : (state.candidates.findLast((c) => c.type === before.type && c.roles.size > 0 && !c.roles.has(role)) ?? before);
  return listed.map((actor) => ({
    ...copyFor({ ...before, roles: told.roles }, role, { mention: actor, entity: context.discourse.link(actor), roles: [role], via: undefined }),
    foreground: true,
    anaphoric: false,
    continues: false,
    evidence: [...before.evidence.filter((e) => !isListed(e)), { start: view.sentence.start, end: view.sentence.end, rule: `${before.frames[0]?.id ?? before.type}${LISTED}` }],
    sentences: [...(goesOn ? before.sentences.slice(0, -1) : before.sentences), view.sentence.index],
  }));
}

/** "Two envoys presented their credentials to N: M, Ambassador of X; and …", "The envoys who presented them are M of X and …": the list stands in the sentence itself. */
export function behindOpening(view: View, context: MatchContext, told: readonly Candidate[]): Candidate[] {
  const before = told.at(-1);
  const role = before && context.knowledge.plans[before.type]?.each;
  if (!before || role === undefined || (before.roles.has(role) && !isOfGroup(before, context))) return [];
  const colon = view.elements.findIndex((e) => tokenAt(e)?.key === ":" && (tokenAt(e)?.start ?? 0) > before.trigger);
  const opening = colon >= 0 ? colon : openingOf(view, context);
  const listed = opening < 0 ? [] : envoysOf(view, context, opening + 1).filter((actor) => actor.name);
  return listed.map((actor) => ({ ...copyFor(before, role, { mention: actor, entity: context.discourse.link(actor), roles: [role], via: undefined }), anaphoric: false, continues: false }));
}

/** "The ambassadors (accredited by N)": the parties that an event is told of are those told before, as a group. */
export const isOfGroup = ({ type, roles }: Candidate, { knowledge }: MatchContext): boolean =>
  roles.get(knowledge.plans[type]?.each ?? "")?.every(({ via, mention }) => via === "sides" || mention.reference.to === "sides") === true;

/** "- Mr. N, ambassador to X": who stands before a post, in a list of those who are given one. */
function givenPosts(view: View, frame: Frame | undefined): Actor[] {
  if (frame?.roles["as"] === undefined) return [];
  return flatMap(view.elements, ({ actor }, i) => (actor?.kind === "person" && actor.name && (postBehind(view, i) !== undefined || titlesBehind(actor).length > 0) ? [actor] : []));
}

const LISTED = "/list";
const POST_REACH = 6; // sentences
const LIST_REACH = 2; // sentences: the list may have an introduction
const LINE_REACH = 4; // the same for lines that hold nothing else; lines of marks alone count too

/** Someone with an office that is held abroad, and the state or body that he serves. */
const isEnvoy = (actor: Actor, { knowledge }: MatchContext): boolean =>
  actor.kind === "person" && (actor.country !== undefined || actor.organization !== undefined) && actor.titles.some((t) => knowledge.offices[t.office]?.posted === true);

/** Several envoys of whom nobody is told: "the following ambassadors", "the envoys". */
const areEnvoys = ({ items }: View, actor: Actor | undefined, { knowledge }: MatchContext): boolean =>
  actor?.kind === "person" &&
  actor.name === undefined &&
  actor.country === undefined &&
  items.slice(actor.from, actor.to).some((item) => item.senses.some((s) => s.kind === "office" && s.flag === "several" && knowledge.offices[s.value]?.posted === true));

/**
 * The element behind which a sentence names the envoys whom it opens with: the colon of "the following ambassadors:", the verb of "the envoys
 * are N of X and …", "the ambassadors include N from X". -1 where it does not.
 */
function openingOf(view: View, context: MatchContext): number {
  const { elements } = view;
  const several = elements.findIndex(({ actor }) => areEnvoys(view, actor, context));
  if (several < 0) return -1;
  const colon = elements.findIndex((e, i) => i > several && tokenAt(e)?.key === ":");
  if (colon >= 0) return colon;
  return elements.findIndex(
    (e, i) => i > several && (isBe(e) || senseOf(e.item, "boundary")?.flag === "members") && (isServing(view, i + 1) || isState(view, marker(elements[i + 1], "from") ? i + 2 : -1)),
  );
}

const isState = ({ elements }: View, at: number): boolean => elements[at]?.actor?.kind === "country" && elements[at]?.actor?.country !== undefined;

/** "N of X", "N from X", "N representing X": somebody named, with the state or body that he serves. */
function isServing(view: View, at: number): boolean {
  const actor = view.elements[at]?.actor;
  return actor?.kind === "person" && actor.name !== undefined && (actor.country !== undefined || actor.organization !== undefined || serves(view, at) !== undefined);
}

/** Whom somebody named serves, as the words behind him tell. */
const serves = ({ elements }: View, at: number): Actor | undefined => {
  const served = marker(elements[at + 1], "from", "for", "of") ? elements[at + 2]?.actor : undefined;
  return served !== undefined && served.kind !== "person" && (served.country !== undefined || served.organization !== undefined) ? served : undefined;
};

/** The envoys that a sentence tells, from an element on; behind an opening each is told by name and state, or by the state alone ("they are from X and Y"). */
function envoysOf(view: View, context: MatchContext, from = 0): Actor[] {
  const { elements } = view;
  const opening = openingOf(view, context);
  const states = opening >= 0 && marker(elements[opening + 1], "from") !== undefined;
  const found: Actor[] = [];
  for (let i = from; i < elements.length; i++) {
    const actor = elements[i]?.actor;
    if (!actor) continue;
    const listed = opening >= 0 && i > opening;
    if (isEnvoy(actor, context)) found.push(actor);
    else if (listed && states && isState(view, i)) found.push({ ...plainMention("person", actor), country: actor.country });
    else if (listed && isServing(view, i)) {
      const served = serves(view, i);
      const entity = context.discourse.link(actor);
      entity.country ??= served?.country;
      entity.organization ??= served?.organization;
      found.push(actor);
    }
  }
  return found;
}

/** "- Kingdom of X: Mr. N", a line of its own. */
const isLine = (actor: Actor, { items, sentence }: View): boolean =>
  actor.kind === "person" && actor.name !== undefined && actor.country !== undefined && items.every((item, i) => (i >= actor.from && i < actor.to) || sentence.tokens[item.from]?.kind !== "word");

/** "the new ambassadors": several of whom nobody is told. */
export function isCrowd(view: View, actor: Actor): boolean {
  if (actor.kind !== "person" || actor.name || actor.country !== undefined || actor.organization !== undefined || (actor.titles.length === 0 && actor.reference.to !== "counterpart")) return false;
  return view.items.slice(actor.from, actor.to).some((item) => item.senses.some((s) => (s.kind === "office" || s.kind === "counterpart") && s.flag === "several"));
}

/** The element of a mention. */
export const elementOf = (view: View, actor: Actor): number => view.elements.findIndex((e) => e.actor === actor);

/** The post right behind a party: both as elements. */
export function postBehind(view: View, at: number): number | undefined {
  const post = behind(view, at);
  return hasSense(view.elements[post]?.item, "office") ? post : undefined;
}
