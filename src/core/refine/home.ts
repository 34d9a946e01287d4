import type { View } from "../clause/view.ts";
import { isStateBody, leaderState } from "../discourse.ts";
import { hasSense, senseOf } from "../lexicon.ts";
import { fillersOf, flatMap } from "../lists.ts";
import type { Actor, Candidate, Entity, EventPlan, Filler, Item, Knowledge } from "../types.ts";
import { holdsAlike } from "./merge.ts";

/**
 * The outlet's own state. Agencies name their own officials without a state ("the foreign minister"); who they are
 * follows from the agency's sign, the dateline, the seats and palaces named, and where foreign envoys are posted.
 */

const WEIGHTS = {
  agency: 4,
  venue: 3,
  dateline: 2,
  posting: 2.5,
  family: 1.5,
  monarch: 0.9,
  city: 0.3,
  seat: 1.6,
  soil: 0.5,
  visited: 0.9,
  mention: 0.35,
  ministry: 0.9,
  other: 0.9,
  foreignTitle: -0.7,
  foreign: -2, // "the friendly state": not one's own
  clash: 2.5,
} as const;
const ENOUGH = 0.85;
const MARGIN = 0.5;
const DATELINE_ELEMENTS = 8; // from the first city or agency on
const MAX_MENTIONS = 4;

export function findHome(views: readonly View[], events: readonly Candidate[], plans: Knowledge["plans"], dateline: string | undefined): string | undefined {
  const scores = new Map<string, number>();
  const add = (country: string | undefined, weight: number): void => {
    if (country !== undefined) scores.set(country, (scores.get(country) ?? 0) + weight);
  };
  const mentions = new Map<string, number>();
  const seats = new Set<string>(); // cities where the world meets
  const beside = attendeesOf(events, plans);
  const fitting: string[] = []; // states that "the Kingdom" may be
  let opened = false;
  for (const [n, view] of views.entries()) {
    const opening = n < 3 ? openingOf(view) : 0;
    for (const [index, element] of view.elements.entries()) {
      const at = index - opening;
      const item = view.items[element.from];
      const { actor } = element;
      if (!actor && item?.senses.length === 0) continue;
      const own = senseOf(item, "home");
      if (own && own.value !== "") fitting.push(own.value);
      const agency = senseOf(item, "agency");
      // A sign stands in the dateline or at the end; inside a sentence it may be quoted.
      if (agency && (n < 3 ? at < DATELINE_ELEMENTS : n === views.length - 1)) add(agency.country, WEIGHTS.agency);
      add(senseOf(item, "venue")?.country, WEIGHTS.venue);
      const city = senseOf(item, "city");
      if (city?.flag === "seat") {
        seats.add(city.value);
        continue;
      }
      if (city && n < 3 && at < 2 && !actor?.titles.length) {
        opened = true;
        add(city.country, WEIGHTS.dateline);
      } else if (city && senseOf(view.elements[index - 1]?.item, "marker")) add(city.country, WEIGHTS.city);
      if (!actor) continue;
      // "(presented the credentials of envoys) to the Republic of X"
      if (actor.kind === "country" && hasSense(view.items[actor.from - 1], "posting") && !hasSense(view.items[actor.from - 1], "marker") && !sendsOut(view, events, plans))
        add(actor.country, WEIGHTS.posting);
      const praised =
        [actor.from - 1, actor.to].some((i) => view.items[i]?.senses.some((s) => s.kind === "modifier" && s.flag === "foreign")) ||
        view.items[actor.to - 1]?.senses.some((s) => s.kind === "modifier" && s.flag === "foreign");
      if (praised && actor.country !== undefined && !isPeople(view, index)) add(actor.country, WEIGHTS.foreign);
      if ((actor.country !== undefined || actor.name) && !beside.has(actor)) add(actor.posting, WEIGHTS.posting); // "(named N) ambassador to X": our own man abroad
      let ownEnvoy = false;
      for (let i = actor.from; i < actor.to; i++) {
        if (view.items[i]?.senses.length === 0) continue;
        const family = senseOf(view.items[i], "family");
        const sign = i > actor.from ? senseOf(view.items[i], "agency") : undefined; // "A Downing Street spokesman said"
        if (sign && n < 3 && at < DATELINE_ELEMENTS) add(sign.country, WEIGHTS.agency);
        // An outlet gives its own princes no state; a foreign one is told with his.
        if (family && actor.country === undefined) add(family.country, WEIGHTS.family);
        // A ministry that is named after the state's own people abroad: an agency says so of its own.
        if (actor.titles.length > 0) add(senseOf(view.items[i], "portfolio")?.country, WEIGHTS.ministry);
        const monarch = view.items[i]?.senses.find((s) => s.kind === "office" && s.country);
        if (!monarch) continue;
        add(monarch.country, WEIGHTS.monarch);
        ownEnvoy = true;
      }
      if (ownEnvoy) continue;
      if (actor.titles.length > 0) for (const title of actor.titles) add(title.country, WEIGHTS.foreignTitle);
      else if (actor.kind === "country" && actor.country !== undefined && senseOf(item, "people")?.country === undefined) mentions.set(actor.country, (mentions.get(actor.country) ?? 0) + 1);
    }
  }
  if (!opened) add(dateline, WEIGHTS.dateline); // behind captions
  add(otherState(views, events, plans), WEIGHTS.other);
  for (const [country, count] of mentions) add(country, Math.min(count, MAX_MENTIONS) * WEIGHTS.mention);

  // A host's seat with its city: "the ministry's seat in Riyadh".
  const places = flatMap(events, (e) => (plans[e.type]?.remote || (!e.foreground && dateline !== undefined) ? [] : e.places.filter((p) => p.city !== undefined && !seats.has(p.city)))); // "condemned the attack in X": abroad
  for (const country of new Set(places.filter((p) => p.venue).map((p) => p.country))) add(country, WEIGHTS.seat);
  const cities = new Set(places.filter((p) => !p.venue).map((p) => p.country));
  for (const country of cities) add(country, WEIGHTS.soil);
  for (const country of new Set(flatMap(events, (event) => visitedOf(event, plans[event.type])))) add(country, WEIGHTS.visited);
  for (const [country, value] of scores) scores.set(country, value - clashes(country, events, plans) * WEIGHTS.clash);
  const ranked = [...scores].filter(([country]) => fitting.every((states) => states.includes(country))).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  const [best, second] = ranked;
  if (best && best[1] >= ENOUGH && best[1] - (second?.[1] ?? 0) >= MARGIN) return best[0];
  // Nothing else tells of a state that the word fits: the one whose outlets say it most stands first.
  const usual = new Set(fitting.map((states) => states.split(" ")[0]));
  const [first] = usual;
  return usual.size === 1 && ranked.every(([country]) => country === first) ? first : undefined;
}

