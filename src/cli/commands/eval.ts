import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { ProblemError, problem } from "../../core/problem.ts";
import type { EventRecord } from "../../core/types.ts";
import { parseGold } from "../../eval/gold.ts";
import { type Count, calibration, type GoldDocument, measure, type Report, score } from "../../eval/score.ts";
import { extractDocument } from "../../run/extractor.ts";
import { EXIT, type Io, printable } from "../io.ts";
import { engineFor } from "../knowledge.ts";
import { type Paint, paintFor } from "../paint.ts";
import { VERSION } from "../version.ts";

/** `demarche eval`: records against gold, measured; and against an earlier measurement. */

interface Article {
  readonly id: string;
  readonly path: string;
  readonly text: string;
  readonly gold: GoldDocument;
}

/** What `--json` prints and `--baseline` reads. */
interface Summary {
  readonly version: string;
  readonly languages: Readonly<Record<string, Figures>>;
}

interface Figures {
  readonly articles: number;
  readonly event: ReturnType<typeof measure>;
  readonly slot: ReturnType<typeof measure>;
  readonly negatives: { readonly clean: number; readonly total: number };
  readonly byType: Readonly<Record<string, ReturnType<typeof measure>>>;
  readonly bySlot: Readonly<Record<string, ReturnType<typeof measure>>>;
  readonly calibration: ReturnType<typeof calibration>;
  readonly worst: Report["notes"];
}

export async function evalCommand(paths: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const worst = Number(flags["worst"]);
  if (!Number.isInteger(worst) || worst < 0) throw new ProblemError([problem("E108", `"${String(flags["worst"])}" is no count`, { where: "--worst", hint: "a whole number, 0 for none" })]);
  const baseline = flags["baseline"] === undefined ? undefined : await readBaseline(String(flags["baseline"]));
  const articles = await readGold(paths);
  const given = flags["records"] === undefined ? undefined : await readRecords(String(flags["records"]));
  const engine = given ? undefined : await engineFor(flags["schemas"] as string[], VERSION);
  const recordsOf = async ({ path, text, gold }: Article): Promise<readonly EventRecord[]> => {
    if (!engine) return given?.get(keyOf(path)) ?? [];
    return (await extractDocument(engine, { text, path }, gold.published ? { published: gold.published } : {})).records;
  };

  const byLanguage = new Map<string, Article[]>();
  for (const article of articles) byLanguage.set(article.gold.lang, [...(byLanguage.get(article.gold.lang) ?? []), article]);
  const languages: Record<string, Figures> = {};
  for (const [language, list] of [...byLanguage].sort(([a], [b]) => (a < b ? -1 : 1)))
    languages[language] = figures(score(await Promise.all(list.map(async (a) => ({ gold: a.gold, records: await recordsOf(a) })))), worst);
  const summary: Summary = { version: VERSION, languages };

  if (flags["json"] === true) io.stdout.write(`${JSON.stringify(summary, null, 2)}\n`);
  else {
    const paint = await paintFor(io, io.stdout);
    for (const [language, own] of Object.entries(languages)) io.stdout.write(table(language, own, paint));
  }
  const losses = baseline ? compare(baseline, summary) : [];
  for (const loss of losses) io.stderr.write(`worse: ${loss}\n`);
  if (baseline && losses.length === 0) io.stderr.write("no worse than the baseline\n");
  return losses.length > 0 ? EXIT.failed : EXIT.done;
}

const measures = (counts: Readonly<Record<string, Count>>): Record<string, ReturnType<typeof measure>> =>
  Object.fromEntries(
    Object.entries(counts)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, count]) => [name, measure(count)]),
  );

function figures(report: Report, worst: number): Figures {
  return {
    articles: report.documents,
    event: measure(report.events),
    slot: measure(report.slots),
    negatives: report.negatives,
    byType: measures(report.byType),
    bySlot: measures(report.bySlot),
    calibration: calibration(report.outcomes),
    worst: [...report.notes].sort((a, b) => b.faults.length - a.faults.length || (a.id < b.id ? -1 : 1)).slice(0, worst),
  };
}

const share = (value: number): string => value.toFixed(3);

