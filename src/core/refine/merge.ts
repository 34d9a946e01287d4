import { isStateBody } from "../discourse.ts";
import { oneForEach } from "../listed.ts";
import { entitiesOf, fillersOf, flatMap } from "../lists.ts";
import { claim } from "../match.ts";
import type { Candidate, Entity, EventPlan, Filler, Knowledge } from "../types.ts";

/**
 * One event, however many sentences tell it: candidates of a type that agree become one. They agree when no
 * single role holds two different parties and the parties of one are among those of the other.
 */
export function mergeCandidates(candidates: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): Candidate[] {
  const events: Candidate[] = [];
  const byType = new Map<string, Candidate[]>();
  const add = (event: Candidate): void => {
    events.push(event);
    const own = byType.get(event.type);
    if (own) own.push(event);
    else byType.set(event.type, [event]);
  };
  const byTrigger = new Map<number, Candidate[]>();
  for (const candidate of candidates) {
    const told = byTrigger.get(candidate.trigger);
    if (told) told.push(candidate);
    else byTrigger.set(candidate.trigger, [candidate]);
  }
  for (const candidate of candidates) {
    const plan = plans[candidate.type];
    if (!plan) continue;
    if (candidate.quoted && !candidate.continues && entitiesOf(candidate).size === 0) continue; // "a meeting was held in X last year"
    if (isToldByAnother(candidate, byTrigger.get(candidate.trigger) ?? [], plans)) continue;
    const earlier = (byType.get(candidate.type) ?? []).slice(-MAX_LOOK_BACK);
    if (candidate.frames.some((frame) => frame.like)) completeFrom(toldBeside(events, candidate, plan) ?? lastWhole(earlier, candidate, plan), candidate, plan);
    if (plan.effected && entitiesOf(candidate).size < plan.minParties) takePartners(events, candidate, plan);
    // "in a phone call that N received from M": who rang is told by the verb, what they talked of behind the noun.
    const byVerb =
      candidate.continues && candidate.roles.size === 0 && plan.retells
        ? candidates.find((c) => c.type === candidate.type && c.roles.size > 0 && c.sentences[0] === candidate.sentences[0])
        : undefined;
    if (byVerb) {
      const merged = events.find((event) => event === byVerb || event.evidence.some((piece) => byVerb.evidence.includes(piece))) ?? byVerb;
      addTopics(merged, candidate);
      continue;
    }
    const encounter = plans[plan.retells?.type ?? ""]?.encounter;
    const spoken = encounter && turnInto(candidate, plan, byType.get(plan.retells?.type ?? "") ?? [], encounter);
    if (spoken) {
      const [taken, whole] = spoken;
      events.splice(events.indexOf(taken), 1);
      byType.set(
        taken.type,
        (byType.get(taken.type) ?? []).filter((event) => event !== taken),
      );
      const all = oneForEach(whole, plan.each);
      for (const turned of all) {
        if (turned !== whole) turned.topics.push(...whole.topics);
        // "discussed with N in a phone call": told as a call in the same breath.
        const known = earlier.findLast((event) => agree(event, turned, plan));
        if (known) absorb(known, turned, plan);
        else add(turned);
        // "discussed with his counterparts of X and Y. He rang the one of X": of the two calls, the one that is told.
        if (all.length === 1 || agree(turned, candidate, plan)) absorb(known ?? turned, candidate, plan);
      }
      continue;
    }
    const told = candidate.frames.every((frame) => frame.anyhow) ? toldOtherwise(events, candidate, plans) : undefined;
    if (told) {
      absorb(told.event, { ...candidate, roles: told.roles }, told.plan);
      continue;
    }
    if (candidate.sequel) {
      const known = lastTold(earlier, candidate);
      if (known) absorb(known, candidate, plan);
      else if (takeEncounter(events, candidate, plan, plans)) add(candidate);
      continue;
    }
    const whole = wholeOf(events, candidate, plans);
    if (whole) {
      absorb(whole.event, whole.part, whole.plan);
      continue;
    }
    const target = candidate.continues || entitiesOf(candidate).size === 0 ? lastTold(earlier, candidate) : lastAgreeing(earlier, candidate, plan);
    if (target) {
      if (takesUp(target, candidate)) target.foreground = true;
      if (cameToPass(target, candidate, plan)) target.status = "occurred";
      if (candidate.continues && target.foreground && !candidate.foreground) continue; // an earlier meeting of "the two sides"
      const rest = splitHeading(target, candidate, plan);
      if (rest) add(rest);
      absorb(target, isSides(candidate) ? { ...candidate, roles: new Map() } : candidate, plan);
    } else if (candidate.quoted && !isReport(candidate, plan)) continue;
    else if (
      plan.encounter &&
      isLeaning(candidate) &&
      candidate.roles.size > 0 &&
      [...entitiesOf(candidate)].every((entity) => events.some((event) => plans[event.type]?.retells?.type === candidate.type && entitiesOf(event).has(entity)))
    ) {
      // "Their discussion covered …", of two who spoke on the telephone.
    } else if (plan.encounter && isCeremony(candidate, plan.encounter.patient, events, plans)) {
      // "He welcomed the ambassadors", who have just presented their credentials.
    } else if (candidate.continues) {
      const implied = impliedEncounter(events.slice(-MAX_LOOK_BACK), candidate, plan, plans);
      const known = implied && earlier.toReversed().find((event) => agree(event, implied, plan));
      if (known) absorb(known, implied, plan);
      else if (implied) add(implied);
      else if (entitiesOf(candidate).size >= 2 && !candidate.frames.every((frame) => frame.continues)) add(candidate); // "the two sides signed …": an event of its own
    } else if (entitiesOf(candidate).size > 0 || candidate.places.some((place) => place.country !== undefined) || (plan.each !== undefined && candidate.days.length > 0)) add(candidate);
  }
  return events;
}

/** "The statement said: «The minister N met his counterpart M …»": a quotation that names both sides reports, and nobody speaks of himself. */
const isReport = (candidate: Candidate, plan: EventPlan): boolean => {
  const fillers = fillersOf(candidate);
  const isTold = ({ via, mention }: Filler): boolean =>
    via === undefined && (mention.name !== undefined || mention.kind === "organization" || (mention.titles.length > 0 && mention.country !== undefined));
  return (plan.encounter ?? plan.handed ?? plan.retells ?? plan.seat) !== undefined && fillers.length >= 2 && fillers.every(isTold);
};