/** "N is appointed ambassador to X": what one side does alone is told where it is done, and not where somebody is sent. */
function sendsOut({ sentence }: View, events: readonly Candidate[], plans: Knowledge["plans"]): boolean {
  const here = events.filter((event) => event.sentences.includes(sentence.index));
  return here.length > 0 && here.every((event) => plans[event.type]?.minParties === 1);
}

/** Who attends an encounter beside its sides: wherever he is posted, he came with one of them. */
const attendeesOf = (events: readonly Candidate[], plans: Knowledge["plans"]): ReadonlySet<Actor> =>
  new Set(
    flatMap(events, (event) => {
      const plan = plans[event.type];
      return plan?.encounter === undefined ? [] : flatMap([...event.roles], ([role, list]) => (plan.anyOf.includes(role) ? [] : flatMap(list, (f) => f.entity.mentions)));
    }),
  );

/** The one state that a foreigner, named with his own, has come to. */
function visitedOf({ roles, status, foreground }: Candidate, plan: EventPlan | undefined): string[] {
  const soil = plan?.remote ? undefined : plan?.roles.find((role) => role.soil)?.name;
  if (soil === undefined || status !== "occurred" || !foreground) return [];
  const hosts = roles.get(soil) ?? [];
  const [state] = hosts.map((f) => f.entity.country);
  const others = flatMap([...roles], ([name, fillers]) =>
    name === soil ? [] : fillers.map(({ entity }) => (entity.countryVia === undefined && entity.kind !== "country" ? entity.country : undefined)),
  );
  return hosts.length === 1 && state !== undefined && others.some((c) => c !== undefined) && others.every((c) => c !== undefined && c !== state) ? [state] : [];
}

