import type { EventRecord } from "../core/types.ts";

/**
 * Records against gold. Events pair greedily by how alike their parties are; then every slot of a pair is counted.
 * Counts are micro-averaged; an optional gold event is neither demanded nor counted as wrong.
 */

export interface GoldParty {
  readonly kind?: string;
  readonly name: string | null;
  readonly office: string | null;
  readonly country: string | null;
  readonly org: string | null;
}

export interface GoldEvent {
  readonly type: string;
  readonly optional?: boolean;
  readonly status?: string;
  readonly date?: string | null;
  readonly place?: { readonly city: string | null; readonly country: string | null; readonly venue?: string | null } | null;
  readonly roles: Readonly<Record<string, readonly GoldParty[]>>;
  readonly topics?: readonly string[];
  readonly form?: string | null;
}

export interface GoldDocument {
  readonly id: string;
  readonly lang: string;
  readonly published: string | null;
  readonly events: readonly GoldEvent[];
}

export interface Count {
  tp: number;
  fp: number;
  fn: number;
}

export interface Measure {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  /** Gold items. */
  readonly n: number;
}

const zero = (): Count => ({ tp: 0, fp: 0, fn: 0 });

export function measure({ tp, fp, fn }: Count): Measure {
  const precision = tp / (tp + fp || 1);
  const recall = tp / (tp + fn || 1);
  return { precision, recall, f1: precision + recall ? (2 * precision * recall) / (precision + recall) : 0, n: tp + fn };
}

/** Gold role → record fields. */
const FIELDS: Readonly<Record<string, readonly string[]>> = { guest: ["guests"], participant: ["participants"], attendee: ["attendees"], signatory: ["signatories"], party: ["parties"] };
/** Roles of one type that are easily told either way: compared as one pool. */
const POOLS: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  meeting: { host: "side", guest: "side", participant: "side" },
  call: { caller: "side", callee: "side", participant: "side" },
};