/** "Discussed with N in a telephone call": the same word tells of the call, and of a meeting only where it does not. */
function isToldByAnother(candidate: Candidate, fromOneWord: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): boolean {
  if (!candidate.frames.every((frame) => frame.anyhow)) return false;
  const own = entitiesOf(candidate);
  return fromOneWord.some((other) => plans[other.type]?.retells?.type === candidate.type && [...own].every((entity) => entitiesOf(other).has(entity)));
}

/** "Ambassadors of X, Y and Z presented their credentials": what is told of one of them later, or of them all before, holds for all. */
export function completeSiblings(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  const told = new Map<string, Filler[]>();
  const siblings = flatMap(events, (event) => {
    const plan = plans[event.type];
    return plan?.each !== undefined && event.roles.has(plan.each) ? plan.roles.map(({ name }) => ({ event, name, key: `${event.type} ${event.trigger} ${name}` })) : [];
  });
  shareOccasion([...new Set(siblings.map(({ event }) => event))]);
  for (const { event, name, key } of siblings) {
    const list = event.roles.get(name);
    if (list && !told.has(key)) told.set(key, list);
  }
  for (const { event, name, key } of siblings) {
    const list = event.roles.has(name) ? undefined : told.get(key);
    if (list) event.roles.set(name, [...list]);
  }
}

/** What was told in one sentence happened on one day and in one place, though only one of them carries it. */
function shareOccasion(events: readonly Candidate[]): void {
  const tellings = ({ type, evidence }: Candidate): string[] => evidence.map(({ start }) => `${type} ${start}`);
  const tell = (list: "dates" | "places"): Map<string, Candidate> => {
    const told = new Map<string, Candidate>();
    for (const event of events) if (event[list].length > 0) for (const telling of tellings(event)) if (!told.has(telling)) told.set(telling, event);
    return told;
  };
  const [dated, placed] = [tell("dates"), tell("places")];
  for (const event of events) {
    const of = (told: ReadonlyMap<string, Candidate>): Candidate | undefined => flatMap(tellings(event), (telling) => told.get(telling) ?? [])[0];
    takeOccasion(event, event.days.length > 0 ? undefined : of(dated), event.places.length > 0 ? undefined : of(placed)); // looked up only where it is needed
  }
}

/** "The president appointed four ambassadors. N was appointed ambassador to X …": who does it is told once, ahead of the list. */
export function fillFromSummary(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  const summaries = new Map<string, Candidate>();
  for (const event of events) {
    const { each, roles = [] } = plans[event.type] ?? {};
    if (each === undefined) continue;
    const summary = summaries.get(event.type);
    if (!event.roles.has(each)) {
      if (entitiesOf(event).size < 2) summaries.set(event.type, event); // what names two is no summary
    } else if (summary && event.status === summary.status && event.foreground === summary.foreground) {
      takeOccasion(event, summary, summary);
      for (const { name } of roles) {
        const told = summary.roles.get(name);
        if (told && !event.roles.has(name))
          event.roles.set(
            name,
            told.map((f) => ({ ...f, via: f.via ?? "summary" })),
          );
      }
    }
  }
}

/** An event without a day takes one that was told for it elsewhere, and so with its place. */
function takeOccasion(event: Candidate, dated: Candidate | undefined, placed: Candidate | undefined): void {
  if (dated && dated !== event && event.days.length === 0) {
    event.dates.push(...dated.dates);
    event.days.push(...dated.days);
  }
  if (!placed) return;
  if (event.places.length === 0) event.places.push(...placed.places);
  else if (event.places.every((place) => place.city === undefined && place.country === undefined)) event.places.push(...placed.places.filter((place) => place.city !== undefined));
}

/**
 * Events that are one now that states are known: "presented her credentials to the President of X", "to President N" (of X, as the
 * article tells). Every single role that both fill is filled alike, and none of the many ones differs.
 */
export function joinTwins(events: readonly Candidate[], plans: Knowledge["plans"], offices: Knowledge["offices"]): Candidate[] {
  const kept: Candidate[] = [];
  for (const event of events) {
    const plan = plans[event.type];
    const twin = plan && kept.slice(-MAX_LOOK_BACK).find((other) => other.type === event.type && areTwins(other, event, plan, offices));
    if (!twin || !plan) {
      kept.push(event);
      continue;
    }
    for (const [name, list] of event.roles) {
      const mine = twin.roles.get(name);
      const named = list.filter((f) => f.entity.name !== undefined);
      // A headline's states are who signed for them below.
      const bare = mine?.every((f) => f.entity.name === undefined && (f.entity.kind !== "country" || (twin.heading && list.length > 1)));
      if (bare && named.length > 0) twin.roles.set(name, [...list]);
    }
    const own = new Map([...event.roles].filter(([name]) => !twin.roles.has(name)));
    absorb(twin, { ...event, roles: own }, plan, event.roles.size > 0);
  }
  return kept.filter((event) => !isCovered(event, kept));
}

/** "X gets cables from the presidents of Y and Z", and a sentence of each below: a headline that tells of several at once. */
function isCovered(event: Candidate, events: readonly Candidate[]): boolean {
  if (!event.heading) return false;
  const below = events.filter((other) => other !== event && !other.heading && other.type === event.type && other.status === event.status);
  return below.length > 1 && [...entitiesOf(event)].every((entity) => below.some((other) => entitiesOf(other).has(entity)));
}

function areTwins(a: Candidate, b: Candidate, plan: EventPlan, offices: Knowledge["offices"]): boolean {
  if (plan.encounter && onOtherDay(a, b)) return false;
  if (a.foreground !== b.foreground || (a.status !== b.status && !a.heading && !b.heading)) return false;
  if (isOfOtherForm(a, b, plan)) return false;
  if (!plan.anyOf.every((name) => a.roles.has(name) === b.roles.has(name))) return false;
  let leaned = 0;
  for (const { name } of plan.roles) {
    const [one, two] = [a.roles.get(name), b.roles.get(name)];
    if (!one || !two) continue;
    if (!plan.encounter && (isStateOf(one, two) || isStateOf(two, one))) {
      leaned++;
      continue;
    }
    if (one.length !== two.length) return false;
    for (const [i, { entity }] of one.entries()) {
      const other = two[i]?.entity;
      if (!other) return false;
      if (entity === other) continue;
      const sameState = entity.country !== undefined && entity.country === other.country && ((entity.kind === "country" && other.kind === "country") || (isStateBody(entity) && isStateBody(other)));
      const vague = !plan.encounter && (isVaguelyTold(entity, other, offices) || isVaguelyTold(other, entity, offices));
      if (!sameState && !vague && !holdsAlike(entity, other, offices) && !standForOne(entity, other)) return false;
      leaned++;
    }
  }
  return leaned > 0;
}