/** Numbers, marks and words like "date" before the dateline: a stamp. */
function openingOf(view: View): number {
  let at = 0;
  for (const { item } of view.elements) {
    const token = item && view.sentence.tokens[item.from];
    if (!token || (token.kind === "word" && !hasSense(item, "stop")) || hasSense(item, "city") || hasSense(item, "agency")) break;
    if (at++ >= MAX_STAMP) return 0;
  }
  return at;
}

const MAX_STAMP = 14; // elements

/** Where an official without a state meets a foreigner and the text names one other state only, that state is the official's. */
function otherState(views: readonly View[], events: readonly Candidate[], plans: Knowledge["plans"]): string | undefined {
  const foreign = new Set<string>();
  let open = false;
  // Types of one side (an appointment) need no foreigner.
  for (const event of events)
    for (const { entity } of (plans[event.type]?.anyOf.length ?? 0) < 2 ? [] : fillersOf(event)) {
      // A leader known by his name alone is told without a state too.
      if (entity.country !== undefined && entity.countryVia !== "leader") foreign.add(entity.country);
      else if (entity.organization === undefined && entity.office !== undefined) open = true;
    }
  if (!open || foreign.size === 0) return undefined;
  const again = toldAgain(events);
  if (again !== undefined) return again;
  // One bare mention of a state proves nothing: an adjective, a pair ("between X and Y") or a second mention does.
  const others = new Map<string, number>();
  for (const view of views) {
    const { elements } = view;
    const isForeign = (i: number): boolean => foreign.has(elements[i]?.actor?.country ?? "");
    for (const [i, { actor, item }] of elements.entries()) {
      // A person's name may be an adjective too ("al-Sudani").
      const named = actor ? actor.country : item?.senses.length ? stateOf(item) : undefined;
      if (named === undefined || foreign.has(named) || senseOf(view.items[elements[i]?.from ?? -1], "people")?.country !== undefined) continue;
      // Where two foreigners met is neither's home; "the capital of X" is where something took place.
      const place = actor !== undefined && view.items.slice(actor.from, actor.to).some((one) => hasSense(one, "capital"));
      if ((place || foreign.size > 1) && elements[i - 1]?.item?.senses.some((s) => s.kind === "marker" && s.value === "in")) continue;
      const paired = isForeign(i - 2) || isForeign(i + 2);
      others.set(named, (others.get(named) ?? 0) + (paired || hasSense(item, "nationality") || actor?.kind === "delegation" || isPeople(view, i) ? 2 : 1));
    }
  }
  const [only] = others;
  return others.size === 1 && only && only[1] >= 2 ? only[0] : undefined;
}

/** "X's ministry summoned the envoy. The deputy minister summoned him": who does the same to the same one serves the same state. */
function toldAgain(events: readonly Candidate[]): string | undefined {
  for (const event of events)
    for (const [role, fillers] of event.roles) {
      if (fillers.length !== 1 || !fillers.every(({ entity }) => entity.country === undefined && entity.organization === undefined && entity.office !== undefined)) continue;
      const beside = new Set(flatMap([...event.roles], ([name, list]) => (name === role ? [] : list.map((f) => f.entity))));
      const others = events.filter((e) => e !== event && e.type === event.type && [...e.roles].some(([name, list]) => name !== role && list.some((f) => beside.has(f.entity))));
      const states = new Set(flatMap(others, (e) => e.roles.get(role)?.flatMap(({ entity }) => (isStateBody(entity) ? (entity.country ?? []) : [])) ?? []));
      const [state] = states;
      if (states.size === 1 && state !== undefined) return state;
    }
  return undefined;
}

/** "the Moroccan people": told beside a greeting to its head, at home as well as abroad. */
const isPeople = (view: View, at: number): boolean => hasSense(view.items[view.elements[at]?.from ?? -1], "people");

