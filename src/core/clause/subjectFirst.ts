import { hasSense, senseOf } from "../lexicon.ts";
import type { Actor, Frame, Pronoun, Relation, Sense, Status } from "../types.ts";
import { addPair, addStruck, FRONTED, instancePart, isPlural, joinSides, MAX_ZONE, nationOf, relativeTrigger, type Scan, slotList, unmetRelation } from "./slots.ts";
import {
  type Clause,
  type ClauseContext,
  closesClause,
  type Element,
  frameObject,
  has,
  headBefore,
  isBe,
  isComma,
  marker,
  nationActor,
  pronounActor,
  type Slot,
  tokenAt,
  type View,
  verbSense,
} from "./view.ts";

/** Clauses of a language whose subject comes before its verb and whose object comes after it. */

/** "the", "this" before a noun, adjectives apart. */
function isDefinite(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= 4; i--) {
    const element = view.elements[i];
    if (has(element, "determiner")) return senseOf(element?.item, "determiner")?.value === "definite";
    if (!isAdjective(view, i)) return false;
  }
  return false;
}

/** A word that may stand between an article and its noun. */
function isAdjective(view: View, at: number): boolean {
  const element = view.elements[at];
  const token = tokenAt(element);
  if (!element || element.actor || token?.kind !== "word") return false;
  if (has(element, "trigger") && verbSense(element) && !has(element, "stop")) return false;
  if (has(element, "venue") || has(element, "city")) return false;
  if (has(element, "modifier") || has(element, "attribute") || has(element, "nationality")) return true;
  if (
    has(element, "marker") ||
    has(element, "conjunction") ||
    has(element, "auxiliary") ||
    has(element, "boundary") ||
    has(element, "quote-verb") ||
    has(element, "determiner") ||
    has(element, "pronoun")
  )
    return false;
  return view.rules.adjective.test(token.key) || element.item?.senses.length === 0 || has(element, "stop") || has(element, "topic") || has(element, "portfolio");
}

const MAX_LIST = 40; // members

/** A list goes on behind a comma: "A, B and C". */
function isList(view: View, comma: number): boolean {
  const { elements } = view;
  let i = comma + 1;
  if (has(elements[i], "conjunction")) return elements[skipArticle(view, i + 1)]?.actor !== undefined;
  for (let steps = 0; steps < MAX_LIST; steps++) {
    i = skipArticle(view, i);
    if (!elements[i]?.actor) return false;
    i++;
    if (has(elements[i], "conjunction")) return steps > 0 || elements[skipArticle(view, i + 1)]?.actor !== undefined;
    if (!isComma(elements[i])) return false;
    i++;
    if (has(elements[i], "conjunction")) return elements[skipArticle(view, i + 1)]?.actor !== undefined;
  }
  return false;
}

/** A list whose members hold commas goes on behind a semicolon: "N, minister of X; M, adviser; and L". */
function isSeries(view: View, at: number): boolean {
  const { elements } = view;
  if (tokenAt(elements[at])?.key !== ";") return false;
  const next = skipArticle(view, has(elements[at + 1], "conjunction") ? at + 2 : at + 1);
  if (!elements[next]?.actor) return false;
  const behind = elements[next + 1];
  const joined = has(behind, "conjunction") && elements[skipArticle(view, next + 2)]?.actor !== undefined; // "; N and M"
  return behind === undefined || joined || isComma(behind) || closesClause(view, behind);
}

/** "of" right behind the trigger or its object, or in a list that began there; behind another noun it is that noun's. */
function isOfHead(view: View, actor: number, trigger: number, object: number | undefined): boolean {
  let i = actor - 1;
  while (i > trigger && !marker(view.elements[i], "of")) i--;
  let head = i - 1;
  // "the visit to X of the king"
  while (head > trigger + 1 && view.elements[head]?.actor && view.elements[head - 1]?.item?.senses.some((s) => s.kind === "marker" && s.value !== "of")) head -= 2;
  if (view.elements[head]?.item?.senses.length === 0 && tokenAt(view.elements[head])?.kind === "punct") head--;
  return head === trigger || head === object;
}

/** Past an article and the adjectives before a party: "and (other senior) officials". */
function skipArticle(view: View, at: number): number {
  const first = has(view.elements[at], "determiner") ? at + 1 : at;
  for (let i = first; i <= first + 3; i++) {
    if (view.elements[i]?.actor) return i;
    if (!isAdjective(view, i)) break;
  }
  return first;
}

const isOwner = (view: View, at: number): boolean => has(view.elements[at + 1], "possessive") && !isPartOf(view, at);

const PART_REACH = 4; // elements

/** "(landed in) China's southwestern province of …": a part of a state is that state's soil. */
function isPartOf(view: View, at: number): boolean {
  if (view.elements[at]?.actor?.kind !== "country") return false;
  for (let i = at + 2; i <= at + 1 + PART_REACH; i++) {
    const element = view.elements[i];
    if (has(element, "place-prefix")) return true;
    if (!element?.item || !isAdjective(view, i)) return false;
  }
  return false;
}

/** "(to visit X) for Y talks": a noun that tells of an event. */
const isOfEvent = (element: Element | undefined): boolean => has(element, "anchor") || has(element, "object") || has(element, "trigger");

