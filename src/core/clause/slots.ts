import { isOfType, senseOf, tellsSeveral } from "../lexicon.ts";
import type { Actor, Frame, Relation } from "../types.ts";
import { type Clause, DASHES, type Element, frameObject, has, nationActor, type Slot, tokenAt, type View, verbSense } from "./view.ts";

/** What the readers of both word orders share: the zone of a trigger as it is read, and the slots that are filled from it. */

/** The zone of a trigger, read to its end. */
export interface Scan {
  readonly slots: Slot[];
  /** Parties without a marker, as groups joined by "and". */
  readonly bare: Actor[][];
  object: Clause["object"];
  nested: number | undefined;
  end: number;
}

/** Elements; longer zones are lists that lost their verb. */
export const MAX_ZONE = 60;

/** Elements before the noun of a phrase that opens its sentence. */
export const FRONTED = 4;

/** "several leaders", "ambassadors", "the (two) officials": told as many, and none by name. */
const isCrowd = ({ items }: View, actor: Actor | undefined): boolean =>
  actor?.kind === "person" && actor.name === undefined && (actor.reference.to === "sides" || tellsSeveral(items.slice(actor.from, actor.to)));

/**
 * "(met) several leaders, including N and M": those who are named have the part of the many told before, whose own mention gives way to them.
 * @param pending the preposition before a noun for many that is no mention ("with several guests")
 * @param last the part of the party told last
 * @returns undefined where nobody is named, or they are many of something else
 */
export function instancePart(
  next: Element | undefined,
  view: View,
  { roles, needs }: Frame,
  { slots, bare }: Scan,
  pending: Relation | undefined,
  last: Relation | "bare" | undefined,
): Relation | "bare" | undefined {
  if (next?.actor?.kind !== "person") return undefined;
  const governed = pending !== undefined && (roles[pending] !== undefined || roles[`object.${pending}`] !== undefined) ? pending : undefined;
  const group = bare[bare.length - 1];
  // "met several diplomats in X, including N": nobody else was told since
  if ((last === "bare" || ((last === undefined || last === "in") && pending === undefined)) && isCrowd(view, group?.at(-1))) {
    group?.pop();
    if (group?.length === 0) bare.pop();
    return governed ?? "bare"; // "with world leaders", "leaders"
  }
  if (last !== undefined && last !== "bare" && isCrowd(view, slots.at(-1)?.actor)) {
    slots.pop();
    return last;
  }
  if (pending !== undefined) return governed;
  if (needs.length > 0) return undefined;
  const parts = view.rules.order === "verb-first" ? ["agent", "patient"] : ["patient"];
  return roles[parts[bare.length] ?? ""] === undefined ? undefined : "bare";
}

export interface SlotList {
  readonly slots: Slot[];
  add(relation: Relation, actor: Actor | undefined, inherited?: boolean): void;
  addAll(relation: Relation, actors: readonly Actor[] | undefined): void;
}

export function slotList(found: readonly Slot[]): SlotList {
  const slots = [...found];
  const add = (relation: Relation, actor: Actor | undefined, inherited = false): void => {
    if (actor) slots.push({ relation, actor, place: "plain", inherited });
  };
  return {
    slots,
    add,
    addAll: (relation, actors) => {
      for (const actor of actors ?? []) add(relation, actor);
    },
  };
}

/** "N and M met": joined subjects and no other side are the two sides; "N and M exchanged greetings": the second is whom the first did it with. */
export function joinSides(slots: Slot[], frame: Frame): void {
  if (frame.roles["between"] === undefined && frame.requires.includes("with") && !slots.some((s) => s.relation === "with")) {
    const [, second, ...more] = slots.filter((s) => s.relation === "agent" && !s.inherited);
    if (second && more.length === 0) slots[slots.indexOf(second)] = { ...second, relation: "with" };
  }
  if (frame.roles["between"] === undefined || frame.roles["agent"] === undefined) return;
  // "the two sides held talks"
  if (frame.needs.length > 0) for (const [n, one] of slots.entries()) if (one.relation === "agent" && one.actor.reference.to === "sides" && !one.inherited) slots[n] = { ...one, relation: "between" };
  const joined = slots.filter((s) => s.relation === "agent" && !s.inherited);
  if (joined.length >= 2 && !slots.some((s) => s.relation === "patient" || s.relation === "with" || s.relation === "to"))
    for (const one of joined) slots[slots.indexOf(one)] = { ...one, relation: "between" };
}

