import type { EventPlan, Frame, Knowledge, LanguageData, OfficeFacts } from "./types.ts";

/**
 * Knowledge as it is looked into all day: records of one kind get the same properties in the same order, those they leave out
 * undefined, so that a look into one is a look at a fixed place. What it says stays the same.
 */
export function uniformKnowledge(knowledge: Knowledge): Knowledge {
  const types = Object.keys(knowledge.plans);
  const roles = keysOf(Object.values(knowledge.plans).flatMap((plan) => plan.roles));
  const plans = uniform(Object.values(knowledge.plans).map((plan): EventPlan => ({ ...plan, roles: plan.roles.map((role) => withKeys(role, roles)) })));
  const offices = Object.keys(knowledge.offices);
  const facts = uniform(Object.values(knowledge.offices)) satisfies OfficeFacts[];
  const languages = Object.entries(knowledge.languages).map(([id, data]) => [id, uniformFrames(data)] as const);
  return { ...knowledge, plans: zip(types, plans), offices: zip(offices, facts), languages: Object.fromEntries(languages) };
}

function uniformFrames(data: LanguageData): LanguageData {
  const frames = Object.values(data.frames);
  const relations = keysOf(frames.map((frame) => frame.roles));
  const even = uniform(frames.map((frame): Frame => ({ ...frame, roles: withKeys(frame.roles, relations) })));
  return { ...data, frames: zip(Object.keys(data.frames), even) };
}

const keysOf = (records: readonly object[]): string[] => [...new Set(records.flatMap((record) => Object.keys(record)))].sort();

const uniform = <T extends object>(records: readonly T[]): T[] => {
  const keys = keysOf(records);
  return records.map((record) => withKeys(record, keys));
};

/** A property left out and one that is undefined are the same to every reader of knowledge. */
function withKeys<T extends object>(record: T, keys: readonly string[]): T {
  const even: Record<string, unknown> = {};
  for (const key of keys) even[key] = (record as Record<string, unknown>)[key];
  return even as T;
}

const zip = <T>(keys: readonly string[], values: readonly T[]): Record<string, T> => Object.fromEntries(keys.map((key, n) => [key, values[n] as T]));