function table(language: string, own: Figures, paint: Paint): string {
  const row = (name: string, m: ReturnType<typeof measure>): string => `  ${name.padEnd(16)} ${share(m.precision)}   ${share(m.recall)}   ${share(m.f1)}  ${String(m.n).padStart(6)}`;
  const head = `  ${"".padEnd(16)} ${paint.dim("prec.   recall  F1      gold")}`;
  const lines = [
    paint.bold(`${language}: ${own.articles} articles, negatives ${own.negatives.clean} of ${own.negatives.total} empty`),
    head,
    row("events", own.event),
    row("slots", own.slot),
    "",
    paint.cyan("by event type"),
    ...Object.entries(own.byType).map(([name, m]) => row(name, m)),
    "",
    paint.cyan("by slot"),
    ...Object.entries(own.bySlot).map(([name, m]) => row(name, m)),
    "",
    paint.cyan("calibration"),
    `  ${paint.dim("confidence   records  mean    right")}`,
    ...own.calibration.bins.filter((b) => b.records > 0).map((b) => `  ${b.from.toFixed(1)} to ${b.to.toFixed(1)}  ${String(b.records).padStart(7)}   ${share(b.confidence)}   ${share(b.right)}`),
    `  expected calibration error ${share(own.calibration.error)}`,
  ];
  if (own.worst.length > 0) {
    lines.push("", paint.cyan("worst articles"));
    for (const { id, faults } of own.worst) lines.push(`  ${printable(id)}`, ...faults.map((fault) => `    ${printable(fault)}`));
  }
  return `${lines.join("\n")}\n\n`;
}

/** Folders of NNN.txt beside NNN.json, or single gold files. */
async function readGold(paths: readonly string[]): Promise<Article[]> {
  const problems = [];
  const articles: Article[] = [];
  for (const path of paths) {
    let files: string[];
    try {
      files = (await stat(path)).isDirectory()
        ? (await readdir(path))
            .filter((name) => name.endsWith(".json"))
            .sort()
            .map((name) => join(path, name))
        : [path];
    } catch {
      problems.push(problem("E620", "no such gold", { where: path, hint: "give a folder that holds NNN.txt beside NNN.json" }));
      continue;
    }
    if (files.length === 0) problems.push(problem("E621", "folder holds no gold", { where: path, hint: "each article NNN.txt needs an NNN.json beside it" }));
    for (const file of files) {
      const textPath = file.replace(/\.json$/u, ".txt");
      try {
        const id = `${basename(dirname(file))}/${basename(file, ".json")}`;
        const gold = parseGold(id, JSON.parse(await readFile(file, "utf8")));
        articles.push({ id, path: textPath, text: await readFile(textPath, "utf8"), gold });
      } catch (error) {
        problems.push(problem("E622", `not readable as gold: ${(error as Error).message}`, { where: file, hint: "see CONTRIBUTING.md, “Corpora”" }));
      }
    }
  }
  if (problems.length > 0) throw new ProblemError(problems);
  return articles;
}

/** A record belongs to the article whose folder and name its source path ends in. */
const keyOf = (path: string): string => `${basename(dirname(path))}/${basename(path).replace(/\.[^.]+$/u, "")}`;

async function readRecords(file: string): Promise<Map<string, EventRecord[]>> {
  const found = new Map<string, EventRecord[]>();
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch {
    throw new ProblemError([problem("E623", "cannot read the records", { where: file })]);
  }
  for (const [n, line] of text.split("\n").entries()) {
    if (line.trim() === "") continue;
    try {
      const record = JSON.parse(line) as EventRecord & { source?: { path?: string } };
      const key = keyOf(record.source?.path ?? "");
      found.set(key, [...(found.get(key) ?? []), record]);
    } catch (error) {
      throw new ProblemError([problem("E623", `not a record: ${(error as Error).message}`, { where: `${file}:${n + 1}`, hint: "write them with --format jsonl" })]);
    }
  }
  return found;
}

async function readBaseline(file: string): Promise<Summary> {
  try {
    const summary = JSON.parse(await readFile(file, "utf8")) as Summary;
    if (typeof summary.languages !== "object") throw new TypeError("no languages in it");
    return summary;
  } catch (error) {
    throw new ProblemError([problem("E624", `cannot read the baseline: ${(error as Error).message}`, { where: file, hint: "write one with demarche eval --json" })]);
  }
}

const SLACK = 0.0005; // rounding

function compare(before: Summary, after: Summary): string[] {
  const losses: string[] = [];
  for (const [language, old] of Object.entries(before.languages)) {
    const now = after.languages[language];
    if (!now) {
      losses.push(`${language}: no longer measured`);
      continue;
    }
    const check = (what: string, a: number, b: number): void => {
      if (b < a - SLACK) losses.push(`${language}: ${what} ${share(a)} → ${share(b)}`);
    };
    check("event F1", old.event.f1, now.event.f1);
    check("slot F1", old.slot.f1, now.slot.f1);
    check("empty negatives", old.negatives.clean / Math.max(old.negatives.total, 1), now.negatives.clean / Math.max(now.negatives.total, 1));
    for (const [type, m] of Object.entries(old.byType)) check(`${type} F1`, m.f1, now.byType[type]?.f1 ?? 0);
  }
  return losses;
}