function scanRight(view: View, at: number, frame: Frame, sense: Sense): Scan {
  const { elements } = view;
  const result: Scan = { slots: [], bare: [], object: undefined, nested: undefined, end: elements.length };
  let relation: Relation | undefined;
  let lastRelation: Relation | "bare" | undefined;
  let conjoined = false;
  let skipping = false;
  // What directly follows an object noun hangs on it, though it be "the message": "the message sent by N".
  let hung = false;
  let told = false;
  let pending: Relation | undefined; // the preposition of a noun that is no party
  let joinedObject: number | undefined;
  let causal = false; // "over references to X": what is told of why is no party
  const place = (): Slot["place"] => (result.object === undefined ? "before" : result.object.definite && !hung ? "plain" : "object");
  const add = (actor: Actor, as: Relation | undefined): void => {
    const key = as ?? (conjoined && lastRelation !== undefined ? lastRelation : "bare");
    if (key === "bare") {
      const group = result.bare[result.bare.length - 1];
      if (conjoined && lastRelation === "bare" && group) group.push(actor);
      else result.bare.push([actor]);
    } else result.slots.push({ relation: key, actor, place: place(), inherited: false });
    lastRelation = key;
    relation = undefined;
    if (key !== "bare") pending = undefined;
    conjoined = false;
  };
  for (let i = at + 1; i < elements.length; i++) {
    const element = elements[i] as Element;
    const { actor, item } = element;
    if (i - at > MAX_ZONE) return { ...result, end: i };
    if (skipping) {
      if (isComma(element)) skipping = false;
      else if (verbSense(element) && !frameObject(element, frame) && has(elements[i - 1], "auxiliary")) return { ...result, end: i };
      continue;
    }
    if (actor) {
      // "(condolences to N) over the death of M": whom it is for is not he.
      if (has(elements[i - 1], "decease") && relation === undefined) continue;
      if (isHere(view, actor)) {
        result.slots.push({ relation: "in", actor, place: place(), inherited: false });
        continue;
      }
      if (actor.reference.to === "sides" && relation === undefined && lastRelation !== undefined) return { ...result, end: i };
      if (isOwner(view, i)) {
        // "received Kenya's letter": the owner of the object wrote it; any other owner is no party of the verb.
        if (elements[i + 2]?.actor) continue; // "Kenya's envoy N": the envoy takes the preposition
        const object = elements.findIndex((e, k) => k > i && k <= i + 4 && frameObject(e, frame) !== undefined);
        if (object >= 0 && frame.roles["object.from"] !== undefined) result.slots.push({ relation: "from", actor, place: "object", inherited: false });
        else lastRelation = undefined;
        relation = undefined;
        continue;
      }
      // "(condemned) Paris attack", "(discussed) UN resolution": a state before a noun is its adjective.
      if ((actor.kind === "country" || actor.kind === "organization") && (relation === undefined || isOfEvent(elements[i + 1])) && (isModifier(view, i) || has(elements[i + 1], "anchor"))) {
        relation = undefined; // "(to visit X) for Y talks"
        continue;
      }
      if (actor.reference.to === "pronoun" && relation === undefined && ((lastRelation !== undefined && !conjoined) || isNominative(view, actor))) return { ...result, end: i };
      // A finite verb behind it: the party is the subject of the next clause ("… and the minister said").
      const paired = conjoined && goesOnWithSide(view, result, lastRelation);
      if (relation === undefined && !paired && (lastRelation !== undefined || isComma(elements[skipBack(view, i)])) && opensClause(view, i)) return { ...result, end: i };
      // "a letter of the president": who owns an indefinite object noun wrote it.
      if (relation === "of" && !isOfHead(view, i, at, joinedObject ?? result.object?.at)) relation = undefined;
      else if (relation === "of") {
        if (frame.roles["of"] !== undefined || (result.object !== undefined && frame.roles["object.of"] !== undefined)) add(actor, "of");
        else if (result.object !== undefined && frame.roles["object.from"] !== undefined) add(actor, "from");
        else if (sense.form === "noun" || result.object !== undefined) add(actor, "of");
        else relation = undefined;
      } else if (relation === undefined && lastRelation === undefined && !conjoined && result.object !== undefined && i - result.object.at > 1) {
        // "(offering) sympathy over the earthquake in northern X": behind its object a verb takes nobody without a preposition.
      } else add(actor, relation);
      continue;
    }
    if (has(element, "possessive") && elements[i - 1]?.actor && elements[i + 1]?.actor) continue; // "by Kenya's envoy N"
    const object = frameObject(element, frame);
    if (object && !(result.object && marker(elements[i - 1], "of"))) {
      result.object ??= { at: i, definite: isDefinite(view, i) };
      if (conjoined) joinedObject = i; // "condolences and sympathy of N"
      relation = undefined;
      conjoined = false;
      lastRelation = lastRelation === "bare" ? "bare" : undefined;
      continue;
    }
    if (has(element, "during")) {
      // "met several diplomats on the sidelines of the summit, including N"
      const instance = sense.form === "verb" && frame.roles["patient"] !== undefined && !elements.slice(at + 1, i).some((e) => e.actor?.name !== undefined) ? instanceBehind(view, i) : undefined;
      if (instance !== undefined) {
        i = instance - 1;
        continue;
      }
      const inner = nestedTrigger(view, i);
      // "discussed in a phone call": the object that its frame needs
      if (inner !== undefined && !frameObject(elements[inner] as Element, frame) && !(marker(element, "in") && relation === undefined && lastRelation === undefined && sense.form === "noun")) {
        result.nested = inner;
        return { ...result, end: i };
      }
      const behind = has(element, "boundary") && result.slots.length === 0 ? companyBehind(view, i, frame) : undefined;
      if (behind !== undefined) {
        i = behind - 1;
        continue;
      }
    }
    // "several leaders, including N and M"
    const part = has(element, "instance") ? instancePart(elements[skipArticle(view, i + 1)], view, frame, result, pending, lastRelation) : undefined;
    if (part !== undefined) {
      relation = part === "bare" ? undefined : part;
      lastRelation = undefined;
      conjoined = false;
      continue;
    }
    const listed = item?.senses.filter((s) => s.kind === "marker") ?? [];
    // "handed over about six tonnes", "over 20 ministers": how many, not what about
    if (listed.some((s) => s.value === "about") && (has(elements[i + 1], "quantity") || tokenAt(elements[i + 1])?.kind === "number")) continue;
    if (listed.length > 0) {
      // "to discuss", "to hand over": a purpose is the next clause.
      if (listed.some((s) => s.value === "to") && isInfinitive(view, i + 1)) return { ...result, end: i };
      // "reviewed relations between A and B": "between" behind another noun is that noun's.
      const between = listed.find((s) => s.value === "between");
      if (between && i - 1 !== at && i - 1 !== result.object?.at && !isPast(elements[i - 1]) && !isAdjunct(view, i - 1) && tokenAt(elements[i - 1])?.kind === "word") {
        relation = "about";
        conjoined = false;
        continue;
      }
      // "summoned N over …": nobody behind it takes part; "talks over trade with N", "concern over X": what they talked about, what it is of
      const topical =
        (i - 1 === at || i - 1 === result.object?.at) &&
        (frame.roles["about"] !== undefined || frame.roles["object.about"] !== undefined || item?.senses.some((s) => s.kind === "topic-cue" && s.value === frame.type));
      causal ||= has(element, "cause") && !topical;
      // "protest over references to X": the preposition of a noun that tells what it is over
      const inner = relation === undefined && pending === "about" && !elements[i - 1]?.actor && listed.some((s) => s.value === "to" || s.value === "of");
      if (told || causal || inner) {
        told = false;
        relation = "about";
        continue;
      }
      hung = i - 1 === result.object?.at;
      relation = (listed.find((s) => frame.roles[s.value] !== undefined || frame.roles[`object.${s.value}`] !== undefined)?.value ?? listed[0]?.value) as Relation;
      conjoined = false;
      continue;
    }
    if (has(element, "conjunction")) {
      conjoined = true;
      continue;
    }
    if (isComma(element)) {
      // "in Manama, Bahrain, with …": a city's state.
      const [city, state] = [elements[i - 1]?.actor, elements[i + 1]?.actor];
      if (city?.kind === "country" && state?.kind === "country" && city.country === state.country) {
        i++;
        continue;
      }
      // "received, at the Vatican palace, the president of X": the object is still to come.
      const object = skipArticle(view, i + 1);
      if (
        lastRelation === "in" &&
        frame.roles["patient"] !== undefined &&
        result.bare.length === 0 &&
        isComma(elements[at + 1]) &&
        elements[object]?.actor?.kind === "person" &&
        !opensClause(view, object)
      ) {
        lastRelation = undefined;
        continue;
      }
      if (isList(view, i)) conjoined = true;
      else if (lastRelation !== undefined && elements[skipArticle(view, i + 1)]?.actor && relation === undefined) return { ...result, end: i };
      continue;
    }
    const token = tokenAt(element);
    if (token?.kind === "punct") {
      if (isSeries(view, i)) conjoined = true;
      else if (closesClause(view, element) && token.key !== ":") return { ...result, end: i };
      continue;
    }
    if (has(element, "relative")) {
      if (relativeTrigger(view, i, NESTED_REACH)) return { ...result, end: i };
      skipping = true;
      continue;
    }
    if (has(element, "determiner") || has(element, "modifier") || has(element, "date") || has(element, "weekday")) continue;
    // "to war-torn X"
    if (relation !== undefined && token?.kind === "word" && !token.capital && tokenAt(elements[i + 1])?.key === "-" && !elements[i + 2]?.actor) {
      i += 2;
      continue;
    }
    if (has(element, "pronoun")) continue; // "his": what follows tells
    if (relation !== undefined && (has(element, "quantity") || (token?.kind === "number" && elements[i + 1]?.actor?.kind === "person"))) continue; // "of two", "with 12"
    // "(conveyed condolences) to the victims, their families and the Japanese people": whose people they are comes last.
    if (has(element, "people") && relation !== undefined) continue;
    // "from his brother, President N": a king's brother is whom he calls so.
    if (has(element, "kin") && relation !== undefined) {
      if (isComma(elements[i + 1])) i++;
      continue;
    }
    if (has(element, "auxiliary") && !isAfterTo(view, i) && (lastRelation !== undefined || result.object !== undefined)) return { ...result, end: i };
    const verb = verbSense(element);
    // "(held) extended talks": an adjective of the object that follows
    if (i === at + 1 && verb && isPast(element) && elements[i + 1] && frameObject(elements[i + 1] as Element, frame)) continue;
    // "the agreement reached between A and B", "a letter sent by N": told of the noun before it.
    if (isPast(element) && !isActorOrMark(view, i - 1) && !has(elements[i - 1], "auxiliary") && elements[i + 1]?.item?.senses.some((s) => s.kind === "marker")) {
      told = i - 1 !== result.object?.at; // "remarks made by N": by whom is told of another noun
      continue;
    }
    // "(received) a plane carrying aid": told of what brings the object.
    const laden = elements[i - 1]?.item?.senses.some((s) => s.kind === "object" && s.value === carrierOf(frame)) === true;
    const gerund = !laden && isGerund(element);
    if ((has(element, "trigger") && ((verb && isVerb(view, i)) || gerund)) || has(element, "boundary") || has(element, "planned") || (!laden && has(element, "quote-verb") && isVerb(view, i)))
      return { ...result, end: i };
    if (has(element, "topic-cue") && sense.form !== "noun" && lastRelation !== undefined) return { ...result, end: i };
    // Adjectives keep the preposition before them: "with outgoing French ambassador".
    if (relation !== undefined && isAdjective(view, i) && view.rules.adjective.test(token?.key ?? "")) continue;
    if (relation !== "of") pending = relation ?? pending;
    relation = undefined;
    if (!has(element, "attribute")) conjoined = false;
  }
  return result;
}

const COMPANY_REACH = 14; // elements

/** "(met several diplomats) on the sidelines of the summit, including N": behind the comma. @returns the word that names some of them */
function instanceBehind(view: View, from: number): number | undefined {
  for (let i = from + 1; i - from <= COMPANY_REACH; i++) {
    const element = view.elements[i];
    if (!element || closesClause(view, element)) return undefined;
    if (has(element, "instance") && isComma(view.elements[i - 1])) return i;
    if (verbSense(element) || has(element, "relative") || element.actor?.name !== undefined) return undefined;
  }
  return undefined;
}

