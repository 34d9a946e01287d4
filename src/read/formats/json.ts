import type { Duplex } from "node:stream";
import { type Problem, problem, sourceName } from "../../core/problem.ts";
import { lines, peek, through, tooLong } from "../bytes.ts";
import { decode } from "../decode.ts";
import { articleOf, type Fields, type FormatOptions, type Found, type Source } from "./context.ts";
import { fragmentText } from "./html.ts";
import { dayOf } from "./metadata.ts";
import { decodedChunks, decodedText } from "./text.ts";

/** Records with an article in one of their fields: JSON, JSON lines; rows of a table come through `documentOf` too. */

/** Names that archives use, best first. */
const GUESSES: Readonly<Record<keyof Fields, readonly string[]>> = {
  text: ["text", "content", "body", "articleBody", "article", "maintext", "main_text", "full_text", "fulltext", "raw_text", "story", "plain_text"],
  title: ["title", "headline", "subject", "name"],
  date: [
    "published",
    "date",
    "datePublished",
    "date_publish",
    "published_at",
    "publishedAt",
    "published_date",
    "publish_date",
    "pubDate",
    "pub_date",
    "datetime",
    "timestamp",
    "created_at",
    "created",
  ],
  id: ["id", "_id", "guid", "uuid", "doc_id", "article_id"],
  url: ["url", "link", "canonical_url", "source_url", "uri"],
};

type Row = Readonly<Record<string, unknown>>;

export async function* jsonl(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  for await (const { number, line } of lines(source.bytes, options.maxArticleBytes)) {
    if ("code" in line) {
      yield { ...line, where: `${where}:${number}` };
      continue;
    }
    const decoded = await decode(line.length > 0 && line.at(-1) === 0x0d ? line.subarray(0, -1) : line, `${where}:${number}`, source.charset);
    if (decoded.text?.trim() === "") continue;
    for (const fault of decoded.problems) yield fault;
    if (decoded.text === undefined) continue;
    try {
      yield documentOf(JSON.parse(decoded.text) as unknown, String(number), source, options);
    } catch (error) {
      yield problem("E417", `no valid JSON: ${(error as Error).message}`, { where: `${where}:${number}`, hint: "each line is one JSON object; the other lines were read" });
    }
  }
}

/** One object, or an array of them; a long array is streamed. */
export async function* json(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const { head, rest } = await peek(source.bytes, 1);
  const where = sourceName(source);
  if (Buffer.from(head).toString("latin1").trimStart().startsWith("[")) {
    yield* array({ ...source, bytes: rest }, options);
    return;
  }
  const decoded = await decodedText({ ...source, bytes: rest }, options);
  for (const fault of decoded.problems) yield fault;
  if (decoded.text === undefined) return;
  try {
    const value = JSON.parse(decoded.text) as Row;
    const list = Object.values(value).filter(
      (v): v is Row[] => Array.isArray(v) && v.length > 0 && v.every((item) => typeof item === "object" && item !== null && guessed(item as Row, "text") !== undefined),
    );
    const [articles] = list;
    // {"articles": [{…}, {…}]}, the shape of many interfaces.
    if (valueAt(value, "text", options.fields) === undefined && list.length === 1 && articles) for (const [i, row] of articles.entries()) yield documentOf(row, String(i + 1), source, options);
    else yield documentOf(value, undefined, source, options);
  } catch (error) {
    yield problem("E417", `no valid JSON: ${(error as Error).message}`, { where, hint: "for one object a line, say --input-format jsonl" });
  }
}

async function* array(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const { chunks, problems } = await decodedChunks(source);
  for (const fault of problems) yield fault;
  if (!chunks) return;
  const { streamArray } = await import("stream-json/streamers/stream-array.js");
  const stream = through(chunks, streamArray.withParserAsStream() as Duplex) as AsyncIterable<{ key: number; value: unknown }>;
  try {
    for await (const { key, value } of stream) yield documentOf(value, String(key + 1), source, options);
  } catch (error) {
    yield problem("E417", `no valid JSON: ${(error as Error).message}`, { where: sourceName(source), hint: "what stood before was read" });
  }
}

/** @param place - its number in the file, where the file holds several */
export function documentOf(row: unknown, place: string | undefined, source: Source, options: FormatOptions): Found {
  const where = place === undefined ? sourceName(source) : `${sourceName(source)}:${place}`;
  if (typeof row === "string") return articleOf(source, row, { inner: place });
  if (typeof row !== "object" || row === null || Array.isArray(row)) return problem("E418", "no object with an article in it", { where });
  const told = (field: keyof Fields): unknown => valueAt(row as Row, field, options.fields);
  const text = told("text");
  if (typeof text !== "string") return noText(row as Row, options.fields.text, where);
  const size = Buffer.byteLength(text);
  if (size > options.maxArticleBytes) return { ...tooLong(options.maxArticleBytes, size), where };
  const plain = /<(?:p|br|div|span|a|strong|em|h[1-6])\b[^>]*>/iu.test(text) ? fragmentText(text, where) : text;
  if (typeof plain !== "string") return plain;
  const [title, id, url] = [told("title"), told("id"), told("url")].map((value) => (typeof value === "number" ? String(value) : typeof value === "string" ? value : undefined));
  return articleOf(source, plain, { inner: id ?? place, title, url, published: dayOf(told("date")) });
}

function noText(row: Row, asked: string | undefined, where: string): Problem {
  const keys = Object.keys(row).slice(0, 12).join(", ");
  return asked === undefined
    ? problem("E418", "no field that looks like the article's text", { where, hint: `name it with --text-field; fields here: ${keys || "none"}` })
    : problem("E418", `no text in the field "${asked}"`, { where, hint: `fields here: ${keys || "none"}` });
}

function valueAt(row: Row, field: keyof Fields, fields: Fields): unknown {
  const asked = fields[field];
  return asked === undefined ? guessed(row, field) : at(row, asked);
}

function guessed(row: Row, field: keyof Fields): unknown {
  for (const name of GUESSES[field]) {
    const value = own(row, name) ?? own(row, name.toUpperCase()) ?? own(row, name.charAt(0).toUpperCase() + name.slice(1));
    if (typeof value === "string" ? value.trim() !== "" : typeof value === "number") return value;
  }
  return undefined;
}

const own = (row: Row, name: string): unknown => (Object.hasOwn(row, name) ? row[name] : undefined);

/** "article.body.0": a path into objects and arrays; a key that holds the dots itself comes first. */
function at(row: Row, path: string): unknown {
  if (Object.hasOwn(row, path)) return row[path];
  let value: unknown = row;
  for (const key of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, key)) return undefined;
    value = (value as Row)[key];
  }
  return Array.isArray(value) && value.every((v) => typeof v === "string") ? value.join("\n\n") : value;
}
