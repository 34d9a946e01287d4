import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import type { ExtractOptions } from "../../core/extract.ts";
import { nearest, ProblemError, problem } from "../../core/problem.ts";
import { writers } from "../../output/index.ts";
import { duplicateFinder } from "../../run/duplicates.ts";
import { type Extractor, localExtractor } from "../../run/extractor.ts";
import { isOutputError, OutputError, type RunSummary, run } from "../../run/run.ts";
import { inShard } from "../../run/shard.ts";
import { EXIT, type Io } from "../io.ts";
import { engineFor } from "../knowledge.ts";
import { parsePlan } from "../plan.ts";
import { startProgress } from "../progress.ts";
import { reporter } from "../report.ts";
import { openSink, resumableSink } from "../sink.ts";
import { VERSION } from "../version.ts";

/** `demarche extract`: articles in, records out. */
export async function extractCommand(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const plan = parsePlan(paths, flags, io);
  const engine = await engineFor(plan.schemas, VERSION);
  checkTypes(plan.types, Object.keys(engine.knowledge.plans));
  if (plan.language !== undefined && !engine.knowledge.languages[plan.language]) {
    const known = Object.keys(engine.knowledge.languages);
    throw new ProblemError([problem("E106", `unknown language "${plan.language}"`, { where: "--language", hint: `demarche reads: ${known.join(", ")}` })]);
  }
  const writer = await writers[plan.format]({ plans: engine.knowledge.plans, plainCells: plan.plainCells });
  const options: ExtractOptions = {
    ...(plan.published === undefined ? {} : { published: plan.published }),
    ...(plan.types.length === 0 ? {} : { types: plan.types }),
    ...(plan.language === undefined ? {} : { language: plan.language }),
    includeBackground: plan.includeBackground,
    includeDomestic: plan.includeDomestic,
    minConfidence: plan.minConfidence,
  };
  const { shard, ledger: ledgerFile } = plan;
  const ledger =
    ledgerFile === undefined
      ? undefined
      : (await import("../../run/ledger.ts")).openLedger(
          ledgerFile,
          fingerprint({
            version: VERSION,
            plans: engine.knowledge.plans,
            schemas: plan.schemas,
            paths: plan.paths,
            options,
            shard,
            format: plan.format,
            inputFormat: plan.inputFormat,
            fields: plan.fields,
            plainCells: plan.plainCells,
            output: plan.output,
            dedupe: plan.dedupe,
            maxArticle: plan.maxArticle,
          }),
        );
  const sink = ledger && plan.output !== undefined ? resumableSink(plan.output, ledger.end) : openSink(io, plan.output);
  const report = await reporter(io, plan.quiet);
  const progress = await startProgress(io, plan.progress);
  const firstLike = plan.dedupe === "off" ? undefined : duplicateFinder();
  let duplicates = 0;
  let written = ledger?.records ?? 0;
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
    if (!ledger || ledger.end === 0) await sink.write(writer.open());
    const pool = async (): Promise<Extractor> => (await import("../../run/pool.ts")).openPool({ jobs: plan.jobs ?? availableParallelism(), knowledge: engine.knowledge, options });
    const several = (plan.jobs ?? availableParallelism()) > 1;
    const summary = await run(
      {
        paths: plan.paths,
        read: { maxArticleBytes: plan.maxArticle, stdin: () => io.stdin, fields: plan.fields, ...(plan.inputFormat === undefined ? {} : { format: plan.inputFormat }) },
        choose(document) {
          if (shard !== undefined && !inShard(document, shard)) return undefined;
          const duplicateOf = firstLike?.(document);
          if (duplicateOf !== undefined) duplicates++;
          if (duplicateOf !== undefined && plan.dedupe === "drop") return undefined;
          if (ledger?.has(document)) return undefined;
          return duplicateOf === undefined ? document : { ...document, duplicateOf };
        },
        ...(ledger ? { finished: ledger.finished } : {}),
        stopped: () => interrupted || sink.closed(),
      },
      several && plan.jobs !== undefined ? await pool() : localExtractor(engine, options),
      several && plan.jobs === undefined ? pool : undefined,
      {
        record: async (record) => sink.write(writer.record(record, written++)),
        problem: (fault) => {
          progress.pause();
          report(fault);
        },
        document: (document, result) => ledger?.add(document, result, sink.position()),
        settled: (far) => {
          sink.flush();
          ledger?.commit();
          progress.update(far);
        },
      },
    );
    if (interrupted && (ledger || plan.output !== undefined)) {
      progress.stop();
      if (ledger) sink.suspend();
      else await sink.abort();
      io.stderr.write(`demarche: stopped after ${summary.documents} articles; ${ledger ? "the same command goes on from there" : "nothing was written (--ledger makes a run that can go on)"}\n`);
      return EXIT.interrupted;
    }
    await sink.write(writer.close(written));
    await sink.commit();
    progress.stop();
    progress.finish(summary);
    if (plan.summary !== undefined) await writeSummary(plan.summary, summary, duplicates);
    if (interrupted) return EXIT.interrupted;
    return summary.errors > 0 ? EXIT.failed : EXIT.done;
  } catch (error) {
    progress.stop();
    await sink.abort();
    if (!isOutputError(error)) throw error;
    report(problem("E410", error.message, { hint: "check that the folder exists, may be written to, and has room" }));
    return EXIT.failed;
  } finally {
    release();
    ledger?.close();
  }
}

/** A digest of all that the output depends on beside the input. */
const fingerprint = (facts: unknown): string => createHash("sha256").update(JSON.stringify(facts)).digest("hex");

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

/** @throws ProblemError naming each unknown type */
export function checkTypes(types: readonly string[], known: readonly string[]): void {
  const problems = types
    .filter((type) => !known.includes(type))
    .map((type) => {
      const meant = nearest(type, known);
      return problem("E107", `unknown event type "${type}"`, { hint: meant ? `did you mean "${meant}"?` : `known: ${known.join(", ")}` });
    });
  if (problems.length > 0) throw new ProblemError(problems);
}