/** "(met) on the sidelines of the summit in X with N": with whom, behind what was going on, where no verb stands between. @returns its preposition */
function companyBehind(view: View, from: number, { roles }: Frame): number | undefined {
  if (roles["with"] === undefined) return undefined;
  for (let i = from + 1; i - from <= COMPANY_REACH; i++) {
    const element = view.elements[i];
    if (!element || verbSense(element) || closesClause(view, element) || has(element, "relative")) return undefined;
    if (marker(element, "with") && view.elements[skipArticle(view, i + 1)]?.actor?.kind === "person") return i;
  }
  return undefined;
}

/** "(arrived) here" */
const isHere = (view: View, actor: Actor): boolean => view.items[actor.from]?.senses.some((sense) => sense.kind === "here") === true;

/** "(were held) on Monday in Cairo (between …)": a day, an adverb or a place takes no "between". */
const isAdjunct = (view: View, at: number): boolean => {
  const element = view.elements[at];
  return (["weekday", "date", "month", "adverb", "city"] as const).some((kind) => has(element, kind)) || (element?.actor?.kind === "country" && marker(view.elements[at - 1], "in") !== undefined);
};

/** "formally", "also": may stand between a subject and its verb. */
const isAdverb = (view: View, at: number): boolean => view.rules.adverb.test(tokenAt(view.elements[at])?.key ?? "") || has(view.elements[at], "adverb");

/** "he", not "him": the subject of a clause of its own. */
const isNominative = (view: View, actor: Actor): boolean => view.items[actor.from]?.senses.some((sense) => sense.kind === "pronoun" && sense.flag === "subject") === true;

/** A state or body right before a noun in small letters. */
function isModifier(view: View, at: number): boolean {
  const next = view.elements[at + 1];
  const token = tokenAt(next);
  if (!next?.item || token?.kind !== "word" || token.capital) return false;
  if (view.rules.adverb.test(token.key) || token.key.length === 1) return false; // "gave X a grant"
  if (has(next, "adverb") && (has(view.elements[at + 2], "weekday") || has(view.elements[at + 2], "date"))) return false; // "the ministry late on Sunday summoned"
  // "X and Y sign an accord": two parties before it make it a verb.
  if (verbSense(next) && view.elements[at - 2]?.actor && (has(view.elements[at - 1], "conjunction") || isComma(view.elements[at - 1]))) return false;
  const apart = ["marker", "conjunction", "boundary", "auxiliary", "date", "weekday", "planned", "denied", "relative", "during", "possessive", "determiner", "pronoun"] as const;
  if (apart.some((kind) => has(next, kind)) || next.item.senses.some((s) => s.form === "verb" && s.tense !== undefined)) return false;
  return next.item.senses.length === 0 || (["object", "anchor", "topic", "portfolio", "modifier"] as const).some((kind) => has(next, kind)) || (has(next, "stop") && !has(next, "adverb"));
}

/** A party with a finite verb right behind it. */
function opensClause(view: View, at: number): boolean {
  for (let i = at + 1; i <= at + 3; i++) {
    const element = view.elements[i];
    if (!element || element.actor) return false;
    if (has(element, "auxiliary") || (has(element, "quote-verb") && !has(element, "stop")) || verbSense(element) || (has(element, "quote-verb") && isPast(element)))
      return !has(element, "conjunction");
    if (!isAdverb(view, i) && !has(element, "date") && !has(element, "weekday")) return false;
  }
  return false;
}

const isActorOrMark = (view: View, at: number): boolean => {
  const element = view.elements[at];
  return !element || element.actor !== undefined || tokenAt(element)?.kind !== "word" || has(element, "conjunction") || has(element, "date") || has(element, "weekday") || has(element, "adverb");
};

const isPast = (element: Element | undefined): boolean => element?.item?.senses.some((s) => s.tense === "past" || s.tense === "present") === true;

const isInfinitive = (view: View, at: number): boolean => {
  const element = view.elements[at];
  return element?.item?.senses.some((s) => s.form === "verb" && s.tense === undefined) === true || has(element, "topic-cue");
};

const isAfterTo = (view: View, at: number): boolean => marker(view.elements[at - 1], "to") !== undefined;

/** A word that is verb and noun alike ("visit", "call") is the noun behind an article, an adjective or a preposition. */
function isVerb(view: View, at: number): boolean {
  const element = view.elements[at];
  const tensed = element?.item?.senses.some((s) => s.form === "verb" && (s.tense === "past" || s.tense === "present"));
  const before = view.elements[at - 1];
  const after = view.elements[at + 1];
  if ((isComma(before) && isComma(after)) || (tokenAt(before)?.key === "(" && tokenAt(after)?.key === ")")) return false; // "N, left, meets M", "N (left)": where he stands in a picture
  if (has(before, "determiner") || senseOf(before?.item, "pronoun")?.flag === "possessive" || has(before, "possessive")) return false;
  // "the upcoming visit of N", "his planned visit": what "will" says of a verb, an adjective says of a noun
  if (has(before, "planned") && (has(view.elements[at - 2], "determiner") || has(view.elements[at - 2], "possessive") || senseOf(view.elements[at - 2]?.item, "pronoun")?.flag === "possessive"))
    return false;
  if (before?.item && !before.actor && before.item.senses.some((s) => s.kind === "marker" && s.value !== "to")) return false;
  // "Host Nigeria's president": no statement opens with a bare verb.
  if (at === 0 && !tensed && !view.sentence.heading && element?.item?.senses.every((s) => s.form !== "verb" || s.tense === undefined)) return false;
  // "delegation-level talks", "during talks", "includes talks": a plural that looks like a verb, behind what can only be told of a noun.
  const plural = tensed && element?.item?.senses.every((s) => s.tense !== "past") && element.item.senses.some((s) => s.kind === "object" || (s.kind === "trigger" && s.form === "noun"));
  if (
    plural &&
    (has(before, "during") ||
      isGerund(before) || // "holding talks"
      (before && !before.actor && verbSense(before) && isVerb(view, at - 1)) ||
      (before?.item && tokenAt(before)?.kind === "word" && !isAdverb(view, at - 1) && isAdjective(view, at - 1)))
  )
    return false;
  // "Consultations were held": several words that are nothing but a verb, behind the noun that it is told of.
  const phrase = has(before, "object") && element?.item && element.item.to - element.item.from > 1 && element.item.senses.every((s) => s.kind !== "trigger" || s.form === "verb");
  if (tensed || phrase) return true;
  // "a message of solidarity and support": joined to a noun behind a preposition.
  const joined = view.elements[at - 2]?.item;
  if (has(before, "conjunction") && joined && !joined.senses.some((s) => s.form === "verb") && view.elements[at - 3]?.item?.senses.some((s) => s.kind === "marker" && s.value !== "to")) return false;
  // "to formally restore", "will also call": an adverb, and no adjective of a noun.
  if ((marker(view.elements[at - 2], "to") || has(view.elements[at - 2], "planned")) && isAdverb(view, at - 1)) return true;
  return !isAdjective(view, at - 1) || has(before, "relative") || has(before, "auxiliary") || has(before, "planned") || has(before, "denied");
}

const NESTED_REACH = 5;

/** The noun or gerund that a "during" opens: "during his meeting with", "while receiving". */
function nestedTrigger(view: View, during: number): number | undefined {
  for (let i = during + 1; i <= during + NESTED_REACH; i++) {
    const element = view.elements[i];
    if (!element) return undefined;
    if (element.actor) {
      if (isOwner(view, i)) continue;
      return undefined;
    }
    if (element.item?.senses.some((s) => s.kind === "trigger" && (s.form === "noun" || s.form === "participle"))) return i;
    if (!has(element, "determiner") && !has(element, "possessive") && !has(element, "pronoun") && !isAdjective(view, i)) return undefined;
  }
  return undefined;
}

interface Left {
  readonly subjects: readonly Actor[];
  /** "was", "has been" before the verb. */
  readonly passive: boolean;
  /** The verb shares the subject of the verb before it, or has none of its own. */
  readonly elided: boolean;
  /** A noun that is no party: "the delegation that arrived". */
  readonly unknown?: boolean;
}

/** "an agreement between X and Y(,) (to resume ties)": the two behind the noun are those who are to do it. */
function pairBehindNoun({ elements }: View, at: number): readonly Actor[] {
  const pair: Actor[] = [];
  let i = isComma(elements[at]) ? at - 1 : at;
  while (elements[i]?.actor) {
    pair.unshift(elements[i]?.actor as Actor);
    i -= has(elements[i - 1], "conjunction") || isComma(elements[i - 1]) ? 2 : 1;
  }
  if (pair.length < 2 || !marker(elements[i], "between")) return [];
  let noun = i - 1; // "an agreement has been reached between"
  while (i - noun <= PAIR_REACH && !has(elements[noun], "object") && (isPast(elements[noun]) || has(elements[noun], "auxiliary"))) noun--;
  return has(elements[noun], "object") || has(elements[noun], "anchor") ? pair : [];
}

