import type { Candidate, Entity, Filler } from "./types.ts";

/** Loops that every rule runs, written out: the platform's `flat` and `flatMap` leave compiled code for each element, a push does not. */

/** `Array.prototype.flatMap`. */
export function flatMap<T, U>(list: readonly T[], of: (item: T, at: number) => U | readonly U[]): U[] {
  const out: U[] = [];
  for (let i = 0; i < list.length; i++) {
    const made = of(list[i] as T, i);
    if (!Array.isArray(made)) out.push(made as U);
    else for (let k = 0; k < made.length; k++) out.push(made[k] as U);
  }
  return out;
}

/** Who fills the roles of an event, role after role. */
export function fillersOf({ roles }: Pick<Candidate, "roles">): Filler[] {
  const out: Filler[] = [];
  for (const list of roles.values()) for (let i = 0; i < list.length; i++) out.push(list[i] as Filler);
  return out;
}

/** The parties of an event. */
export function entitiesOf({ roles }: Pick<Candidate, "roles">): Set<Entity> {
  const out = new Set<Entity>();
  for (const list of roles.values()) for (let i = 0; i < list.length; i++) out.add((list[i] as Filler).entity);
  return out;
}