/** The state that a word means for sure: not a city of that name. */
function stateOf(item: Item): string | undefined {
  const state = (senseOf(item, "country") ?? senseOf(item, "nationality"))?.value;
  const city = senseOf(item, "city");
  return city && city.country !== state ? undefined : state;
}

/** Events in which this home would put two opposite sides into one state: a president writing to himself. */
function clashes(home: string, events: readonly Candidate[], plans: Knowledge["plans"]): number {
  let count = 0;
  for (const event of events) {
    const plan = plans[event.type];
    if (!plan) continue;
    const opposed = plan.anyOf.length < 2 && plan.minParties >= 2 ? plan.roles.map((r) => r.name) : plan.anyOf;
    const sides = opposed.map(
      (name) =>
        new Set(
          (event.roles.get(name) ?? []).map(
            ({ entity }) => entity.country ?? (entity.organization === undefined && entity.familyCountry === undefined ? "?" : (entity.organization ?? entity.familyCountry)),
          ),
        ),
    );
    // "condemned the attack in X": whom it is about is where it happened.
    const soil = plan.remote ? plan.roles.find((role) => role.soil === true)?.name : undefined;
    if (soil !== undefined && !opposed.includes(soil)) sides.push(new Set(event.roles.get(soil)?.flatMap((f) => f.entity.country ?? []) ?? flatMap(event.places, (place) => place.country ?? [])));
    const filled = sides.filter((s) => s.size > 0);
    if (filled.length < 2) continue;
    const known = filled.some((s) => s.has(home));
    const unknown = filled.some((s) => s.has("?"));
    if (known && unknown) count++;
  }
  return count;
}

/** States that the events tell without the outlet: a ruling house's name, and parties that serve the same state. */
export function applyTold(events: readonly Candidate[], { plans, offices }: Knowledge): void {
  for (const event of events) {
    for (const { entity } of fillersOf(event)) {
      const family = entity.familyCountry;
      if (entity.country === undefined && family !== undefined && entity.organization === undefined) {
        entity.country = family;
        entity.countryVia = "family";
      }
    }
    applyEnvoys(event, plans[event.type]?.anyOf ?? [], offices);
    applyJoined(event, plans[event.type], offices);
    for (const { name, servesWith } of plans[event.type]?.roles ?? []) {
      const one = event.roles.get(name)?.[0]?.entity;
      const other = servesWith === undefined ? undefined : event.roles.get(servesWith)?.[0]?.entity;
      if (!one || !other) continue;
      const opposite = oppositeStates(event, [name, servesWith as string], plans[event.type]?.anyOf ?? []);
      share(one, other, opposite);
      share(other, one, opposite);
    }
  }
}

/** "President Putin": those whom news name without a state. */
export function applyLeaders(entities: readonly Entity[], leaders: Readonly<Record<string, string>>, offices: Knowledge["offices"]): void {
  for (const entity of entities) {
    if (entity.country !== undefined || entity.organization !== undefined) continue;
    const country = leaderState(entity, leaders, offices);
    if (country === undefined) continue;
    entity.country = country;
    entity.countryVia = "leader";
  }
}

/**
 * "Met the emperor of X and the prime minister N", "President N and Prime Minister M of X sent condolences": of those who are met, write or are
 * written to together, one told without a state is of the others', unless the other side is of it.
 */
function applyJoined(event: Candidate, plan: EventPlan | undefined, offices: Knowledge["offices"]): void {
  const { encounter, anyOf = [], roles = [] } = plan ?? {};
  const sides = encounter ? [encounter.patient] : anyOf.length < 2 ? [] : anyOf.filter((name) => roles.find((r) => r.name === name)?.many);
  for (const side of sides) {
    const joined = [...(event.roles.get(side) ?? [])].sort((a, b) => a.mention.start - b.mention.start);
    const opposite = new Set(
      flatMap(
        [...event.roles].filter(([name]) => name !== side && anyOf.includes(name)),
        ([, list]) => list.map((f) => f.entity.country),
      ),
    );
    for (const [i, { entity, mention }] of joined.entries()) {
      if (entity.country !== undefined || entity.organization !== undefined || entity.familyCountry !== undefined || entity.office === undefined) continue;
      const states = new Set(
        flatMap(
          joined.filter((f, k) => (encounter ? k === i - 1 && f.mention.sentence === mention.sentence : k !== i && (f.entity.kind === "country" || f.mention.sentence === mention.sentence))),
          (f) => f.entity.country ?? [],
        ),
      );
      const [state] = states;
      if (states.size !== 1 || state === undefined || opposite.has(state) || lacks(state, entity, offices)) continue;
      entity.country = state;
      entity.countryVia = "side";
    }
  }
}

