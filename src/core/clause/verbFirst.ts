import { hasSense, isOfType, isVerbal, senseOf } from "../lexicon.ts";
import type { Actor, Frame, Relation, Sense } from "../types.ts";
import { addPair, addStruck, FRONTED, instancePart, isPlural, joinSides, MAX_ZONE, nationOf, relativeTrigger, type Scan, slotList, unmetRelation } from "./slots.ts";
import {
  behind,
  type Clause,
  type ClauseContext,
  closesClause,
  type Element,
  frameObject,
  has,
  isComma,
  nationActor,
  pronounActor,
  type Slot,
  titlesBehind,
  tokenAt,
  type View,
  verbSense,
} from "./view.ts";

/** Clauses of a language whose verb comes before its subject, and whose pronouns are written onto it. */

/** Read the zone to the right of a trigger. Object nouns of the frame do not end it, and their complements are told apart. */
function scan(view: View, at: number, frame: Frame, sense: Sense): Scan {
  const { elements } = view;
  const result: Scan = { slots: [], bare: [], object: undefined, nested: undefined, end: elements.length };
  let relation: Relation | undefined;
  let lastRelation: Relation | "bare" | undefined;
  let conjoined = false;
  let skipping: "clause" | "aside" | undefined; // what is read over: a relative clause, "on the sidelines of …"
  let listing = false; // "several leaders: N, M, L": behind a colon commas join
  let pending: Relation | undefined; // the preposition of a noun that is no party
  const add = (actor: Actor, as: Relation | undefined): void => {
    const key = as ?? (conjoined && lastRelation !== undefined ? lastRelation : "bare");
    if (key === "bare") {
      const group = result.bare[result.bare.length - 1];
      if (conjoined && lastRelation === "bare" && group) group.push(actor);
      else result.bare.push([actor]);
    } else result.slots.push({ relation: key, actor, place: result.object === undefined ? "before" : result.object.definite ? "plain" : "object", inherited: false });
    lastRelation = key;
    relation = undefined;
    if (key !== "bare") pending = undefined;
    conjoined = false;
  };

  for (let i = at + 1; i < elements.length; i++) {
    const element = elements[i] as Element;
    const { actor, item } = element;
    const closing = actor || item?.senses.length ? undefined : asideEnd(view, i);
    if (closing !== undefined) {
      skipping = undefined;
      i = closing;
      continue;
    }
    if (skipping === "aside" && result.bare.length === 1 && ((frame.roles["patient"] !== undefined && endsAside(view, i)) || joinsBehindAside(view, i, frame, result))) skipping = undefined;
    if (skipping) {
      if (isComma(element)) skipping = undefined;
      else if (has(element, "trigger") && verbSense(element) && !frameObject(element, frame)) {
        result.end = i;
        return result;
      }
      continue;
    }
    if (i - at > MAX_ZONE) {
      result.end = i;
      return result;
    }
    if (actor) {
      // "(arrived in) the Iraqi capital Baghdad", "(left) the capital Doha": where one goes, whatever stands behind it.
      const announced = relation === undefined && actor.kind === "country" ? capitalBefore(view, i) : undefined;
      if (announced !== undefined) {
        const direction = senseOf(elements[announced - 1]?.item, "marker")?.value as Relation | undefined;
        if (direction !== undefined) add(actor, direction);
        else result.slots.push({ relation: "town", actor, place: "plain", inherited: false });
        lastRelation = undefined;
        continue;
      }
      // "the session of the high council of (ل) the union": a body behind another noun is its owner.
      if (relation === "to" && actor.kind === "organization" && isGenitive(view, i, frame)) {
        relation = undefined;
        continue;
      }
      if (actor.reference.to === "sides" && relation === undefined && lastRelation !== undefined && !elements[i - 1]?.actor && !isNamedBelow(view, i)) {
        result.end = i;
        return result;
      }
      // "a letter of the president": the possessor of an indefinite object noun wrote it.
      const owner =
        result.object !== undefined && i === result.object.at + 1 && !result.object.definite && relation === undefined && (frame.roles["object.from"] ?? frame.roles["object.of"]) !== undefined;
      // "as ambassador", "(appointed him) in the post of ambassador"
      const behindObject = result.object !== undefined && i === result.object.at + 1 && relation === undefined;
      // "N who presented his papers (as) ambassador of X": the head of the relative clause did
      const titled = behindObject && frame.roles["as"] !== undefined && has(elements[at - 1], "relative") && actor.kind === "person" && actor.name === undefined;
      const post = titled || (behindObject && givesPost(frame));
      // "(the papers of) envoys accredited to the king": where they are posted.
      if (relation === undefined && has(elements[i - 1], "posting")) {
        lastRelation = undefined;
        // "(recalled) its ambassador to X"
        if (actor.kind === "country" && i - 2 === result.object?.at && frame.roles["object.in"] !== undefined) result.slots.push({ relation: "in", actor, place: "object", inherited: false });
        continue;
      }
      // "(was attended) for the Iraqi side by N": the side is told with who is on it.
      if (view.items[actor.from]?.senses.some((s) => s.kind === "object" && frame.needs.includes(s.value))) result.object ??= { at: i, definite: false };
      const predicate = isPredicate(view, actor, i);
      const before = lastRelation;
      if (post || predicate) add(actor, "as");
      else if (owner) add(actor, frame.roles["object.of"] === undefined ? "from" : "of");
      else if (relation === undefined && !conjoined && (isPossessor(view, i, frame) || isOfPurpose(view, i, frame))) lastRelation = undefined;
      else add(actor, relation);
      // "N, as ambassador of X, and M, as ambassador of Y": the list goes on behind what is told of one.
      if (predicate && elements[i - 1]?.actor?.kind === "person") lastRelation = before;
      continue;
    }
    const nation = nationOf(view, i, frame);
    if (nation) result.slots.push({ relation: "nation", actor: nation, place: "plain", inherited: false });
    // "(signed) a memorandum on consultations": what it is about is not the verb's.
    const object = frameObject(element, frame);
    if (object && relation === "about") continue;
    // "received, each on his own (كلا على حدة), N and M": how it was done is no object, nor are the commas around it an end.
    if (frame.each !== undefined && item?.senses.some((s) => s.kind === "object" && frame.beside.includes(s.value))) {
      if (isComma(elements[i + 1])) i++;
      continue;
    }
    if (object) {
      result.object ??= { at: i, definite: tokenAt(element)?.definite ?? false };
      relation = undefined;
      conjoined = false;
      lastRelation = undefined;
      continue;
    }
    if (has(element, "during")) {
      const inner = nestedTrigger(view, i);
      if (inner !== undefined) result.nested = inner;
      const anchor = elements[i + 1]?.item?.senses.every((s) => s.kind === "stop") === true && !elements[i + 1]?.actor ? i + 2 : i + 1; // "during (this) visit"
      if (has(elements[anchor], "anchor")) {
        i = anchor;
        relation = undefined;
        continue;
      }
      if (inner !== undefined) {
        // "N received, during his visit to X, M": one more party behind the comma.
        const open = result.bare.length === 1 && result.bare[0]?.length === 1 && frame.roles["patient"] !== undefined;
        const behind =
          (sense.form === "verb" ? beforeDoer(view, inner, frame, result) : undefined) ??
          objectBehind(view, inner, frame, result) ??
          uponObject(view, inner, frame, result) ??
          (open ? (asideComma(view, inner) ?? asideObject(view, inner)) : undefined);
        if (behind === undefined) {
          result.end = i;
          return result;
        }
        i = behind;
      }
      relation = undefined;
      lastRelation = undefined;
      // "on the sidelines of …": read over up to the next comma
      if (has(element, "boundary") && (elements[i + 1] === undefined || !frameObject(elements[i + 1] as Element, frame))) skipping = "aside";
      continue;
    }
    const speaks = relation === undefined && (i === at + 1 || (conjoined && cityOf(view, i - 2) !== undefined)) ? metonym(view, at, i, frame, sense) : undefined;
    if (speaks) {
      add(speaks, undefined);
      continue;
    }
    // "(recalled) its ambassador in Madrid", "… from Madrid"
    const posted =
      i - 2 === result.object?.at && (relation === "in" || relation === "from" || relation === "with" || has(elements[i - 1], "posting")) && frame.roles["object.in"] !== undefined
        ? cityOf(view, i)?.country
        : undefined;
    if (posted !== undefined) {
      result.slots.push({ relation: "in", actor: nationActor(view, element, posted), place: "object", inherited: false });
      relation = undefined;
      continue;
    }
    // "visited Doha": a verb of travel takes a city for its object.
    const town = frame.roles["town"] === undefined || relation !== undefined || has(element, "given") ? undefined : senseOf(item, "city");
    if (town?.country !== undefined) {
      result.slots.push({ relation: "town", actor: nationActor(view, element, town.country), place: "plain", inherited: false });
      continue;
    }
    // "several leaders, among them N and M"
    const part = has(element, "instance") ? instancePart(elements[pastColon(view, i + 1)], view, frame, result, pending, lastRelation) : undefined;
    if (part !== undefined) {
      relation = part === "bare" ? undefined : part;
      lastRelation = undefined;
      conjoined = false;
      listing = true;
      i = pastColon(view, i + 1) - 1;
      continue;
    }
    const marker = senseOf(item, "marker");
    // "chaired by N, and in the presence (وحضور) of M": only behind who else was there
    const unjoined = marker?.flag === "joined" && !result.slots.some((s) => isAttendance(s.relation));
    if (marker && !unjoined) {
      if (marker.clitic !== undefined) {
        // "the first visit of his (له) to X": whose journey it is, and not where to
        const journey = frame.roles["to"] !== undefined && frame.roles["in"]?.[0] === frame.roles["to"][0];
        if (marker.value === "to" && journey && i - 1 === result.object?.at) continue;
        add(pronounActor(view, element, marker.clitic), marker.value as Relation);
        continue;
      }
      // "as envoy of (من قبل) the president": who sent him, not who did it.
      if (marker.value === "by" && lastRelation === "as" && elements[i + 1]?.actor) {
        lastRelation = undefined;
        i++;
        continue;
      }
      const listed = item?.senses.filter((s) => s.kind === "marker" && frame.roles[s.value] !== undefined) ?? [];
      // "the relations between X and Y": what they talked about.
      relation = marker.value === "between" && isTopical(view, i) ? "about" : ((listed[0]?.value ?? marker.value) as Relation);
      conjoined = false;
      continue;
    }
    // "(received the new ambassadors,) who are N and M": named as one more of them
    if (has(element, "conjunction") || (has(element, "namely") && has(elements[i - 1], "conjunction"))) {
      conjoined = true;
      continue;
    }
    if (isComma(element)) {
      // "(met) N, who visits X, M": M is none of the relative clause.
      const inner = sense.form === "verb" && has(elements[at - 1], "relative") && isComma(elements[at - 2]) && isTitled(elements[i + 1]) && elements[i - 1]?.actor?.kind !== "person";
      if (inner && elements.slice(0, at - 2).some((e) => verbSense(e) !== undefined)) {
        result.end = i;
        return result;
      }
      // "N, M and L": behind "and" the list is closed
      if (elements[i - 1]?.actor && has(elements[i - 2], "conjunction") && !has(elements[i + 1], "conjunction")) listing = false;
      if (listing && lastRelation !== undefined && relation === undefined) conjoined = true;
      continue;
    }
    const token = tokenAt(element);
    if (token?.kind === "punct") {
      listing ||= token.key === ":";
      if (closesClause(view, element) && (token.key !== ":" || isQuoteMark(view, i + 1))) {
        result.end = i;
        return result;
      }
      continue;
    }
    if (has(element, "relative")) {
      // "the meeting that took place (الذي تم) yesterday in X between N and M"
      const apart = sense.form === "noun" && frame.roles["between"] !== undefined && has(elements[i + 1], "light") ? pastOccasion(view, i + 2) : undefined;
      if (apart !== undefined && senseOf(elements[apart]?.item, "marker")?.value === "between") {
        i = apart - 1;
        continue;
      }
      // A relative clause that holds a trigger ends the zone; any other is read over.
      if (relativeTrigger(view, i, NESTED_REACH)) {
        // "met N, who is on a visit to X, M": the object stands behind the comma that closes the clause.
        const waits = isComma(elements[i - 1]) && elements[i - 2]?.actor !== undefined && result.bare.length === 1 && result.bare[0]?.length === 1 && frame.roles["patient"] !== undefined;
        const closes = waits && sense.form === "verb" && result.slots.length === 0 ? commaOfRelative(view, i) : undefined;
        if (closes !== undefined) {
          i = closes;
          relation = undefined;
          lastRelation = undefined;
          continue;
        }
        result.end = i;
        return result;
      }
      // "received cables on a feast that fell on Monday, from N and M"
      const source = result.object ? beforeSource(view, i, frame, result) : undefined;
      if (source === undefined) skipping = "clause";
      else i = source;
      continue;
    }
    // "expressed [the union] about its (deep) concern", "signed on (three) memoranda": the preposition of the object itself.
    const preposition = senseOf(item, "boundary")?.flag === "preposition";
    const objectAt = (k: number): boolean => elements[k] !== undefined && frameObject(elements[k] as Element, frame) !== undefined;
    if (has(element, "boundary") && (objectAt(i + 1) || ((preposition || frame.upon) && objectAt(i + 2)))) continue;
    // "(its concern) at the situation in X"
    if (preposition && result.object && frame.roles["object.in"] !== undefined && lastRelation !== "in") continue;
    // "met in the course of it (خلالها) N", "held N, after that (عقب ذلك), talks"
    if (isWithin(element) && sense.form === "verb" && !elements.slice(at + 1, i).some(verbSense)) continue;
    // "before noon today", "after the afternoon of Saturday"
    if (has(element, "boundary") && !has(element, "quote-verb") && isTimeAhead(view, i)) continue;
    // "…, and there (وكان) to receive him was N": the next clause.
    if (senseOf(item, "auxiliary")?.value === "be" && (isComma(elements[i - 1]) || has(elements[i + 1], "trigger")) && sense.form === "verb") {
      result.end = i;
      return result;
    }
    // "… and it is planned that": the next clause.
    if (has(element, "planned") && has(elements[i - 1], "conjunction")) {
      result.end = i;
      return result;
    }
    if (has(element, "modifier")) continue;
    // "received, leaning on a stick, M": read over up to the comma that the object stands behind.
    const aside = has(element, "boundary") && result.bare.length === 1 && frame.roles["patient"] !== undefined && isAsideWord(view, i) ? (asideComma(view, i) ?? asideObject(view, i)) : undefined;
    // "received cables on the occasion of the new year, from N and M"
    const behind = aside ?? (has(element, "boundary") && token?.kind === "word" && result.object ? beforeSource(view, i, frame, result) : undefined);
    if (behind !== undefined) {
      i = behind;
      relation = undefined;
      lastRelation = undefined;
      continue;
    }
    const verb = hasMarkerBefore(view, i) ? undefined : verbSense(element);
    if (verb && describesObject(view, i, frame)) continue;
    // "during the meeting the signing of a memorandum between N and M (took place)": another event's noun begins its own phrase.
    if (sense.form === "noun" && i === at + 1 && has(elements[at - 1], "during") && tokenAt(element)?.definite && isOtherNoun(element, frame)) {
      result.end = i;
      return result;
    }
    if ((has(element, "trigger") && (verb || isDuringNoun(view, i))) || has(element, "boundary") || (has(element, "quote-verb") && !has(element, "given"))) {
      result.end = i;
      return result;
    }
    if (has(element, "topic-cue") && !has(element, "trigger") && sense.form !== "noun" && lastRelation !== undefined && !has(element, "marker")) {
      result.end = i;
      return result;
    }
    // "(travelled to X) to hand over a letter": a purpose with an object of its own is the next clause.
    if (has(element, "trigger") && isPurpose(view, i) && !frameObject(elements[i + 1] as Element, frame)) {
      result.end = i;
      return result;
    }
    // "(left for X) to take part in …": where to has been told
    if (result.slots.some((s) => s.relation === "to" && s.actor.kind === "country") && has(element, "trigger") && isBehindTo(view, i)) {
      result.end = i;
      return result;
    }
    // "(arrived) in the city of Jeddah": the city's.
    if (relation === "to" && has(element, "place-prefix") && elements[i + 1]?.actor?.kind === "country") continue;
    if (relation !== undefined && has(element, "quantity")) continue; // "in the presence of several officials"
    // Any other word takes the preposition before it.
    pending = relation ?? pending;
    relation = undefined;
    if (!has(element, "date") && !has(element, "attribute")) conjoined = false;
  }
  return result;
}

