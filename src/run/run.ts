import type { Engine, Outcome } from "../core/engine.ts";
import type { ExtractOptions, Trace } from "../core/extract.ts";
import { type Problem, problem, sourceName } from "../core/problem.ts";
import type { EventRecord, RawDocument } from "../core/types.ts";
import { discover } from "../read/discover.ts";
import { type ReadOptions, read } from "../read/read.ts";
import { languageName, tellLanguage } from "./language.ts";

/** One run: discover → read → extract → sink, in input order. One bad input never stops the rest. */

export interface RunPlan {
  readonly paths: readonly string[];
  readonly extract: ExtractOptions;
  readonly read: ReadOptions;
  /** True once nobody reads the output any more. */
  readonly stopped: () => boolean;
}

export interface RunEvents {
  record(record: EventRecord): Promise<void>;
  problem(problem: Problem): void;
  progress(done: number, events: number): void;
}

export interface RunSummary {
  readonly documents: number;
  readonly events: number;
  readonly errors: number;
}

export async function run(plan: RunPlan, engine: Engine, on: RunEvents): Promise<RunSummary> {
  let documents = 0;
  let events = 0;
  let errors = 0;
  const report = (fault: Problem): void => {
    if (fault.severity === "error") errors++;
    on.problem(fault);
  };
  for await (const source of discover(plan.paths)) {
    if (plan.stopped()) break;
    if ("code" in source) {
      report(source);
      continue;
    }
    for await (const found of read(source, plan.read)) {
      if (plan.stopped()) break;
      if ("code" in found) {
        report(found);
        continue;
      }
      try {
        const outcome = await extractDocument(engine, found, plan.extract);
        for (const fault of outcome.problems) report(fault);
        for (const record of outcome.records) {
          await on.record(record);
          events++;
        }
      } catch (error) {
        if (error instanceof OutputError) throw error;
        report(
          problem("E599", `internal error: ${(error as Error).message}`, {
            ...(found.path === undefined ? {} : { where: sourceName({ ...found, path: found.path }) }),
            hint: "please report this article's words",
          }),
        );
      }
      documents++;
      on.progress(documents, events);
    }
  }
  return { documents, events, errors };
}

/** Extract; where the packs do not know the language, ask further, and name it in the warning. */
export async function extractDocument(engine: Engine, document: RawDocument, options: ExtractOptions, trace?: Trace): Promise<Outcome> {
  const outcome = engine.extract(document, options, trace);
  if (outcome.language !== undefined || options.language !== undefined) return outcome;
  const told = await tellLanguage(document.text);
  if (told === undefined) return outcome;
  if (engine.knowledge.languages[told]) return engine.extract(document, { ...options, language: told }, trace);
  return { ...outcome, problems: outcome.problems.map((fault) => (fault.code === "W501" ? { ...fault, message: `in ${languageName(told)}, which demarche does not read; skipped` } : fault)) };
}

/** The output cannot be written: nothing else can be done. */
export class OutputError extends Error {}
