import { SaxesParser } from "saxes";
import { problem, sourceName } from "../../core/problem.ts";
import { articleOf, type FormatOptions, type Found, memberOf, type Source } from "./context.ts";
import { fragmentText } from "./html.ts";
import { dayOf } from "./metadata.ts";
import { decodedChunks } from "./text.ts";

/** RSS and Atom: an item an article. Read as it comes; entities of its own a document cannot define here. */

const ITEMS = new Set(["item", "entry"]);
const FIELDS: Readonly<Record<string, "title" | "date" | "id" | "url" | "full" | "brief">> = {
  title: "title",
  pubDate: "date",
  published: "date",
  updated: "date",
  "dc:date": "date",
  guid: "id",
  id: "id",
  link: "url",
  "content:encoded": "full",
  content: "full",
  description: "brief",
  summary: "brief",
};

export async function* feed(source: Source, options: FormatOptions): AsyncGenerator<Found> {
  const where = sourceName(source);
  const { chunks, problems } = await decodedChunks(source);
  for (const fault of problems) yield fault;
  if (!chunks) return;
  const parser = new SaxesParser();
  const found: Found[] = [];
  let count = 0;
  let item: Record<string, string> | undefined;
  let field: string | undefined;
  let depth = 0;
  let size = 0;
  let failure: Error | undefined;
  parser.on("opentag", ({ name, attributes }) => {
    if (item === undefined) {
      if (ITEMS.has(name)) item = {};
      size = 0;
      return;
    }
    depth++;
    if (depth === 1) field = FIELDS[name];
    if (depth === 1 && name === "link" && typeof attributes["href"] === "string" && (attributes["rel"] ?? "alternate") === "alternate") item["url"] = attributes["href"];
  });
  const take = (text: string): void => {
    if (item === undefined || field === undefined) return;
    size += text.length;
    if (size <= options.maxArticleBytes) item[field] = (item[field] ?? "") + text;
  };
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", ({ name }) => {
    if (item === undefined) return;
    if (depth > 0) {
      depth--;
      if (depth === 0) field = undefined;
      return;
    }
    if (!ITEMS.has(name)) return;
    count++;
    found.push(itemOf(item, String(count), source));
    item = undefined;
  });
  parser.on("error", (error) => {
    failure ??= error;
  });
  for await (const chunk of chunks) {
    parser.write(chunk);
    yield* found.splice(0);
    if (failure) break;
  }
  if (!failure) parser.close();
  yield* found.splice(0);
  if (failure) yield problem("E420", `no valid XML: ${(failure as Error).message}`, { where, hint: count > 0 ? `items before it were read: ${count}` : "RSS and Atom are read" });
  else if (count === 0) yield problem("E421", "XML without articles", { where, hint: "RSS and Atom feeds are read" });
}

function itemOf(item: Readonly<Record<string, string>>, place: string, source: Source): Found {
  const where = sourceName({ path: source.path, member: memberOf(source, place) });
  const title = fragmentText(item["title"] ?? "", where);
  const text = fragmentText(item["full"] ?? item["brief"] ?? "", where);
  if (typeof title !== "string") return title;
  if (typeof text !== "string") return text;
  return articleOf(source, text || title, { inner: item["id"]?.trim() || place, title, url: item["url"]?.trim(), published: dayOf(item["date"]) });
}