/** "the Iraqi capital" before a city. @returns its first element */
function capitalBefore(view: View, at: number): number | undefined {
  const first = has(view.elements[at - 1], "nationality") ? at - 2 : at - 1;
  return has(view.elements[first], "capital") ? first : undefined;
}

/** "(met) on the sidelines of the summit in X N": the object ends what is read over, comma or not. */
function endsAside(view: View, at: number): boolean {
  const before = view.elements[at - 1];
  const actor = view.elements[at]?.actor;
  if (actor?.kind !== "person" || actor.reference.to === "honorific" || actor.reference.to === "pronoun") return false;
  return !has(before, "conjunction") && (has(before, "modifier") || !has(before, "marker")) && !isPossessor(view, at);
}

/** "(met) on the sidelines of the summit with N": the other party of a verb that still waits for it. */
const joinsBehindAside = (view: View, at: number, { roles }: Frame, { slots }: Scan): boolean =>
  roles["with"] !== undefined && senseOf(view.elements[at]?.item, "marker")?.value === "with" && view.elements[at + 1]?.actor?.kind === "person" && !slots.some((s) => s.relation === "with");

/** "(took an invitation) to visit (لزيارة) X": the state is the visit's. */
const isOfPurpose = (view: View, at: number, frame: Frame): boolean => view.elements[at]?.actor?.kind === "country" && isBehindTo(view, at - 1) && isOtherNoun(view.elements[at - 1] as Element, frame);

