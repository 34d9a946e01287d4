import type { Candidate, DateMention, Entity, EventPlan, EventRecord, Filler, LanguageRules, PlaceMention, RawDocument, Span } from "./types.ts";

/** Stage 10: candidate → record, key order as RECORDS.md gives it, spans turned from UTF-16 units into code points. */

export interface RecordContext {
  readonly raw: RawDocument;
  readonly language: string;
  readonly published: string | undefined;
  readonly rules: LanguageRules;
  readonly offsets: (unit: number) => number;
  /** What the text adds to the ids of its events. */
  readonly digest: Digest;
  /** Folded text of a span, for romanization. */
  readonly key: (span: Span) => string;
}

export function toRecord(candidate: Candidate, plan: EventPlan, scope: "international" | "domestic", context: RecordContext): EventRecord {
  const { raw } = context;
  const slice = (span: Span): string => raw.text.slice(span.start, span.end);
  const span = (at: Span): [number, number] => [context.offsets(at.start), context.offsets(at.end)];
  const record: Record<string, unknown> = { id: "", type: plan.type };
  for (const name of Object.keys(plan.attributes)) {
    const value = candidate.attributes.get(name) ?? plan.attributes[name]?.unsaid;
    if (value !== undefined) record[name] = value;
  }
  record["status"] = candidate.status;
  record["scope"] = scope;
  record["foreground"] = candidate.foreground;
  const date = bestDate(candidate.dates);
  if (date) record["date"] = { value: date.value, precision: date.precision, text: slice(date), span: span(date), basis: date.basis };
  const seats = (candidate.roles.get(plan.seat ?? "") ?? []).map((f) => f.entity.country);
  const own = candidate.places.filter(
    (p) =>
      (p.city !== undefined || p.venue !== undefined || !isHostState(candidate, plan, p)) && (p.country === undefined || seats.length === 0 || seats.includes(undefined) || seats.includes(p.country)),
  );
  const place = plan.remote ? undefined : bestPlace(own);
  if (place) {
    const told: Record<string, unknown> = {};
    if (place.city !== undefined && !place.implied) told["city"] = place.city;
    if (place.country !== undefined) told["country"] = place.country;
    if (place.venue !== undefined) told["venue"] = slice(place.venue);
    told["text"] = slice(place);
    told["span"] = span(place);
    record["place"] = told;
  }
  for (const role of plan.roles) {
    const fillers = candidate.roles.get(role.name);
    if (!fillers || fillers.length === 0) continue;
    const parties = [...fillers].sort((a, b) => a.mention.start - b.mention.start).map((f) => toParty(f, context, slice, span));
    record[role.name] = role.many ? parties : parties[0];
  }
  record["topics"] = [...candidate.topics].sort((a, b) => a.start - b.start || (a.code < b.code ? -1 : 1)).map((t) => ({ code: t.code, text: slice(t), span: span(t) }));
  record["confidence"] = candidate.confidence;
  record["codes"] = { ...plan.codes };
  record["evidence"] = [...candidate.evidence].sort((a, b) => a.start - b.start || (a.rule < b.rule ? -1 : 1)).map((e) => ({ span: span(e), rule: e.rule }));
  const source: Record<string, unknown> = {};
  for (const key of ["path", "member", "title", "url"] as const) if (raw[key] !== undefined) source[key] = raw[key];
  if (context.published !== undefined) source["published"] = context.published;
  source["language"] = context.language;
  for (const key of ["sha256", "duplicateOf"] as const) if (raw[key] !== undefined) source[key] = raw[key];
  record["source"] = source;
  record["id"] = `evt_${hash(context.digest, `\u0001${plan.type}\u0001${identity(candidate)}`)}`;
  return record as EventRecord;
}