/** A state alone, and its officials; several, and officials of each ("X and Y signed", "the ministers N and M signed"). */
const isStateOf = (bare: readonly Filler[], officials: readonly Filler[]): boolean => {
  const states = new Set(bare.map(({ entity }) => (entity.kind === "country" || (bare.length > 1 && isStateBody(entity)) ? entity.country : undefined)));
  const served = new Set(officials.map(({ entity }) => (entity.kind === "country" ? undefined : entity.country)));
  return !states.has(undefined) && !served.has(undefined) && states.size === bare.length && states.size === served.size && [...served].every((state) => states.has(state));
};

/** "summoned a senior diplomat of X", "summoned X's ambassador, N": whoever serves the state, told more closely elsewhere. */
const isVaguelyTold = (a: Entity, b: Entity, offices: Knowledge["offices"]): boolean =>
  a.name === undefined &&
  a.kind === "person" &&
  b.kind === "person" &&
  a.country !== undefined &&
  a.country === b.country &&
  a.offices.size > 0 &&
  [...a.offices].every((o) => offices[o]?.weak === true);

/** One of the two without a name, both holders of an office that their state has once. */
export const holdsAlike = (a: Entity, b: Entity, offices: Knowledge["offices"]): boolean =>
  (a.name === undefined || b.name === undefined) &&
  a.kind === b.kind &&
  a.country !== undefined &&
  a.country === b.country &&
  [...a.offices].some((o) => b.offices.has(o) && offices[o]?.sole === true);

const MAX_LOOK_BACK = 300; // events; a digest's last story does not go on with its first

/** A loop, because an event of a hundred thousand sentences does not fit the arguments of a call. */
export const latest = (sentences: readonly number[]): number => sentences.reduce((a, b) => Math.max(a, b), 0);
export const earliest = (sentences: readonly number[]): number => sentences.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY);

const REACH = 2; // sentences

/**
 * "The ministers discussed …. This came in a telephone call": what was taken for a meeting is the call that it turns out to be, of the
 * same parties.
 *
 * @returns the event taken for another and what it is now
 */
function turnInto(candidate: Candidate, plan: EventPlan, others: readonly Candidate[], encounter: NonNullable<EventPlan["encounter"]>): readonly [Candidate, Candidate] | undefined {
  const fields = plan.retells?.fields ?? {};
  const told = [...entitiesOf(candidate)];
  const [sentence = 0] = candidate.sentences;
  const taken = others.findLast((event) => {
    if (!event.frames.every((frame) => frame.anyhow) || event.foreground !== candidate.foreground) return false;
    const held = [...entitiesOf(event)];
    const near = event.heading || sentence - latest(event.sentences) <= (told.length === 0 ? NEAR : REACH);
    return near && held.length >= 2 && told.every((e) => held.some((h) => h === e || ((h.name === undefined || e.name === undefined) && (looselySame(h, e) || standsFor(h, e) || standsFor(e, h)))));
  });
  if (!taken) return undefined;
  // "… in a call that the minister received": who rang is told by the call.
  const holds = (role: string, other: string): boolean =>
    candidate.roles.get(fields[role] ?? "")?.some(({ entity }) => taken.roles.get(other)?.some((f) => f.entity === entity || (f.entity.name === undefined && looselySame(f.entity, entity)))) === true;
  const { agent, patient } = encounter;
  const swapped = !holds(agent, agent) && !holds(patient, patient) && (holds(agent, patient) || holds(patient, agent));
  const rename = (name: string): string => fields[swapped && name === agent ? patient : swapped && name === patient ? agent : name] ?? name;
  const roles = new Map<string, Filler[]>();
  for (const list of taken.roles.values()) for (const filler of list) claim(plan, roles, { ...filler, roles: filler.roles.map(rename) });
  return [taken, { ...taken, type: candidate.type, frames: [], evidence: [...taken.evidence], roles, attributes: new Map() }];
}

/** "The ministries held talks by video. N led the one side, M the other": what goes on with a meeting goes on with the call, where that is what was told last. */
function toldOtherwise(
  events: readonly Candidate[],
  candidate: Candidate,
  plans: Readonly<Record<string, EventPlan>>,
): { readonly event: Candidate; readonly plan: EventPlan; readonly roles: Candidate["roles"] } | undefined {
  const [sentence = 0] = candidate.sentences;
  const event = events.slice(-MAX_LOOK_BACK).findLast((e) => e.trigger <= candidate.trigger && (e.type === candidate.type || plans[e.type]?.retells?.type === candidate.type));
  const plan = plans[event?.type ?? ""];
  if (!event || !plan?.retells || event.type === candidate.type || event.foreground !== candidate.foreground || sentence - latest(event.sentences) > REACH) return undefined;
  // "The discussions between N and M focused on": of two who have just spoken on the telephone, and of no other day or place
  const parties = entitiesOf(candidate);
  const same = parties.size >= 2 && candidate.places.length === 0 && candidate.days.length === 0 && [...parties].every((entity) => entitiesOf(event).has(entity));
  if (!candidate.continues && !same) return undefined;
  const { fields } = plan.retells;
  return { event, plan, roles: renamed(candidate, fields) };
}

/** The roles of an event as fields of an event of another type. */
function renamed({ roles }: Candidate, fields: Readonly<Record<string, string>>): Candidate["roles"] {
  const rename = (name: string): string => fields[name] ?? name;
  return new Map([...roles].map(([name, list]) => [rename(name), list.map((f) => ({ ...f, roles: f.roles.map(rename) }))]));
}

/** "N arrived in Rabat. He was welcomed by M": what is part of an event told right before, by frames marked `part`, unless it was somewhere else. */
function wholeOf(
  events: readonly Candidate[],
  candidate: Candidate,
  plans: Readonly<Record<string, EventPlan>>,
): { readonly event: Candidate; readonly part: Candidate; readonly plan: EventPlan } | undefined {
  const { part } = candidate.frames[0] ?? {};
  const plan = plans[part?.of ?? ""];
  const [sentence = 0] = candidate.sentences;
  if (!part || !plan || candidate.frames.length > 1 || candidate.topics.length > 0 || candidate.places.some((place) => place.venue !== undefined)) return undefined;
  const roles = renamed(candidate, part.fields);
  const event = events
    .slice(-MAX_LOOK_BACK)
    .findLast(
      (e) =>
        e.type === part.of &&
        e.status === candidate.status &&
        e.foreground === candidate.foreground &&
        sentence - latest(e.sentences) <= NEAR &&
        Object.entries(part.where).every(([name, value]) => e.attributes.get(name) === value) &&
        plan.anyOf.some((name) => roles.get(name)?.some(({ entity }) => e.roles.get(name)?.some((f) => f.entity === entity))),
    );
  return event && { event, part: { ...candidate, type: part.of, roles, places: [], attributes: new Map() }, plan };
}