/** The element before the object that ends what is read over, where neither a mark nor a verb stands ahead of it. */
function asideObject(view: View, from: number): number | undefined {
  for (let i = from + 1; i < view.elements.length; i++) {
    const element = view.elements[i] as Element;
    if (tokenAt(element)?.kind === "punct" || verbSense(element)) return undefined;
    if (endsAside(view, i)) return i - 1;
  }
  return undefined;
}

/** A city that is not where the world meets. */
function cityOf(view: View, at: number): Sense | undefined {
  const element = view.elements[at];
  const city = element?.actor || has(element, "given") ? undefined : senseOf(element?.item, "city");
  return city?.country === undefined || city.flag === "seat" ? undefined : city;
}

const agreesWithCity = (view: View, verb: number): boolean => view.rules.feminine?.test(tokenAt(view.elements[verb])?.key ?? "") === true;

/** "Moscow summoned the ambassador": a city beside a verb that agrees with it, for the state whose city it is. */
function metonym(view: View, verb: number, at: number, { roles }: Frame, { form }: Sense): Actor | undefined {
  if (form !== "verb" || roles["agent"] === undefined || roles["town"] !== undefined || !agreesWithCity(view, verb)) return undefined;
  const country = cityOf(view, at)?.country;
  return country === undefined ? undefined : nationActor(view, view.elements[at] as Element, country);
}

/** A verbal noun that other events are told by, and not the frame's. */
const isOtherNoun = ({ item }: Element, { type }: Frame): boolean =>
  item?.senses.some((s) => s.kind === "trigger" && s.form === "noun") === true && !item.senses.some((s) => s.kind === "trigger" && isOfType(s, type));

/** "the (Egyptian) officials, among them N": who they are follows. */
function isNamedBelow(view: View, at: number): boolean {
  let i = at + 1;
  while (has(view.elements[i], "nationality") || has(view.elements[i], "conjunction") || isComma(view.elements[i])) i++;
  return has(view.elements[i], "instance");
}

/** The element after a colon and the quotation mark that a list may stand in. */
function pastColon(view: View, at: number): number {
  let i = at;
  while (tokenAt(view.elements[i])?.key === ":" || isQuoteMark(view, i)) i++;
  return i;
}

/** The element after the words for a day and a place. */
function pastOccasion(view: View, at: number): number {
  let end = at;
  for (;;) {
    const element = view.elements[end];
    if (has(element, "date") || has(element, "weekday") || element?.actor?.kind === "country" || cityOf(view, end)) end++;
    else if (senseOf(element?.item, "marker")?.value === "in" && (view.elements[end + 1]?.actor?.kind === "country" || cityOf(view, end + 1))) end++;
    else return end;
  }
}

const OCCASION_REACH = 10; // elements

/** The element before a "from" with a person behind an occasion, where who sent the object is not told yet and no verb stands between. */
function beforeSource(view: View, at: number, frame: Frame, { slots }: Scan): number | undefined {
  if (frame.roles["object.from"] === undefined && frame.roles["from"] === undefined) return undefined;
  if (slots.some((s) => s.relation === "from")) return undefined;
  for (let i = at + 1; i < view.elements.length && i - at <= OCCASION_REACH; i++) {
    const element = view.elements[i] as Element;
    if (verbSense(element) || closesClause(view, element)) return undefined;
    if (senseOf(element.item, "marker")?.value !== "from") continue;
    let source = i + 1;
    while (has(view.elements[source], "modifier") || tokenAt(view.elements[source])?.key === ":") source++; // "from each of", "from:"
    if (view.elements[source]?.actor?.kind === "person") return i - 1;
  }
  return undefined;
}

/** "a plane (that) carries …": behind an indefinite noun of the event and its adjectives a verb tells more of that noun. */
function describesObject(view: View, at: number, { type }: Frame): boolean {
  for (let i = at - 1; i >= 0; i--) {
    const element = view.elements[i] as Element;
    const token = tokenAt(element);
    if (element.actor || token?.kind !== "word" || token.definite) return false;
    if (element.item?.senses.some((s) => s.kind === "object" && isOfType(s, type))) return true;
    if (!has(element, "nationality") && !has(element, "modifier") && !view.rules.adjective.test(token.key)) return false;
  }
  return false;
}

const UNREAL_REACH = 14; // elements

/** "an invitation to visit": told of no event. */
function isUnreal(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= UNREAL_REACH; i--) if (has(view.elements[i], "unreal")) return true;
  return false;
}

/** A word with a "to" written onto it. */
const isBehindTo = (view: View, at: number): boolean => tokenAt(view.elements[at])?.glued === true && senseOf(view.elements[at - 1]?.item, "marker")?.value === "to";

/** "by (meeting N)": a verbal noun that tells how the verb before it is done. */
function isBehindBy(view: View, at: number): boolean {
  if (tokenAt(view.elements[at])?.glued !== true || senseOf(view.elements[at - 1]?.item, "marker")?.value !== "with") return false;
  const verb = view.elements.slice(0, at).findLast((e) => isVerbal(e.item));
  return verb !== undefined && verbSense(verb) !== undefined && !has(verb, "light"); // none that only reports, or lends its subject
}

/** A verbal noun of purpose with an object noun behind: "to hand over a letter". */
const isPurpose = (view: View, at: number): boolean =>
  isBehindTo(view, at) && view.elements[at]?.item?.senses.some((s) => s.kind === "trigger" && s.form === "noun") === true && has(view.elements[at + 1], "object");

/** Behind a comma and an indefinite accusative: "leaning (متكئا) on". */
const isAsideWord = (view: View, at: number): boolean => isComma(view.elements[at - 2]) && view.rules.adverb.test(tokenAt(view.elements[at - 1])?.key ?? "");

const ASIDE_MARKS = new Set(["-", "–", "—", "(", ")"]);
const MAX_ASIDE = 40;
const MAX_SOURCE = 10; // elements

/** "- which he opened on behalf of … -", "(according to the agency)", ", as the agency reported,": a relative clause or a source between marks. @returns the element that closes it */
function asideEnd(view: View, at: number): number | undefined {
  if (isComma(view.elements[at]) && senseOf(view.elements[at + 1]?.item, "boundary")?.flag === "source") {
    for (let i = at + 2; i < view.elements.length && i - at <= MAX_SOURCE; i++) if (isComma(view.elements[i])) return i;
    return undefined;
  }
  const marks = (i: number): boolean => ASIDE_MARKS.has(tokenAt(view.elements[i])?.key ?? "");
  if (!marks(at) || !(has(view.elements[at + 1], "relative") || has(view.elements[at + 1], "boundary"))) return undefined;
  for (let i = at + 2; i < view.elements.length && i - at <= MAX_ASIDE; i++) if (marks(i)) return i;
  return undefined;
}