const PAIR_REACH = 4; // elements from "between" back to the noun

/** What stands before a verb of its clause: subject, auxiliaries. Appositions, relative clauses and prepositional phrases are stepped over. */
function readLeft(view: View, at: number): Left {
  const { elements } = view;
  let passive = false;
  let near = true;
  let i = at - 1;
  if (marker(elements[i], "to")) {
    const pair = pairBehindNoun(view, i - 1);
    if (pair.length > 0) return { subjects: pair, passive, elided: false };
    // "(it is time) for N to pay a visit"
    if (elements[i - 1]?.actor?.kind === "person" && marker(elements[skipBack(view, i - 1)], "for")) return { subjects: joinedLeft(view, i - 1), passive, elided: false };
    // "X and Y to sign accord": a headline's "will"
    const openers = view.sentence.heading && elements[i - 1]?.actor ? joinedLeft(view, i - 1) : [];
    if (openers.some((actor) => actor === elements.find((e) => e.actor)?.actor)) return { subjects: openers, passive, elided: false };
    // "(it was announced that) N intends to nominate M"
    let planner = i - 1;
    while (has(elements[planner], "planned") || has(elements[planner], "auxiliary") || (planner < i - 1 && isAdverb(view, planner))) planner--;
    if (planner < i - 1 && elements[planner]?.actor && !isOwner(view, planner) && !isGoverned(view, planner)) return { subjects: joinedLeft(view, planner), passive, elided: false };
    // "Russia moves to expel": whatever verb it is that stands between the headline's first party and the infinitive.
    const follows = view.sentence.heading && i - 2 === elements.findIndex((e) => e.actor) && tokenAt(elements[i - 1])?.kind === "word" && !has(elements[i - 1], "marker");
    return follows && elements[i - 2]?.actor ? { subjects: joinedLeft(view, i - 2), passive, elided: false } : { subjects: [], passive, elided: true };
  }
  for (; i >= 0; i--) {
    const element = elements[i] as Element;
    if (element.actor && isHere(view, element.actor)) continue;
    if (element.actor && isNominative(view, element.actor) && near) return { subjects: [element.actor], passive, elided: false };
    if (element.actor) {
      const adjacent = near;
      near = false;
      const from = skipBack(view, i);
      const head = elements[from];
      // Right behind another verb it is that one's object, but for "(said) N spoke".
      const says = has(head, "quote-verb") && senseOf(head?.item, "quote-verb")?.flag === "own";
      if (head?.item && ((has(head, "trigger") && verbSense(head) && !(adjacent && says)) || (has(head, "quote-verb") && !adjacent)) && isVerb(view, from) && !isOwner(view, i))
        return { subjects: [], passive, elided: true };
      if (isOwner(view, i) || isGoverned(view, i) || (element.actor.kind !== "person" && element.actor.reference.to === "self" && isModifier(view, i))) {
        i = from + 1;
        continue;
      }
      return { subjects: joinedLeft(view, i), passive, elided: false };
    }
    if (has(element, "auxiliary")) {
      if (near && isBe(element)) passive = true;
      continue;
    }
    if (near && has(element, "conjunction")) return { subjects: [], passive, elided: true };
    const token = tokenAt(element);
    if (token?.kind === "punct") {
      if (closesClause(view, element)) return { subjects: [], passive, elided: true };
      if (isComma(element)) {
        const opener = asideOpener(view, i);
        // "several leaders, including N and M, met": they are read as the subjects
        if (opener !== undefined && !has(elements[opener + 1], "instance")) {
          i = opener;
          near = false;
        }
      }
      continue;
    }
    if (has(element, "planned") || has(element, "denied") || has(element, "date") || has(element, "weekday") || has(element, "modifier") || isAdverb(view, i) || has(element, "possessive")) continue;
    if (has(element, "relative")) {
      // "N, who received …": the head of the relative clause is the subject.
      const head = headBefore(view, i);
      // "a message from N, which was received by M": no person is "which".
      if (head?.kind === "person" && senseOf(element.item, "relative")?.value === "thing") return { subjects: [], passive, elided: false, unknown: true };
      return { subjects: head ? [head] : [], passive, elided: false, unknown: !head && tokenAt(elements[i - 1])?.kind === "word" };
    }
    if (has(element, "quote-verb") && isVerb(view, i) && !has(element, "stop")) return { subjects: [], passive, elided: true };
    if (has(element, "trigger") && verbSense(element) && isVerb(view, i)) return { subjects: [], passive, elided: true };
    const until = has(elements[i + 1], "date") || has(elements[i + 1], "weekday"); // "until tomorrow" opens no clause
    // "the delegation that arrived": no complement clause, which would have a subject.
    if (has(element, "boundary") && near && !until && !has(element, "marker") && tokenAt(elements[i - 1])?.kind === "word" && !verbSense(elements[i - 1] as Element)) {
      const head = elements[i - 1]?.actor;
      return { subjects: head ? [head] : [], passive, elided: false, unknown: !head };
    }
    if (has(element, "boundary") && !has(element, "marker") && !until) return { subjects: [], passive, elided: true };
    if (has(element, "marker") && near && i < at - 1) near = false;
    if (token?.kind === "word" && !has(element, "determiner") && !has(element, "marker")) near = false;
  }
  return { subjects: [], passive, elided: true };
}

/** The subject of a verb that is no trigger; undefined where the word is none or shares its subject. */
export const subjectBefore = (view: View, at: number): Actor | undefined => (isVerb(view, at) ? readLeft(view, at).subjects[0] : undefined);

/** Past the article and adjectives that stand before a party. */
function skipBack(view: View, at: number): number {
  let i = at - 1;
  while (i >= 0 && (has(view.elements[i], "determiner") || has(view.elements[i], "modifier"))) i--;
  return i;
}

/** Behind a preposition, or joined to a party that is. */
function isGoverned(view: View, at: number): boolean {
  const { elements } = view;
  let i = skipBack(view, at);
  // Adjectives and unknown words between the preposition and the party.
  let steps = 0;
  while (i >= 0 && steps < 2 && isAdjective(view, i) && view.rules.adjective.test(tokenAt(elements[i])?.key ?? "") && !has(elements[i], "date")) {
    i--;
    steps++;
  }
  // "at State House Nairobi": the nouns of a place.
  const place = elements[at]?.actor;
  if (place && place.kind !== "person")
    for (let k = i; k >= 0 && at - k <= 4; k--) {
      const element = elements[k];
      if (!element || element.actor || tokenAt(element)?.kind !== "word" || has(element, "conjunction")) break;
      if (element.item?.senses.some((s) => s.kind === "marker") && !has(element, "weekday")) return true;
    }
  const before = elements[i];
  if (!before) return false;
  if (before.item?.senses.some((s) => s.kind === "marker") && !has(before, "weekday")) return true;
  if (has(before, "conjunction") || isComma(before)) {
    const j = i - 1;
    const other = elements[j];
    if (other?.actor && other.actor.kind === elements[at]?.actor?.kind && (has(before, "conjunction") || isList(view, i))) return isGoverned(view, j) || isOwner(view, j);
  }
  return false;
}

/** The parties joined to a subject: "A, B and C met". */
function joinedLeft(view: View, at: number): Actor[] {
  const { elements } = view;
  const group: Actor[] = [];
  let i = at;
  let conjunction = false;
  for (;;) {
    const actor = elements[i]?.actor;
    if (!actor) break;
    group.unshift(actor);
    let j = pastKin(view, skipBack(view, i));
    if (has(elements[j], "conjunction")) {
      conjunction = true;
      j--;
      if (isComma(elements[j])) j--;
      // "N (R) and M": who is where in a picture.
      if (tokenAt(elements[j])?.key === ")" && tokenAt(elements[j - 2])?.key === "(") j -= 3;
    } else if (isComma(elements[j]) && (conjunction || (view.sentence.heading && areHeaded(view, j - 1, actor)) || isRow(view, at))) j--;
    else break;
    if (!elements[j]?.actor || isOwner(view, j) || isGoverned(view, j) || isActedOn(view, j)) break;
    i = j;
  }
  return group;
}

/** "N chaired Oman's side, and M headed …": what stands behind a verb with its subject is its object. */
function isActedOn(view: View, object: number): boolean {
  const at = skipBack(view, object);
  const verb = view.elements[at];
  return verb !== undefined && verbSense(verb)?.tense === "past" && isVerb(view, at) && view.elements[at - 1]?.actor !== undefined;
}

/** "N and his wife, M": the element before the word for what M is to N. */
function pastKin(view: View, at: number): number {
  const kin = isComma(view.elements[at]) ? at - 1 : at;
  return has(view.elements[kin], "kin") && has(view.elements[kin - 1], "pronoun") ? kin - 2 : at;
}

