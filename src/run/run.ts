import { setImmediate } from "node:timers/promises";
import type { Problem } from "../core/problem.ts";
import type { EventRecord, RawDocument } from "../core/types.ts";
import { discover } from "../read/discover.ts";
import type { Found } from "../read/formats/context.ts";
import { type ReadOptions, readPages } from "../read/read.ts";
import type { Extractor, Result } from "./extractor.ts";
import type { Entry } from "./ledger.ts";

/** One run: discover → read → extract → sink, in input order. One bad input never stops the rest. */

export interface RunPlan {
  readonly paths: readonly string[];
  readonly read: ReadOptions;
  /** Documents that are not ours are passed over (undefined); ours may be told more of. */
  readonly choose: (document: RawDocument) => RawDocument | undefined;
  /** What an earlier run of the same command has finished. */
  readonly finished?: Iterable<Entry>;
  /** True once no more is to be read: nobody takes the output any more, or somebody asked to stop. */
  readonly stopped: () => boolean;
}

export interface RunEvents {
  record(record: EventRecord): Promise<void>;
  problem(problem: Problem): void;
  /** An article is finished: its records have been given to `record`. */
  document?(document: RawDocument, result: Result): Promise<void>;
  /** Called now and then: what was given so far can be written. */
  settled(summary: RunSummary): void;
}

export interface RunSummary {
  readonly documents: number;
  readonly events: number;
  readonly byType: Readonly<Record<string, number>>;
  readonly errors: number;
  /** What was not read, and why; the first MAX_FAILURES of them. */
  readonly failures: readonly { readonly code: string; readonly where?: string; readonly message: string }[];
  /** Code → times. */
  readonly warnings: Readonly<Record<string, number>>;
  /** UTF-16 units of text. */
  readonly units: number;
}

/**
 * Workers begin cold, and take turns on few processors: they are of use once this much text, over their number, has been read,
 * and not before the least. Two take over at 16 million units: on two processors the break-even lies at 25.
 */
const SMALL_RUN_UNITS = 32_000_000;
const LEAST_RUN_UNITS = 1_000_000;

/** Who takes over from the first extractor when the input turns out to be large. */
export interface Relief {
  readonly workers: number;
  open(): Promise<Extractor>;
}
/** Documents and problems that wait for their batch to be full. */
const MAX_BATCH = 256;

const TURN_MS = 50;
/** Failures that a summary lists; the memory of a run does not grow with its input. */
const MAX_FAILURES = 10_000;

interface Batch {
  readonly entries: (RawDocument | Problem)[];
  units: number;
}

/**
 * @param first - works from the start
 * @param more - takes over when the input turns out to be large
 */
export async function run(plan: RunPlan, first: Extractor, more: Relief | undefined, on: RunEvents): Promise<RunSummary> {
  const summary = { documents: 0, events: 0, units: 0, errors: 0, byType: {} as Record<string, number>, failures: [] as RunSummary["failures"][number][], warnings: {} as Record<string, number> };
  const pending: { readonly entries: Batch["entries"]; readonly results: Promise<readonly Result[]> }[] = [];
  let extractor = first;
  let batch: Batch = { entries: [], units: 0 };
  let taken = 0;

  const count = (fault: Pick<Problem, "code" | "severity" | "where" | "message">): void => {
    if (fault.severity === "error") {
      summary.errors++;
      if (summary.failures.length < MAX_FAILURES) summary.failures.push({ code: fault.code, ...(fault.where === undefined ? {} : { where: fault.where }), message: fault.message });
    } else summary.warnings[fault.code] = (summary.warnings[fault.code] ?? 0) + 1;
  };
  const report = (fault: Problem): void => {
    count(fault);
    on.problem(fault);
  };
  const tally = (types: readonly string[], units: number): void => {
    summary.documents++;
    summary.events += types.length;
    summary.units += units;
    for (const type of types) summary.byType[type] = (summary.byType[type] ?? 0) + 1;
  };
  for (const { types, units, problems } of plan.finished ?? []) {
    tally(types, units);
    for (const fault of problems) count(fault);
  }
  let turned = performance.now();
  const settle = async (): Promise<void> => {
    const head = pending.shift();
    if (!head) return;
    const results = await head.results;
    let next = 0;
    for (const entry of head.entries) {
      if ("code" in entry) {
        report(entry);
        continue;
      }
      const result = results[next++] as Result;
      for (const fault of result.problems) report(fault);
      for (const record of result.records) await on.record(record);
      await on.document?.(entry, result);
      tally(
        result.records.map((record) => record.type),
        entry.text.length,
      );
    }
    on.settled(summary);
    // Signals and timers wait for the loop to turn, which files read and worked on in one go do not let it.
    if (performance.now() - turned > TURN_MS) {
      await setImmediate();
      turned = performance.now();
    }
  };
  const submit = async (): Promise<void> => {
    const { entries } = batch;
    batch = { entries: [], units: 0 };
    if (entries.length === 0) return;
    pending.push({ entries, results: extractor.extract(entries.filter((e): e is RawDocument => !("code" in e))) });
    while (pending.length > extractor.window) await settle();
  };
  /** Pages that are being parsed, and what was read after them. */
  const waiting: Promise<readonly Found[]>[] = [];
  const choose = async (found: Found): Promise<void> => {
    const chosen = "code" in found ? found : plan.choose(found);
    if (chosen) await take(chosen);
  };
  const arrive = async (): Promise<void> => {
    for (const found of (await waiting.shift()) ?? []) await choose(found);
  };
  const take = async (entry: RawDocument | Problem): Promise<void> => {
    batch.entries.push(entry);
    if (!("code" in entry)) {
      batch.units += entry.text.length;
      taken += entry.text.length;
    }
    if (batch.units >= extractor.batchUnits || batch.entries.length >= MAX_BATCH) await submit();
    if (more && extractor === first && taken > Math.max(LEAST_RUN_UNITS, SMALL_RUN_UNITS / more.workers)) extractor = await more.open();
  };

  try {
    for await (const source of discover(plan.paths)) {
      if (plan.stopped()) break;
      if ("code" in source) {
        await take(source);
        continue;
      }
      for await (const found of readPages(source, plan.read)) {
        if (plan.stopped()) break;
        if ("page" in found) waiting.push(extractor.parse(found));
        else if (waiting.length > 0) waiting.push(Promise.resolve([found]));
        else await choose(found);
        while (waiting.length > extractor.window) await arrive();
      }
    }
    while (waiting.length > 0) await arrive();
    await submit();
    while (pending.length > 0) await settle();
    return summary;
  } finally {
    if (extractor !== first) await extractor.close();
    await first.close();
  }
}

/** The output cannot be written: nothing else can be done. */
export class OutputError extends Error {
  override readonly name = "OutputError";
}

/** @throws OutputError that names the file, where the action fails */
export function writing<T>(file: string, action: () => T): T {
  try {
    return action();
  } catch (error) {
    throw new OutputError(`cannot write ${file}: ${(error as Error).message}`);
  }
}

/** Told by its name: bundles may hold a copy of the class each. */
export const isOutputError = (error: unknown): error is OutputError => error instanceof Error && error.name === "OutputError";