/** A party directly behind a common noun is that noun's possessor ("the office of the minister"), no argument of the verb. */
function isPossessor(view: View, at: number, frame?: Frame): boolean {
  const before = view.elements[at - 1];
  if (!before || before.actor || !before.item) return false;
  // "(hosted by) the city of Jeddah": the city itself.
  const governed = senseOf(view.elements[at - 2]?.item, "marker")?.value;
  if ((has(before, "place-prefix") || has(before, "capital")) && view.elements[at]?.actor?.kind === "country" && (governed === undefined || governed === "to")) return false;
  const token = tokenAt(before);
  if (token?.kind !== "word" || token.definite || view.rules.adverb.test(token.key)) return false;
  if (has(before, "decease")) return true;
  // "(received) in Baghdad the minister", "at Baabda Palace": a place by its name has no possessor, nor has a word behind "in" that no list knows.
  if (has(before, "city") || senseOf(before.item, "venue")?.city !== undefined || (before.item.senses.length === 0 && governed === "in")) return false;
  if (before.item.senses.some((s) => s.kind === "venue" && s.flag === "own")) return false; // "in his office": whose it is, is told
  if (before.item.senses.length === 0 && endsVenue(view, at)) return false;
  if (
    (
      [
        "trigger",
        "date",
        "weekday",
        "conjunction",
        "marker",
        "modifier",
        "quantity",
        "namely",
        "instance",
        "prayer",
        "during",
        "attribute",
        "light",
        "honorific",
        "boundary",
        "relative",
        "month",
        "planned",
        "denied",
        "background",
      ] as const
    ).some((kind) => has(before, kind))
  )
    return false;
  // "(in coordination with) the embassy of X": an object of other events is a noun like any
  if (frame ? frameObject(before, frame) !== undefined : has(before, "object")) return false;
  return (["venue", "place-prefix", "stop", "portfolio", "topic", "capital", "anchor", "delegation", "ministry"] as const).some((kind) => has(before, kind)) || before.item.senses.length === 0;
}

/** "(welcomed him) at the airport of N (بمطار هواري بومدين)": the unknown words before are a venue's name. */
function endsVenue(view: View, at: number): boolean {
  let head = at - 1;
  while (at - head <= MAX_VENUE_NAME && view.elements[head]?.item?.senses.length === 0 && !view.elements[head]?.actor) head--;
  return has(view.elements[head], "venue") && has(view.elements[head - 1], "marker");
}

const MAX_VENUE_NAME = 3; // words

const isTimeAhead = (view: View, at: number): boolean => [1, 2].some((step) => has(view.elements[at + step], "date") || has(view.elements[at + step], "weekday"));

/**
 * "(presented his credentials) as ambassador (سفيرا) to X": an office without a name, in the indefinite accusative. The feminine (سفيرة) does
 * not show its case: it stands behind a name and before the state.
 */
function isPredicate(view: View, actor: Actor, at: number): boolean {
  if (actor.kind !== "person" || actor.name || actor.titles.length === 0) return false;
  const item = view.items[actor.from];
  const token = view.sentence.tokens[item?.from ?? -1];
  const offices = item?.senses.filter((s) => s.kind === "office") ?? [];
  if (token === undefined || token.definite || offices.length === 0) return false;
  if (!view.rules.adverb.test(token.key)) {
    const before = view.elements[at - 1]?.actor;
    return before?.kind === "person" && before.name !== undefined && offices.every((s) => s.flag === undefined) && senseOf(view.items[actor.from + 1], "marker")?.value === "to";
  }
  // The dual ("the two ministers of X and Y") ends alike, and takes its states without a preposition.
  let next = actor.from + 1;
  while (hasSense(view.items[next], "modifier")) next++;
  return offices.every((s) => s.flag !== "several") || next > actor.from + 1 || senseOf(view.items[next], "marker")?.value === "to";
}

/** The object noun is the post that somebody is given: no paper of the one who holds it. */
const givesPost = ({ roles }: Frame): boolean => roles["as"] !== undefined && roles["object.from"] === undefined && roles["as"][0] !== roles["agent"]?.[0];

const TOPIC_REACH = 4; // adjectives behind a topic's noun

/** "named N ambassador to X, and M ambassador to Y": who stands before a post is given it, however many they are; who is left names them. */
function byPost(view: View, at: number, frame: Frame, bare: readonly (readonly Actor[])[]): readonly (readonly Actor[])[] {
  const { elements } = view;
  const named: Actor[] = [];
  for (let i = at + 1; i < elements.length; i++) {
    const element = elements[i] as Element;
    if (verbSense(element) || closesClause(view, element)) break;
    const { actor } = element;
    if (actor?.kind !== "person" || !actor.name) continue;
    const post = elements[behind(view, i)];
    if ((post && has(post, "office") && frameObject(post, frame)) || (named.length > 0 && titlesBehind(actor).length > 0)) named.push(actor);
  }
  if (named.length < 2) return bare;
  const others = bare.map((group) => group.filter((actor) => !named.includes(actor))).filter((group) => group.length > 0);
  return [...others, named];
}

/** Behind a topic and its adjectives. */
function isTopical(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= TOPIC_REACH; i--) {
    const element = view.elements[i];
    if (has(element, "topic") && !has(element, "object") && !has(element, "trigger")) return true;
    if (element?.actor || has(element, "marker") || has(element, "object") || has(element, "trigger") || tokenAt(element)?.kind !== "word") return false;
  }
  return false;
}

const DURING_REACH = 10; // elements

/** "(met) N, who visits X, M": the comma that closes a relative clause, where a person with a title stands behind it. */
function commaOfRelative(view: View, relative: number): number | undefined {
  let verbs = 0;
  for (let i = relative + 1; i < view.elements.length && i - relative <= DURING_REACH; i++) {
    const element = view.elements[i] as Element;
    if (isComma(element)) return isTitled(view.elements[i + 1]) ? i : undefined;
    if (isVerbal(element.item) && ++verbs > 1) return undefined;
    if (has(element, "relative") || closesClause(view, element)) return undefined;
  }
  return undefined;
}

/** The comma that closes a phrase of time and has what is wanted behind it: the first one, or any. */
function commaBehind(view: View, from: number, any: boolean, isWanted: (next: Element | undefined) => boolean): number | undefined {
  for (let i = from + 1; i < view.elements.length && i - from <= DURING_REACH; i++) {
    const element = view.elements[i] as Element;
    if (isComma(element)) {
      if (isWanted(view.elements[i + 1])) return i;
      if (!any) return undefined;
    } else if (has(element, "boundary") || has(element, "relative") || verbSense(element) || closesClause(view, element)) return undefined;
  }
  return undefined;
}

/** The comma that a party with a title stands behind. */
const asideComma = (view: View, from: number): number | undefined => commaBehind(view, from, false, isTitled);

const isTitled = (next: Element | undefined): boolean => next?.actor?.kind === "person" && next.actor.titles.length > 0;

/** "took, during his meeting with N, the credentials of …": the comma before the object that the frame still waits for. */
function objectBehind(view: View, from: number, frame: Frame, found: Scan): number | undefined {
  if (frame.needs.length === 0 || found.object !== undefined || found.bare.length === 0) return undefined;
  return commaBehind(view, from, true, (next) => next !== undefined && frameObject(next, frame) !== undefined) ?? objectAfter(view, from, frame);
}

/** "took, during his reception of the ambassador N (,) a letter from M": without the comma, right behind who is received. @returns the element before it */
function objectAfter(view: View, from: number, frame: Frame): number | undefined {
  for (let i = from + 1; i < view.elements.length && i - from <= DURING_REACH; i++) {
    const element = view.elements[i] as Element;
    if (frameObject(element, frame) !== undefined) return has(view.elements[i - 1], "marker") || tokenAt(element)?.glued ? undefined : i - 1;
    if (has(element, "boundary") || has(element, "relative") || has(element, "conjunction") || verbSense(element) || closesClause(view, element)) return undefined;
  }
  return undefined;
}

/** "N was received, on his arrival at X airport, by M": the element before the "by" of a verb whose one party is told, or stands before it. */
function beforeDoer(view: View, from: number, frame: Frame, found: Scan): number | undefined {
  if (frame.roles["by"] === undefined || frame.roles["patient"] === undefined || found.bare.length > 1 || found.slots.length > 0) return undefined;
  for (let i = from + 1; i < view.elements.length && i - from <= DURING_REACH; i++) {
    const element = view.elements[i] as Element;
    if (isComma(element) || has(element, "relative") || verbSense(element) || closesClause(view, element)) return undefined;
    if (senseOf(element.item, "marker")?.value === "by") return view.elements[i + 1]?.actor?.kind === "person" ? i - 1 : undefined;
  }
  return undefined;
}