const MIN_ROW = 3; // persons

/** "The king N, the princess M, the minister L sent": a sentence that opens with persons and commas alone; two may be one, told twice. */
function isRow(view: View, last: number): boolean {
  const { elements } = view;
  if (last % 2 !== 0 || last < 2 * (MIN_ROW - 1)) return false;
  for (let i = last; i >= 0; i--) {
    if ((last - i) % 2 === 0 ? !elements[i]?.actor?.name : !isComma(elements[i])) return false;
  }
  return true;
}

/** "X, Y sign an accord", "Qatar's emir, N hold talks": two that a headline opens with, and a comma for "and". */
function areHeaded({ elements }: View, at: number, second: Actor): boolean {
  const first = elements[at]?.actor;
  if (first === undefined) return false;
  return (first.kind === "country" && second.kind === "country") || (at === 0 && first.kind === "person" && second.kind === "person" && first.reference.to !== "pronoun");
}

const ANNOUNCED_REACH = 4; // elements

/** "Moscow announced the expulsion of": the object of a verb that tells of one's own doing. */
function isAnnounced(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= ANNOUNCED_REACH; i--) {
    const element = view.elements[i];
    if (senseOf(element?.item, "quote-verb")?.flag === "own") return true;
    if (!(["determiner", "weekday", "date", "adverb"] as const).some((kind) => has(element, kind)) && !isAdjective(view, i)) return false;
  }
  return false;
}

const ASIDE_REACH = 40;

/** A clause between commas that ends at `comma`: ", who is on a visit to X,", ", speaking in X,". @returns the comma that opens it */
function asideOpener(view: View, comma: number): number | undefined {
  const { elements } = view;
  for (let i = comma - 1; i >= 0 && comma - i < ASIDE_REACH; i--) {
    if (!isComma(elements[i])) {
      if (closesClause(view, elements[i])) return undefined;
      continue;
    }
    const first = elements[i + 1];
    const opens =
      has(first, "relative") ||
      has(first, "during") ||
      // ", along with the ambassadors of other states,": whoever is named there takes part
      (has(first, "conjunction") && first?.item !== undefined && first.item.to - first.item.from > 1 && !elements.slice(i + 2, comma).some((e) => e.actor?.name !== undefined)) ||
      (has(first, "boundary") && !verbSense(first as Element)) ||
      (first?.item &&
        !first.actor &&
        (hasGerundShape(view, first) || marker(first, "attended-by") || marker(first, "by") || has(first, "led-by") || marker(first, "for") || (isPast(first) && marker(elements[i + 2], "by")))); // ", invited by N,"
    if (opens && elements[i - 1]?.actor) return i;
    // "N will, at the invitation of M, leave for X": whatever stands between an auxiliary and its verb
    if ((has(elements[i - 1], "auxiliary") || has(elements[i - 1], "planned")) && elements[i - 2]?.actor) return i;
  }
  return undefined;
}

/** "Ambassador summoned over remarks", "Envoy Expelled": headlines leave out "was" before a verb that someone does to someone, with nobody behind it. */
function isHeadlinePassive(view: View, at: number, { needs, roles }: Frame, { subjects }: Left): boolean {
  const next = view.elements[at + 1];
  const ends = next === undefined || has(next, "marker") || has(next, "cause") || has(next, "date") || has(next, "weekday") || has(next, "during") || isComma(next);
  return view.sentence.heading && ends && needs.length === 0 && roles["by"] !== undefined && roles["by"][0] === roles["agent"]?.[0] && roles["patient"] !== undefined && subjects.length === 1;
}

