import { elementSpan, isComma, tokenAt, type View } from "./clause/view.ts";
import { hasSense, senseOf } from "./lexicon.ts";
import type { Item, PlaceMention, Sense, Span } from "./types.ts";

/** Places of a sentence: venues, cities, states after "in" or "at". A dateline has no preposition and gives none. */

const MAX_VENUE_ELEMENTS = 7;
const SPEECH_MARKS: ReadonlySet<string> = new Set(['"', "“", "”"]);
const JOIN_TOKENS = 8; // a city this close behind a venue belongs to it

/**
 * @param here - what "here" means
 * @param capitals state → English name of its capital, for "the Turkish capital"
 */
export function readPlaces(view: View, capitals: Readonly<Record<string, string>>, here?: Dateline): PlaceMention[] {
  const places: PlaceMention[] = [];
  const { elements } = view;
  let i = 0;
  let quoted = false;
  let leftAt = Number.NEGATIVE_INFINITY;
  while (i < elements.length) {
    const mark = tokenAt(elements[i]);
    if (mark?.kind === "punct" && SPEECH_MARKS.has(mark.key)) quoted = !quoted;
    const own = here && !quoted && hasSense(view.items[elements[i]?.from ?? -1], "here") ? elementSpan(view, i) : undefined;
    if (own && here) {
      places.push({ start: own.start, end: own.end, city: here.city, country: here.country, venue: undefined, implied: false });
      i++;
      continue;
    }
    const before = elements[i - 1];
    // "took off from the airport in X": where something comes from
    const left = !view.rules.cased && senseOf(before?.item, "marker")?.value === "from" ? readVenue(view, i, capitals) : undefined;
    if (hasSense(before?.item, "marker") && tokenAt(elements[i - 2])?.key === "(") {
      i++; // "the government (in X)": where that is
      continue;
    }
    if (left) {
      leftAt = left.end;
      i = left.next;
      continue;
    }
    const glued = tokenAt(elements[i])?.glued === true;
    // A "to" written onto its word announces an owner or an addressee.
    const owned = senseOf(before?.item, "marker")?.value === "to" && glued;
    // "in support of X" (لدعم): for whom it is
    const favours = !view.rules.cased && (before?.item?.to ?? 0) - (before?.item?.from ?? 0) > 1 && tokenAt(before)?.key.length === 1 && senseOf(before?.item, "marker")?.value === "to";
    // "in" (بـ) may be "with" too; "with" as a word of its own (مع) is never "in".
    const marked =
      endsInPlace(view, before) ||
      hasSense(before?.item, "strikes") ||
      (hasSense(before?.item, "marker") &&
        !favours &&
        view.rules.placeRelations.some((r) => (r !== "with" || glued) && before?.item?.senses.some((s) => s.kind === "marker" && s.value === r && s.clitic === undefined)));
    if (marked && view.rules.cased && hasSense(elements[i]?.item, "determiner") && namedCity(view, i + 1, capitals)) i++;
    const venue = marked && !owned ? (view.rules.cased ? readNamedVenue(view, i, capitals) : readVenue(view, i, capitals)) : undefined;
    const city = venue ? undefined : marked ? (view.rules.cased ? namedCity(view, i, capitals) : readCity(view, i, capitals)) : undefined;
    const place = venue ?? housing(view, i, capitals) ?? (owned && city?.city === undefined ? undefined : city);
    if (!place) {
      i++;
      continue;
    }
    const previous = places[places.length - 1];
    const tokensSince = (end: number): number => view.sentence.tokens.filter((t) => t.start >= end && t.end <= place.start).length;
    const gap = previous ? tokensSince(previous.end) : Number.POSITIVE_INFINITY;
    if (place.venue === undefined && leftAt >= (previous?.end ?? 0) && tokensSince(leftAt) <= JOIN_TOKENS) {
      i = place.next;
      continue;
    }
    if (previous && previous.venue !== undefined && (previous.city === undefined || previous.implied) && place.venue === undefined && gap <= JOIN_TOKENS)
      places[places.length - 1] = {
        start: isGlued(view, place.start) ? place.start : previous.start,
        end: place.end,
        city: place.city ?? previous.city,
        country: place.country ?? previous.country,
        venue: previous.venue,
        implied: false,
      };
    else places.push(told(place));
    i = place.next;
  }
  return places;
}