function toParty(filler: Filler, context: RecordContext, slice: (span: Span) => string, span: (at: Span) => [number, number]): Record<string, unknown> {
  const { entity, mention } = filler;
  const via = filler.via ?? (entity.countryVia === undefined ? undefined : `${entity.countryVia}-country`);
  const honorific = mention.honorific ?? entity.honorific;
  const title = entity.title;
  const party: Record<string, unknown> = { kind: entity.kind };
  if (entity.name) {
    party["name"] = slice(entity.name);
    party["latin"] = context.rules.romanize(context.key(entity.name));
  }
  if (honorific) party["honorific"] = slice(honorific);
  if (title) party["title"] = slice(title);
  for (const key of ["office", "country", "organization"] as const) if (entity[key] !== undefined) party[key] = entity[key];
  party["text"] = slice(mention);
  party["span"] = span(mention);
  if (via !== undefined) party["via"] = via;
  return party;
}

const PRECISIONS = ["day", "month", "year"];

/** The most precise date, the first of its kind. */
function bestDate(dates: readonly DateMention[]): DateMention | undefined {
  return [...dates].sort((a, b) => PRECISIONS.indexOf(a.precision) - PRECISIONS.indexOf(b.precision))[0];
}

/** The first place with both venue and city, else with a city, else the first; of several states on a tour, none. */
function bestPlace(places: readonly PlaceMention[]): PlaceMention | undefined {
  const several = new Set(places.map((p) => p.country)).size > 1 && places.every((p) => p.city === undefined && p.venue === undefined);
  if (several) return undefined;
  return places.find((p) => p.venue && p.city !== undefined) ?? places.find((p) => p.city !== undefined) ?? places.find((p) => p.venue) ?? places[0];
}

/** "arrived in X": the state is told as the one visited, and says no more as a place. */
const isHostState = (candidate: Candidate, plan: EventPlan, { country }: PlaceMention): boolean =>
  plan.roles.some((role) => role.soil === true && candidate.roles.get(role.name)?.some(({ entity }) => entity.country === country));

/** What makes this event this event: its parties by role, and where it is first told. */
function identity(candidate: Candidate): string {
  const party = (e: Entity): string => `${e.name?.start ?? ""}/${e.office ?? ""}/${e.country ?? ""}/${e.organization ?? ""}`;
  return `${candidate.trigger}|${[...candidate.roles].map(([name, list]) => `${name}=${list.map((f) => party(f.entity)).join("+")}`).join("|")}`;
}

/** A stable hash of a text in the making: two FNV-1a lanes and how many units they have read. */
export interface Digest {
  readonly a: number;
  readonly b: number;
  readonly count: number;
}

/** @returns the digest of what was read before and of a further text */
function digest(text: string, { a, b, count }: Digest): Digest {
  let [one, two] = [a, b];
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    one = Math.imul(one ^ unit, 0x01000193);
    two = Math.imul(two ^ (unit + count + i), 0x85ebca6b);
  }
  return { a: one, b: two, count: count + text.length };
}

/** What a text adds to the ids of its events. */
export const digestOf = (text: string): Digest => digest(`${text.length}\u0001${text}`, { a: 0x811c9dc5, b: 0x01000193, count: 0 });

/** 40 bits of a digest: ids, not security. */
function hash(before: Digest, text: string): string {
  const { a, b } = digest(text, before);
  return ((a >>> 0).toString(16).padStart(8, "0") + (b >>> 24).toString(16).padStart(2, "0")).slice(0, 10);
}

/**
 * UTF-16 units → code points.
 * @returns a function from a unit offset of `text` to the number of code points before it
 */
export function codePointOffsets(text: string): (unit: number) => number {
  if (!SURROGATE.test(text)) return (unit) => unit;
  const pairs: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    if (unit < 0xd800 || unit > 0xdbff) continue;
    const low = text.charCodeAt(i + 1);
    if (low >= 0xdc00 && low <= 0xdfff) {
      pairs.push(i);
      i++;
    }
  }
  return (unit) => {
    let low = 0;
    let high = pairs.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((pairs[middle] as number) < unit) low = middle + 1;
      else high = middle;
    }
    return unit - low;
  };
}

const SURROGATE = /[\u{10000}-\u{10ffff}]/u;