/**
 * "N handed over the letter. During the meeting …": an encounter that no sentence told is the one at which the letter
 * passed from who brought it to who took it.
 */
function impliedEncounter(events: readonly Candidate[], candidate: Candidate, plan: EventPlan, plans: Readonly<Record<string, EventPlan>>): Candidate | undefined {
  const { encounter } = plan;
  const [sentence] = candidate.sentences;
  if (!encounter || sentence === undefined || candidate.heading) return undefined;
  if (candidate.frames.some((frame) => frame.each !== undefined)) return undefined; // "the envoys held separate talks with N": not one meeting
  for (const event of events.toReversed()) {
    if (event.heading || !event.foreground || event.status !== "occurred" || event.trigger > candidate.trigger || sentence - latest(event.sentences) > REACH) continue;
    const handed = plans[event.type]?.handed;
    const brought = event.roles.get(handed?.by ?? "")?.[0];
    const took = flatMap(handed?.to ?? [], (name) => event.roles.get(name) ?? [])[0];
    if (!brought || !took || brought.entity.kind !== "person" || took.entity.kind !== "person") continue;
    // "handed over the king's letter … at his meeting with the minister": told in full, it is no meeting with the king.
    const present = entitiesOf(candidate);
    if (present.has(brought.entity) && [...present].some((e) => e !== took.entity && e !== brought.entity && e.kind === "person" && e.country !== undefined && e.country === took.entity.country))
      return undefined;
    // Who brought and who took it are no third party at the meeting.
    const others = isSides(candidate) ? [] : [...candidate.roles].map(([name, list]) => [name, list.filter((f) => f.entity !== took.entity && f.entity !== brought.entity)] as const);
    const roles = new Map(others.filter(([, list]) => list.length > 0));
    claim(plan, roles, { mention: took.mention, entity: took.entity, roles: [encounter.agent], via: "reception" });
    claim(plan, roles, { mention: brought.mention, entity: brought.entity, roles: [encounter.patient], via: "reception" });
    return { ...candidate, continues: false, roles, agents: [took.entity], patients: [brought.entity] };
  }
  return undefined;
}

/** The event that a sentence goes on telling: the last one before it, one told in full text rather than in a headline. */
function lastTold(events: readonly Candidate[], candidate: Candidate): Candidate | undefined {
  const before = events.filter((e) => e.trigger <= candidate.trigger && (!isSides(candidate) || sameStates(e, candidate)));
  return before.findLast((e) => e.status === candidate.status) ?? before.at(-1);
}

/** The last event that agrees: "took the first letter" is told of the one to his own state, where several were sent. */
function lastAgreeing(events: readonly Candidate[], candidate: Candidate, plan: EventPlan): Candidate | undefined {
  const agreeing = (event: Candidate): boolean => agree(event, candidate, plan);
  const served = (c: Candidate): readonly string[] => flatMap(plan.handed?.to ?? [], (name) => flatMap(c.roles.get(name) ?? [], ({ entity }) => entity.country ?? []));
  const own = candidate.anaphoric ? served(candidate) : [];
  return (own.length > 0 ? events.findLast((event) => served(event).some((state) => own.includes(state)) && agreeing(event)) : undefined) ?? events.findLast(agreeing);
}

/** The states on whose soil it was, as the roles that tell so have them. */
const soilOf = ({ roles }: Candidate, plan: EventPlan): Set<string> =>
  new Set(flatMap(plan.roles, ({ name, soil }) => (soil === true ? flatMap(roles.get(name) ?? [], (f) => f.entity.country ?? []) : [])));

/** Both tell in whose state it was, and it is one state. */
function onOneSoil(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  const [one, other] = [soilOf(event, plan), soilOf(candidate, plan)];
  return one.size === 1 && [...one].every((state) => other.has(state));
}

/** "Arrived in X", and sentences later "visited Y": two journeys. */
function areElsewhere(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  const [one, other] = [soilOf(event, plan), soilOf(candidate, plan)];
  return one.size > 0 && other.size > 0 && ![...other].some((state) => one.has(state)) && plan.anyOf.every((name) => event.roles.has(name) && candidate.roles.has(name));
}

/** "met N in New York", and sentences later "N and M met in Riyadh": two encounters. */
function areInOtherStates(event: Candidate, candidate: Candidate): boolean {
  if (event.heading || candidate.continues || candidate.anaphoric) return false;
  const states = (c: Candidate): Set<string> => new Set(flatMap(c.places, (place) => place.country ?? []));
  const [one, other] = [states(event), states(candidate)];
  return one.size === 1 && other.size === 1 && ![...other].some((state) => one.has(state));
}

/** The event told last that tells what the candidate leaves open. */
function lastWhole(events: readonly Candidate[], candidate: Candidate, plan: EventPlan): Candidate | undefined {
  return lastTold(
    events.filter((event) => plan.anyOf.every((name) => event.roles.has(name) || candidate.roles.has(name))),
    candidate,
  );
}

/** "X signed a communiqué with Y to establish relations": those with whom it was brought about. */
function takePartners(events: readonly Candidate[], candidate: Candidate, plan: EventPlan): void {
  const own = entitiesOf(candidate);
  const act = events.slice(-MAX_LOOK_BACK).findLast((event) => candidate.sentences.every((s) => event.sentences.includes(s)) && [...entitiesOf(event)].some((entity) => own.has(entity)));
  for (const filler of act ? fillersOf(act) : []) if (!own.has(filler.entity)) claim(plan, candidate.roles, { mention: filler.mention, entity: filler.entity, roles: plan.anyOf, via: "subject" });
}

/** "(N held talks with M.) Five accords were signed": by the two sides that have just met. @returns false where nobody has */
function takeEncounter(events: readonly Candidate[], candidate: Candidate, plan: EventPlan, plans: Readonly<Record<string, EventPlan>>): boolean {
  const [role] = plan.anyOf;
  const [sentence = 0] = candidate.sentences;
  const met = events.slice(-MAX_LOOK_BACK).findLast((event) => plans[event.type]?.encounter !== undefined && event.foreground && sentence - latest(event.sentences) <= REACH);
  const fillers = met ? fillersOf(met) : [];
  if (role === undefined || plan.anyOf.length > 1 || new Set(flatMap(fillers, (f) => f.entity.country ?? [])).size !== 2) return false;
  const { encounter } = plans[met?.type ?? ""] ?? {};
  const sides = flatMap(
    [...(met?.roles ?? [])].filter(([name]) => name === encounter?.agent || name === encounter?.patient || met?.roles.size === 1),
    ([, list]) => list,
  );
  for (const { mention, entity } of sides) claim(plan, candidate.roles, { mention, entity, roles: [role], via: "sides" });
  return entitiesOf(candidate).size >= plan.minParties;
}

