import type { Candidate, Entity, EventPlan } from "../types.ts";

/**
 * "The ambassador of X to Y was summoned": who summoned him is not told, and is of Y. Roles that name another in
 * `posting` are filled with the state where that one's party is posted; the mention of the envoy is the evidence.
 */
export function fillFromPosting(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  for (const event of events)
    for (const role of plans[event.type]?.roles ?? []) {
      if (role.posting === undefined || event.roles.has(role.name)) continue;
      const envoy = event.roles.get(role.posting)?.[0];
      const mention = envoy?.entity.mentions.find((m) => m.posting !== undefined);
      if (!mention?.posting || mention.posting === envoy?.entity.country) continue;
      const country = mention.posting;
      const state: Entity = { id: -1, mentions: [], kind: "country", nameKeys: [], weak: false, offices: new Set(), honorifics: new Set(), lastSeen: 0, country };
      event.roles.set(role.name, [{ mention: { ...mention, kind: "country", posting: undefined }, entity: state, roles: [role.name], via: "posting" }]);
    }
}
