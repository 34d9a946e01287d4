import { parse } from "csv-parse";
import { type Problem, problem, sourceName } from "../../core/problem.ts";
import { through } from "../bytes.ts";
import type { FormatOptions, Found, Source } from "./context.ts";
import { documentOf } from "./json.ts";
import { decodedChunks } from "./text.ts";

/** Tables with a header: a row an article. */

export const csv = (source: Source, options: FormatOptions): AsyncGenerator<Found> => rows(source, options, undefined);
export const tsv = (source: Source, options: FormatOptions): AsyncGenerator<Found> => rows(source, options, "\t");

async function* rows(source: Source, options: FormatOptions, delimiter: string | undefined): AsyncGenerator<Found> {
  const where = sourceName(source);
  const { start, chunks, problems } = await decodedChunks(source);
  for (const fault of problems) yield fault;
  if (!chunks) return;
  const faults: Problem[] = [];
  const table = parse({
    columns: true,
    bom: true,
    delimiter: delimiter ?? delimiterOf(start),
    relax_column_count: true,
    relax_quotes: delimiter !== undefined,
    skip_empty_lines: true,
    max_record_size: options.maxArticleBytes,
    skip_records_with_error: true,
  });
  table.on("skip", (error) =>
    faults.push(problem("E419", `a row cannot be read: ${error.message}`, { where: `${where}:${String(error["lines"] ?? "")}`, hint: "the other rows were read; check its quotes" })),
  );
  const parser = through(chunks, table);
  let number = 0;
  for await (const row of parser as AsyncIterable<Record<string, unknown>>) {
    yield* faults.splice(0);
    yield documentOf(row, String(++number), source, options);
  }
  yield* faults;
}

/** The one of , ; tab | that the header has most of. */
function delimiterOf(text: string): string {
  const [header = ""] = text.split(/\r?\n/u, 1);
  return [",", ";", "\t", "|"].map((d) => [d, header.split(d).length] as const).reduce((best, next) => (next[1] > best[1] ? next : best))[0];
}