/** "N sent a letter to M to express his sympathy": what the sentence tells of the same one in the same parts, though of another type. */
const toldBeside = (events: readonly Candidate[], candidate: Candidate, { anyOf }: EventPlan): Candidate | undefined =>
  events
    .slice(-MAX_LOOK_BACK)
    .findLast(
      (event) =>
        event.type !== candidate.type &&
        candidate.sentences.every((sentence) => event.sentences.includes(sentence)) &&
        anyOf.every((name) => event.roles.has(name)) &&
        anyOf.some((name) => candidate.roles.get(name)?.some(({ entity }) => event.roles.get(name)?.some((f) => f.entity === entity))),
    );

/** "A similar cable": what it leaves open is as in the one before, for who is not already in it. */
function completeFrom(before: Candidate | undefined, candidate: Candidate, plan: EventPlan): void {
  if (!before) return;
  if (before.foreground) candidate.foreground = true; // "It is worth noting that he sent a similar cable to M"
  for (const [name, value] of before.attributes) if (!candidate.attributes.has(name)) candidate.attributes.set(name, value);
  for (const name of plan.anyOf)
    if (!candidate.roles.has(name))
      candidate.roles.set(
        name,
        (before.roles.get(name) ?? []).map((f) => ({ ...f, via: "similar" })),
      );
}

/** "The king and the crown prince send condolences" over a cable of the king's: the crown prince's is another, told below. @returns what the headline leaves */
function splitHeading(event: Candidate, candidate: Candidate, plan: EventPlan): Candidate | undefined {
  if (!event.heading || candidate.heading || !plan.remote || plan.anyOf.length < 2) return undefined;
  for (const name of plan.anyOf) {
    const list = event.roles.get(name) ?? [];
    const told = candidate.roles.get(name) ?? [];
    const isTold = ({ entity }: Filler): boolean => told.some((f) => f.entity === entity || looselySame(entity, f.entity) || standsFor(entity, f.entity));
    const mine = list.filter(isTold);
    const left = list.filter((f) => !isTold(f));
    if (mine.length === 0 || left.length === 0) continue;
    event.roles.set(name, mine);
    return {
      ...event,
      roles: new Map(event.roles).set(name, left),
      frames: [...event.frames],
      evidence: [...event.evidence],
      sentences: [...event.sentences],
      topics: [...event.topics],
      places: [...event.places],
      dates: [...event.dates],
      days: [...event.days],
      attributes: new Map(event.attributes),
      agents: [...event.agents],
      patients: [...event.patients],
    };
  }
  return undefined;
}

const MANY = 3; // guests

/** Who is received are those told before, as a group, each with an act of his own before the same host. */
function isCeremony(candidate: Candidate, guests: string, events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): boolean {
  const group = candidate.roles.get(guests) ?? [];
  const least = candidate.frames.some((frame) => frame.each === guests) ? 1 : MANY;
  if (group.length < least || group.some((f) => f.via !== "sides")) return false;
  return [...entitiesOf(candidate)].every((entity) => events.some((event) => plans[event.type]?.each !== undefined && entitiesOf(event).has(entity)));
}

/** Nobody in it is told by name or office. */
const isLeaning = (candidate: Candidate): boolean => fillersOf(candidate).every((f) => f.via === "sides" || leans(f));

/** All parties are "the two sides". */
const isSides = (candidate: Candidate): boolean => {
  const fillers = fillersOf(candidate);
  return fillers.length > 0 && fillers.every((f) => f.via === "sides");
};

/** The parties of the one serve states of the other's. */
function sameStates(event: Candidate, candidate: Candidate): boolean {
  const states = new Set([...entitiesOf(event)].map((e) => e.country ?? e.organization));
  return [...entitiesOf(candidate)].every((e) => (e.country ?? e.organization) === undefined || states.has(e.country ?? e.organization));
}

/** Parties of the roles an event cannot do without. */
const primary = (candidate: Candidate, plan: EventPlan): Set<Entity> => new Set(flatMap(plan.anyOf, (name) => (candidate.roles.get(name) ?? []).map((f) => f.entity)));

const NEAR = 1; // sentences

/** "He had received a letter. The minister took the letter today": what was told as background is news after all. */
const takesUp = (event: Candidate, candidate: Candidate): boolean => candidate.anaphoric && candidate.foreground && (candidate.sentences[0] ?? 0) - latest(event.sentences) <= NEAR;

/** "A plane from X arrived in Y to deliver aid of X's to Y": told in one sentence as done and as what it was done for. */
const isPurpose = (event: Candidate, candidate: Candidate): boolean =>
  event.status === "occurred" &&
  candidate.status === "planned" &&
  candidate.sentences.every((sentence) => event.sentences.includes(sentence)) &&
  candidate.roles.size > 1 &&
  [...candidate.roles].every(([name, list]) => list.every((f) => event.roles.get(name)?.some((held) => held.entity === f.entity)));

/** "N arrived to meet M. … N met M": of the same two, what was planned without a day of its own has been done below. */
function cameToPass(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  if (event.status !== "planned" || candidate.status !== "occurred" || event.days.length > 0 || !candidate.foreground) return false;
  const [a, b] = [entitiesOf(event), entitiesOf(candidate)];
  // "arrived to deliver a letter. … He handed over the letter"
  if (plan.handed) return candidate.anaphoric && [...b].every((e) => a.has(e));
  if (!plan.encounter) return false;
  return a.size === 2 && b.size === 2 && [...a].every((e) => b.has(e));
}

