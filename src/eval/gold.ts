import { z } from "zod";
import type { GoldDocument } from "./score.ts";

/** A gold file as people write it: what is left out is not told. */

const text = z.string().nullable().default(null);
const party = z.object({ kind: z.string().optional(), name: text, office: text, country: text, org: text });
const event = z.object({
  type: z.string(),
  optional: z.boolean().default(false),
  status: z.string().optional(),
  date: text,
  place: z.object({ city: text, country: text, venue: text }).nullable().default(null),
  form: text,
  roles: z.record(z.string(), z.array(party)),
  topics: z.array(z.string()).default([]),
});
const document = z.object({ lang: z.string(), published: text, events: z.array(event) });

/**
 * One article's gold.
 * @param id - what the article is called in the report
 * @throws Error that names the path of the first fault
 */
export function parseGold(id: string, json: unknown): GoldDocument {
  const result = document.safeParse(json);
  if (result.success) return { id, ...result.data } as GoldDocument;
  const [first] = result.error.issues;
  throw new Error(`${first?.path.join(".") || "the file"}: ${first?.message ?? "not gold"}`);
}
