import { createHash } from "node:crypto";
import { writeFile } from "node:fs/promises";
import { availableParallelism } from "node:os";
import { isRealDay } from "../../core/dates.ts";
import type { ExtractOptions } from "../../core/extract.ts";
import { nearest, ProblemError, problem } from "../../core/problem.ts";
import { FORMATS, type Format, writers } from "../../output/index.ts";
import type { Fields } from "../../read/formats/context.ts";
import { INPUT_FORMATS, type InputFormat } from "../../read/sniff.ts";
import { duplicateFinder } from "../../run/duplicates.ts";
import { type Extractor, localExtractor } from "../../run/extractor.ts";
import { OutputError, type RunSummary, run } from "../../run/run.ts";
import { inShard, parseShard, type Shard, shardOf } from "../../run/shard.ts";
import { EXIT, type Io } from "../io.ts";
import { engineFor } from "../knowledge.ts";
import { PROGRESS_MODES, type ProgressMode, startProgress } from "../progress.ts";
import { reporter } from "../report.ts";
import { openSink, resumableSink } from "../sink.ts";
import { VERSION } from "../version.ts";

/** `demarche extract`: articles in, records out. */
export async function extractCommand(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const plan = parse(paths, flags, io);
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
  const first = plan.dedupe === "off" ? undefined : duplicateFinder();
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
          const duplicateOf = first?.(document);
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
    if (!(error instanceof OutputError)) throw error;
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

interface Plan {
  readonly paths: readonly string[];
  readonly schemas: readonly string[];
  readonly types: readonly string[];
  readonly format: Format;
  readonly output: string | undefined;
  readonly published: string | undefined;
  readonly language: string | undefined;
  readonly includeBackground: boolean;
  readonly includeDomestic: boolean;
  readonly minConfidence: number;
  readonly maxArticle: number;
  readonly quiet: boolean;
  readonly plainCells: boolean;
  readonly summary: string | undefined;
  readonly ledger: string | undefined;
  readonly dedupe: Dedupe;
  readonly progress: ProgressMode;
  /** undefined: as many as there are processors, once the input turns out to be large. */
  readonly jobs: number | undefined;
  readonly shard: Shard | undefined;
  readonly inputFormat: InputFormat | undefined;
  readonly fields: Fields;
}

/** Typed flags, all faults at once. */
function parse(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Plan {
  const problems = [];
  const format = String(flags["format"]);
  if (!FORMATS.includes(format as Format)) {
    const meant = nearest(format, FORMATS);
    problems.push(problem("E101", `unknown format "${format}"`, { where: "--format", hint: meant ? `did you mean "${meant}"?` : `one of: ${FORMATS.join(", ")}` }));
  }
  const inputFormat = flags["inputFormat"] as string | undefined;
  if (inputFormat !== undefined && !INPUT_FORMATS.includes(inputFormat as InputFormat)) {
    const meant = nearest(inputFormat, INPUT_FORMATS);
    problems.push(problem("E112", `unknown input format "${inputFormat}"`, { where: "--input-format", hint: meant ? `did you mean "${meant}"?` : `one of: ${INPUT_FORMATS.join(", ")}` }));
  }
  const published = flags["published"] as string | undefined;
  if (published !== undefined && !isRealDay(published)) problems.push(problem("E102", `"${published}" is no date`, { where: "--published", hint: "write a day of the calendar as YYYY-MM-DD" }));
  const minConfidence = Number(flags["minConfidence"]);
  if (!(minConfidence >= 0 && minConfidence <= 1)) problems.push(problem("E103", `"${String(flags["minConfidence"])}" is no number from 0 to 1`, { where: "--min-confidence" }));
  const maxArticle = bytesOf(String(flags["maxArticle"]));
  if (maxArticle === undefined) problems.push(problem("E104", `"${String(flags["maxArticle"])}" is no size`, { where: "--max-article", hint: "a number of bytes, or 500K, 5M" }));
  const lineBuffered = flags["lineBuffered"] === true;
  const jobs = lineBuffered ? 1 : flags["jobs"] === "auto" ? undefined : Number(flags["jobs"]);
  if (jobs !== undefined && !(Number.isInteger(jobs) && jobs >= 1 && jobs <= MAX_JOBS))
    problems.push(problem("E113", `"${String(flags["jobs"])}" is no number of workers`, { where: "--jobs", hint: `auto, or 1 to ${MAX_JOBS}` }));
  const asked = flags["shard"] as string | undefined;
  const shard = asked === undefined || asked === "auto" ? shardOf(asked === undefined ? {} : io.env) : parseShard(asked);
  if (asked !== undefined && shard === undefined)
    problems.push(
      problem("E114", asked === "auto" ? "no batch system tells which shard this is" : `"${asked}" is no shard`, {
        where: "--shard",
        hint: "INDEX/COUNT with the index from 1, such as 2/8; auto in a job array of Slurm, Kubernetes or AWS Batch",
      }),
    );
  const progress = String(flags["progress"]);
  if (!PROGRESS_MODES.includes(progress as ProgressMode))
    problems.push(problem("E119", `"${progress}" is no way to show progress`, { where: "--progress", hint: `one of: ${PROGRESS_MODES.join(", ")}` }));
  const dedupe = String(flags["dedupe"]);
  if (!DEDUPE.includes(dedupe as Dedupe)) problems.push(problem("E118", `"${dedupe}" is no way with duplicates`, { where: "--dedupe", hint: `one of: ${DEDUPE.join(", ")}` }));
  if (flags["ledger"] !== undefined && flags["output"] === undefined) problems.push(problem("E117", "a ledger needs an output file to go on with", { where: "--ledger", hint: "add --output FILE" }));
  if (paths.length === 0 && io.stdin.isTTY) problems.push(problem("E105", "nothing to read", { hint: "give files, folders or globs, or pipe an article in; see demarche extract --help" }));
  if (problems.length > 0) throw new ProblemError(problems);
  return {
    paths: paths.length === 0 ? ["-"] : paths,
    schemas: flags["schemas"] as string[],
    types: (flags["type"] as string[])
      .flatMap((t) => t.split(","))
      .map((t) => t.trim())
      .filter(Boolean),
    format: format as Format,
    output: flags["output"] as string | undefined,
    published,
    language: flags["language"] as string | undefined,
    includeBackground: flags["includeBackground"] === true,
    includeDomestic: flags["includeDomestic"] === true,
    minConfidence,
    maxArticle: maxArticle ?? 0,
    quiet: flags["quiet"] === true,
    plainCells: flags["csvPlainCells"] === true,
    summary: flags["summary"] as string | undefined,
    ledger: flags["ledger"] as string | undefined,
    dedupe: dedupe as Dedupe,
    progress: flags["quiet"] === true && progress === "auto" ? "none" : (progress as ProgressMode),
    jobs,
    shard,
    inputFormat: inputFormat as InputFormat | undefined,
    fields: Object.fromEntries((["text", "title", "date", "id"] as const).flatMap((field) => (flags[`${field}Field`] === undefined ? [] : [[field, String(flags[`${field}Field`])]]))),
  };
}

const DEDUPE = ["off", "mark", "drop"] as const;
type Dedupe = (typeof DEDUPE)[number];

const MAX_JOBS = 256;
const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };

function bytesOf(text: string): number | undefined {
  const match = /^(?<digits>[0-9]+(?:\.[0-9]+)?)(?<unit>[kmg]?)b?$/iu.exec(text.trim());
  const value = Number(match?.groups?.["digits"]) * (UNITS[match?.groups?.["unit"]?.toLowerCase() ?? ""] ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : undefined;
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