function agree(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  if (event.status !== candidate.status && !(event.heading || candidate.heading) && !isPurpose(event, candidate) && !cameToPass(event, candidate, plan)) return false;
  if (event.foreground !== candidate.foreground && !takesUp(event, candidate)) return false;
  if (isTurnedRound(event, candidate, plan)) return true;
  if (conflicts(event, candidate, plan) || isAnswer(event, candidate, plan)) return false;
  if (plan.encounter && (onOtherDay(event, candidate) || areInOtherStates(event, candidate))) return false;
  const a = entitiesOf(event);
  const b = entitiesOf(candidate);
  const shared = [...a].filter((e) => b.has(e)).length;
  if (isOfOtherForm(event, candidate, plan)) return false;
  const distance = candidate.sentences[0] === undefined ? 0 : candidate.sentences[0] - latest(event.sentences);
  if (!event.heading && areElsewhere(event, candidate, plan)) return false;
  const manySided = plan.roles.some((r) => r.many && plan.anyOf.includes(r.name));
  if (!manySided) {
    // "handed over the message": a definite object goes on with the last one.
    if (candidate.anaphoric) return true;
    if (shared === 0) return event.heading && distance <= 2;
    return shared >= 2 || a.size === 1 || b.size === 1 || distance <= 2;
  }
  // "N sent invitations. The invitations were addressed to M": the same ones, of which each telling leaves the other side out.
  if (candidate.anaphoric && plan.anyOf.length === 2 && distance <= NEAR && event.roles.size > 0 && candidate.roles.size > 0 && [...candidate.roles.keys()].every((name) => !event.roles.has(name)))
    return true;
  // "The ambassador of X handed over medicine to M. He said that the aid …": the aid, once more
  if (candidate.anaphoric && !plan.encounter && plan.anyOf.length === 2 && distance <= NEAR && shared > 0) return true;
  const pa = primary(event, plan);
  const pb = primary(candidate, plan);
  // "The summit opened in X. …. N takes part in the summit."
  if (pa.size === 0 || pb.size === 0) return (distance <= NEAR && shared > 0) || (distance <= (candidate.anaphoric ? REACH : NEAR) && isOneGathering(event, candidate, plan));
  // "The ministry summoned …", "the deputy minister summoned …": one act, of a single role.
  for (const { name } of plan.roles) {
    const [one, two] = [event.roles.get(name) ?? [], candidate.roles.get(name) ?? []];
    const mine = one.length === 1 ? one[0]?.entity : undefined;
    const theirs = two.length === 1 ? two[0]?.entity : undefined;
    if (!mine || !theirs || !plan.anyOf.includes(name)) continue;
    if (!standForOne(mine, theirs)) continue;
    pb.delete(theirs);
    pb.add(mine);
  }
  if (plan.anyOf.length === 1 && (distance <= NEAR || candidate.anaphoric) && tellsAgain(pa, pb)) return true;
  if (isOneGathering(event, candidate, plan)) return true;
  // "condemned the attack", and sentences later "also called for …": who speaks twice of the same takes one position.
  if (plan.oneForm && plan.anyOf.length === 1 && pa.size === pb.size && [...pa].every((e) => pb.has(e)) && (shared === a.size || shared === b.size)) return true;
  // "Consultations were held between X and Y. N and M led the session": the two states, and who sat there for each.
  if (plan.encounter && distance <= NEAR && pa.size === pb.size && [...pa].every((e) => e.kind === "country" && [...pb].some((other) => other.kind === "person" && standsFor(e, other)))) return true;
  const [small, large] = pa.size <= pb.size ? [pa, pb] : [pb, pa];
  if (![...small].every((e) => large.has(e))) {
    // A headline's unnamed or half-named parties: one shared, the other side of the same state; or two of the states that meet right below it.
    return (
      event.heading &&
      (shared > 0 || (small.size >= 2 && small.size === large.size && distance <= NEAR) || (plan.anyOf.length === 1 && small.size === 1 && (large.size === 1 || distance <= NEAR))) &&
      [...small].every((e) => large.has(e) || [...large].some((other) => looselySame(e, other) || standsFor(e, other) || standsFor(other, e) || isOfState(e, other) || isOfState(other, e)))
    );
  }
  // Told again far below, of the same parties in every role: one event, if no other day is told.
  // "N arrived. … N and his wife, M, were welcomed": the same again, with who came along
  return (
    small.size >= 2 ||
    distance <= (plan.anyOf.length === 1 && onOneSoil(event, candidate, plan) ? REACH : NEAR) ||
    event.heading ||
    (shared >= 2 && shared === a.size && shared === b.size && !onOtherDay(event, candidate))
  );
}

/** "N discussed … with M by telephone", and below "N took a call from M": two who spoke once, of whom only one telling says who rang. */
function isTurnedRound(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  if (!plan.retells || onOtherDay(event, candidate) || isOfOtherForm(event, candidate, plan)) return false;
  const [a, b] = [entitiesOf(event), entitiesOf(candidate)];
  return a.size === 2 && b.size === 2 && [...a].every((e) => b.has(e) && e.kind === "person");
}

/** "N received a cable from M, and sent a reply cable to M": each in the other's part, of a type whose parties face no one side. */
function isAnswer(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  if (plan.encounter || plan.retells || plan.anyOf.length !== 2) return false;
  const [one = "", two = ""] = plan.anyOf;
  const is = (a: Candidate, role: string, b: Candidate, other: string): boolean => {
    const [mine, theirs] = [a.roles.get(role) ?? [], b.roles.get(other) ?? []];
    return mine.length === 1 && theirs.length === 1 && mine[0]?.entity === theirs[0]?.entity;
  };
  return is(event, one, candidate, two) && is(event, two, candidate, one);
}

/** Another form is another event, unless one form goes with any, or the type is one event in any form ("summoned him and handed him a note"). */
const isOfOtherForm = (event: Candidate, candidate: Candidate, plan: EventPlan): boolean =>
  !plan.oneForm &&
  [...candidate.attributes].some(([name, value]) => {
    const told = event.attributes.get(name);
    const form = plan.attributes[name];
    return form !== undefined && told !== undefined && told !== value && told !== form.general && value !== form.general;
  });

/** Who else took part in the conference that the article tells of: one party makes such an event, and another place, host or day would be another. */
function isOneGathering(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  if (plan.minParties !== 1 || plan.anyOf.length < 2 || onOtherDay(event, candidate)) return false;
  const states = (c: Candidate): Set<string> =>
    new Set([
      ...flatMap(c.places, (p) => p.country ?? []),
      ...flatMap(plan.anyOf, (name) => (plan.roles.find((r) => r.name === name)?.many ? [] : flatMap(c.roles.get(name) ?? [], (f) => f.entity.country ?? []))),
    ]);
  const [mine, theirs] = [states(event), states(candidate)];
  return mine.size === 0 || theirs.size === 0 || [...mine].some((state) => theirs.has(state));
}

/** Both are told with a day of the same kind ("yesterday", "on Friday", a date), and none of the days is the same. */
const onOtherDay = (a: Candidate, b: Candidate): boolean => !a.days.some((day) => b.days.includes(day)) && a.days.some((day) => b.days.some((other) => kindOfDay(day) === kindOfDay(other)));

const kindOfDay = (day: string): string => /^[a-z]+/u.exec(day)?.[0] ?? "date";