/**
 * "The sultan of X received the foreign minister. The ambassador of Y to X attended.": the guest without a state is of Y.
 * An outlet of Y leaves its own out.
 */
function applyEnvoys(event: Candidate, anyOf: readonly string[], offices: Knowledge["offices"]): void {
  const sides = flatMap(
    [...event.roles].filter(([name]) => anyOf.includes(name)),
    ([, list]) => list.map((f) => f.entity),
  );
  const hosts = new Set(sides.map((e) => e.country));
  const open = sides.filter((e) => e.country === undefined && e.organization === undefined && isOfficial(e, offices));
  if (open.length === 0 || hosts.size !== 2) return;
  for (const [name, list] of event.roles) {
    if (anyOf.includes(name)) continue;
    for (const { entity } of list) {
      const posting = entity.mentions.find((m) => m.posting !== undefined)?.posting;
      if (posting === undefined || entity.country === undefined || !hosts.has(posting) || hosts.has(entity.country)) continue;
      for (const one of open) {
        one.country = entity.country;
        one.countryVia = "side";
      }
      return;
    }
  }
}

/** States of the sides that two roles do not belong to. */
function oppositeStates(event: Candidate, own: readonly string[], anyOf: readonly string[]): ReadonlySet<string | undefined> {
  return new Set(
    flatMap(
      [...event.roles].filter(([role]) => anyOf.includes(role) && !own.includes(role)),
      ([, fillers]) => fillers.map((f) => f.entity.country),
    ),
  );
}

/** What is told of one is told of the other, unless it makes one state of two sides. */
function share(from: Entity, to: Entity, opposite: ReadonlySet<string | undefined>): void {
  if (from.country === undefined || opposite.has(from.country) || from.organization !== undefined || to.country !== undefined || to.organization !== undefined) return;
  to.country = from.country;
  to.countryVia = "side";
}

/** Give the home state to officials told without one. Bodies, and people without an office, keep none. */
export function applyHome(events: readonly Candidate[], home: string | undefined, { offices, plans }: Knowledge, views: readonly View[]): void {
  const states = new Set(flatMap(events, (event) => flatMap(fillersOf(event), (f) => f.entity.country ?? [])));
  for (const event of events) {
    const fillers = fillersOf(event);
    if (home === undefined) {
      applyCompany(event, plans[event.type], offices);
      applyHost(event, plans[event.type], offices);
      applyReception(event, events, plans);
      dropUntold(event, events);
      continue;
    }
    const foreign = fillers.some(({ entity }) => entity.country !== undefined && entity.country !== home);
    // "talks between X and Y, chaired by N and M": each side sends one of them.
    const sidesOf = new Set(flatMap(fillers, ({ entity }) => (entity.kind === "country" && entity.country !== undefined ? [entity.country] : [])));
    const shared = (entity: Entity): boolean =>
      sidesOf.size > 1 &&
      [...event.roles.values()].some((list) => list.some((f) => f.entity === entity) && list.filter((f) => f.entity.kind === "person" && f.entity.country === undefined).length > 1);
    const ofEither = new Set(fillers.map((f) => f.entity).filter(shared));
    // Two foreigners who met at a summit: who attended came with one of them.
    const { anyOf = [], encounter } = plans[event.type] ?? {};
    const sides = new Set(flatMap(anyOf, (role) => event.roles.get(role) ?? []).map((f) => f.entity));
    const apart = encounter !== undefined && sides.size > 1 && [...sides].every(({ country }) => country !== undefined && country !== home);
    for (const { entity } of fillers) {
      if (entity.country !== undefined || entity.organization !== undefined || ofEither.has(entity) || (apart && !sides.has(entity))) continue;
      if (!isOfficial(entity, offices) || lacks(home, entity, offices)) continue;
      // An envoy is not posted at home: "the Kingdom's ambassador to X" serves the one state told here that the word fits.
      if (entity.mentions.some((m) => m.posting === home)) {
        const [only, ...more] = fittingStates(entity, views).filter((state) => states.has(state) && state !== home);
        if (only !== undefined && more.length === 0) {
          entity.country = only;
          entity.countryVia = "article";
        }
        continue;
      }
      // A state has one king and one foreign minister: where the home state's is known, another is a foreigner.
      if ([...entity.offices].some((o) => offices[o]?.sole && fillers.some((f) => f.entity !== entity && f.entity.offices.has(o) && f.entity.country === home))) continue;
      // Both sides at home would be a domestic event: only if the text says nothing foreign at all.
      const abroad = entity.mentions.some((m) => m.posting !== undefined); // "our ambassador to X": at home he is one's own
      if (!foreign && !abroad && fillers.some((f) => f.entity !== entity && f.entity.country === home && f.entity.countryVia === undefined) && [...entity.offices].some((o) => offices[o]?.accredited))
        continue;
      entity.country = home;
      entity.countryVia = "article";
    }
  }
}

