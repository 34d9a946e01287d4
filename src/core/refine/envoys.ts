import { untoldState } from "../discourse.ts";
import { fillersOf } from "../lists.ts";
import type { Actor, Candidate, Entity, EventPlan, Filler, RolePlan } from "../types.ts";

/**
 * What an envoy's title tells of others, where nobody is told. "The ambassador of X to Y was summoned": by Y, where he is posted.
 * "The envoy of President N handed over a letter": N's. Roles name the envoy's in `posting` and `principal`; his mention is the evidence.
 */
export function fillFromEnvoys(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>, entityOf: (actor: Actor) => Entity | undefined): void {
  for (const event of events)
    for (const role of plans[event.type]?.roles ?? []) {
      if (event.roles.has(role.name)) continue;
      const filler = stateOfPosting(event, role) ?? principalOf(event, role, entityOf);
      if (filler) event.roles.set(role.name, [filler]);
    }
}

const envoyIn = (event: Candidate, role: string | undefined): Entity | undefined => (role === undefined ? undefined : event.roles.get(role)?.[0]?.entity);

function stateOfPosting(event: Candidate, { name, posting }: RolePlan): Filler | undefined {
  const envoy = envoyIn(event, posting);
  const mention = envoy?.mentions.find((m) => m.posting !== undefined);
  const country = mention?.posting;
  if (mention === undefined || country === undefined || country === envoy?.country) return undefined;
  return { mention: { ...mention, kind: "country", posting: undefined }, entity: untoldState(country), roles: [name], via: "posting" };
}

function principalOf(event: Candidate, { name, principal }: RolePlan, entityOf: (actor: Actor) => Entity | undefined): Filler | undefined {
  const envoy = envoyIn(event, principal);
  const mention = envoy?.mentions.find((m) => m.principal !== undefined)?.principal;
  const entity = mention && entityOf(mention);
  const told = new Set(fillersOf(event).map((f) => f.entity));
  return mention && entity && !told.has(entity) ? { mention, entity, roles: [name], via: "principal" } : undefined;
}

/** "The minister of X, an envoy of its king, took the message (to the president of Y)": who serves the sender brings it, whatever verb a wire writes. */
export function settleBearers(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  for (const { type, roles } of events) {
    const plan = plans[type];
    const { by, to = [] } = plan?.handed ?? {};
    const servedBy = (role: string | undefined): string | undefined => {
      const master = plan?.roles.find(({ name }) => name === role)?.servesWith;
      return roles.get(master ?? "")?.[0]?.entity.country;
    };
    if (by === undefined || roles.has(by)) continue;
    for (const taker of to) {
      const filler = roles.get(taker)?.[0];
      const country = filler?.entity.country;
      const own = servedBy(taker);
      if (!filler || country === undefined || own === undefined || own === country || servedBy(by) !== country) continue;
      roles.delete(taker);
      roles.set(by, [{ ...filler, roles: [by] }]);
      break;
    }
  }
}
