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
  return { ...knowledge, plans: zip(types, plans), offices: zip(offices, facts) };
}

/** The same for the frames of a language: each is made when a text first needs it. */
export function uniformFrames(frames: LanguageData["frames"]): (id: string) => Frame | undefined {
  const list = Object.values(frames);
  const keys = keysOf(list);
  const relations = keysOf(list.map((frame) => frame.roles));
  const made = new Map<string, Frame>();
  return (id) => {
    const frame = frames[id];
    const known = made.get(id);
    if (known || !frame) return known;
    const even = withKeys({ ...frame, roles: withKeys(frame.roles, relations) }, keys);
    made.set(id, even);
    return even;
  };
}

const keysOf = (records: readonly object[]): string[] => {
  const keys = new Set<string>();
  for (const record of records) for (const key of Object.keys(record)) keys.add(key);
  return [...keys].sort();
};

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

const zip = <T>(keys: readonly string[], values: readonly T[]): Record<string, T> => {
  const found: Record<string, T> = {};
  for (const [n, key] of keys.entries()) found[key] = values[n] as T;
  return found;
};
