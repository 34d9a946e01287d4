import { entitiesOf, fillersOf, flatMap } from "../lists.ts";
import { claim } from "../match.ts";
import type { Candidate, Entity, EventPlan, Filler, Knowledge } from "../types.ts";

/**
 * Something handed over at a reception: who received and who was received fill the roles that the frame maps to
 * `reception.agent` and `reception.patient`, where the clause itself names nobody for them.
 */

const NEIGHBOURS = 50; // events on either side, in the order of the text
const REACH = 2; // sentences between the two events

export function fillFromReception(events: readonly Candidate[], { plans, offices }: Knowledge): void {
  for (const [n, event] of events.entries()) {
    const plan = plans[event.type];
    if (!plan) continue;
    const wanted = (relation: "reception.agent" | "reception.patient"): readonly string[] => flatMap(event.frames, (f) => f.roles[relation] ?? []);
    // Who is to take what is yet to be brought is not told by who else will be met.
    if (event.status === "planned" && plan.handed?.to.some((name) => event.roles.has(name))) continue;
    const agentRoles = free(event, plan, wanted("reception.agent"));
    const patientRoles = free(event, plan, wanted("reception.patient"));
    if (agentRoles.length === 0 && patientRoles.length === 0) continue;
    const present = entitiesOf(event);
    // Who brought it was there: a reception of somebody else is another one.
    const bringer = event.roles.get(plan.handed?.by ?? "")?.[0]?.entity;
    const receptions = events
      .slice(Math.max(0, n - NEIGHBOURS), n + NEIGHBOURS)
      .filter((other) => other !== event && plans[other.type]?.encounter !== undefined && other.foreground === event.foreground && other.status === event.status && near(event, other))
      .map((reception) => ({ reception, sides: sidesOf(reception, bringer) }))
      .filter(({ sides }) => {
        const there = sides?.flat() ?? [];
        return (bringer === undefined || there.includes(bringer)) && there.some((e) => present.has(e));
      });
    // The nearest one: each of several letters was handed over at its own.
    const nearest = receptions.sort((a, b) => distance(event, a.reception) - distance(event, b.reception))[0];
    if (!nearest?.sides) continue;
    const [agents, patients] = nearest.sides;
    const fillers = fillersOf(nearest.reception);
    // The other side of the reception fills what is open: who was received brought it, who received took it.
    // Where neither side is host ("during their meeting"), the same holds for the side that is not told yet.
    const [inside, outside] = patients.some((e) => present.has(e)) ? [patients, agents] : [agents, patients];
    const takers = flatMap(plan.handed?.to ?? [], (name) => event.roles.get(name)?.map((f) => f.entity) ?? []);
    const fill = (entities: readonly Entity[], wantedRoles: readonly string[]): void => {
      // "handed to the king during his meeting with N": who takes it himself has met who brought it.
      const isBringer = plan.handed?.to.includes(wantedRoles[0] ?? "") && takers.some((e) => inside.includes(e));
      const roles = isBringer ? free(event, plan, [plan.handed?.by ?? ""]) : wantedRoles;
      const entity = entities.find((e) => !present.has(e));
      // Brought to a head of state or government, and nobody told whom it is for: to him.
      const isTaken = roles[0] !== undefined && roles[0] === plan.handed?.to[0];
      const own = isTaken && entity?.office !== undefined && offices[entity.office]?.head ? plan.handed?.to.find((name) => name !== roles[0] && !event.roles.has(name)) : undefined;
      const role = own ?? roles[0];
      const filler = fillers.find((f) => f.entity === entity);
      if (!filler || !role || entities.some((e) => present.has(e)) || servesAnother(event, plan, role, filler.entity)) return;
      claim(plan, event.roles, { mention: filler.mention, entity: filler.entity, roles: [role], via: filler.via ?? "reception" } satisfies Filler);
    };
    if (inside === patients || patientRoles.length === 0) fill(outside, agentRoles);
    if (inside === agents) fill(outside, patientRoles);
  }
}

