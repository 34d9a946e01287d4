import type { Duplex } from "node:stream";
import { parse } from "csv-parse";
import { type Problem, problem, sourceName } from "../../core/problem.ts";
import { peek, through } from "../bytes.ts";
import { decode } from "../decode.ts";
import type { FormatOptions, Found, Source } from "./context.ts";
import { documentOf } from "./json.ts";

/** Tables with a header: a row an article. */

const HEAD = 65_536;

export const csv = (source: Source, options: FormatOptions): AsyncGenerator<Found> => rows(source, options, undefined);
export const tsv = (source: Source, options: FormatOptions): AsyncGenerator<Found> => rows(source, options, "\t");

async function* rows(source: Source, options: FormatOptions, delimiter: string | undefined): AsyncGenerator<Found> {
  const where = sourceName(source);
  const { head, rest } = await peek(source.bytes, HEAD);
  // The charset by the first rows, cut at a line's end so that no character is halved.
  const whole = head.length < HEAD ? head : head.subarray(0, head.lastIndexOf(0x0a) + 1);
  const { text = "", encoding = "utf-8", problems } = await decode(whole, where, source.charset);
  for (const fault of problems) yield fault;
  if (text === "") return;
  const iconv = (await import("iconv-lite")).default;
  const faults: Problem[] = [];
  const table = parse({
    columns: true,
    bom: true,
    delimiter: delimiter ?? delimiterOf(text),
    relax_column_count: true,
    relax_quotes: delimiter !== undefined,
    skip_empty_lines: true,
    max_record_size: options.maxArticleBytes,
    skip_records_with_error: true,
  });
  table.on("skip", (error) =>
    faults.push(problem("E419", `a row cannot be read: ${error.message}`, { where: `${where}:${String(error["lines"] ?? "")}`, hint: "the other rows were read; check its quotes" })),
  );
  const parser = through(rest, iconv.decodeStream(encoding) as Duplex, table);
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
