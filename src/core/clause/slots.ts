import { senseOf } from "../lexicon.ts";
import type { Actor, Frame, Relation } from "../types.ts";
import { type Clause, has, nationActor, type Slot, tokenAt, type View, verbSense } from "./view.ts";

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

/** "N and M met": joined subjects and no other side are the two sides. */
export function joinSides(slots: Slot[], frame: Frame): void {
  if (frame.roles["between"] === undefined) return;
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

const NATION_REACH = 7; // elements: "an Indian Air Force (IAF) plane", "طائرة مساعدات إنسانية وإغاثية سعودية"

const BRACKETS = new Set(["(", ")"]);

/** "a Saudi aid plane": an adjective of origin on a noun of the frame's type, on the side where the language has its adjectives. */
export function nationOf(view: View, at: number, frame: Frame): Actor | undefined {
  if (frame.roles["nation"] === undefined || !view.elements[at]?.item?.senses.some((s) => s.kind === "object" && s.value.startsWith(`${frame.type}/`))) return undefined;
  const step = view.rules.order === "verb-first" ? 1 : -1;
  for (let i = 1; i <= NATION_REACH; i++) {
    const element = view.elements[at + i * step];
    const nation = senseOf(element?.item, "nationality");
    if (element && nation) return nationActor(view, element, nation.value);
    // "a European Union aid flight"; not "gave Norway aid"
    const owner = view.rules.order === "subject-first" ? element?.actor : undefined;
    if (element && owner && (owner.kind === "organization" || owner.kind === "country") && !verbSense(view.elements[at + (i + 1) * step] ?? element)) return owner;
    if (has(element, "conjunction") && i > 1) continue;
    if (BRACKETS.has(tokenAt(view, element)?.key ?? "")) continue;
    if (!element || element.actor || has(element, "marker") || has(element, "conjunction") || tokenAt(view, element)?.kind !== "word") return undefined;
  }
  return undefined;
}

const PAIR_REACH = 8; // elements: "the Nigeria – Sudan joint ministerial commission meeting"

const PAIR_MARKS = new Set(["-", "–", "—", "/"]);

/** "Omani-Iranian consultations", "the Nigeria – Sudan joint commission": two states that a noun of the frame is told of, on the side where the language has its adjectives. */
export function pairOf(view: View, at: number): readonly Actor[] {
  const { elements } = view;
  const step = view.rules.order === "verb-first" ? 1 : -1;
  const stateAt = (i: number): Actor | undefined => {
    const element = elements[i];
    if (element?.actor) return element.actor.kind === "country" && element.actor.country !== undefined ? element.actor : undefined;
    const nation = senseOf(element?.item, "nationality");
    return element && nation ? nationActor(view, element, nation.value) : undefined;
  };
  for (let i = at + step; Math.abs(i - at) <= PAIR_REACH; i += step) {
    const near = stateAt(i);
    if (near) {
      // Adjectives of a verb-first language stand side by side as well: "المشاورات المصرية الكينية".
      const far = PAIR_MARKS.has(tokenAt(view, elements[i + step])?.key ?? "") ? stateAt(i + 2 * step) : step > 0 && !elements[i]?.actor ? stateAt(i + step) : undefined;
      return far && far.country !== near.country ? (step < 0 ? [far, near] : [near, far]) : [];
    }
    const element = elements[i];
    if (step < 0 && senseOf(element?.item, "marker")?.value === "of") continue; // "the Kenya-Norway 10th round of consultations"
    const kind = tokenAt(view, element)?.kind;
    if (!element || element.actor || kind === undefined || kind === "punct" || verbSense(element) || has(element, "marker") || has(element, "boundary") || has(element, "determiner")) return [];
  }
  return [];
}