/** "(N received M,) who is visiting the country": whose it is that receives the visitor. */
function applyReception(event: Candidate, events: readonly Candidate[], plans: Knowledge["plans"]): void {
  for (const { name, soil } of plans[event.type]?.roles ?? []) {
    const untold = soil === true ? event.roles.get(name)?.find(({ entity }) => entity.kind === "country" && entity.country === undefined)?.entity : undefined;
    if (!untold) continue;
    const visitors = new Set(fillersOf(event).map((f) => f.entity));
    for (const other of events) {
      const { encounter } = plans[other.type] ?? {};
      if (!encounter || !other.roles.get(encounter.patient)?.some((f) => visitors.has(f.entity))) continue;
      untold.country ??= other.roles.get(encounter.agent)?.find((f) => f.entity.country !== undefined)?.entity.country;
    }
  }
}

/** The states that a word for the outlet's own may mean, in the mentions of a party: "the Kingdom". */
const fittingStates = ({ mentions }: Entity, views: readonly View[]): string[] =>
  flatMap(mentions, (m) => {
    const items = views.find((view) => view.sentence.index === m.sentence)?.items.slice(m.from, m.to) ?? [];
    return flatMap(items, (item) => senseOf(item, "home")?.value.split(" ").filter(Boolean) ?? []);
  });

/** "The first leader to visit the country": which one is told by the rest of the event, or by another of the same party. */
function dropUntold(event: Candidate, events: readonly Candidate[]): void {
  const isUntold = ({ entity }: Filler): boolean => entity.kind === "country" && entity.country === undefined;
  for (const [name, list] of event.roles) {
    const told = list.filter((f) => !isUntold(f));
    if (told.length === list.length) continue;
    const others = new Set(
      flatMap(
        [...event.roles].filter(([other]) => other !== name),
        ([, fillers]) => fillers.map((f) => f.entity),
      ),
    );
    const again = events.some((other) => other !== event && other.type === event.type && other.roles.has(name) && fillersOf(other).some((f) => others.has(f.entity)));
    if (told.length > 0) event.roles.set(name, told);
    else if (again) event.roles.delete(name);
  }
}

