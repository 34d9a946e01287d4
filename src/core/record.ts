import type { Candidate, DateMention, Entity, EventPlan, EventRecord, Filler, LanguageRules, PlaceMention, RawDocument, Span } from "./types.ts";

/** Stage 10: candidate → record, key order as RECORDS.md gives it, spans turned from UTF-16 units into code points. */

export interface RecordContext {
  readonly raw: RawDocument;
  readonly language: string;
  readonly published: string | undefined;
  readonly rules: LanguageRules;
  readonly offsets: (unit: number) => number;
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
  if (place)
    record["place"] = {
      ...(place.city === undefined || place.implied ? {} : { city: place.city }),
      ...(place.country === undefined ? {} : { country: place.country }),
      ...(place.venue === undefined ? {} : { venue: slice(place.venue) }),
      text: slice(place),
      span: span(place),
    };
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
  record["source"] = {
    ...(raw.path === undefined ? {} : { path: raw.path }),
    ...(raw.member === undefined ? {} : { member: raw.member }),
    ...(raw.title === undefined ? {} : { title: raw.title }),
    ...(raw.url === undefined ? {} : { url: raw.url }),
    ...(context.published === undefined ? {} : { published: context.published }),
    language: context.language,
    ...(raw.sha256 === undefined ? {} : { sha256: raw.sha256 }),
    ...(raw.duplicateOf === undefined ? {} : { duplicateOf: raw.duplicateOf }),
  };
  record["id"] = `evt_${hash(raw.text.length, raw.text, plan.type, identity(candidate))}`;
  return record as EventRecord;
}

function toParty(filler: Filler, context: RecordContext, slice: (span: Span) => string, span: (at: Span) => [number, number]): Record<string, unknown> {
  const { entity, mention } = filler;
  const via = filler.via ?? (entity.countryVia === undefined ? undefined : `${entity.countryVia}-country`);
  const honorific = mention.honorific ?? entity.honorific;
  const title = entity.title;
  return {
    kind: entity.kind,
    ...(entity.name ? { name: slice(entity.name), latin: context.rules.romanize(context.key(entity.name)) } : {}),
    ...(honorific ? { honorific: slice(honorific) } : {}),
    ...(title ? { title: slice(title) } : {}),
    ...(entity.office === undefined ? {} : { office: entity.office }),
    ...(entity.country === undefined ? {} : { country: entity.country }),
    ...(entity.organization === undefined ? {} : { organization: entity.organization }),
    text: slice(mention),
    span: span(mention),
    ...(via === undefined ? {} : { via }),
  };
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

/** A stable 40-bit hash (two FNV-1a lanes): ids, not security. */
function hash(...parts: readonly (string | number)[]): string {
  let a = 0x811c9dc5;
  let b = 0x01000193;
  const text = parts.join("\u0001");
  for (let i = 0; i < text.length; i++) {
    const unit = text.charCodeAt(i);
    a = Math.imul(a ^ unit, 0x01000193);
    b = Math.imul(b ^ (unit + i), 0x85ebca6b);
  }
  return ((a >>> 0).toString(16).padStart(8, "0") + (b >>> 24).toString(16).padStart(2, "0")).slice(0, 10);
}

/**
 * UTF-16 units → code points.
 * @returns a function from a unit offset of `text` to the number of code points before it
 */
export function codePointOffsets(text: string): (unit: number) => number {
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
  if (pairs.length === 0) return (unit) => unit;
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