/** Bind a frame to a trigger. @returns undefined when a condition of the frame fails; `why` receives the reason. */
export function bindSubjectFirst(view: View, at: number, frame: Frame, sense: Sense, context: ClauseContext, why?: (reason: string) => void): Clause | undefined {
  const { elements } = view;
  const element = elements[at] as Element;
  if (sense.form === "verb" && !isVerb(view, at)) {
    why?.("a noun here, not the verb");
    return undefined;
  }
  const recalled = frame.recalls && (context.toldShortly(frame.type) || frame.needs.some((name) => context.knownObject(name)));
  if (frame.needs.length > 0 && !recalled && !frame.needs.some((name) => view.objects.has(name))) {
    why?.(`needs ${frame.needs.join(" or ")}`);
    return undefined;
  }
  const found = scanRight(view, at, frame, sense);
  let { object } = found;
  const list = slotList(found.slots);
  const { slots, add: slot, addAll: group } = list;
  const takesPatient = frame.roles["patient"] !== undefined;
  const [first, second] = found.bare;
  if (frame.closed && !isClosed(view, first?.at(-1))) {
    why?.("something is said of the patient");
    return undefined;
  }

  if (frame.within && !isWithin(view, at)) {
    why?.("spoken of, not told of");
    return undefined;
  }
  if (sense.form === "noun") {
    const own = frameObject(element, frame);
    if (own) object ??= { at, definite: isDefinite(view, at) };
    if (frame.needs.length > 0 && !object) {
      why?.(`needs ${frame.needs.join(" or ")}`);
      return undefined;
    }
    const owner = ownerOf(view, at);
    for (const one of slots.splice(0)) {
      // "a meeting of the ministers", "the visit of the king": who has it acts.
      if ((one.relation === "of" && frame.roles["of"] === undefined) || (one.relation === "by" && frame.roles["agent"] !== undefined)) slots.push({ ...one, relation: "agent" });
      else slots.push({ ...one, place: "plain" });
    }
    // "During his meeting with N, M said": he is M.
    const behind = owner?.reference.to === "pronoun" && !isPlural(owner) && at <= FRONTED ? rightSubject(view, found.end) : undefined;
    if (behind && !slots.some((s) => s.actor === behind)) slot("agent", behind);
    else if (owner) slot(isPlural(owner) && frame.roles["between"] !== undefined ? "between" : "agent", owner);
    else if (!slots.some((s) => s.relation === "agent" || s.relation === "between")) {
      // "(said) after a meeting with N": the subject of the clause around it. Behind a fronted phrase it stands to the right.
      const around = context.outerSubjects.length > 0 ? context.outerSubjects : clauseSubjects(view, at);
      const aside = around.length === 0 ? asideSubject(view, at) : undefined;
      const outer = context.outerAgent ?? around[0] ?? aside ?? readLeft(view, at).subjects[0] ?? rightSubject(view, found.end) ?? context.subject;
      if (slots.some((s) => s.relation === "with" || s.relation === "to" || (s.relation === "about" && frame.roles["about"] !== undefined))) slot("agent", outer, outer !== aside);
      else if (frame.roles["agent"] !== undefined && slots.some((s) => s.relation === "of") && isAnnounced(view, at)) slot("agent", around[0], true);
      else if (slots.length === 0 && frame.roles["between"] !== undefined && around.length >= 2 && !isDefinite(view, at) && opensNested(view, at)) group("between", around);
    }
    return done();
  }

  if (frame.needs.length > 0 && !object && !recalled) {
    const carrier = carrierBefore(view, at, frame);
    const cargo = carrier === undefined ? undefined : cargoBehind(view, at, frame);
    if (carrier !== undefined && cargo !== undefined) {
      object = { at: cargo, definite: false };
      slots.push(...objectSlots(view, carrier, at));
    }
  }
  if (frame.needs.length > 0 && !object && !recalled) {
    const left = leftObject(view, at, frame);
    // "a message, when N received him": the verb has an object of its own.
    if (left !== undefined && !takesPatient && first?.[0] && elements[at + 1]?.actor === first[0]) {
      why?.("its object is another");
      return undefined;
    }
    if (left !== undefined && isTailOf(view, at, left)) {
      why?.("it reports what stands before it");
      return undefined;
    }
    if (left !== undefined) {
      object = { at: left, definite: isDefinite(view, left) };
      slots.push(...objectSlots(view, left, at), ...seatOfMission(view, elements[left] as Element));
      const carrier = carrierBefore(view, left, frame);
      if (carrier !== undefined) slots.push(...objectSlots(view, carrier, left)); // "a plane from X carrying tonnes of aid landed"
      slot("nation", elements[left]?.actor); // "the embassy of X in Y was reopened"
    } else {
      why?.(`needs ${frame.needs.join(" or ")}`);
      return undefined;
    }
  }

  slot("nation", object && (nationOf(view, object.at, frame) ?? nationBefore(view, at, frame)));
  addPair(view, at, object, frame, list);
  addStruck(view, at, object, frame, list);
  const left = readLeft(view, at);
  // "a letter that appoints an envoy"
  if (left.unknown && sense.tense === "present" && !view.sentence.heading) {
    why?.("told of such things in general");
    return undefined;
  }
  const objectLeft = object !== undefined && object.at < at;
  const byAgent = slots.some((s) => s.relation === "by" && s.place !== "object");
  const past = sense.tense === "past";
  const shared = left.elided && context.passive && has(elements[at - 1], "conjunction");
  const passive =
    past &&
    (left.passive ||
      shared ||
      (byAgent && objectLeft && (object?.at === at - 1 || !frame.roles["agent"]?.includes(frame.roles["by"]?.[0] ?? ""))) ||
      (byAgent && first === undefined && takesPatient) ||
      (objectLeft && object?.at === at - 1 && frame.roles["patient"] === undefined && marker(elements[at + 1], "in") !== undefined && left.subjects[0]?.kind === "organization") || // "the G20 summit hosted in X"
      isHeadlinePassive(view, at, frame, left));
  if (sense.form === "participle") {
    if (!standsFree(view, at)) {
      why?.("modifies the noun before it");
      return undefined;
    }
    group("patient", first);
    if (slots.filter((s) => s.relation === "between").length > 1) return done(); // "pointing to the meeting between X and Y": all are told
    // "N's visit beginning on Monday"
    const owner = object !== undefined && object.at < at ? ownerOf(view, object.at) : undefined;
    // "he spoke with N before leaving": who spoke leaves, not N.
    const outer = has(elements[at - 1], "during") ? clauseSubjects(view, at)[0] : undefined;
    if (owner) slot("agent", owner);
    else {
      // "N will visit X, holding talks with M, the spokesman said": who opens the sentence goes on; who stands behind is told of a fronted phrase.
      const opener = isComma(elements[at - 1]) && context.subject?.sentence === view.sentence.index ? context.subject : undefined;
      slot("agent", outer ?? context.author ?? left.subjects[0] ?? opener ?? rightSubject(view, found.end) ?? context.outerAgent ?? context.subject, true);
    }
    return done();
  }
  if (passive) {
    for (const [n, one] of slots.entries()) if (one.relation === "by") slots[n] = { ...one, relation: frame.roles["agent"] === undefined ? "by" : "agent", place: "plain" };
    if (!objectLeft) {
      if (left.subjects.length > 0) group("patient", left.subjects);
      else if (left.elided) slot("patient", context.subject, !shared && !joinsOn(view, at));
    }
    // "Discussions were also held with N": by whom the sentences before tell of
    else if (frame.roles["agent"] !== undefined && slots.some((s) => s.relation === "with") && !slots.some((s) => s.relation === "agent" || s.relation === "between"))
      slot("agent", context.subject, true);
    // "was appointed ambassador to X"
    group(frame.roles["as"] !== undefined && first?.every((actor) => actor.name === undefined) ? "as" : "to", first);
    return done(true);
  }
  // "a note over remarks by N": in the active "by" is told of a noun.
  const acts = frame.roles["by"] === undefined || frame.roles["by"].some((role) => frame.roles["agent"]?.includes(role) ?? true);
  if (acts) for (const one of slots.filter((s) => s.relation === "by" && !(s.place === "object" && frame.roles["object.by"]))) slots.splice(slots.indexOf(one), 1);
  // "N, to whom he delivered a letter"
  const whom = relativeHead(view, at);
  if (whom) slots.push({ relation: whom.relation, actor: whom.actor, place: "plain", inherited: false });
  const [lead] = left.subjects;
  const together = left.elided && has(elements[at - 1], "conjunction") ? clauseSubjects(view, at) : [];
  // "A and B signed …, which says they have decided to": "they" are the two.
  if (lead?.reference.to === "pronoun" && lead.reference.pronoun === "3p" && context.subjects.length > 1) for (const one of context.subjects) slot("agent", one, true);
  else if (left.subjects.length > 0) group("agent", left.subjects);
  else if (objectLeft && frame.continues) group("agent", first);
  else if (hasUnknownSubject(view, at) || (left.unknown && !objectLeft)) {
    // "N inked": somebody whom the text does not introduce.
  } else if (objectLeft && slots.some((s) => s.relation === "between")) {
    // "a meeting between N and M (was) held": the noun is the subject.
  } else if (context.subjects.length > 1 && left.elided) for (const one of context.subjects) slot("agent", one, true);
  // "N and M announced … and signed": whatever the verb is that they share
  else if (together.length > 1) for (const one of together) slot("agent", one, true);
  else slot("agent", (context.subject?.sentence !== view.sentence.index && marker(elements[at - 1], "to") ? openingSubject(view, at) : undefined) ?? context.subject, true);
  // "received the credentials of the ambassador, N": the verb's object is the noun; a frame that knows none has no patient here.
  const between = first?.[0] && frame.needs.length === 0 ? elements.findIndex((e) => e.actor === first[0]) : -1;
  const taken = elements.slice(at + 1, Math.max(between, at + 1)).some((e, k) => has(e, "object") && !has(e, "marker") && !isBehindMarker(view, at + 1 + k));
  if ((takesPatient && !taken) || frame.continues) {
    group("patient", first);
    // "named N its ambassador to X": what the second one says is told of the first.
    if (frame.roles["as"] !== undefined && second?.[0] && !second[0].name) slot("as", second[0]);
  }
  return done();

  function done(isPassive = false): Clause | undefined {
    joinSides(slots, frame);
    const unmet = unmetRelation(slots, frame);
    if (unmet !== undefined) {
      why?.(unmet);
      return undefined;
    }
    const status = isJudged(view, sense, found.end) ? "none" : statusOf(view, at, sense);
    if (status === "none") {
      why?.("told as possible, not as done");
      return undefined;
    }
    // "(handed over by N) during a meeting": of whom, the sentences around it tell.
    const alone = !slots.some((s) => !s.inherited && s.relation !== "attended-by" && s.relation !== "in");
    // "The agreements were signed on Monday": those told of before
    const again = sense.form === "verb" && isPassive && object?.definite === true && object.at < at && alone;
    const resumes = again || (sense.form === "noun" && (isDefinite(view, at) || opensNested(view, at)) && !slots.some((s) => !s.inherited && s.relation !== "attended-by"));
    return { at, frame, sense, slots, object, nested: found.nested, end: found.end, resumes, passive: isPassive, ...(status === undefined ? {} : { status }) };
  }
}

/** "and was formally greeted": "and" before the auxiliaries of a passive. */
function joinsOn(view: View, at: number): boolean {
  let i = at - 1;
  while (has(view.elements[i], "auxiliary") || (i > 0 && isAdverb(view, i))) i--;
  return i < at - 1 && has(view.elements[i], "conjunction");
}

const WHOM_REACH = 4; // elements from the relative pronoun to the verb

/** The party behind which a preposition and a relative pronoun open the verb's clause: "N, to whom he delivered". */
function relativeHead(view: View, at: number): { readonly relation: Relation; readonly actor: Actor } | undefined {
  for (let i = at - 1; i > 0 && at - i <= WHOM_REACH; i--) {
    if (!has(view.elements[i], "relative")) continue;
    const preposition = senseOf(view.elements[i - 1]?.item, "marker");
    const actor = headBefore(view, i - 1);
    return preposition && actor ? { relation: preposition.value as Relation, actor } : undefined;
  }
  return undefined;
}

/** An unknown word with a capital right before the verb. */
function hasUnknownSubject(view: View, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && (has(view.elements[i], "auxiliary") || isAdverb(view, i))) i--;
  const element = view.elements[i];
  const token = tokenAt(element);
  return element?.actor === undefined && element?.item?.senses.length === 0 && token?.kind === "word" && token.capital;
}

/** "N and M were at the airport to welcome": who opens the sentence, where no verb before is known. */
function openingSubject(view: View, at: number): Actor | undefined {
  for (let i = 0; i < at; i++) {
    const actor = view.elements[i]?.actor;
    if (actor && actor.kind !== "country" && !isGoverned(view, i) && !isOwner(view, i)) return actor;
  }
  return undefined;
}

/** Behind a party its clause ends, or goes on with a date, a preposition or "and". */
function isClosed(view: View, actor: Actor | undefined): boolean {
  const at = view.elements.findIndex((e) => e.actor === actor);
  if (actor === undefined || at < 0) return false;
  const next = view.elements[at + 1];
  if (!next || isComma(next) || closesClause(view, next)) return true;
  // "called N to discuss the war", "… to congratulate him", not "called N to resign"
  const purpose = marker(next, "to") && isInfinitive(view, at + 2) ? view.elements[at + 2] : undefined;
  if (has(next, "topic-cue") || has(purpose, "trigger")) return true;
  if (opensInfinitive(view, at + 1) || purpose !== undefined) return false;
  if (hasSense(view.items[next.from], "here")) return true; // where the dateline tells which state that is, it is read as a place
  return (["conjunction", "date", "weekday", "marker", "during", "boundary", "relative", "adverb"] as const).some((kind) => has(next, kind));
}

