import type { Candidate, EventPlan } from "../types.ts";

/** "N presented his credentials": the office that a role itself tells of the person who fills it, where the text names none. */
export function applyRoleOffices(events: readonly Candidate[], plans: Readonly<Record<string, EventPlan>>): void {
  for (const event of events)
    for (const { name, office } of plans[event.type]?.roles ?? []) {
      if (office === undefined) continue;
      for (const { entity } of event.roles.get(name) ?? []) if (entity.kind === "person") entity.office ??= office;
    }
}