const MARKS = /[\u0300-\u036f\u064b-\u0655\u0670\u0640\u200e\u200f'’‘`"«»“”]/gu;
const fold = (text: string | null | undefined): string =>
  (text ?? "")
    .normalize("NFKD")
    .replace(MARKS, "")
    .replace(/[أإآٱ]/gu, "ا")
    .replace(/ة/gu, "ه")
    .replace(/ى/gu, "ي")
    .replace(/ؤ/gu, "و")
    .replace(/ئ/gu, "ي")
    .toLowerCase();
const PARTICLES = new Set(["بن", "ابن", "ال", "bin", "ibn", "al", "el", "de", "von", "van"]);
const tokens = (text: string | null | undefined): string[] =>
  fold(text)
    .split(/[^\p{L}\p{N}]+/u)
    .map((t) => t.replace(/^ال(?=..)/u, ""))
    .filter((t) => t && !PARTICLES.has(t));

/** The same name, allowing a missing or extra middle part. */
export function sameName(a: string | null | undefined, b: string | null | undefined): boolean {
  const A = new Set(tokens(a));
  const B = new Set(tokens(b));
  if (A.size === 0 || B.size === 0) return false;
  const shared = [...A].filter((t) => B.has(t)).length;
  const min = Math.min(A.size, B.size);
  return shared === min ? min / Math.max(A.size, B.size) >= 0.5 || min >= 2 : shared / (A.size + B.size - shared) >= 0.6;
}

interface Party {
  readonly role: string;
  readonly name: string | null;
  readonly office: string | null;
  readonly country: string | null;
  readonly org: string | null;
}

interface Flat {
  readonly type: string;
  readonly optional: boolean;
  readonly parties: readonly Party[];
  readonly topics: readonly string[];
  readonly city: string | null;
  readonly placeCountry: string | null;
  readonly date: string | null;
  readonly form: string | null;
  readonly status: string;
}

function flattenGold(event: GoldEvent): Flat {
  return {
    type: event.type,
    optional: event.optional ?? false,
    parties: Object.entries(event.roles).flatMap(([role, list]) => list.map((p) => ({ role: POOLS[event.type]?.[role] ?? role, name: p.name, office: p.office, country: p.country, org: p.org }))),
    topics: event.topics ?? [],
    city: event.place?.city ?? null,
    placeCountry: event.place?.country ?? null,
    date: event.date ?? null,
    form: event.form ?? null,
    status: event.status ?? "occurred",
  };
}

type Loose = Record<string, unknown>;
const text = (value: unknown): string | null => (typeof value === "string" ? value : null);

function flattenRecord(record: EventRecord): Flat {
  const parties: Party[] = [];
  for (const [field, value] of Object.entries(record))
    for (const p of Array.isArray(value) ? value : [value]) {
      const party = p as Loose | null;
      if (typeof party !== "object" || party === null || typeof party["kind"] !== "string") continue;
      const role = Object.entries(FIELDS).find(([, names]) => names.includes(field))?.[0] ?? field;
      parties.push({ role: POOLS[record.type]?.[role] ?? role, name: text(party["name"]), office: text(party["office"]), country: text(party["country"]), org: text(party["organization"]) });
    }
  const place = record["place"] as Loose | undefined;
  const date = record["date"] as Loose | undefined;
  return {
    type: record.type,
    optional: false,
    parties,
    topics: ((record["topics"] ?? []) as Loose[]).map((t) => String(t["code"])),
    city: place ? [place["city"], place["text"]].filter(Boolean).join(" | ") : null,
    placeCountry: text(place?.["country"]),
    date: text(date?.["value"]),
    form: text(record["form"]),
    status: record.status,
  };
}

function likeness(gold: Party, found: Party): number {
  let score = 0;
  let weight = 0;
  const add = (w: number, wanted: string | null, same: boolean): void => {
    if (!wanted) return;
    weight += w;
    if (same) score += w;
  };
  add(3, gold.name, sameName(gold.name, found.name));
  add(2, gold.country, gold.country === found.country);
  add(2, gold.org, found.org !== null && fold(found.org) === fold(gold.org));
  add(1, gold.office, gold.office === found.office);
  return weight ? score / weight : 0;
}

function pair<A, B>(a: readonly A[], b: readonly B[], similarity: (x: A, y: B) => number, floor: number): [number, number, number][] {
  const all: [number, number, number][] = [];
  for (const [i, x] of a.entries())
    for (const [j, y] of b.entries()) {
      const s = similarity(x, y);
      if (s >= floor) all.push([i, j, s]);
    }
  all.sort((x, y) => y[2] - x[2]);
  const usedA = new Set<number>();
  const usedB = new Set<number>();
  return all.filter(([i, j]) => {
    if (usedA.has(i) || usedB.has(j)) return false;
    usedA.add(i);
    usedB.add(j);
    return true;
  });
}

function eventLikeness(gold: Flat, found: Flat): number {
  if (gold.type !== found.type) return 0;
  if (gold.parties.length === 0) return 0.5;
  const pairs = pair(gold.parties, found.parties, (a, b) => (a.role === b.role ? likeness(a, b) : 0.6 * likeness(a, b)), 0.2);
  return pairs.reduce((sum, [, , s]) => sum + s, 0) / gold.parties.length;
}

export interface Report {
  readonly documents: number;
  readonly events: Count;
  readonly slots: Count;
  readonly byType: Record<string, Count>;
  readonly bySlot: Record<string, Count>;
  readonly negatives: { clean: number; total: number };
  /** Of every record that gold demands or refuses: what it claimed, and whether its type and all its parties are right. */
  readonly outcomes: readonly Outcome[];
  /** Per article: what was missed, invented, or has a wrong slot. */
  readonly notes: { readonly id: string; readonly faults: string[] }[];
}

export interface Outcome {
  readonly confidence: number;
  readonly right: boolean;
}

/** A tenth of the scale of confidence. */
export interface Bin {
  readonly from: number;
  readonly to: number;
  readonly records: number;
  /** Mean confidence, and the share that is right. */
  readonly confidence: number;
  readonly right: number;
}

const BINS = 10;

/**
 * How well confidence tells: ten bins, and the expected calibration error, the mean distance between confidence and
 * the share that is right, weighted by records. Source: Naeini et al., AAAI 2015.
 */
export function calibration(outcomes: readonly Outcome[]): { readonly bins: readonly Bin[]; readonly error: number } {
  const bins: Bin[] = [];
  let error = 0;
  for (let b = 0; b < BINS; b++) {
    const mine = outcomes.filter(({ confidence }) => Math.min(BINS - 1, Math.floor(confidence * BINS)) === b);
    const mean = (value: (o: Outcome) => number): number => (mine.length === 0 ? 0 : mine.reduce((sum, o) => sum + value(o), 0) / mine.length);
    const confidence = mean((o) => o.confidence);
    const right = mean((o) => Number(o.right));
    bins.push({ from: b / BINS, to: (b + 1) / BINS, records: mine.length, confidence, right });
    error += (mine.length / Math.max(outcomes.length, 1)) * Math.abs(confidence - right);
  }
  return { bins, error };
}

/** Score articles: each is its gold and the records found in it. */
export function score(articles: Iterable<{ readonly gold: GoldDocument; readonly records: readonly EventRecord[] }>): Report {
  const report = {
    documents: 0,
    events: zero(),
    slots: zero(),
    byType: {} as Record<string, Count>,
    bySlot: {} as Record<string, Count>,
    negatives: { clean: 0, total: 0 },
    outcomes: [] as Outcome[],
    notes: [] as { id: string; faults: string[] }[],
  };
  const bump = (slot: string, what: keyof Count, n = 1): void => {
    report.bySlot[slot] ??= zero();
    (report.bySlot[slot] as Count)[what] += n;
    report.slots[what] += n;
  };
  const bumpParty = (party: Party, what: "fp" | "fn"): void => {
    bump("role", what);
    for (const f of PARTY_SLOTS) if (party[f]) bump(f, what);
  };
  const type = (name: string): Count => {
    report.byType[name] ??= zero();
    return report.byType[name] as Count;
  };
  for (const { gold, records } of articles) {
    const G = gold.events.map(flattenGold);
    const P = records.map(flattenRecord);
    report.documents++;
    if (G.length === 0) {
      report.negatives.total++;
      if (P.length === 0) report.negatives.clean++;
    }
    const pairs = pair(G, P, (g, p) => eventLikeness(g, p) * (g.optional ? 0.9 : 1), 0.25);
    const faults: string[] = [];
    const describe = (e: Flat): string => `${e.type} ${e.parties.map((p) => `${p.role}:${p.name ?? p.country ?? p.org ?? "?"}`).join(", ")}`;
    for (const [i, g] of G.entries()) {
      if (g.optional) continue;
      const match = pairs.find(([a]) => a === i);
      if (match) {
        report.events.tp++;
        type(g.type).tp++;
        const wrong = scoreSlots(g, P[match[1]] as Flat, bump);
        report.outcomes.push({ confidence: records[match[1]]?.confidence ?? 0, right: !wrong.some((w) => w.startsWith("extra") || PARTY_SLOTS.some((slot) => slot === w)) });
        if (wrong.length > 0) faults.push(`partly ${g.type}: ${wrong.join(", ")}`);
      } else {
        report.events.fn++;
        type(g.type).fn++;
        faults.push(`missed ${describe(g)}`);
        for (const party of g.parties) bumpParty(party, "fn");
        bump("topic", "fn", g.topics.length);
        if (g.city) bump("city", "fn");
        if (g.date) bump("date", "fn");
        if (g.form) bump("form", "fn");
      }
    }
    for (const [j, p] of P.entries()) {
      if (pairs.some(([, b]) => b === j)) continue;
      report.events.fp++;
      type(p.type).fp++;
      report.outcomes.push({ confidence: records[j]?.confidence ?? 0, right: false });
      faults.push(`invented ${describe(p)}`);
      for (const party of p.parties) bumpParty(party, "fp");
      bump("topic", "fp", p.topics.length);
    }
    if (faults.length > 0) report.notes.push({ id: gold.id, faults });
  }
  return report;
}

const PARTY_SLOTS = ["name", "office", "country", "org"] as const;

function scoreSlots(gold: Flat, found: Flat, bump: (slot: string, what: keyof Count, n?: number) => void): string[] {
  const wrong: string[] = [];
  const miss = (slot: string, n = 1): void => {
    bump(slot, "fn", n);
    if (n > 0) wrong.push(slot);
  };
  const pairs = pair(gold.parties, found.parties, (a, b) => (a.role === b.role ? likeness(a, b) : 0), 0.15);
  for (const [i, j] of pairs) {
    const a = gold.parties[i] as Party;
    const b = found.parties[j] as Party;
    bump("role", "tp");
    for (const f of PARTY_SLOTS) {
      const same = f === "name" ? sameName(a.name, b.name) : a[f] && b[f] && fold(a[f]) === fold(b[f]);
      if (same) bump(f, "tp");
      else {
        if (a[f]) miss(f);
        if (b[f] && (a[f] || (f !== "org" && f !== "office"))) bump(f, "fp");
      }
    }
  }
  for (const [i, a] of gold.parties.entries())
    if (!pairs.some(([x]) => x === i)) {
      miss("role");
      for (const f of PARTY_SLOTS) if (a[f]) miss(f);
    }
  for (const [j, b] of found.parties.entries())
    if (!pairs.some(([, y]) => y === j)) {
      bump("role", "fp");
      wrong.push(`extra ${b.role}`);
      for (const f of PARTY_SLOTS) if (b[f]) bump(f, "fp");
    }
  const one = (slot: string, a: string | null, b: string | null, same: (x: string, y: string) => boolean): void => {
    if (a && b) {
      if (same(a, b)) bump(slot, "tp");
      else {
        miss(slot);
        bump(slot, "fp");
      }
    } else if (a) miss(slot);
    else if (b) bump(slot, "fp");
  };
  one("city", gold.city, found.city, (a, b) => tokens(a).every((t) => tokens(b).includes(t)) || tokens(b).every((t) => tokens(a).includes(t)));
  if (gold.placeCountry) one("place-country", gold.placeCountry, found.placeCountry, (a, b) => a === b);
  if (gold.date) one("date", gold.date, found.date, (a, b) => a === b || (a.length < b.length && b.startsWith(a)));
  if (gold.form) one("form", gold.form, found.form, (a, b) => a === b);
  one("status", gold.status, found.status, (a, b) => a === b);
  for (const t of gold.topics)
    if (found.topics.includes(t)) bump("topic", "tp");
    else miss("topic");
  for (const t of found.topics) if (!gold.topics.includes(t)) bump("topic", "fp");
  return wrong;
}