/** "arrived in": the preposition is part of the verb. */
function endsInPlace(view: View, element: View["elements"][number] | undefined): boolean {
  const { item } = element ?? {};
  if (!item || item.to - item.from < 2 || !item.senses.some((s) => s.kind === "trigger" && s.form === "verb")) return false;
  return view.rules.placeEndings?.has(view.sentence.tokens[item.to - 1]?.key ?? "") === true;
}

/** "Aleppo airport received a plane": a venue with its city as a verb's subject, on either side of it. */
function housing(view: View, at: number, capitals: Readonly<Record<string, string>>): Read | undefined {
  if (view.rules.order !== "verb-first" || !hasSense(view.elements[at]?.item, "venue")) return undefined;
  const isVerb = (i: number): boolean => view.elements[i]?.item?.senses.some((s) => s.kind === "trigger" && s.form === "verb") === true;
  const venue = isVerb(at - 1) || at === 0 ? readVenue(view, at, capitals) : undefined;
  const next = view.elements[venue?.next ?? -1];
  const speaks = hasSense(next?.item, "boundary") || tokenAt(next)?.key === ":"; // "the emir's court said that …"
  return venue?.city !== undefined && !speaks && (isVerb(at - 1) || isVerb(venue.next)) ? venue : undefined;
}

const isDay = (item: Item | undefined): boolean => hasSense(item, "date") || hasSense(item, "weekday");

const isGlued = (view: View, start: number): boolean => view.sentence.tokens.some((t) => t.start === start && t.glued);

/** @param next the element behind the place */
const read = (city: string | undefined, country: string | undefined, start: number, end: number, next: number, venue?: Span, implied = false): Read => ({
  start,
  end,
  city,
  country,
  venue,
  implied,
  next,
});

/** A place that a sentence names, without where its reading ended. */
const told = ({ start, end, city, country, venue, implied }: PlaceMention): PlaceMention => ({ start, end, city, country, venue, implied });

/** Where a story was written. */
export interface Dateline {
  readonly city?: string;
  readonly country: string;
}

interface Read extends PlaceMention {
  readonly next: number;
}

/** "the ministry's seat in the capital Riyadh": head, its complements, and a city behind "in". */
function readVenue(view: View, at: number, capitals: Readonly<Record<string, string>>): Read | undefined {
  const { elements, sentence } = view;
  const head = senseOf(elements[at]?.item, "venue");
  if (!head) return undefined;
  const start = tokenAt(elements[at])?.start ?? sentence.start;
  let end = endOf(view, at);
  let venueEnd = end;
  let { city, country } = { city: head.city, country: head.country };
  let i = at + 1;
  for (; i < elements.length && i - at < MAX_VENUE_ELEMENTS; i++) {
    const element = elements[i];
    if (!element) break;
    const marker = hasSense(element.item, "marker");
    const cityAt = readCity(view, marker ? i + 1 : i, capitals);
    if (cityAt && (cityAt.city !== undefined || marker)) {
      if (city === undefined || city === head.city) {
        city = cityAt.city;
        country = cityAt.country;
      }
      end = cityAt.end;
      // The preposition is written onto the city's name: the name alone is the place's text.
      if (marker && tokenAt(elements[i + 1])?.glued) return read(city, country, cityAt.start, end, cityAt.next, { start, end: venueEnd });
      i = cityAt.next;
      break;
    }
    if (element.actor) {
      if (element.actor.kind !== "country" && element.actor.kind !== "organization") break;
    } else {
      const token = tokenAt(element);
      // "in his office on the evening of Sunday"
      if (isDay(element.item) || (hasSense(element.item, "stop") && isDay(elements[i + 1]?.item))) break;
      const stops: Sense["kind"][] = ["boundary", "during", "relative", "quote-verb", "date", "weekday", "conjunction", "planned", "object", "posting", "honorific", "office"];
      if (
        token?.kind !== "word" ||
        isComma(element) ||
        hasSense(element.item, "boundary") ||
        hasSense(element.item, "denied") ||
        (stops.some((kind) => hasSense(element.item, kind)) && !hasSense(element.item, "stop")) ||
        element.item?.senses.some((s) => s.kind === "trigger" && s.form === "verb")
      )
        break;
      // "at the ministry the signing of …": a noun of what happens there, behind whose seat it is
      if (elements[i - 1]?.actor && element.item?.senses.some((s) => s.kind === "trigger" && s.form === "noun")) break;
      // "to the palace to meet (للقاء) the president"
      if (marker && hasSense(elements[i + 1]?.item, "trigger") && tokenAt(elements[i + 1])?.glued) break;
      if (marker && !hasSense(elements[i + 1]?.item, "venue") && !hasSense(elements[i + 1]?.item, "stop") && !hasSense(elements[i + 1]?.item, "portfolio")) break;
    }
    end = endOf(view, i);
    venueEnd = end;
  }
  // A trailing preposition is no part of the venue.
  while (i - 1 > at && hasSense(elements[i - 1]?.item, "marker") && venueEnd === endOf(view, i - 1)) {
    i--;
    venueEnd = endOf(view, i - 1);
    if (end > venueEnd && city === head.city) end = venueEnd;
  }
  return read(city, country, start, end, i, { start, end: venueEnd }, city !== undefined && city === head.city && end === venueEnd);
}