/** "signed, at the end of their talks in X, upon (على) a memorandum": the preposition of the object that the frame still waits for. */
function uponObject(view: View, from: number, frame: Frame, found: Scan): number | undefined {
  if (frame.needs.length === 0 || found.object !== undefined || found.bare.length === 0) return undefined;
  for (let i = from + 1; i + 1 < view.elements.length && i - from <= DURING_REACH; i++) {
    const element = view.elements[i] as Element;
    if (isComma(element) || has(element, "relative") || verbSense(element) || closesClause(view, element)) return undefined;
    if (has(element, "boundary")) return frameObject(view.elements[i + 1] as Element, frame) ? i : undefined;
  }
  return undefined;
}

/** Behind a preposition of its own stands no verb: "at the head (رأس) of a delegation". */
const hasMarkerBefore = (view: View, at: number): boolean => has(view.elements[at - 1], "marker") && tokenAt(view.elements[at])?.glued !== true;

const isDuringNoun = (view: View, at: number): boolean => has(view.elements[at - 1], "during") || (has(view.elements[at - 1], "conjunction") && !isAttended(view, at));

/** "attended the meeting and the signing": one more object of the verb. */
const isAttended = (view: View, at: number): boolean =>
  has(view.elements[at - 1], "conjunction") && has(view.elements[at - 2], "anchor") && view.elements[at - 3] !== undefined && verbSense(view.elements[at - 3] as Element) !== undefined;

const NESTED_REACH = 3;

/** "(it is planned that) leaves the minister Nairobi": a city behind a party that stands behind the verb is the object. */
const isOwnSubject = (view: View, group: readonly Actor[]): boolean => has(view.elements[view.elements.findIndex((e) => e.actor === group.at(-1)) + 1], "city");

/** "in the course of it": an adverb of the clause that its verb opens. */
const isWithin = (element: Element | undefined): boolean => senseOf(element?.item, "boundary")?.flag === "within";

/** "during (this) visit", "the visit that is planned": a noun in a phrase of time or of plans. */
function opensWithin({ elements }: View, at: number): boolean {
  let i = at - 1;
  while (has(elements[i], "determiner")) i--;
  return has(elements[i], "during") || has(elements[i], "planned") || has(elements[at + 1], "planned");
}

/** Behind "to" written onto it and words with an article, of which none is the verb's object. */
function isGenitive(view: View, at: number, frame: Frame): boolean {
  let i = at - 2;
  for (; i >= 0; i--) {
    const element = view.elements[i];
    if (!element?.item || element.actor || tokenAt(element)?.kind !== "word" || !tokenAt(element)?.definite) break;
    if (frameObject(element, frame)) return false;
  }
  const head = view.elements[i];
  return i < at - 2 && !(head && !head.actor && frameObject(head, frame));
}

/** "The visit includes a meeting with N", "the programme of the visit …": told of an event of another type, and nobody is told before it. */
const isOfOuterEvent = ({ elements }: View, at: number, { type }: Frame): boolean =>
  elements.slice(0, at).every((e) => !e.actor) && elements.slice(0, at).some((e) => has(e, "planned") || e.item?.senses.some((s) => s.kind === "anchor" && s.value !== type));

/** The noun trigger that a "during" opens: directly after it, or after a title of respect. */
function nestedTrigger(view: View, during: number): number | undefined {
  for (let i = during + 1; i <= during + NESTED_REACH; i++) {
    const element = view.elements[i];
    if (!element || element.actor) return undefined;
    if (element.item?.senses.some((s) => s.kind === "trigger" && s.form === "noun")) return has(element, "anchor") && tokenAt(element)?.definite ? undefined : i;
  }
  return undefined;
}

/** A subject before its verb opens its clause; behind a noun it is only that noun's possessor. */
function opensClause(before: Element | undefined): boolean {
  if (!before) return true;
  if (before.actor) return false;
  return (
    tokenAt(before)?.kind !== "word" ||
    (["boundary", "conjunction", "quote-verb", "light", "date", "weekday", "planned", "relative", "modifier", "auxiliary"] as const).some((kind) => has(before, kind))
  );
}

const LEFT_REACH = 4;

/** The party directly before a verb, as its subject: "the minister, today, received …", or the head of a relative clause. */
function leftSubjects(view: View, at: number, consumed: ReadonlySet<Actor>): readonly Actor[] {
  const nearest = leftSubject(view, at, consumed);
  if (!nearest) return [];
  const group = [nearest];
  const from = view.elements.findIndex((e) => e.actor === nearest);
  if (from < 0) return group;
  const relative = view.elements.slice(from, at).some((element) => has(element, "relative")); // its heads may be parties of the clause before
  // "N and M discuss": the parties joined to the nearest one.
  for (let i = from - 1; i > 0 && has(view.elements[i], "conjunction"); i -= 2) {
    if (relative && isComma(view.elements[i - 1])) i--; // "N, and M, who (both) …"
    const actor = view.elements[i - 1]?.actor;
    if (!actor || (consumed.has(actor) && !relative)) break;
    group.unshift(actor);
  }
  return group;
}

function leftSubject(view: View, at: number, consumed: ReadonlySet<Actor>): Actor | undefined {
  const { elements } = view;
  let relative = false;
  if (has(elements[at - 1], "conjunction")) return undefined; // "and handed …": the subject is the main clause's
  // "Moscow summons the ambassador", "(said) that Moscow had summoned …": what opens a headline or a clause
  const city = (at === 1 || has(elements[at - 2], "boundary")) && agreesWithCity(view, at) ? cityOf(view, at - 1)?.country : undefined;
  if (city !== undefined) return nationActor(view, elements[at - 1] as Element, city);
  for (let i = at - 1, steps = 0; i >= 0 && steps < LEFT_REACH; i--, steps++) {
    const element = elements[i] as Element;
    if (element.actor) {
      // "(met) a Saudi delegation (that) visits X": behind an indefinite noun a verb in the present tells more of it
      if (i === at - 1 && element.actor.kind === "delegation" && verbSense(elements[at] as Element)?.tense === "present" && tokenAt(element)?.definite === false) return element.actor;
      if (!relative && (has(elements[i - 1], "marker") || consumed.has(element.actor))) return undefined;
      if (!relative && !opensClause(elements[i - 1]) && !(has(elements[i - 1], "conjunction") && elements[i - 2]?.actor)) return undefined;
      return element.actor;
    }
    if (has(element, "boundary") && has(elements[i - 1], "planned")) continue; // "is to (meet)"
    if (has(element, "boundary") && isComma(elements[i - 1])) return undefined; // ", as (كما) arrived M": another clause
    if (has(element, "relative")) relative = true;
    else if (
      has(element, "date") ||
      has(element, "weekday") ||
      has(element, "planned") ||
      has(element, "modifier") ||
      isComma(element) ||
      has(element, "conjunction") ||
      tokenAt(element)?.kind === "number"
    )
      continue;
    else if (relative && !has(element, "trigger") && !has(element, "boundary")) continue;
    else if (tokenAt(element)?.kind === "punct") continue;
    else if (has(element, "stop") && !element.item?.senses.some((s) => s.kind === "quote-verb" && s.form !== undefined) && steps < 2) continue;
    else break;
  }
  return subjectOfBe(view, at, consumed);
}

const BE_REACH = 10; // elements

/** "N and his deputy had (وكان N ونائبه قد) paid a visit": who stands directly behind the auxiliary that opens the sentence. */
function subjectOfBe(view: View, at: number, consumed: ReadonlySet<Actor>): Actor | undefined {
  const { elements } = view;
  const actor = elements[1]?.actor;
  if (at > BE_REACH || senseOf(elements[0]?.item, "auxiliary")?.value !== "be" || !actor || consumed.has(actor)) return undefined;
  return elements.slice(2, at).some((e) => verbSense(e) || has(e, "marker") || has(e, "relative") || has(e, "boundary")) ? undefined : actor;
}

const MAX_HEADLINE_SUBJECT = 3; // elements

/** "The leadership congratulates N": a headline's subject stands before a verb in the present, and may be no party that we know. */
function isHeadlineSubject(view: View, at: number, sense: Sense): boolean {
  const lead = view.elements.slice(0, at);
  if (!view.sentence.heading || sense.tense !== "present" || lead.length === 0 || lead.length > MAX_HEADLINE_SUBJECT) return false;
  return lead.every((_, i) => isNominal(view, i)) && tokenAt(lead[0])?.definite === true;
}

