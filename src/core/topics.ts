import type { View } from "./clause/view.ts";
import { hasSense, isOfType } from "./lexicon.ts";
import type { Candidate, Item } from "./types.ts";

/**
 * Topics: what the text says a letter or talks were about. A topic counts only behind a cue ("concerning", "discussed"),
 * and goes to the event whose noun or trigger stands nearest to the cue.
 */

/** The flag of a cue that counts only as the complement of an event: "(talks) on", "(met N) about". */
export const COMPLEMENT = "complement";

const COMPLEMENT_REACH = 4; // elements from such a cue to the first topic
const MAX_DISTANCE = 3; // sentences from an event to a cue that names no event
const ANCHOR_REACH = 5; // elements from a cue to the event noun behind it

export function readTopics(view: View, candidates: readonly Candidate[]): void {
  let owner: Candidate | undefined;
  let heard = false;
  const sentence = view.sentence.index;
  for (const [at, element] of view.elements.entries()) {
    // A state may be what is talked about: "the situation in Ukraine".
    const item = element.item ?? (element.actor?.kind === "country" ? view.items[element.from] : undefined);
    // Most words are no cue, and stand behind none.
    if (!item || item.senses.length === 0 || (!owner && !hasSense(item, "topic-cue"))) continue;
    const position = view.sentence.tokens[item.from]?.start ?? view.sentence.start;
    const cues = item.senses.filter((s) => s.kind === "topic-cue" && (s.flag !== COMPLEMENT || isComplement(view, at, s.value))).map((s) => s.value);
    if (cues.length > 0) {
      owner = ownerOf(view, at, position, cues, candidates, sentence) ?? (heard ? owner : undefined);
      heard = owner !== undefined;
      if (!item.senses.some((s) => s.kind === "topic")) continue;
    } else if (owner && item.senses.some((s) => s.kind === "trigger" && s.form === "verb") && !item.senses.some((s) => s.kind === "trigger" && isOfType(s, owner?.type))) owner = undefined;
    else if (owner && endsTopics(view, item)) owner = undefined;
    if (!owner) continue;
    for (const sense of item.senses) {
      if (sense.kind !== "topic") continue;
      const end = view.sentence.tokens[item.to - 1]?.end ?? view.sentence.end;
      for (const code of sense.value.split(" ")) if (!owner.topics.some((t) => t.code === code)) owner.topics.push({ code, start: position, end });
    }
  }
}

/** A verb of its own ends the list; an infinitive or a gerund goes on with it ("ways to strengthen ties"). */
function endsTopics(view: View, item: Item): boolean {
  if (!hasSense(item, "quote-verb") || hasSense(item, "given") || hasSense(item, "light")) return false;
  return view.rules.order === "verb-first" || (!hasSense(item, "stop") && item.senses.some((s) => s.kind === "quote-verb" && s.tense !== undefined));
}

function ownerOf(view: View, at: number, position: number, types: readonly string[], candidates: readonly Candidate[], sentence: number): Candidate | undefined {
  // The event's noun may stand behind the cue: "discussed trade in a telephone call", "discussed [the king] in a call with N trade".
  const told = candidates.filter((c) => types.includes(c.type) && (c.trigger <= position + 1 || c.sentences.includes(sentence)));
  const before = told.filter((c) => c.trigger <= position + 1);
  const fits = view.rules.order === "subject-first" || (isVerbOfTalk(view, at) && !before.some((c) => c.sentences.includes(sentence))) ? told : before;
  const anchor = nearestAnchor(view, at, types);
  if (anchor !== undefined) {
    const named = fits.filter((c) => c.type === anchor);
    return named[named.length - 1];
  }
  const here = fits.filter((c) => c.sentences.includes(sentence));
  // Of those that one word tells, the one that most is told of.
  if (here.length > 0) return here.reduce((best, c) => (c.trigger > best.trigger || (c.trigger === best.trigger && partiesOf(c) > partiesOf(best)) ? c : best));
  const last = fits[fits.length - 1];
  return last && sentence - (last.sentences.at(-1) ?? 0) <= MAX_DISTANCE ? last : undefined;
}

const partiesOf = ({ roles }: Candidate): number => [...roles.values()].reduce((sum, fillers) => sum + fillers.length, 0);

/** A cue that is the verb of its clause: "(the ministers) discussed". */
const isVerbOfTalk = (view: View, at: number): boolean =>
  !hasSense(view.elements[at - 1]?.item, "marker") && view.elements[at]?.item?.senses.some((s) => (s.kind === "trigger" || s.kind === "quote-verb") && s.form === "verb") === true;

/** "talks on trade", "met N in X on Thursday about trade": behind a noun or a verb of the event, or behind a party, place or day and with a topic to come. */
function isComplement(view: View, at: number, type: string): boolean {
  const before = view.elements[at - 1];
  if (before?.item?.senses.some((s) => (s.kind === "object" && isOfType(s, type)) || (s.kind === "trigger" && isOfType(s, type)) || (s.kind === "anchor" && s.value === type))) return true;
  if (!before?.actor && !(["city", "country", "venue", "date", "weekday"] as const).some((kind) => hasSense(before?.item, kind))) return false;
  for (const { item, actor } of view.elements.slice(at + 1, at + 1 + COMPLEMENT_REACH)) {
    if (hasSense(item, "topic")) return true;
    if (actor || hasSense(item, "boundary") || item?.senses.some((s) => s.kind === "trigger" && s.form === "verb")) return false;
  }
  return false;
}

/** The event noun nearest to a cue: before it in the sentence, or shortly behind. */
function nearestAnchor(view: View, at: number, types: readonly string[]): string | undefined {
  if (!view.items.some((item) => hasSense(item, "anchor"))) return undefined;
  const anchorAt = (i: number): string | undefined => view.elements[i]?.item?.senses.find((s) => s.kind === "anchor" && types.includes(s.value))?.value;
  for (let i = at; i <= at + ANCHOR_REACH; i++) {
    const found = anchorAt(i);
    if (found !== undefined) return found;
  }
  for (let i = at - 1; i >= 0; i--) {
    const found = anchorAt(i);
    if (found !== undefined) return found;
    if (view.elements[i]?.item?.senses.some((s) => s.kind === "trigger" && s.form === "verb" && types.some((t) => isOfType(s, t)))) return undefined;
  }
  return undefined;
}