/** "(at) the ministry's headquarters in Riyadh", "Al-Bayan Palace": a phrase that a venue's noun ends, and a city behind it. */
function readNamedVenue(view: View, at: number, capitals: Readonly<Record<string, string>>): Read | undefined {
  const { elements, sentence } = view;
  let head: number | undefined;
  let inner: Pick<PlaceMention, "city" | "country"> = { city: undefined, country: undefined }; // "Aleppo International Airport", "Syria's Aleppo Airport"
  let i = at;
  const first = hasSense(elements[at]?.item, "determiner") || hasSense(elements[at]?.item, "pronoun") ? at + 1 : at;
  for (; i < elements.length && i - at < MAX_VENUE_ELEMENTS; i++) {
    const element = elements[i];
    const token = tokenAt(element);
    if (element?.actor) {
      if (element.actor.kind === "country" && head === undefined) {
        const told = cityIn(view.items.slice(element.from, element.to));
        inner = told ? { city: told.value, country: told.country } : { city: inner.city, country: element.actor.country ?? inner.country };
      }
      if (element.actor.kind === "person" && !hasSense(elements[i + 1]?.item, "possessive") && !isNamedAfter(view, i)) break;
      if (ministryIn(view, element) && head === undefined) head = i;
      continue;
    }
    const venue = hasSense(element?.item, "venue");
    if (venue) head = i;
    else if (
      token?.kind !== "word" ||
      (["boundary", "marker", "conjunction", "relative", "date", "weekday", "auxiliary"] as const).some((kind) => hasSense(element?.item, kind)) ||
      (hasSense(element?.item, "quote-verb") && !token.capital && !hasSense(element?.item, "stop"))
    ) {
      const part = token?.kind === "punct" && token.key === "-";
      if (!part && !(hasSense(element?.item, "possessive") && i > at) && i > first) break;
    }
  }
  if (head === undefined) return undefined;
  const sense = senseOf(elements[head]?.item, "venue");
  const start = tokenAt(elements[first])?.start ?? sentence.start;
  const venue = { start, end: endOf(view, head) };
  const ministry = ministryIn(view, elements[head]);
  // "the Foreign Ministry in Nairobi", read as one party: its city is named in it.
  const seat = ministry && cityIn(view.items.slice(elements[head]?.from, elements[head]?.to));
  let { city, country } = { city: sense?.city ?? seat?.value ?? inner.city, country: sense?.country ?? seat?.country ?? ministry?.country ?? inner.country };
  let end = venue.end;
  let next = head + 1;
  if (hasSense(elements[next]?.item, "marker") || isComma(elements[next])) {
    const place = namedCity(view, hasSense(elements[next + 1]?.item, "determiner") ? next + 2 : next + 1, capitals);
    if (place && (place.city !== undefined || city === undefined) && senseOf(elements[next]?.item, "marker")?.value !== "to") {
      city = place.city ?? city;
      country = place.country;
      end = place.end;
      next = place.next;
    }
  }
  return read(city, country, start, end, next, venue, city !== undefined && city === sense?.city && end === venue.end);
}

/** The word for a ministry in a party. */
function ministryIn({ items }: View, element: View["elements"][number] | undefined): Sense | undefined {
  if (!element?.actor) return undefined;
  return items
    .slice(element.from, element.to)
    .map((item) => senseOf(item, "ministry"))
    .find((s) => s !== undefined);
}

/** The city that a mention of a state names: "the Eritrean capital of Asmara". */
const cityIn = (items: readonly Item[]): Sense | undefined => items.map((item) => senseOf(item, "city")).find((s) => s !== undefined);