/** "several foreign ambassadors, who presented": the head of the relative clause is no party, and nobody told before is its subject. */
const opensRelative = (view: View, at: number): boolean => has(view.elements[at - 1], "relative") && leftSubject(view, at, NONE) === undefined;

/** A person told by a name, or a title of one. */
const isOnePerson = ({ kind, name }: Actor): boolean => kind === "person" && name !== undefined;

const NOMINAL_REACH = 12; // elements

/** "that the staff of the embassy arrived": a noun or a number, no adverb and no word of the event itself. */
function isNominal(view: View, at: number): boolean {
  const element = view.elements[at] as Element;
  const token = tokenAt(element);
  if (token?.kind === "number") return true;
  if (element.actor || token?.kind !== "word") return false;
  if (has(element, "object")) return true;
  const others = ["anchor", "marker", "during", "conjunction", "date", "weekday", "quote-verb", "trigger", "boundary", "light", "auxiliary", "planned", "relative", "modifier", "prayer"] as const;
  return !view.rules.adverb.test(token.key) && others.every((kind) => !has(element, kind));
}

/** "and the crown prince received the Arab leaders": behind the party stands the verb's object, a noun that is no party. */
function takesNoun(view: View, group: readonly Actor[]): boolean {
  const last = view.elements.findIndex((e) => e.actor === group.at(-1));
  const at = isComma(view.elements[last + 1]) ? last + 2 : last + 1;
  const token = tokenAt(view.elements[at]);
  // "leaders of (the) states (قادة الدول)"
  const construct = token?.definite === false && !view.rules.adverb.test(token.key) && tokenAt(view.elements[at + 1])?.definite === true && isNominal(view, at + 1) && !view.elements[at + 1]?.actor;
  return last >= 0 && (token?.definite === true || construct) && token?.glued === false && isNominal(view, at) && !has(view.elements[at], "venue");
}

/** "(said) that three planes arrived": behind "that" a noun which is no party is the verb's subject. */
function hasNominalSubject(view: View, at: number): boolean {
  for (let i = at - 1; i >= 0 && at - i <= NOMINAL_REACH; i--) {
    const element = view.elements[i] as Element;
    const token = tokenAt(element);
    if (element.actor || token?.kind === "punct" || has(element, "conjunction") || has(element, "date") || has(element, "weekday") || has(element, "relative") || verbSense(element)) return false;
    if (has(element, "boundary")) return i + 1 < at && isNominal(view, i + 1);
  }
  return false;
}