/** Who received and who was received; of two who met, who brought something is the second. */
function sidesOf(event: Candidate, bringer: Entity | undefined): readonly [readonly Entity[], readonly Entity[]] | undefined {
  if (event.agents.length > 0 && event.patients.length > 0) return [event.agents, event.patients];
  const [one, other, ...more] = entitiesOf(event);
  if (event.roles.size !== 1 || !one || !other || more.length > 0) return undefined;
  return one === bringer ? [[other], [one]] : [[one], [other]];
}

/** What is handed over at a meeting of who brings it and who takes it passes on its day, and the other way round; where that was told is where they met. */
export function shareHanding(events: readonly Candidate[], plans: Knowledge["plans"]): void {
  for (const [n, event] of events.entries()) {
    const { handed } = plans[event.type] ?? {};
    const brought = event.roles.get(handed?.by ?? "")?.[0]?.entity;
    const took = flatMap(handed?.to ?? [], (name) => event.roles.get(name) ?? [])[0]?.entity;
    if (!brought || !took) continue;
    const meetings = events
      .slice(Math.max(0, n - NEIGHBOURS), n + NEIGHBOURS)
      .filter((other) => plans[other.type]?.encounter !== undefined && other.foreground === event.foreground && other.status === event.status)
      .map((meeting) => ({ meeting, present: entitiesOf(meeting) }))
      .filter(({ present }) => present.has(took));
    const both = meetings.filter(({ present }) => present.has(brought));
    const isAlone = ({ sentences }: Candidate, present: ReadonlySet<Entity>): boolean => present.size === 1 && sentences.some((at) => event.sentences.includes(at));
    // The only meeting of the two, however far below it is told; else a near one.
    const found = both.length === 1 ? both[0] : meetings.find(({ meeting, present }) => near(event, meeting) && (present.has(brought) || isAlone(meeting, present)));
    if (!found) continue;
    const { meeting, present } = found;
    turnToTaker(meeting, plans[meeting.type], brought, took);
    // Where nobody else is told there, the meeting is no event of its own.
    if (present.size === 1 && event.places.length === 0) event.places.push(...meeting.places);
    const [dated, open] = event.dates.length > 0 ? [event, meeting] : [meeting, event];
    if (open.dates.length === 0) {
      open.dates.push(...dated.dates);
      open.days.push(...dated.days);
    }
    if (meeting.places.length === 0) meeting.places.push(...event.places);
  }
}

/** "It was handed over by N during his meeting with M": of two who met, without a word of who received, who takes it is host to who brings it. */
function turnToTaker(meeting: Candidate, plan: EventPlan | undefined, brought: Entity, took: Entity): void {
  if (!plan?.encounter) return;
  const { agent, patient } = plan.encounter;
  const [hosts, guests] = [meeting.roles.get(agent), meeting.roles.get(patient)];
  if (hosts?.length !== 1 || guests?.length !== 1 || hosts[0]?.entity !== brought || guests[0]?.entity !== took || hosts[0].via !== "pronoun") return;
  if (!meeting.frames.every(({ roles }) => roles.with?.includes(patient))) return;
  meeting.roles.set(agent, guests);
  meeting.roles.set(patient, hosts);
}

/** Who would fill the role serves another state than the party it is to serve with. */
function servesAnother(event: Candidate, plan: EventPlan, role: string, entity: Entity): boolean {
  const other = event.roles.get(plan.roles.find((r) => r.name === role)?.servesWith ?? "")?.[0]?.entity;
  const state = entity.country ?? entity.familyCountry;
  return other?.country !== undefined && state !== undefined && other.country !== state;
}

const free = (event: Candidate, plan: EventPlan, names: readonly string[]): string[] => names.filter((name) => plan.roles.some((r) => r.name === name) && !event.roles.has(name));

/** Sentences between the nearest tellings of two events. */
function distance(a: Candidate, b: Candidate): number {
  const [x, y] = [a, b].map((c) => [...c.sentences].sort((m, n) => m - n)) as [number[], number[]];
  let best = Number.POSITIVE_INFINITY;
  for (let i = 0, j = 0; i < x.length && j < y.length; ) {
    const gap = (x[i] as number) - (y[j] as number);
    best = Math.min(best, Math.abs(gap));
    if (gap < 0) i++;
    else j++;
  }
  return best;
}
const near = (a: Candidate, b: Candidate): boolean => distance(a, b) <= REACH;