/** "A memorandum was signed between the two governments; for X it was signed by N, for Y by M": the same states, told without persons and with them. */
function tellsAgain(a: ReadonlySet<Entity>, b: ReadonlySet<Entity>): boolean {
  const isBare = (side: ReadonlySet<Entity>): boolean => [...side].every((e) => e.kind !== "person" && e.organization === undefined);
  const states = (side: ReadonlySet<Entity>): ReadonlySet<string | undefined> => new Set([...side].map((e) => e.country));
  const [bare, named] = isBare(a) ? [states(a), states(b)] : [states(b), states(a)];
  // One's own minister is told without a state.
  return isBare(a) !== isBare(b) && bare.size >= 2 && !bare.has(undefined) && bare.size === named.size && [...named].filter((state) => state === undefined || bare.has(state)).length === bare.size;
}

/** Two entities that may be one: same state and no names that differ. */
function looselySame(a: Entity, b: Entity): boolean {
  if (a.kind !== b.kind && a.kind !== "delegation" && b.kind !== "delegation") return false;
  if (a.name && b.name) return false;
  if (a.country !== undefined && b.country !== undefined) return a.country === b.country;
  if (isOnlyStyled(a) || isOnlyStyled(b)) return [...a.honorifics].some((style) => b.honorifics.has(style));
  if (isOnlyNamed(a) || isOnlyNamed(b)) return a.kind === "person" && b.kind === "person" && (a.office ?? b.office) !== undefined;
  return [...a.offices].some((o) => b.offices.has(o));
}

/** "PM calls Obama": a headline may give the name alone. */
const isOnlyNamed = ({ name, office, country, countryVia, organization }: Entity): boolean =>
  name !== undefined && office === undefined && (country === undefined || countryVia === "leader") && organization === undefined;

/** "His Highness": by style alone. */
const isOnlyStyled = ({ kind, name, offices, honorifics }: Entity): boolean => kind === "person" && name === undefined && offices.size === 0 && honorifics.size > 0;

/** A headline's state, for its head: "N congratulates X". */
const standsFor = (state: Entity, person: Entity): boolean => state.kind === "country" && person.kind === "person" && state.country !== undefined && state.country === person.country;

/** A ministry, and an official of its state; an organization, and its head: what one does the other does. */
const speaksFor = (body: Entity, person: Entity): boolean =>
  (body.kind === "organization" && body.organization !== undefined && person.kind === "person" && person.organization === body.organization) ||
  (body.kind !== "person" && body.organization === undefined && person.kind === "person" && person.country === body.country && (body.country !== undefined || body.mentions.some((m) => m.home)));

/** A state, and its ministry or government. */
const isOfState = (state: Entity, body: Entity): boolean =>
  state.kind === "country" && isStateBody(body) && body.country !== undefined && (state.country === body.country || (state.country === undefined && state.mentions.some((m) => m.home))); // "the Kingdom"

/** A state, its ministry and who speaks for that: what one does the other does. */
const standForOne = (a: Entity, b: Entity): boolean => (a.kind !== "country" && b.kind !== "country" && (speaksFor(a, b) || speaksFor(b, a))) || isOfState(a, b) || isOfState(b, a);

/** True when a single role is claimed by two parties, and neither has another role to go to. */
function conflicts(event: Candidate, candidate: Candidate, plan: EventPlan): boolean {
  const present = entitiesOf(event);
  // Told again by pronouns and left-out subjects alone, of the same parties: who did what stands in the first telling.
  const retold = fillersOf(candidate).every((f) => present.has(f.entity)) && candidate.roles.size >= 2;
  const leaning = (f: Filler): boolean => (retold && leans(f)) || (candidate.anaphoric && f.via === "pronoun");
  for (const { name, many } of plan.roles) {
    if (many) continue;
    const mine = event.roles.get(name)?.[0];
    const theirs = candidate.roles.get(name)?.[0];
    if (!mine || !theirs || mine.entity === theirs.entity || leaning(theirs)) continue;
    const movable = (f: Filler): boolean => f.roles.indexOf(name) < f.roles.length - 1;
    if (movable(mine) || movable(theirs)) continue;
    if (event.heading && (looselySame(mine.entity, theirs.entity) || standsFor(mine.entity, theirs.entity) || isOfState(mine.entity, theirs.entity))) continue;
    if (speaksFor(mine.entity, theirs.entity) || speaksFor(theirs.entity, mine.entity)) continue;
    return true;
  }
  // One party in two single roles: the sender of one letter is the recipient of another.
  for (const [name, fillers] of candidate.roles)
    for (const filler of fillers)
      for (const [other, held] of event.roles)
        if (leaning(filler)) continue;
        else if (other !== name && held.some((h) => h.entity === filler.entity) && !plan.roles.find((r) => r.name === name)?.many && !plan.roles.find((r) => r.name === other)?.many) {
          if (filler.roles.includes(other) || held.some((h) => h.entity === filler.entity && h.roles.includes(name))) continue;
          return true;
        }
  return false;
}

/** Told by a pronoun or not at all: weaker than any mention. */
const leans = (f: Filler): boolean => f.via === "subject" || f.via === "pronoun";

/** "X and Y discussed ties. X's envoy met Y's minister": states that are told alone, where who receives and who is received serve them. */
function dropBareStates(event: Candidate, { agent, patient }: NonNullable<EventPlan["encounter"]>): void {
  const met = [agent, patient].map((name) => event.roles.get(name)?.filter(({ entity }) => entity.kind === "person" && entity.country !== undefined) ?? []);
  if (met.some((list) => list.length === 0)) return;
  const states = new Set(met.flat().map(({ entity }) => entity.country));
  for (const [name, list] of event.roles) {
    const kept = name === agent || name === patient ? list : list.filter(({ entity }) => entity.kind !== "country" || !states.has(entity.country));
    if (kept.length === 0) event.roles.delete(name);
    else if (kept.length < list.length) event.roles.set(name, kept);
  }
}

/** "A call between the two ministers", "N rang M": who did it to whom, where one telling says so and the other does not. */
function takeDirection(event: Candidate, candidate: Candidate, plan: EventPlan): void {
  const joint = flatMap(event.frames, (frame) => frame.roles["between"] ?? [])[0];
  const list = joint === undefined ? undefined : event.roles.get(joint);
  if (!list || joint === undefined || candidate.roles.has(joint)) return;
  const told = plan.anyOf.filter((name) => name !== joint && candidate.roles.has(name));
  if (told.length < 2 || told.some((name) => event.roles.has(name))) return;
  const others = flatMap(told, (name) => candidate.roles.get(name) ?? []);
  const sameOf = ({ entity }: Filler): Filler | undefined =>
    others.find((f) => f.entity === entity) ?? (event.heading ? others.find((f) => entity.name === undefined && (looselySame(entity, f.entity) || standsFor(entity, f.entity))) : undefined);
  if (!list.every(sameOf)) return;
  for (const filler of list) {
    const other = sameOf(filler);
    if (other && other.entity !== filler.entity) complete(other.entity, filler.entity);
  }
  event.roles.delete(joint);
}