/** Bind a frame to a trigger. @returns undefined when a condition of the frame fails; `why` receives the reason. */
export function bindVerbFirst(view: View, at: number, frame: Frame, sense: Sense, context: ClauseContext, why?: (reason: string) => void): Clause | undefined {
  const { elements } = view;
  // "its condemnation (إدانتها)" and "she condemned it" are one word: where the type knows the noun, it is that.
  if (sense.form === "verb" && sense.clitic !== undefined && elements[at]?.item?.senses.some((s) => s.kind === "object" && isOfType(s, frame.type))) {
    why?.("a noun here, not the verb");
    return undefined;
  }
  const element = elements[at] as Element;
  const found = scan(view, at, frame, sense);
  let object = found.object;
  let clitic = sense.clitic;

  if (frame.needs.length > 0 && !object) {
    const own = frameObject(element, frame);
    if (own) object = { at, definite: tokenAt(element)?.definite ?? false };
    else {
      const left = leftObject(view, at, frame);
      if (left !== undefined) object = { at: left, definite: true };
      else if (clitic === "3fs" && frame.needs.some((name) => context.knownObject(name))) {
        object = { at, definite: true };
      } else {
        why?.(`needs ${frame.needs.join(" or ")}`);
        return undefined;
      }
      if (clitic === "3fs") clitic = undefined;
    }
  }

  const list = slotList(found.slots);
  const { slots, add: slot, addAll: group } = list;
  addPair(view, at, object, frame, list);
  addStruck(view, at, object, frame, list);
  const takesPatient = frame.roles["patient"] !== undefined;
  const patientOnly = takesPatient && frame.roles["agent"] === undefined;
  const pronoun = clitic ? pronounActor(view, element, clitic) : undefined;
  const [first, second] = givesPost(frame) ? byPost(view, at, frame, found.bare) : found.bare;

  // "there to receive him was N", "there to receive the president was N": one more of the event told before.
  if (frame.continues && takesPatient && !patientOnly) {
    // "there to receive the guest was N": a guest who is told by no name is no party.
    const guest = !clitic && first !== undefined && elements[at + 1]?.actor === first[0];
    const others = guest ? found.bare.slice(1) : found.bare;
    // "at Tunis Carthage airport the president": who, before where.
    slot("agent", (others.find(([actor]) => actor?.kind === "person") ?? others[0])?.[0] ?? leftSubject(view, at, NONE));
    return done();
  }
  if (sense.form === "noun") {
    if (isAttended(view, at)) {
      why?.("the verb before it takes it for an object");
      return undefined;
    }
    if (frame.within && !opensWithin(view, at)) {
      why?.("spoken of, not told of");
      return undefined;
    }
    if (isBehindTo(view, at) && isUnreal(view, at)) {
      why?.("told as possible, not as done");
      return undefined;
    }
    // "a visit of his (له) to the Kingdom": whose it is, where somewhere else is told to which.
    const his = slots.findIndex((s) => s.relation === "to" && s.actor.reference.to === "pronoun" && (first !== undefined || s.actor.from === element.to));
    const own = slots[his];
    // "N's visit is the first of his (له) to X"
    if (own && first !== undefined && slots.some((s, i) => i !== his && s.relation === "to")) slots.splice(his, 1);
    else if (own && own.actor.from === element.to && (frame.roles["to"] === undefined || slots.some((s, i) => i !== his && s.relation === "to"))) slots[his] = { ...own, relation: "agent" };
    // "the first visit of N's (للوزير)": a visit has its visitor behind "to", where nobody else is told
    const visitor = slots.findIndex((s) => s.relation === "to" && s.actor.kind === "person" && s.actor.reference.to !== "pronoun");
    const theirs = slots[visitor];
    if (theirs && first === undefined && frame.roles["town"] !== undefined && has(elements[at - 1], "modifier")) slots[visitor] = { ...theirs, relation: "agent" };
    const light = [at - 1, at - 2].find((i) => isLight(view, i));
    const passive = slots.some((s) => s.relation === "by");
    const isPossessive = pronoun !== undefined;
    // "During his meeting with N, stressed M that …": he is M.
    const ahead = pronoun && !isPlural(pronoun) && !passive && at <= FRONTED ? subjectAhead(view, found.end) : undefined;
    if (ahead && !found.bare.flat().includes(ahead) && !slots.some((s) => s.actor === ahead)) slot("agent", ahead);
    else if (pronoun) slot(passive ? "patient" : isPlural(pronoun) && frame.roles["between"] ? "between" : "agent", pronoun);
    // "the meeting": a noun with an article has no possessor; what follows belongs to another word.
    if (tokenAt(element)?.definite) {
      const kept = slots.filter((s) => s.relation === "with" || s.relation === "between" || isAttendance(s.relation));
      slots.length = 0;
      slots.push(...kept);
      // "Armenia announced the recognition of Palestine": who does what a frame cannot do without its other party.
      if (frame.roles["agent"] !== undefined && kept.some((s) => frame.requires.includes(s.relation))) for (const actor of announcers(view, at)) slot("agent", actor, true);
      return done();
    }
    if (isPossessive) group("patient", first);
    else if (first && !second && opensSentence(view, at) && !slots.some((s) => ["to", "with", "by"].includes(s.relation)) && takesPatient) {
      // "During the reception by the minister.": a fragment; who was received is the subject of the sentence before.
      group("agent", first);
      slot("patient", context.subject, true);
    } else if (passive) group("patient", first);
    else if (first && !second && takesPatient && isBehindTo(view, at) && !slots.some((s) => s.relation === "to")) {
      // "(lined up) to receive N": who is received is told, who receives is the subject.
      group("patient", first);
      slot("agent", context.subject, true);
    } else if (first && !second && takesPatient && isBehindBy(view, at) && context.subject && !slots.some((s) => s.relation === "with" || s.relation === "by")) {
      // "(began his visit) by meeting (بلقاء) N"
      group("patient", first);
      slot("agent", context.subject, true);
    } else if (first && !second && takesPatient && light !== undefined && !elements[at - 1]?.actor && first[0]?.kind === "country" && frame.roles["town"] !== undefined) {
      // "intends to visit (زيارة) X"
      group("patient", first);
      slot("agent", leftSubject(view, light, NONE) ?? context.subject, true);
    } else if (first && takesPatient && isLone(frame, first, second)) {
      group("patient", first);
      slot("agent", lightSubject(view, at), true);
    } else if (first) {
      group("agent", first);
      group("patient", second);
    } else if (light !== undefined) {
      const announced = elements[at - 1]?.actor ? announcers(view, at) : NO_ACTORS; // "the ministry announced the recall of …"
      if (announced.length > 0) for (const actor of announced) slot("agent", actor, true);
      else if (elements[at - 1]?.actor) slot("agent", elements[at - 1]?.actor);
      else slot("agent", leftSubject(view, light, NONE) ?? context.subject, true);
    } else if (isPurpose(view, at)) slot("agent", context.subject, true);
    else {
      // "X and Y announced the resumption of ties between them": those who announce it.
      const isNamed = (s: Slot): boolean => s.relation === "between" && s.actor.reference.to !== "pronoun" && s.actor.reference.to !== "sides";
      const announced = slots.some(isNamed) ? NO_ACTORS : announcers(view, at);
      if (announced.length > 0) for (const actor of announced) slot("agent", actor, true);
      else if (has(elements[at - 1], "marker")) slot("agent", lightSubject(view, at));
      else if (slots.some((s) => s.relation === "with") && isOfOuterEvent(view, at, frame)) slot("agent", context.subject, true);
      else if (slots.some((s) => s.relation === "with") && frame.roles["agent"] !== undefined) slot("agent", outerSubject(view, at), true);
    }
  } else if (sense.form === "participle") {
    // "(sent) N to X carrying a letter": where no verb of the sentence tells of an event, who is told last.
    const last = elements.findLastIndex((e, i) => i < at && e.actor?.kind === "person");
    const carrier = has(elements[last - 1], "marker") ? undefined : elements[last]?.actor;
    slot("agent", context.received ?? leftSubject(view, at, context.consumed) ?? context.subject ?? carrier, true);
    group("patient", first);
  } else {
    // "the meeting dealt with …": the event is the subject of its own verb and nobody acts.
    if (frame.continues && found.bare.length > 0 && !patientOnly) {
      for (const actors of found.bare) group("agent", actors); // "the meeting was attended by …": a list, however it is joined
      return done();
    }
    // "after the meeting the president received …": when, and no subject
    const opened = has(elements[at - 2], "during");
    if (!opened && isOtherAnchor(view, at - 1, frame)) {
      why?.("the subject is another event");
      return undefined;
    }
    // "the letter was handed over"; but "(the minister,) who handed (سلمه) him the letter"
    const isSubject = found.bare.length === 0 && !pronoun && !has(elements[at - 1], "relative") && isAnchorOf(view, at + 1, frame);
    if ((!opened && isAnchorOf(view, at - 1, frame)) || isSubject) return done();
    // "the plane that N sends (it)": the head of the relative clause is what the pronoun stands for, and no subject.
    const resumed = sense.clitic !== undefined && clitic === undefined && first !== undefined && has(elements[at - 1], "relative");
    const lefts = resumed ? [] : leftSubjects(view, at, context.consumed);
    const left = lefts[lefts.length - 1];
    let lead = has(elements[at - 1], "date") || has(elements[at - 1], "weekday") ? at - 2 : at - 1; // "and yesterday met …"
    if (isQuoteMark(view, lead)) lead--;
    const guest = has(elements[at - 1], "where") ? context.received : undefined; // "received N, where (حيث) he handed him …": N did
    const elided = has(elements[lead], "conjunction") || has(elements[lead], "boundary") || isWithin(elements[at + 1]);
    if (pronoun) {
      const place = placeBefore(view, at);
      slot("patient", place ?? pronoun);
      if (first) group("agent", first);
      else slot("agent", left ?? guest ?? (place && view.elements.findLast((e, i) => i < at && e.actor?.kind === "person")?.actor) ?? context.subject, left === undefined);
    } else if (takesPatient && slots.some((s) => s.relation === "by")) {
      // "the minister was received on his arrival by N"
      if (first) group("patient", first);
      else slot("patient", left);
    } else if (patientOnly) {
      group("patient", first);
      group("patient", second);
    } else if (takesPatient && first && left && isAdjacent(view, at, left) && has(elements[at - 2], "boundary") && !has(elements[at - 2], "where")) {
      // "(said) that the president received N": behind "that" the subject stands first
      group("agent", lefts);
      group("patient", first);
    } else if (takesPatient && second && !isLone(frame, first, second)) {
      group("agent", first);
      // "arrived in Cairo the ministers N (and) M": the city is the object
      group(slots.some((s) => s.relation === "town") && second.every((actor) => actor.kind === "person") ? "agent" : "patient", second);
    } else if (first && frame.roles["town"] !== undefined && takesPatient && !left && !has(elements[at - 1], "relative") && first.every((actor) => actor.kind === "country")) {
      // "…, then will visit X and Y": states do not travel
      slot("agent", context.subject, true);
      group("patient", first);
    } else if (first && takesPatient && left) {
      group("agent", lefts);
      group("patient", first);
    } else if (first && takesPatient && isHeadlineSubject(view, at, sense)) group("patient", first);
    else if (first && takesPatient && takesNoun(view, first)) group("agent", first);
    else if (
      first &&
      takesPatient &&
      !isOwnSubject(view, first) &&
      // "it is planned that the ambassador arrives": who stands behind a verb of travel travels
      !(frame.roles["town"] !== undefined && has(elements[lead], "boundary") && first.every((actor) => actor.kind === "person")) &&
      elided &&
      context.subject &&
      !slots.some((s) => s.relation === "town" || (frame.roles[s.relation] !== undefined && !isAttendance(s.relation))) &&
      frame.needs.length === 0
    ) {
      slot("agent", context.subject, true);
      group("patient", first);
    } else if (first && takesPatient && isLone(frame, first, second)) group("patient", first);
    // "leaders of several states congratulate (يهنئون) N": one person is not many
    else if (first && takesPatient && left === undefined && first.length === 1 && first[0] && isOnePerson(first[0]) && view.rules.manyVerb?.test(tokenAt(element)?.key ?? "")) group("patient", first);
    else if (guest && first && takesPatient && first.length === 1 && first[0]?.reference.to === "honorific") {
      // "(received) N, where he handed (حيث سلم) His Highness a letter": who was received did
      slot("agent", guest, true);
      group("patient", first);
    }
    // "By N: the minister held talks": who stands right behind the verb is its subject.
    else if (first) group("agent", left && !takesPatient && isAdjacent(view, at, left) && elements[at + 1]?.actor !== first[0] ? lefts : first);
    else if (lefts.length > 1) group("agent", lefts);
    else if (left === undefined && view.rules.manyVerb?.test(tokenAt(element)?.key ?? "") && context.subject && isOnePerson(context.subject)) {
      // "received the envoys of three states, who handed (سلموا) him": one person is not many
    } else if (left === undefined && slots.filter((s) => s.relation === "between").length > 1) {
      // "(it is planned that) talks between X and Y are held": nobody else holds them
    } else if (left === undefined && !guest && at > 0 && !hasUnknownSubject(view, at) && frame.roles["agent"] !== undefined && view.rules.dualVerb?.test(tokenAt(element)?.key ?? "")) {
      // "N held talks with M, at the end of which they signed (وقعا)": the two
      slots.push({ relation: "agent", actor: pronounActor(view, element, "3d"), place: "plain", inherited: true });
    } else if (left !== undefined || (object !== undefined && object.at < at) || !(opensRelative(view, at) || hasNominalSubject(view, at)))
      slot("agent", left ?? guest ?? ((elided || at > 0) && !hasUnknownSubject(view, at) ? context.subject : undefined), left === undefined);
  }
  return done();

  function done(): Clause | undefined {
    if (frame.roles["attended-by"] !== undefined && !slots.some((s) => s.relation === "attended-by")) for (const actor of presentBehind(view, found.end)) slot("attended-by", actor);
    joinSides(slots, frame);
    const unmet = unmetRelation(slots, frame);
    if (unmet !== undefined) {
      why?.(unmet);
      return undefined;
    }
    return { at, frame, sense, slots, object, nested: found.nested, end: found.end, resumes: sense.form === "noun" && (tokenAt(element)?.definite ?? false) };
  }
}

