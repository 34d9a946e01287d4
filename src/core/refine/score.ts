import { fillersOf } from "../lists.ts";
import type { Candidate, EventPlan } from "../types.ts";

/**
 * Confidence: how likely type and all parties are right. A base and penalties for what is known to go wrong, both
 * fitted on the corpora; `demarche eval` prints how well they hold. See README, "Confidence".
 */
const BASE = 0.98;
const PENALTIES = {
  "leans on another mention": 0.03,
  "takes the subject of another clause": 0.05,
  "a party without a state or body": 0.08,
  "a person without a name": 0.02,
  "told only in a headline": 0.06,
  "not (yet) happened": 0.03,
  "told as background": 0.08,
  "a role that the type lives by is empty": 0.08,
} as const;

export interface ConfidencePart {
  readonly why: keyof typeof PENALTIES | "base";
  readonly amount: number;
}

/** The parts of an event's confidence, the base first. */
export function score(candidate: Candidate, plan: EventPlan): ConfidencePart[] {
  const parts: ConfidencePart[] = [{ why: "base", amount: BASE }];
  const less = (why: keyof typeof PENALTIES): void => {
    parts.push({ why, amount: -PENALTIES[why] });
  };
  for (const { via, entity } of fillersOf(candidate)) {
    if (via === "subject") less("takes the subject of another clause");
    else if (via !== undefined) less("leans on another mention");
    if (entity.country === undefined && entity.organization === undefined) less("a party without a state or body");
    if (entity.name === undefined && entity.kind === "person") less("a person without a name");
  }
  if (candidate.heading) less("told only in a headline");
  if (candidate.status !== "occurred") less("not (yet) happened");
  if (!candidate.foreground) less("told as background");
  const isMany = (name: string): boolean => plan.roles.find((r) => r.name === name)?.many === true;
  const single = plan.anyOf.filter((name) => !isMany(name));
  // "N and M held a call": the two stand in one role, in the place of caller and callee.
  const together = single.length > 1 && single.every((name) => !candidate.roles.has(name)) && plan.anyOf.some((name) => isMany(name) && (candidate.roles.get(name)?.length ?? 0) > 1);
  if (!together) for (const name of single) if (!candidate.roles.has(name)) less("a role that the type lives by is empty");
  return parts;
}

const LEAST = 0.05;
const MOST = 0.99;

export const confidenceOf = (parts: readonly ConfidencePart[]): number => {
  const sum = parts.reduce((total, { amount }) => total + amount, 0);
  return Math.round(Math.min(MOST, Math.max(LEAST, sum)) * 100) / 100;
};
