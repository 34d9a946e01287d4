import type { Candidate, EventPlan } from "../types.ts";

/**
 * Confidence: how likely type and all parties are right. A sum of penalties for what is known to go wrong,
 * from a base that was measured on the corpora; see README, "Confidence".
 */
const BASE = 0.96;
const PENALTIES = {
  /** Found by leaning on another mention. */
  leaning: 0.06,
  /** Taken from the subject of another clause. */
  subject: 0.1,
  /** A party without a state or body. */
  stateless: 0.08,
  /** A party without a name. */
  nameless: 0.03,
  /** Told only in a headline. */
  heading: 0.08,
  /** Not (yet) happened: more readings are possible. */
  status: 0.04,
  background: 0.08,
  /** A role without which the type is rarely told is empty. */
  missing: 0.08,
} as const;

export function score(candidate: Candidate, plan: EventPlan): number {
  let value = BASE;
  for (const { via, entity } of [...candidate.roles.values()].flat()) {
    if (via === "subject") value -= PENALTIES.subject;
    else if (via !== undefined) value -= PENALTIES.leaning;
    if (entity.country === undefined && entity.organization === undefined) value -= PENALTIES.stateless;
    if (entity.name === undefined && entity.kind === "person") value -= PENALTIES.nameless;
  }
  if (candidate.heading) value -= PENALTIES.heading;
  if (candidate.status !== "occurred") value -= PENALTIES.status;
  if (!candidate.foreground) value -= PENALTIES.background;
  const single = plan.anyOf.filter((name) => !plan.roles.find((r) => r.name === name)?.many);
  value -= single.filter((name) => !candidate.roles.has(name)).length * PENALTIES.missing;
  return Math.round(Math.min(0.99, Math.max(0.05, value)) * 100) / 100;
}