/** What of the relations that a frame forbids or requires is not as it asks; undefined where all is. */
export function unmetRelation(slots: readonly Slot[], frame: Frame): string | undefined {
  const told = frame.forbids.find((relation) => slots.some((s) => s.relation === relation));
  if (told !== undefined) return `must have no ${told}`;
  const missing = frame.requires.find((relation) => !slots.some((s) => (s.relation === relation || (relation === "with" && s.relation === "between")) && !s.inherited));
  return missing === undefined ? undefined : `requires ${missing}`;
}

/** "their meeting": a pronoun of two or more. */
export const isPlural = (actor: Actor): boolean => actor.reference.to === "pronoun" && actor.reference.pronoun === "3d";

/** Is there a verb within so many elements of a relative pronoun? */
export const relativeTrigger = (view: View, relative: number, reach: number): boolean => view.elements.slice(relative + 1, relative + 1 + reach).some((element) => verbSense(element));

/** To which side of its noun a language has its adjectives. */
const adjectiveStep = ({ rules }: View): 1 | -1 => (rules.order === "verb-first" ? 1 : -1);

const NATION_REACH = 7; // elements: "an Indian Air Force (IAF) plane", "طائرة مساعدات إنسانية وإغاثية سعودية"

const BRACKETS = new Set(["(", ")"]);

/** "a Saudi aid plane": an adjective of origin on a noun of the frame's type, on the side where the language has its adjectives. */
export function nationOf(view: View, at: number, frame: Frame): Actor | undefined {
  if (frame.roles["nation"] === undefined || !view.elements[at]?.item?.senses.some((s) => s.kind === "object" && isOfType(s, frame.type))) return undefined;
  const step = adjectiveStep(view);
  for (let i = 1; i <= NATION_REACH; i++) {
    const element = view.elements[at + i * step];
    const nation = senseOf(element?.item, "nationality");
    if (element && nation) return nationActor(view, element, nation.value);
    // "The ministry condemned the attack": who stands before the verb is its subject.
    if (view.rules.order === "subject-first" && element?.item?.senses.some((s) => s.kind === "trigger" && s.form === "verb" && s.tense === "past")) return undefined;
    // "a European Union aid flight", "(welcomed) the US decision"; not "gave Norway aid"
    const owner = view.rules.order === "subject-first" ? element?.actor : undefined;
    if (element && owner && (owner.kind === "organization" || owner.kind === "country") && (frame.roles["patient"] === undefined || !verbSense(view.elements[at + (i + 1) * step] ?? element)))
      return owner;
    if (has(element, "conjunction") && i > 1) continue;
    if (BRACKETS.has(tokenAt(element)?.key ?? "")) continue;
    // "the bombing of a bus (لحافلة) of Vietnamese tourists": an adjective behind another noun is that one's.
    if (view.rules.order === "verb-first" && element?.item?.senses.length === 0 && !view.rules.adjective.test(tokenAt(element)?.key ?? "")) return undefined;
    if (!element || element.actor || has(element, "marker") || has(element, "boundary") || has(element, "conjunction") || tokenAt(element)?.kind !== "word") return undefined;
  }
  return undefined;
}

const PAIR_REACH = 8; // elements: "the Nigeria – Sudan joint ministerial commission meeting"