function absorb(event: Candidate, candidate: Candidate, plan: EventPlan, tellsParties = candidate.roles.size > 0): void {
  takeDirection(event, candidate, plan);
  const present = entitiesOf(event);
  for (const [name, fillers] of candidate.roles)
    for (const filler of fillers) {
      if (present.has(filler.entity)) {
        const held = [...event.roles].find(([, list]) => list.some((f) => f.entity === filler.entity));
        if (held) showByName(event, held[0], filler);
        // "at a meeting that brought him together with N", "at a meeting with N": a guest whom nobody receives took part, or is the host told below.
        const taken = held && plan.encounter && held[0] === plan.encounter.patient && name !== held[0] && !event.roles.has(plan.encounter.agent) && held[1].length === 1;
        if (taken && filler.roles.length === 1) {
          event.roles.delete(held[0]);
          claim(plan, event.roles, filler);
          continue;
        }
        // A stronger claim: the party had a role it could leave, and now has one it cannot.
        if (held && held[0] !== name && filler.roles.length === 1 && !leans(filler)) {
          const mine = held[1].find((f) => f.entity === filler.entity);
          if (mine && mine.roles.length > 1) {
            event.roles.set(
              held[0],
              held[1].filter((f) => f !== mine),
            );
            if (event.roles.get(held[0])?.length === 0) event.roles.delete(held[0]);
            claim(plan, event.roles, filler);
          }
        }
        continue;
      }
      if (plan.oneForm && plan.anyOf.length === 1 && event.roles.get(name)?.some((f) => standForOne(f.entity, filler.entity))) continue;
      // The headline's name and the text's office are one person's.
      const named = event.heading && filler.entity.name === undefined ? event.roles.get(name)?.find((f) => isOnlyNamed(f.entity) && looselySame(f.entity, filler.entity))?.entity : undefined;
      if (named) {
        complete(named, filler.entity);
        continue;
      }
      // "A message from the president", and below "N handed it over": where another role is open to who has another office, he is another.
      const open = plan.handed !== undefined && filler.roles.some((role) => !event.roles.has(role));
      const another = (e: Entity): boolean => open && !e.weak && !filler.entity.weak && e.office !== undefined && filler.entity.office !== undefined && !filler.entity.offices.has(e.office);
      const loose = (e: Entity): boolean => e.name === undefined && !another(e) && (looselySame(e, filler.entity) || standsFor(e, filler.entity));
      if (!event.heading || !replaceLoose(event, candidate, filler, loose)) claim(plan, event.roles, filler);
    }
  if (plan.encounter) dropBareStates(event, plan.encounter);
  // "arrived in Nairobi … the minister welcomed him": who receives the visitor does so for the state.
  for (const { name, soil } of plan.roles) {
    const held = soil === true ? event.roles.get(name) : undefined;
    if (held)
      event.roles.set(
        name,
        held.filter(({ entity }) => !held.some((f) => (f.entity.name !== undefined || !f.entity.weak) && standsFor(entity, f.entity))),
      );
  }
  // What a headline is short of, the sentence below it tells: "lodges complaint", of an ambassador who was summoned.
  const settles = event.heading && !candidate.heading && tellsParties;
  for (const [name, value] of candidate.attributes)
    if (!event.attributes.has(name) || (settles && value !== plan.attributes[name]?.general) || (event.heading && event.attributes.get(name) === plan.attributes[name]?.general))
      event.attributes.set(name, value);
  addTopics(event, candidate);
  event.frames.push(...candidate.frames);
  event.sentences.push(...candidate.sentences);
  for (const piece of candidate.evidence) if (!event.evidence.some((e) => e.start === piece.start && e.rule === piece.rule)) event.evidence.push(piece);
  event.places.push(...candidate.places);
  // "N visits X on Friday" over "will visit X on Friday": the headline's present took the Friday that was.
  if (settles && event.status !== candidate.status) {
    event.dates.length = 0;
    event.days.length = 0;
  }
  event.dates.push(...candidate.dates);
  event.days.push(...candidate.days);
  for (const agent of candidate.agents) if (!event.agents.includes(agent)) event.agents.push(agent);
  for (const patient of candidate.patients) if (!event.patients.includes(patient)) event.patients.push(patient);
  if (settles) {
    event.heading = false;
    event.status = candidate.status;
  }
}

/** The mention that stands for a party is one that names him, where there is one. */
function showByName(event: Candidate, role: string, { entity, mention }: Filler): void {
  const list = event.roles.get(role);
  if (mention.name !== undefined && list?.some((f) => f.entity === entity && f.mention.name === undefined))
    event.roles.set(
      role,
      list.map((f) => (f.entity === entity ? { ...f, mention } : f)),
    );
}

function addTopics(event: Candidate, { topics }: Candidate): void {
  for (const topic of topics) if (!event.topics.some((t) => t.code === topic.code)) event.topics.push(topic);
}

/** What is told of a person without his name holds of the one who is named. */
function complete(named: Entity, other: Entity): void {
  if (named.country === undefined && other.country !== undefined) named.country = other.country;
  if (named.office === undefined && other.office !== undefined) {
    named.office = other.office;
    if (other.title) named.title = other.title;
  }
  for (const held of other.offices) named.offices.add(held);
}

/** A headline's nameless party gives way to the named one of the text. */
function replaceLoose(event: Candidate, candidate: Candidate, filler: Filler, loose: (entity: Entity) => boolean): boolean {
  for (const [role, list] of event.roles) {
    // The headline may leave both sides unnamed: who has the same role in the text stands in this one's place.
    if (!filler.roles.includes(role) && candidate.roles.get(role)?.some((f) => list.some((held) => loose(held.entity) && (looselySame(held.entity, f.entity) || standsFor(held.entity, f.entity)))))
      continue;
    const index = list.findIndex((f) => loose(f.entity));
    if (index < 0) continue;
    const next = [...list];
    const told = list[index]?.entity;
    if (told && filler.entity !== told) complete(filler.entity, told);
    next[index] = { ...filler, roles: [role, ...filler.roles.filter((r) => r !== role)] };
    event.roles.set(role, next);
    return true;
  }
  return false;
}