/** Subjects of the finite verb that a phrase hangs on: "A and B discussed it in a telephone conversation". */
function clauseSubjects(view: View, at: number): readonly Actor[] {
  for (let i = at - 1; i >= 0; i--) {
    const element = view.elements[i];
    if (!element?.item) continue;
    if (closesClause(view, element)) return [];
    if (isFiniteVerb(view, i)) return readLeft(view, i).subjects;
  }
  return [];
}

/** A verb that carries its clause: with a tense, or behind an auxiliary. */
function isFiniteVerb(view: View, at: number): boolean {
  const element = view.elements[at];
  const verb = element?.item?.senses.find((s) => (s.kind === "trigger" || s.kind === "quote-verb") && s.form === "verb");
  if (!verb || !isVerb(view, at)) return false;
  return verb.tense !== undefined || has(view.elements[at - 1], "planned") || has(view.elements[at - 1], "auxiliary") || has(view.elements[at - 1], "conjunction");
}

const WITHIN_REACH = 5; // elements

/** "during N's official visit", "the upcoming visit": what opens the phrase of a noun is a time or a plan. */
function isWithin(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= WITHIN_REACH; i--) {
    const element = view.elements[i];
    if (has(element, "during") || has(element, "planned")) return true;
    if (!element?.actor && !has(element, "determiner") && !has(element, "possessive") && !has(element, "pronoun") && !isAdjective(view, i)) return false;
  }
  return false;
}

const OPENER_REACH = 4; // elements

/** What stands before a noun, its article and its adjectives. */
function openerOf(view: View, at: number): number {
  let i = at - 1;
  while (i >= 0 && at - i <= OPENER_REACH && (has(view.elements[i], "determiner") || isAdjective(view, i))) i--;
  return i;
}

/** A noun behind "in", "during" and the like. */
function opensNested(view: View, at: number): boolean {
  const i = openerOf(view, at);
  return has(view.elements[i], "during") || marker(view.elements[i], "in", "by", "through") !== undefined;
}

/** A noun with a preposition before it: "(hosted) in a meeting". */
function isBehindMarker(view: View, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && at - i <= 3 && (has(view.elements[i], "determiner") || isAdjective(view, i))) i--;
  return view.elements[i]?.item?.senses.some((s) => s.kind === "marker" || s.kind === "during") === true;
}

/** A gerund right behind a noun is told of it: "a letter expressing concern". */
function standsFree(view: View, at: number): boolean {
  let i = at - 1;
  while (i >= 0 && isAdverb(view, i)) i--;
  const before = view.elements[i];
  if (!before || before.actor || tokenAt(before)?.kind === "punct") return true;
  if (has(before, "denied") && has(before, "quote-verb")) return true; // "denied meeting N"
  return (["boundary", "during", "marker", "conjunction", "auxiliary", "date", "weekday"] as const).some((kind) => has(before, kind));
}

/** The party or pronoun that a noun belongs to: "his meeting", "Kenya's recent visit". */
function ownerOf(view: View, at: number): Actor | undefined {
  for (let i = at - 1; i >= 0 && at - i <= 4; i--) {
    const element = view.elements[i] as Element;
    if (has(element, "possessive")) return view.elements[i - 1]?.actor;
    const pronoun = senseOf(element.item, "pronoun");
    if (pronoun?.flag === "possessive") return pronounActor(view, element, pronoun.value === "3p" ? "3d" : (pronoun.value as Pronoun));
    if (element.actor || !isAdjective(view, i)) return undefined;
  }
  return undefined;
}

/** "N, during a meeting with M, said": of whom a phrase between commas is told. */
function asideSubject(view: View, at: number): Actor | undefined {
  const { elements } = view;
  const i = openerOf(view, at);
  const opens = has(elements[i], "during") || marker(elements[i], "in");
  const subject = opens && isComma(elements[i - 1]) ? elements[i - 2]?.actor : undefined;
  return subject?.kind === "person" && !isGoverned(view, i - 2) ? subject : undefined;
}

/** "After meeting N, the minister said": the subject behind a fronted phrase. */
function rightSubject(view: View, end: number): Actor | undefined {
  const { elements } = view;
  const at = isComma(elements[end]) ? end + 1 : isComma(elements[end - 1]) ? end : undefined;
  if (at === undefined) return undefined;
  const i = skipArticle(view, at);
  return elements[i]?.actor && opensClause(view, pastRelative(view, i)) ? elements[i]?.actor : undefined;
}

/** "N, who is based in X, (said)". @returns the comma that closes what is told of a party, or the party */
function pastRelative(view: View, at: number): number {
  if (!isComma(view.elements[at + 1]) || !has(view.elements[at + 2], "relative")) return at;
  for (let i = at + 3; i <= at + MAX_RELATIVE; i++) if (isComma(view.elements[i])) return i;
  return at;
}

const MAX_RELATIVE = 15; // elements

/** "The Saudi relief plane carrying food aid (arrived)": told of the carrier rather than of the load. */
function nationBefore(view: View, at: number, frame: Frame): Actor | undefined {
  if (frame.roles["nation"] === undefined) return undefined;
  for (let i = at - 1; i >= 0 && at - i < OBJECT_REACH; i--) {
    const nation = nationOf(view, i, frame);
    if (nation) return nation;
  }
  return undefined;
}

const OBJECT_REACH = 25;

/** "The embassy of X in Y (reopened)": a mention that stands for its state, and holds the object. */
const isMissionOf = ({ items }: View, { kind, from, to }: Actor, { needs }: Frame): boolean =>
  kind === "country" && items.slice(from, to).some((item) => item.senses.some((s) => s.kind === "object" && needs.includes(s.value)));

/** Where that mission is: the city or state at the end of the mention. */
function seatOfMission(view: View, element: Element): Slot[] {
  const last = element.actor && view.items[element.actor.to - 1];
  const country = senseOf(last, "city")?.country ?? senseOf(last, "country")?.value;
  return country === undefined || country === element.actor?.country ? [] : [{ relation: "in", actor: nationActor(view, element, country), place: "object", inherited: false }];
}

/** "a letter … was handed over", "the letter that N delivered": an object noun on the left, no other verb between. */
function leftObject(view: View, at: number, frame: Frame): number | undefined {
  for (let i = at - 1; i >= 0 && at - i < OBJECT_REACH; i--) {
    const element = view.elements[i] as Element;
    if (frameObject(element, frame) || (element.actor && isMissionOf(view, element.actor, frame))) return i;
    const parted = isComma(element) ? objectBehindAside(view, i, frame) : undefined;
    if (parted !== undefined) return parted;
    if (has(element, "boundary") && element.item && !has(element, "marker") && view.elements[i + 1]?.actor?.reference.to === "pronoun") return undefined; // "while he is …"
    const previous = view.elements[i - 1];
    // "a relief plane carrying food (arrived)": a participle behind the object tells more of it.
    const tellsMore = previous && frameObject(previous, frame) && senseOf(element.item, "trigger")?.form === "participle";
    // "relief supplies donated by X (arrived)"
    const reduced = isPast(element) && !has(previous, "auxiliary") && marker(view.elements[i + 1], "by") !== undefined;
    // "a message that N had sent": a helping verb
    const helps = has(element, "auxiliary") && isPast(view.elements[i + 1]);
    if (element.item && has(element, "quote-verb") && isVerb(view, i) && !has(element, "stop") && !tellsMore && !reduced && !helps) return undefined;
  }
  return undefined;
}

/** "(a meeting) between A and B (was held)", "between A, B and C", "of A, B and C": of three, the second stands behind a comma. */
function goesOnWithSide(view: View, { slots }: Scan, relation: Relation | "bare" | undefined): boolean {
  if (relation !== "between" && relation !== "of") return false;
  const [first, ...others] = slots.filter((s) => s.relation === relation);
  if (!first || others.length === 0) return first !== undefined && relation === "between";
  const at = (slot: Slot): number => view.elements.findIndex((e) => e.actor === slot.actor);
  return others.every((s) => isComma(view.elements[skipBack(view, at(s))]));
}

/** "making": of whatever verb, known or not. */
const hasGerundShape = (view: View, element: Element | undefined): boolean => view.rules.gerund?.test(tokenAt(element)?.key ?? "") === true;

/** "The aid, made up of tonnes of food, was delivered": an object noun that a clause between commas parts from its verb. */
function objectBehindAside(view: View, comma: number, frame: Frame): number | undefined {
  for (let i = comma - 2; i > 0 && comma - i < OBJECT_REACH; i--) {
    if (closesClause(view, view.elements[i])) return undefined;
    if (!isComma(view.elements[i])) continue;
    const first = view.elements[i + 1];
    const opens = has(first, "relative") || has(first, "instance") || isPast(first) || hasGerundShape(view, first);
    if (opens && frameObject(view.elements[i - 1] as Element, frame)) return i - 1;
  }
  return undefined;
}

