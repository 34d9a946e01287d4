/**
 * demarche as a library.
 *
 * @example
 * import { extract } from "demarche";
 * const records = extract("تلقى رئيس كينيا رسالة خطية من ملك الأردن.", { published: "2026-01-12" });
 * console.log(records[0].sender.office); // "monarch"
 */
import { createEngine, type Engine } from "./core/engine.ts";
import type { ExtractOptions } from "./core/extract.ts";
import type { EventRecord } from "./core/types.ts";
import { readKnowledge } from "./knowledge/built.ts";
import { loadKnowledge } from "./knowledge/load.ts";
import { rules } from "./languages/rules.ts";

let builtIn: Engine | undefined;

/**
 * Extract the events of one article with the built-in schemas.
 *
 * @param text the article, decoded; spans in the records count its Unicode code points, half-open
 * @param options see {@link ExtractOptions}
 * @returns records in the order of the text; empty when there is no event, or the language is not one demarche reads
 */
export function extract(text: string, options: ExtractOptions = {}): EventRecord[] {
  builtIn ??= createEngine(readKnowledge(new URL("./", import.meta.url)) ?? loadKnowledge().knowledge, rules);
  return builtIn.extract({ text }, options).records;
}

export { createEngine, type Engine, type Outcome } from "./core/engine.ts";
export type { ExtractOptions } from "./core/extract.ts";
export { type Problem, ProblemError } from "./core/problem.ts";
export type { EventRecord, Knowledge, RawDocument } from "./core/types.ts";
export { loadKnowledge } from "./knowledge/load.ts";
export { rules } from "./languages/rules.ts";