/** "(received N to discuss …), in the presence of M": who was present is told behind what was talked about, up to the next event. */
function presentBehind(view: View, end: number): Actor[] {
  const { elements } = view;
  const isEnd = (element: Element): boolean => verbSense(element) !== undefined || closesClause(view, element);
  let at = end;
  while (at < elements.length && !isPresence(elements[at])) if (isEnd(elements[at++] as Element)) return [];
  if (!isComma(elements[at - 1]) && !has(elements[at - 1], "boundary") && !has(elements[at - 1], "conjunction")) return []; // present at something else
  const present: Actor[] = [];
  for (at++; at < elements.length; at++) {
    const element = elements[at] as Element;
    if (element.actor) present.push(element.actor);
    else if (has(element, "marker") || has(element, "boundary") || has(element, "relative") || has(element, "quote-verb") || isEnd(element)) break;
  }
  return present;
}

const isPresence = (element: Element | undefined): boolean => {
  const marker = senseOf(element?.item, "marker");
  return marker?.value === "attended-by" && marker.flag !== "joined";
};

/** "Ankara, which he reached this morning": the city or state that the verb's pronoun stands for. */
function placeBefore(view: View, at: number): Actor | undefined {
  if (!has(view.elements[at - 1], "relative")) return undefined;
  const head = view.elements[isComma(view.elements[at - 2]) ? at - 3 : at - 2];
  if (head?.actor) return head.actor.kind === "country" ? head.actor : undefined;
  const country = senseOf(head?.item, "city")?.country ?? senseOf(head?.item, "country")?.value;
  return head && country !== undefined ? nationActor(view, head, country) : undefined;
}

const QUOTE_MARKS = new Set(['"', "“", "«"]);
const isQuoteMark = (view: View, at: number): boolean => QUOTE_MARKS.has(tokenAt(view.elements[at])?.key ?? "");

const isAnchorOf = (view: View, at: number, frame: Frame): boolean => view.elements[at]?.item?.senses.some((s) => s.kind === "anchor" && s.value === frame.type) === true;

/** "the call dealt with …": an event of another type, and of no type like this one. */
const isOtherAnchor = (view: View, at: number, frame: Frame): boolean =>
  has(view.elements[at], "anchor") &&
  tokenAt(view.elements[at])?.definite === true &&
  !isAnchorOf(view, at, frame) &&
  (at === 0 || tokenAt(view.elements[at - 1])?.kind === "punct" || (["boundary", "conjunction", "quote-verb"] as const).some((kind) => has(view.elements[at - 1], kind))) &&
  !has(view.elements[at - 1], "during");

const opensSentence = (view: View, at: number): boolean => at <= 2 && view.elements.slice(0, at).some((e) => has(e, "during"));

const NONE: ReadonlySet<Actor> = new Set();
const LIGHT_REACH = 14;

/** Who is told beside the parties: those present, and who presides. */
const isAttendance = (relation: Relation): boolean => relation === "attended-by" || relation === "chaired-by";

/** A verb that lends its tense to a noun, and its subject too, unless it has none: "was (signed)". */
const isLight = (view: View, at: number): boolean => view.elements[at]?.item?.senses.some((s) => s.kind === "light" && s.flag !== "impersonal") === true;

const NO_ACTORS: readonly Actor[] = [];

/** "Algeria announced, through its minister, the severing of ties", "X and Y announced": who announces what is nobody else's does it. */
function announcers(view: View, at: number): readonly Actor[] {
  for (let i = at - 1; i >= 0 && at - i <= LIGHT_REACH; i--) {
    const element = view.elements[i] as Element;
    if (has(element, "light") && has(element, "quote-verb")) {
      // "the secretariat of the cabinet announced"
      const next = [i + 1, i + 2].find((k) => view.elements[k]?.actor ?? (has(view.elements[k], "marker") || isComma(view.elements[k])));
      const subjects: Actor[] = [];
      for (let k = next ?? at; k < at; k += 2) {
        const subject = view.elements[k]?.actor;
        if (!subject || (subject.kind === "person" && subject.name !== undefined) || subject.reference.to === "sides") break;
        subjects.push(subject);
        if (!has(view.elements[k + 1], "conjunction")) break;
      }
      return subjects;
    }
    if (verbSense(element) || closesClause(view, element) || (has(element, "boundary") && tokenAt(element)?.kind === "word" && !has(element, "marker") && i < at - 1)) return NO_ACTORS;
  }
  return NO_ACTORS;
}

const UNKNOWN_REACH = 5; // elements

/** "said that the staff of the embassy arrived": behind "that" stands a noun that is no party, and the verb is its own. */
function hasUnknownSubject(view: View, at: number): boolean {
  for (let i = at - 1; i > 0 && at - i <= UNKNOWN_REACH; i--) {
    const element = view.elements[i];
    if (element?.actor) continue;
    if (tokenAt(element)?.kind !== "word" || isVerbal(element?.item)) return false;
    const opens = has(view.elements[i - 1], "boundary") && !has(view.elements[i - 1], "marker") && senseOf(view.elements[i - 1]?.item, "boundary")?.flag === undefined;
    const noun = (element?.item?.senses ?? []).every((s) => s.kind === "stop" || s.kind === "topic" || s.kind === "portfolio");
    if (opens) return noun;
    if (!noun && !has(element, "nationality") && !has(element, "modifier")) return false;
  }
  return false;
}

/** The named subject right behind the verb that follows a fronted phrase. */
function subjectAhead(view: View, end: number): Actor | undefined {
  const { elements } = view;
  const at = [end - 1, end, end + 1].find((i) => isVerbal(elements[i]?.item) && (isComma(elements[i - 1]) || elements[i - 1]?.actor !== undefined));
  if (at === undefined) return undefined;
  let next = at + 1;
  while (has(elements[next], "date") || has(elements[next], "weekday")) next++;
  const subject = elements[next]?.actor;
  return subject?.kind === "person" && subject.name !== undefined ? subject : undefined;
}

/** "N stressed, in a meeting with M, that …": the subject right behind the verb of the clause that a phrase stands in. */
function outerSubject(view: View, at: number): Actor | undefined {
  for (let i = at - 1; i >= 0 && at - i <= LIGHT_REACH; i--) {
    const element = view.elements[i];
    if (!element?.item || closesClause(view, element)) {
      if (element?.item) return undefined;
      continue;
    }
    if (has(element, "relative")) return undefined;
    if (!isVerbal(element.item)) continue;
    let next = i + 1;
    while (has(view.elements[next], "date") || has(view.elements[next], "weekday") || has(view.elements[next], "modifier")) next++;
    const subject = view.elements[next]?.actor;
    return next < at && subject?.kind === "person" && subject.reference.to !== "pronoun" ? subject : undefined;
  }
  return undefined;
}

/** "carried out N, today, the handing-over": the subject between a light verb and its noun. */
function lightSubject(view: View, at: number): Actor | undefined {
  for (let i = at - 1; i >= 0 && at - i <= LIGHT_REACH; i--) {
    if (has(view.elements[i], "light"))
      return (
        view.elements.find((e, k) => k > i && k < at && e.actor && e.actor.kind !== "delegation" && e.actor.reference.to !== "sides" && !isPossessor(view, k))?.actor ?? leftSubject(view, i, NONE)
      );
    if (verbSense(view.elements[i] as Element)) return undefined;
  }
  return undefined;
}

/** "(announced) the appointing of N (ambassador to X)": nobody else who could have been appointed. */
const isLone = (frame: Frame, first: readonly Actor[] | undefined, second: readonly Actor[] | undefined): boolean =>
  frame.lone === "patient" && first?.[0]?.kind === "person" && second?.[0]?.kind !== "person";

const isAdjacent = (view: View, at: number, left: Actor): boolean => view.elements[at - 1]?.actor === left;

/** "the message that … handed over": an object noun left of the trigger in the same sentence, no other verb between. */
function leftObject(view: View, at: number, frame: Frame): number | undefined {
  for (let i = at - 1; i >= 0 && at - i < 25; i--) {
    const element = view.elements[i] as Element;
    if (frameObject(element, frame)) return i;
    if (verbSense(element) && !has(element, "conjunction")) return undefined;
  }
  return undefined;
}