/** The two states that an object noun is told of, where the frame takes two sides by its object and none is told otherwise. */
export function addPair(view: View, at: number, object: Clause["object"], frame: Frame, { slots, addAll }: SlotList): void {
  if (
    object &&
    object.at !== at &&
    frame.roles["object.between"] !== undefined &&
    !slots.some((s) => s.relation === "between" || (s.relation === "with" && s.actor.kind === "person" && s.actor.country !== undefined))
  ) {
    const pair = pairOf(view, object.at);
    // "The X-Y joint commission held its meeting": the commission is the subject.
    const holds = pair.length === 0 && view.rules.order === "subject-first" && at > 0 && object.at > at && frameObject(view.elements[at - 1] as Element, frame) !== undefined;
    addAll("between", holds ? pairOf(view, at - 1) : pair);
  }
}

/** "Omani-Iranian consultations", "the Nigeria – Sudan joint commission": on the side where the language has its adjectives. */
function pairOf(view: View, at: number): readonly Actor[] {
  const { elements } = view;
  const step = adjectiveStep(view);
  for (let i = at + step; Math.abs(i - at) <= PAIR_REACH; i += step) {
    const element = elements[i];
    if (!element) return [];
    const near = stateAt(view, i);
    if (near) {
      const mark = tokenAt(elements[i + step])?.key ?? "";
      // Adjectives of a verb-first language stand side by side as well: "المشاورات المصرية الكينية".
      const far = DASHES.has(mark) || mark === "/" ? stateAt(view, i + 2 * step) : step > 0 && !element.actor ? stateAt(view, i + step) : undefined;
      return far && far.country !== near.country ? (step < 0 ? [far, near] : [near, far]) : [];
    }
    if (step < 0 && senseOf(element.item, "marker")?.value === "of") continue; // "the Kenya-Norway 10th round of consultations"
    if (element.actor || tokenAt(element)?.kind === "punct" || verbSense(element) || (["marker", "boundary", "determiner"] as const).some((kind) => has(element, kind))) return [];
  }
  return [];
}

const STRUCK_REACH = 4; // elements from the object to the word for striking, or the relative clause that tells of it
const WHERE_REACH = 16; // elements from there to the state

/** "(condemned) the attack that hit the ministry of education of X": whose soil it was, by the first state told behind a word for striking. */
export function addStruck(view: View, at: number, object: Clause["object"], frame: Frame, { slots, add }: SlotList): void {
  const role = frame.roles["struck"]?.[0];
  const { elements } = view;
  const behind = (s: Slot): boolean => s.actor.from >= (elements[at]?.to ?? 0); // who stands before the verb is its subject
  if (object === undefined || role === undefined || slots.some((s) => behind(s) && (frame.roles[s.relation] ?? frame.roles[`object.${s.relation}`])?.includes(role))) return;
  const struck = (i: number): boolean => has(elements[i], "strikes") || has(elements[i], "relative");
  let from = object.at + 1;
  while (from - object.at <= STRUCK_REACH && !struck(from)) from++;
  if (!struck(from)) return;
  let owner: Actor | undefined; // "the embassy of X (in Y)": where it happened comes before whose it was
  for (let i = from + 1; i - from <= WHERE_REACH; i++) {
    const element = elements[i];
    if (!element || (has(element, "quote-verb") && i > from + 1) || (has(element, "relative") && i > from + 1) || tokenAt(element)?.key === ".") break;
    const place = element.actor?.kind === "country" ? element.actor.country : senseOf(element.item, "city")?.country;
    const country = place ?? element.actor?.country ?? senseOf(element.item, "nationality")?.value;
    if (country === undefined) continue;
    if (slots.some((s) => s.actor.country === country && s.relation === "agent")) return;
    const state = nationActor(view, element, country);
    owner = place === undefined ? (owner ?? state) : state;
    if (place !== undefined) break;
  }
  add("struck", owner);
}

/** A state's name or its adjective as an element. */
function stateAt(view: View, at: number): Actor | undefined {
  const element = view.elements[at];
  if (element?.actor) return element.actor.kind === "country" && element.actor.country !== undefined ? element.actor : undefined;
  const nation = senseOf(element?.item, "nationality");
  return element && nation ? nationActor(view, element, nation.value) : undefined;
}
