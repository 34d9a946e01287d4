import { readFile } from "node:fs/promises";
import { buffer } from "node:stream/consumers";
import { parseAllDocuments } from "yaml";
import { didYouMean, type Problem, ProblemError, problem } from "../../core/problem.ts";
import { type LoadedEvent, loadEvents } from "../../knowledge/load.ts";
import { decode } from "../../read/decode.ts";
import { unreadable } from "../../read/discover.ts";
import { EXIT, type Io } from "../io.ts";
import { reporter } from "../report.ts";

/** `demarche validate`: every fault with the record and path it is in. */
export async function validateCommand(files: readonly string[], flags: Readonly<Record<string, unknown>>, io: Io): Promise<number> {
  const schemaProblems: Problem[] = [];
  const events = loadEvents(flags["schemas"] as string[], schemaProblems);
  if (schemaProblems.some((p) => p.severity === "error")) throw new ProblemError(schemaProblems);
  const report = await reporter(io, false);
  let faults = 0;
  let records = 0;
  for (const file of files) {
    const found = await readRecords(file, io);
    for (const fault of found.problems) report(fault);
    faults += found.problems.length;
    for (const [n, record] of found.records.entries()) {
      records++;
      for (const fault of check(record, `${file}: record ${n + 1}`, events)) {
        faults++;
        report(fault);
      }
    }
  }
  io.stderr.write(`${records} record${records === 1 ? "" : "s"}, ${faults} fault${faults === 1 ? "" : "s"}\n`);
  return faults > 0 ? EXIT.failed : EXIT.done;
}

async function readRecords(file: string, io: Io): Promise<{ readonly records: readonly unknown[]; readonly problems: readonly Problem[] }> {
  let bytes: Uint8Array;
  try {
    bytes = file === "-" ? await buffer(io.stdin) : await readFile(file);
  } catch (error) {
    return { records: [], problems: [unreadable(file, error as NodeJS.ErrnoException)] };
  }
  const { text, problems } = await decode(bytes, file);
  if (text === undefined) return { records: [], problems };
  return parseRecords(text, file);
}

/** JSON, JSON lines or YAML, by what parses. */
function parseRecords(text: string, file: string): { readonly records: readonly unknown[]; readonly problems: readonly Problem[] } {
  const trimmed = text.trim();
  if (trimmed === "") return { records: [], problems: [] };
  if (/^[[{]/u.test(trimmed)) {
    try {
      const value: unknown = JSON.parse(trimmed);
      return { records: Array.isArray(value) ? value : [value], problems: [] };
    } catch (whole) {
      const lines = trimmed.split("\n");
      if (!trimmed.startsWith("{") || lines.length === 1) return { records: [], problems: [problem("E601", `not valid JSON: ${(whole as Error).message}`, { where: file })] };
      const records: unknown[] = [];
      const problems: Problem[] = [];
      for (const [n, line] of lines.entries()) {
        if (line.trim() === "") continue;
        try {
          records.push(JSON.parse(line));
        } catch (error) {
          problems.push(problem("E601", `not valid JSON: ${(error as Error).message}`, { where: `${file}:${n + 1}` }));
        }
      }
      return { records, problems };
    }
  }
  const documents = parseAllDocuments(text);
  const records: unknown[] = [];
  const problems: Problem[] = [];
  for (const document of Array.isArray(documents) ? documents : []) {
    for (const error of document.errors) problems.push(problem("E602", `not valid YAML: ${error.message.split("\n")[0]}`, { where: `${file}:${error.linePos?.[0].line ?? 1}` }));
    if (document.errors.length > 0) continue;
    try {
      const value: unknown = document.toJS({ maxAliasCount: 100 });
      if (Array.isArray(value)) records.push(...value);
      else if (value !== null) records.push(value);
    } catch (error) {
      problems.push(problem("E602", `not valid YAML: ${(error as Error).message}`, { where: file }));
    }
  }
  return { records, problems };
}

function check(record: unknown, where: string, events: ReadonlyMap<string, LoadedEvent>): Problem[] {
  if (typeof record !== "object" || record === null) return [problem("E603", "not a record", { where, hint: "a record is an object with a type" })];
  const { type, id } = record as { type?: unknown; id?: unknown };
  const place = typeof id === "string" ? `${where} (${id})` : where;
  const event = typeof type === "string" ? events.get(type) : undefined;
  if (!event) {
    const hint = didYouMean(typeof type === "string" ? type : "", events.keys(), `known: ${[...events.keys()].join(", ")}`);
    return [problem("E604", `type: unknown event type ${JSON.stringify(type)}`, { where: place, hint })];
  }
  const result = event.schema.safeParse(record);
  if (result.success) return [];
  return result.error.issues.map((issue) => problem("E605", `${issue.path.map(String).join(".") || "record"}: ${issue.message}`, { where: place }));
}