/** "(in the) Zambian capital Lusaka", "(in the) Red Sea city of Jeddah", "Doha, Qatar". */
function namedCity(view: View, at: number, capitals: Readonly<Record<string, string>>): Read | undefined {
  const { elements } = view;
  const itemOf = (k: number) => view.items[elements[k]?.from ?? -1];
  let i = at;
  // "the Eritrean capital of Asmara" was read as the state: its city is named in it.
  const told = elements[at]?.actor;
  if (told?.kind === "country" && told.to - told.from > 1) {
    const items = view.items.slice(told.from, told.to);
    const city = cityIn(items);
    const isCapital = items.some((item) => hasSense(item, "capital"));
    // An embassy stands in another state than its own.
    const country = items.some((item) => senseOf(item, "ministry")?.value === "embassy") ? city?.country : told.country;
    if (city || isCapital) return read(city?.city ?? capitals[told.country ?? ""], country, told.start, told.end, at + 1);
  }
  // "(in) the Brunei capital Bandar Seri Begawan": of some states the adjective is the name.
  const nation = senseOf(itemOf(i), "nationality")?.value ?? (told?.kind === "country" && hasSense(itemOf(i + 1), "capital") ? told.country : undefined);
  if (nation !== undefined) i++;
  const capital = hasSense(itemOf(i), "capital") || hasSense(itemOf(i), "place-prefix");
  if (nation !== undefined && !capital) return undefined;
  if (capital) {
    i++;
    if (isComma(elements[i])) i++;
    const named = senseOf(itemOf(i), "city");
    const start = tokenAt(elements[at])?.start ?? 0;
    if (named) return read(named.city, named.country, start, endOf(view, i), i + 1);
    return nation === undefined ? undefined : read(capitals[nation], nation, start, endOf(view, i - 1), i);
  }
  if (hasSense(elements[i + 1]?.item, "possessive")) return undefined;
  const place = readCity(view, i, capitals);
  const state = place?.city !== undefined && isComma(elements[place.next]) ? senseOf(itemOf(place.next + 1), "country")?.value : undefined;
  return place && state !== undefined && state === place.country ? { ...place, end: endOf(view, place.next + 1), next: place.next + 2 } : place;
}

const isQuoteMark = (view: View, at: number): boolean => /^["“”«»]$/u.test(tokenAt(view.elements[at])?.key ?? "");

/** A person's name in the name of a house: "King Khalid Airport". */
const isNamedAfter = (view: View, at: number): boolean => [1, 2].some((step) => hasSense(view.elements[at + step]?.item, "venue") && tokenAt(view.elements[at + step])?.capital === true);

function readCity(view: View, at: number, capitals: Readonly<Record<string, string>>): Read | undefined {
  const { elements } = view;
  let i = at;
  const start = tokenAt(elements[at])?.start;
  if (start === undefined) return undefined;
  const isCapital = hasSense(elements[i]?.item, "capital");
  if (isCapital || hasSense(elements[i]?.item, "place-prefix")) i++;
  while (isCapital && hasSense(elements[i]?.item, "modifier")) i++;
  const itemOf = (k: number) => view.items[elements[k]?.from ?? -1];
  const nation = isCapital ? senseOf(itemOf(i), "nationality") : undefined;
  if (nation) {
    const behind = isQuoteMark(view, i + 1) ? i + 2 : i + 1;
    const named = senseOf(itemOf(behind), "city");
    if (named) return read(named.city, named.country, start, endOf(view, behind), behind + 1);
    return read(capitals[nation.value], nation.value, start, endOf(view, i), i + 1);
  }
  if (isCapital && isQuoteMark(view, i)) i++; // "the capital “Tehran”"
  const item = itemOf(i);
  const city = senseOf(item, "city");
  const element = elements[i];
  if (element?.actor && element.actor.kind !== "country") return undefined;
  if (city) return read(city.city, city.country, start, endOf(view, i), i + 1);
  const state = element?.actor?.kind === "country" ? element.actor : undefined;
  if (state && view.items.slice(state.from, state.to).some((own) => hasSense(own, "people"))) return undefined; // "(for) the Palestinians"
  if (state?.country !== undefined) return read(undefined, state.country, start, endOf(view, i), i + 1);
  return undefined;
}

const endOf = (view: View, at: number): number => elementSpan(view, at).end;
