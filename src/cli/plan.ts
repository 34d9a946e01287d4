import { isRealDay } from "../core/dates.ts";
import type { ExtractOptions } from "../core/extract.ts";
import { didYouMean, type Problem, ProblemError, problem } from "../core/problem.ts";
import { DATABASE, FORMATS, type Format, SEALED } from "../output/index.ts";
import type { ReadOptions } from "../read/read.ts";
import { INPUT_FORMATS, type InputFormat } from "../read/sniff.ts";
import { parseShard, type Shard, shardOf } from "../run/shard.ts";
import type { Io } from "./io.ts";
import { PROGRESS_MODES, type ProgressMode } from "./progress.ts";

/** Stage 1: the flags of `extract` → what is to be done. */

export interface Plan {
  readonly paths: readonly string[];
  readonly schemas: readonly string[];
  readonly read: Omit<ReadOptions, "stdin">;
  readonly extract: ExtractOptions;
  readonly shard: Shard | undefined;
  readonly dedupe: Dedupe;
  readonly format: Format;
  readonly plainCells: boolean;
  readonly output: string | undefined;
  readonly outputDir: string | undefined;
  readonly keepText: string | undefined;
  readonly ledger: string | undefined;
  readonly summary: string | undefined;
  /** undefined: as many as there are processors, once the input turns out to be large. */
  readonly jobs: number | undefined;
  readonly progress: ProgressMode;
  readonly quiet: boolean;
}

/**
 * Typed flags; nothing is touched on disk yet.
 * @throws ProblemError with all faults at once
 */
export function parsePlan(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Plan {
  const problems = [];
  const format = String(flags["format"]);
  if (!FORMATS.includes(format as Format)) problems.push(problem("E101", `unknown format "${format}"`, { where: "--format", hint: didYouMean(format, FORMATS, `one of: ${FORMATS.join(", ")}`) }));
  const inputFormat = flags["inputFormat"] as string | undefined;
  if (inputFormat !== undefined && !INPUT_FORMATS.includes(inputFormat as InputFormat))
    problems.push(problem("E112", `unknown input format "${inputFormat}"`, { where: "--input-format", hint: didYouMean(inputFormat, INPUT_FORMATS, `one of: ${INPUT_FORMATS.join(", ")}`) }));
  const published = flags["published"] as string | undefined;
  const noDay = faultOfDay(published);
  if (noDay) problems.push(noDay);
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
  const output = flags["output"] as string | undefined;
  const outputDir = flags["outputDir"] as string | undefined;
  if (output !== undefined && outputDir !== undefined)
    problems.push(problem("E120", "records go to one file or to a folder of files, not to both", { where: "--output-dir", hint: "leave out --output" }));
  if (SEALED.includes(format as Format) && (output ?? outputDir) === undefined && (format === DATABASE || io.stdout.isTTY))
    problems.push(problem("E121", `${format} needs a file`, { where: "--format", hint: "add --output FILE or --output-dir DIR" }));
  if (flags["ledger"] !== undefined && output === undefined) problems.push(problem("E117", "a ledger needs an output file to go on with", { where: "--ledger", hint: "add --output FILE" }));
  if (flags["ledger"] !== undefined && SEALED.includes(format as Format))
    problems.push(problem("E122", `a run that was stopped cannot go on with ${format}`, { where: "--ledger", hint: "write jsonl, json, yaml or csv" }));
  if (paths.length === 0 && io.stdin.isTTY) problems.push(problem("E105", "nothing to read", { hint: "give files, folders or globs, or pipe an article in; see demarche extract --help" }));
  if (problems.length > 0) throw new ProblemError(problems);
  const types = (flags["type"] as string[])
    .flatMap((t) => t.split(","))
    .map((t) => t.trim())
    .filter(Boolean);
  const language = flags["language"] as string | undefined;
  return {
    paths: paths.length === 0 ? ["-"] : paths,
    schemas: flags["schemas"] as string[],
    read: {
      maxArticleBytes: maxArticle ?? 0,
      ...(inputFormat === undefined ? {} : { format: inputFormat as InputFormat }),
      fields: Object.fromEntries((["text", "title", "date", "id"] as const).flatMap((field) => (flags[`${field}Field`] === undefined ? [] : [[field, String(flags[`${field}Field`])]]))),
    },
    extract: {
      ...(published === undefined ? {} : { published }),
      ...(types.length === 0 ? {} : { types }),
      ...(language === undefined ? {} : { language }),
      includeBackground: flags["includeBackground"] === true,
      includeDomestic: flags["includeDomestic"] === true,
      minConfidence,
    },
    shard,
    dedupe: dedupe as Dedupe,
    format: format as Format,
    plainCells: flags["csvPlainCells"] === true,
    output,
    outputDir,
    keepText: flags["keepText"] as string | undefined,
    ledger: flags["ledger"] as string | undefined,
    summary: flags["summary"] as string | undefined,
    jobs,
    progress: flags["quiet"] === true && progress === "auto" ? "none" : (progress as ProgressMode),
    quiet: flags["quiet"] === true,
  };
}

/** What is wrong with the day that `--published` gives. */
export const faultOfDay = (day: string | undefined): Problem | undefined =>
  day === undefined || isRealDay(day) ? undefined : problem("E102", `"${day}" is no date`, { where: "--published", hint: "write a day of the calendar as YYYY-MM-DD" });

const DEDUPE = ["off", "mark", "drop"] as const;
type Dedupe = (typeof DEDUPE)[number];

const MAX_JOBS = 256;
const UNITS: Readonly<Record<string, number>> = { "": 1, k: 1e3, m: 1e6, g: 1e9 };

function bytesOf(text: string): number | undefined {
  const match = /^(?<digits>[0-9]+(?:\.[0-9]+)?)(?<unit>[kmg]?)b?$/iu.exec(text.trim());
  const value = Number(match?.groups?.["digits"]) * (UNITS[match?.groups?.["unit"]?.toLowerCase() ?? ""] ?? Number.NaN);
  return Number.isFinite(value) && value > 0 ? value : undefined;
}
