import { plainMention } from "../actors/mention.ts";
import { untoldState } from "../discourse.ts";
import { entitiesOf, flatMap } from "../lists.ts";
import type { Candidate, EventPlan, Filler } from "../types.ts";

/**
 * "The aid plane landed at X airport", "the minister arrived at X airport": whom it is for and who is visited is not told, and is
 * the state of that airport. Roles marked `soil` are filled with the state that the event's places tell, if they tell one only and
 * nobody in the event is of it; the place is the evidence.
 */
export function fillFromSoil(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  for (const event of events)
    for (const role of plans[event.type]?.roles ?? []) {
      if (role.soil === true) {
        dropSights(event, role.name);
        dropOwn(event, role.name);
      }
      const { minParties = 0, anyOf = [] } = plans[event.type] ?? {};
      const parties = entitiesOf(event).size;
      // Who holds a conference that somebody attends is not told by where it is.
      const open = minParties === 1 && anyOf.includes(role.name) ? parties === 0 : !event.roles.has(role.name) || (role.many && anyOf.length === 1 && parties < minParties);
      if (role.soil !== true || !open) continue;
      // "The Saudi plane left Riyadh … bound for Beirut": where a party is at home says nothing
      const own = new Set([...event.roles.values()].flatMap((list) => list.map((f) => f.entity.country)));
      const places = event.places.filter((p) => p.country !== undefined && !own.has(p.country));
      const [place] = places;
      const country = place?.country;
      if (!place || country === undefined || places.some((p) => p.country !== country)) continue;
      const { start, end } = place;
      const mention = { ...plainMention("country", { from: 0, to: 0, start, end, sentence: event.sentences[0] ?? 0 }), country };
      const entity = untoldState(country, [mention]);
      event.roles.set(role.name, [...(event.roles.get(role.name) ?? []), { mention, entity, roles: [role.name], via: "place" }]);
    }
}

/** "visited the Blue Shrine": a bare name that is visited is a sight rather than a host. */
function dropSights(event: Candidate, role: string): void {
  const list = event.roles.get(role);
  const kept = list?.filter(({ entity }) => entity.kind !== "person" || entity.office !== undefined || entity.country !== undefined || entity.organization !== undefined || entity.honorifics.size > 0);
  if (kept && kept.length > 0) event.roles.set(role, kept);
  else event.roles.delete(role);
}

/** "He was welcomed by the minister of X and his country's ambassador": who is of the visitor's own state is no host. */
function dropOwn(event: Candidate, role: string): void {
  const list = event.roles.get(role) ?? [];
  const mine = new Set(flatMap([...event.roles], ([name, fillers]) => (name === role ? [] : flatMap(fillers, (f) => f.entity.country ?? []))));
  const kept = list.filter(({ entity }) => entity.country === undefined || !mine.has(entity.country));
  if (kept.some(({ entity }) => entity.country !== undefined)) event.roles.set(role, kept);
}

/**
 * "Met N at 10 Downing Street": where a text does not say who receives, the side whose soil it is does. A verb of reception says so,
 * and what two do together makes neither a host.
 */
export function settleHosts(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  for (const event of events) {
    const encounter = plans[event.type]?.encounter;
    const hosts = event.roles.get(encounter?.agent ?? "");
    const guests = event.roles.get(encounter?.patient ?? "");
    if (encounter && hosts && guests && isPostedWith(hosts, guests)) {
      event.roles.set(encounter.agent, guests);
      event.roles.set(encounter.patient, hosts);
      continue;
    }
    // "talks that brought the two ministers together": nobody received them
    const others = plans[event.type]?.anyOf.find((name) => name !== encounter?.agent && name !== encounter?.patient);
    if (encounter && hosts && !guests && others !== undefined && !event.roles.has(others) && new Set(flatMap(hosts, (f) => f.entity.country ?? [])).size > 1) {
      event.roles.delete(encounter.agent);
      event.roles.set(others, hosts);
      continue;
    }
    if (!encounter || !hosts || !guests || tellsHost(event)) continue;
    const soil = guests[0]?.entity.country;
    if (soil === undefined || hosts.some((f) => f.entity.country === soil) || !guests.every((f) => f.entity.country === soil)) continue;
    const told = stateOf(event);
    if (told === undefined ? !travelsTo(soil, hosts, events, plans) : told !== soil) continue;
    event.roles.set(encounter.agent, guests);
    event.roles.set(encounter.patient, hosts);
  }
}

/** A verb of reception told it: what two do together has room for both sides ("between"). */
const tellsHost = ({ frames }: Candidate): boolean => frames.some((frame) => frame.roles["between"] === undefined && !frame.continues);

/** "X's ambassador to Y met the crown prince of Y": an envoy is a guest where he is posted, whoever is told first. */
const isPostedWith = (hosts: readonly Filler[], guests: readonly Filler[]): boolean =>
  hosts.every(({ entity }) => entity.mentions.some((m) => m.posting !== undefined && guests.every((f) => f.entity.country === m.posting)));

/** The one state that an event's places are in. */
function stateOf(event: Candidate): string | undefined {
  const states = new Set(flatMap(event.places, (p) => p.country ?? []));
  const [only] = states;
  return states.size === 1 ? only : undefined;
}

/** Another event tells that they visit the state, or that a leader of it receives them. */
function travelsTo(state: string, persons: readonly Filler[], events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): boolean {
  return events.some((event) => {
    const { roles = [], encounter } = plans[event.type] ?? {};
    const soil = encounter && tellsHost(event) ? encounter.agent : roles.find((role) => role.soil === true)?.name;
    if (soil === undefined || !event.foreground) return false;
    const hosts = event.roles.get(soil) ?? [];
    if (!hosts.some((f) => f.entity.country === state) || hosts.some((f) => f.entity.country !== undefined && f.entity.country !== state)) return false;
    // "during a Russian delegation's visit to X": of it are those of its state
    const isOf = ({ entity }: Filler): boolean => persons.some((p) => p.entity === entity || (entity.kind === "delegation" && entity.country !== undefined && entity.country === p.entity.country));
    return roles.some(({ name }) => name !== soil && event.roles.get(name)?.some(isOf));
  });
}