/** "(The president of X received) the foreign minister. The ambassador of Y attended": of the side whose state is not told is who came with its envoy. */
function applyCompany(event: Candidate, plan: EventPlan | undefined, offices: Knowledge["offices"]): void {
  const [hosts, guests] = [plan?.encounter?.agent, plan?.encounter?.patient].map((role) => (event.roles.get(role ?? "") ?? []).map((f) => f.entity));
  const told = new Set(hosts?.map((e) => e.country));
  if (!plan || !guests || told.size !== 1 || told.has(undefined)) return;
  const beside = flatMap([...event.roles], ([role, list]) => (plan.anyOf.includes(role) ? [] : flatMap(list, (f) => f.entity.country ?? [])));
  const [state, ...more] = new Set(beside.filter((country) => !told.has(country)));
  if (state === undefined || more.length > 0) return;
  for (const guest of guests) {
    if (guest.country !== undefined || guest.organization !== undefined || !isOfficial(guest, offices)) continue;
    guest.country = state;
    guest.countryVia = "side";
  }
}

/** Who attends beside a host, named without a state, is of the host's; who welcomes a visitor, of the state that is visited. */
function applyHost(event: Candidate, plan: EventPlan | undefined, offices: Knowledge["offices"]): void {
  const met = event.roles.get(plan?.encounter?.agent ?? "")?.[0]?.entity.country;
  for (const [name, list] of event.roles) {
    const role = plan?.roles.find((r) => r.name === name);
    const host = met ?? (role?.soil ? list.find((f) => f.entity.kind === "country")?.entity.country : undefined);
    if (host === undefined || plan?.anyOf.includes(name) || role?.servesWith !== undefined) continue;
    for (const { entity } of list) {
      if (entity.country !== undefined || entity.organization !== undefined || !isOfficial(entity, offices)) continue;
      if (entity.mentions.some((m) => m.posting === host)) continue; // another's envoy there
      entity.country = host;
      entity.countryVia = "host";
    }
  }
}

/** A headline's "his Saudi counterpart" beside the Saudi minister himself, told by name: a state has one of them. */
export function dropTwins(events: readonly Candidate[], { offices }: Knowledge): void {
  for (const event of events) {
    const named = flatMap(fillersOf(event), ({ entity }) => (entity.name !== undefined && entity.country !== undefined ? [entity] : []));
    for (const [name, list] of event.roles) {
      const kept = list.filter(({ entity }) => entity.name !== undefined || !named.some((one) => holdsAlike(entity, one, offices)));
      if (kept.length > 0) event.roles.set(name, kept);
    }
  }
}

/** "left Algiers for Cairo": of several states in a role, the one that the other side serves itself is where it came from. */
export function dropOwnState(events: readonly Candidate[], plans: Knowledge["plans"]): void {
  for (const event of events)
    for (const [name, list] of event.roles) {
      if (list.length < 2) continue;
      const others = new Set(
        flatMap(
          [...event.roles].filter(([other]) => other !== name),
          ([, fillers]) => fillers.map((f) => f.entity.country),
        ),
      );
      // "to the president and the people of X": the president.
      const plan = plans[event.type];
      const isForState = plan?.anyOf.includes(name) || plan?.roles.some((role) => role.name === name && role.soil);
      const officials = new Set(
        isForState ? list.filter(({ entity }) => entity.kind === "person" && (entity.name !== undefined || !entity.weak || plan?.anyOf.includes(name))).map(({ entity }) => entity.country) : [],
      );
      const isBody = (entity: Entity): boolean => entity.kind === "country" || isStateBody(entity);
      const kept = list.filter(({ entity }) => !(entity.kind === "country" && others.has(entity.country)) && !(isBody(entity) && entity.country !== undefined && officials.has(entity.country)));
      // "arrived in the country … on a visit to the country": one state.
      const once = kept.filter(({ entity }, i) => !isBody(entity) || entity.country === undefined || kept.findIndex((f) => isBody(f.entity) && f.entity.country === entity.country) === i);
      if (once.length > 0) event.roles.set(name, once);
    }
}

/** The state has no such office. */
const lacks = (state: string, entity: Entity, offices: Knowledge["offices"]): boolean => [...entity.offices].some((office) => offices[office]?.lacking?.includes(state) === true);

const isOfficial = (entity: Entity, offices: Knowledge["offices"]): boolean =>
  entity.mentions.some((m) => m.home) || [...entity.offices].some((o) => offices[o]?.weak !== true || o === "official") || entity.honorifics.has("highness") || entity.honorifics.has("majesty");
