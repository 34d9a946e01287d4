import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { Engine } from "../../core/engine.ts";
import { type Problem, problem } from "../../core/problem.ts";
import { sizeOf } from "../../read/discover.ts";
import { duplicateFinder } from "../../run/duplicates.ts";
import { type Extractor, localExtractor } from "../../run/extractor.ts";
import { isOutputError, OutputError, type RunSummary, run } from "../../run/run.ts";
import { inShard } from "../../run/shard.ts";
import { EXIT, type Io } from "../io.ts";
import { checkLanguage, checkTypes, engineFor } from "../knowledge.ts";
import { openOutlet } from "../outlets/outlet.ts";
import { type Plan, parsePlan } from "../plan.ts";
import { startProgress } from "../progress.ts";
import { reporter } from "../report.ts";
import { VERSION } from "../version.ts";

/** `demarche extract`: articles in, records out. */
export async function extractCommand(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const plan = parsePlan(paths, flags, io);
  const engine = await engineFor(plan.schemas, VERSION);
  checkTypes(plan.extract.types ?? [], Object.keys(engine.knowledge.plans));
  checkLanguage(plan.extract.language, engine);
  const report = await reporter(io, plan.quiet);
  try {
    return await extractInto(plan, engine, io, report);
  } catch (error) {
    if (!isOutputError(error)) throw error;
    report(problem("E410", error.message, { hint: "check that the folder exists, may be written to, and has room" }));
    return EXIT.failed;
  }
}

/** @throws OutputError where output, ledger or summary cannot be written */
async function extractInto(plan: Plan, engine: Engine, io: Io, report: (fault: Problem) => void): Promise<number> {
  const ledger = plan.ledger === undefined ? undefined : (await import("../../run/ledger.ts")).openLedger(plan.ledger, fingerprint(plan, engine));
  const outlet = await openOutlet(plan, engine.knowledge.plans, io, ledger);
  const keepText = plan.keepText === undefined ? undefined : (await import("../outlets/texts.ts")).textKeeper(plan.keepText);
  const progress = await startProgress(io, plan.progress, () => sizeOf(plan.paths));
  let bytes = 0;
  const firstLike = plan.dedupe === "off" ? undefined : duplicateFinder();
  let duplicates = 0;
  let interrupted = false;
  const interrupt = (): void => {
    interrupted = true;
    release(); // the next one has its usual effect
    progress.pause();
    io.stderr.write("demarche: stopping after what is in hand; once more to stop at once\n");
  };
  const release = (): void => {
    for (const signal of ["SIGINT", "SIGTERM"] as const) io.off?.(signal, interrupt);
  };
  for (const signal of ["SIGINT", "SIGTERM"] as const) io.on?.(signal, interrupt);
  try {
    const jobs = plan.jobs ?? availableParallelism();
    const pool = async (): Promise<Extractor> => (await import("../../run/pool.ts")).openPool({ jobs, knowledge: engine.knowledge, options: plan.extract });
    const summary = await run(
      {
        paths: plan.paths,
        read: {
          ...plan.read,
          stdin: () => io.stdin,
          onBytes(count) {
            bytes += count;
          },
        },
        choose(document) {
          if (plan.shard !== undefined && !inShard(document, plan.shard)) return undefined;
          const duplicateOf = firstLike?.(document);
          if (duplicateOf !== undefined) duplicates++;
          if (duplicateOf !== undefined && plan.dedupe === "drop") return undefined;
          if (ledger?.has(document)) return undefined;
          return duplicateOf === undefined ? document : { ...document, duplicateOf };
        },
        ...(ledger ? { finished: ledger.finished } : {}),
        stopped: () => interrupted || outlet.closed(),
      },
      jobs > 1 && plan.jobs !== undefined ? await pool() : localExtractor(engine, plan.extract),
      jobs > 1 && plan.jobs === undefined ? { workers: jobs, open: pool } : undefined,
      {
        record: (record) => outlet.record(record),
        problem: (fault) => {
          progress.pause();
          report(fault);
        },
        async document(document, result) {
          await outlet.document(document);
          if (result.records.length > 0) keepText?.(document);
          ledger?.add(document, result, outlet.position());
        },
        settled: (far) => {
          outlet.flush();
          ledger?.commit();
          progress.update(far, bytes);
        },
      },
    );
    progress.stop();
    if (interrupted && (plan.output ?? plan.outputDir) !== undefined) {
      await outlet.abort();
      io.stderr.write(`demarche: stopped after ${summary.documents} articles; ${leftBehind(plan)}\n`);
      return EXIT.interrupted;
    }
    await outlet.commit();
    progress.finish(summary);
    if (plan.summary !== undefined) await writeSummary(plan.summary, summary, duplicates);
    if (interrupted) return EXIT.interrupted;
    return summary.errors > 0 ? EXIT.failed : EXIT.done;
  } catch (error) {
    await outlet.abort();
    throw error;
  } finally {
    progress.stop();
    release();
    ledger?.close();
  }
}

/** What there is of a run that was interrupted. */
function leftBehind({ ledger, outputDir }: Plan): string {
  if (ledger !== undefined) return "the same command goes on from there";
  return outputDir === undefined ? "nothing was written (--ledger makes a run that can go on)" : "the files of the sources before are whole";
}

/** A digest of all that the output depends on beside the input: what is known, and the plan but for how it is carried out. */
function fingerprint({ jobs: _, progress: _p, quiet: _q, summary: _s, ledger: _l, ...plan }: Plan, { knowledge }: Engine): string {
  return createHash("sha256").update(JSON.stringify({ knowledge, plan })).digest("hex");
}

async function writeSummary(file: string, { documents, events, byType, units, warnings, errors, failures }: RunSummary, duplicates: number): Promise<void> {
  const told = {
    version: VERSION,
    articles: documents,
    duplicates,
    events,
    byType: Object.fromEntries(Object.entries(byType).sort(([a], [b]) => (a < b ? -1 : 1))),
    units,
    warnings,
    errors,
    failures,
  };
  await writeFile(file, `${JSON.stringify(told, null, 2)}\n`).catch((error: Error) => {
    throw new OutputError(`cannot write ${file}: ${error.message}`);
  });
}