/** "(X will send aid to Y), Secretary N announced": a reporting verb whose subject a comma parts from what it reports. */
const isTailOf = (view: View, at: number, object: number): boolean =>
  senseOf(view.elements[at]?.item, "quote-verb")?.flag === "own" && view.elements[at - 1]?.actor !== undefined && isComma(view.elements[at - 2]) && object < at - 2;

const CARRIER_REACH = 10; // elements
const CARGO_REACH = 30; // elements

/** The object noun for what brings a type's object, where its schema has one. */
const carrierOf = ({ type }: Frame): string => `${type}/carrier`;

const isGerund = (element: Element | undefined): boolean => element?.item?.senses.some((s) => s.kind === "trigger" && s.form === "participle") === true;

/** "four aircraft from X arrived": a noun of what brings the object of the frame, as the verb's subject. */
function carrierBefore(view: View, at: number, frame: Frame): number | undefined {
  const carrier = carrierOf(frame);
  if (!view.objects.has(carrier)) return undefined;
  for (let i = at - 1; i >= 0 && at - i <= CARRIER_REACH; i--) {
    const element = view.elements[i] as Element;
    if (element.item?.senses.some((s) => s.kind === "object" && s.value === carrier)) return i;
    if (verbSense(element) || isComma(element) || closesClause(view, element)) return undefined;
  }
  return undefined;
}

/** "(arrived …), carrying tonnes of aid": the object behind the verb. */
function cargoBehind(view: View, at: number, frame: Frame): number | undefined {
  for (let i = at + 1; i < view.elements.length && i - at <= CARGO_REACH; i++) {
    const element = view.elements[i] as Element;
    if (frameObject(element, frame)) return i;
    if (closesClause(view, element)) return undefined;
  }
  return undefined;
}

/** Parties told between an object noun and its verb: "a letter from X to Y was …". */
function objectSlots(view: View, object: number, verb: number): Slot[] {
  const slots: Slot[] = [];
  let last: Relation | undefined;
  for (let i = object + 1; i < verb; i++) {
    const element = view.elements[i] as Element;
    const sense = senseOf(element.item, "marker");
    // "(aid) for those arriving from X"
    if (sense && isGerund(view.elements[i - 1])) last = undefined;
    else if (sense) last = (sense.value === "of" ? "from" : sense.value) as Relation;
    else if (element.actor && last !== undefined && last !== "in" && !isOwner(view, i)) {
      slots.push({ relation: last, actor: element.actor, place: "object", inherited: false });
      if (!has(view.elements[i + 1], "conjunction")) last = undefined;
    } else if (has(element, "relative")) break;
  }
  return slots;
}

const UNREAL_NOUN = 3; // elements from "invited" to the noun
const UNREAL_REACH = 14; // elements

/** What auxiliaries, "to" and the verb it depends on make of a trigger; "none" for what is only possible. */
function statusOf(view: View, at: number, sense: Sense): Status | "none" | undefined {
  const { elements } = view;
  if (sense.form === "noun") {
    // "will travel to X for talks with N"
    for (let i = at - 1; i >= 0; i--) {
      const verb = verbSense(elements[i] as Element);
      if (at - i <= 2 && verb && verb.tense === undefined && has(elements[i - 1], "planned")) return "planned"; // "the visit will include talks with N"
      if (closesClause(view, elements[i])) return undefined;
      // "have been invited for state visits", "sought a (bilateral) meeting between N and M"
      if (has(elements[i], "unreal") && at - i <= UNREAL_NOUN && (marker(elements[i + 1], "for") || has(elements[i + 1], "determiner") || i + 1 === at)) return "none";
      // "looks forward to visiting X and attending the meeting of N and M"
      const wished = elements[marker(elements[i + 1], "to") ? i + 2 : i + 1];
      if (has(elements[i], "unreal") && at - i <= WISHED_NOUN && wished?.item?.senses.some((s) => s.form === "participle")) return "none";
      const infinitive = marker(elements[i - 1], "to") && elements[i]?.item?.senses.some((s) => s.form === "verb" && s.tense === undefined);
      if (infinitive && !opensNested(view, at)) return "planned";
      if (isFiniteVerb(view, i)) return isPlanned(view, i) || joinsPlan(view, i) ? "planned" : undefined;
    }
    return undefined;
  }
  // "looks forward to welcoming N"
  if (sense.form === "participle" && (has(elements[at - 1], "unreal") || (marker(elements[at - 1], "to") && has(elements[at - 2], "unreal")))) return "none";
  if (sense.form !== "verb") return undefined;
  for (let i = at - 1, steps = 0; i >= 0 && steps < 4; i--, steps++) {
    const element = elements[i];
    if (has(element, "planned")) return undefined;
    if (senseOf(element?.item, "auxiliary")?.value === "modal") return "none";
    if (!has(element, "auxiliary") && !isAdverb(view, i) && !has(element, "denied")) break;
  }
  if (sense.tense !== undefined) return sense.tense === "present" && isTimeOfPlan(view, at) ? "planned" : undefined;
  if (joinsPlan(view, at)) return "planned";
  if (!marker(elements[at - 1], "to")) return undefined;
  const superlative = superlativeBefore(view, at - 1);
  if (superlative !== undefined) return isPlanned(view, superlative) ? "planned" : undefined;
  for (let i = at - 2; i >= 0 && at - i <= UNREAL_REACH; i--) {
    if (closesClause(view, elements[i])) break;
    if (has(elements[i], "unreal")) return "none";
    if (isFiniteVerb(view, i)) break;
  }
  return "planned";
}

const WISHED_NOUN = 14; // elements from a wish to the noun of what is wished
const TIME_REACH = 5; // elements from a verb back to "when"
const PLAN_REACH = 20; // elements from there back to "will"

/** "will discuss trade when he meets N": the time of a plan is told in the present. */
function isTimeOfPlan(view: View, at: number): boolean {
  const { elements } = view;
  let opening = at - 1;
  while (opening > 0 && at - opening < TIME_REACH && senseOf(elements[opening]?.item, "boundary")?.flag !== "time") opening--;
  if (senseOf(elements[opening]?.item, "boundary")?.flag !== "time") return false;
  for (let i = opening - 1; i >= 0 && opening - i <= PLAN_REACH; i--) {
    if (has(elements[i], "planned")) return true;
    if (closesClause(view, elements[i])) return false;
  }
  return false;
}

/** "The establishment of relations between X and Y is a landmark": spoken of, not told of. */
const isJudged = (view: View, { form }: Sense, end: number): boolean =>
  form === "noun" && senseOf(view.elements[end]?.item, "auxiliary")?.value === "be" && senseOf(view.elements[end + 1]?.item, "determiner")?.value === "indefinite";

/** A bare verb that goes on with a planned one: "agreed to restore ties and reopen embassies", "will call on N and hold talks". */
function joinsPlan(view: View, at: number): boolean {
  const { elements } = view;
  if (!has(elements[at - 1], "conjunction") || !isBareVerb(elements[at])) return false;
  for (let i = at - 2; i >= 0; i--) {
    if (closesClause(view, elements[i])) return false;
    if (isBareVerb(elements[i]) && isVerb(view, i)) return isPlanned(view, i);
    if (opensInfinitive(view, i)) return true;
  }
  return false;
}

const isBareVerb = (element: Element | undefined): boolean =>
  element?.item?.senses.some((s) => (s.kind === "trigger" || s.kind === "quote-verb") && s.form === "verb" && s.tense === undefined) === true;

/** "the first foreign minister to visit", "the first to congratulate": it was done. */
function superlativeBefore(view: View, to: number): number | undefined {
  for (let i = to - 1; i >= 0 && to - i <= SUPERLATIVE_REACH; i--) {
    const element = view.elements[i];
    if (element?.actor?.kind === "person" && view.items.slice(element.actor.from, element.actor.to).some((item) => item.senses.some((s) => s.kind === "superlative"))) return i;
    if (has(element, "superlative")) return i;
    // "the first foreign leader to visit": the noun right before "to" is whoever did it
    if (i === to - 1 && !element?.actor && tokenAt(element)?.kind === "word" && !has(element, "marker") && !has(element, "auxiliary")) continue;
    if (element?.actor ? i < to - 1 : !isAdjective(view, i)) return undefined;
  }
  return undefined;
}

const SUPERLATIVE_REACH = 5; // elements

/** "to renew": behind "to" a word in small letters that no other class claims. */
function opensInfinitive(view: View, at: number): boolean {
  if (!marker(view.elements[at], "to")) return false;
  const next = view.elements[at + 1];
  const token = tokenAt(next);
  return next?.item !== undefined && token?.kind === "word" && !token.capital && next.item.senses.every((s) => s.kind === "stop");
}

/** "will", "is to" before a verb, or "to" alone. */
function isPlanned(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= 3; i--) {
    const element = view.elements[i];
    if (has(element, "planned")) return true;
    if (!has(element, "auxiliary") && !isAdverb(view, i)) return marker(element, "to") !== undefined;
  }
  return false;
}
